"""What 10,000 publishers and a billion URLs need, computed from what was measured: every input is in the table."""

from __future__ import annotations

import argparse
from dataclasses import dataclass

from results import replace_section, table

DAY = 86_400
MONTH = 30 * DAY


@dataclass(frozen=True)
class Input:
    """A number, and where it comes from."""

    value: float
    words: str
    origin: str


PUBLISHERS = Input(10_000, "publishers", "the question")
URLS = Input(1e9, "URLs of their archives", "the question")
MEASURED = {
    "page": Input(0.025, "CPU s of a page, whole crawl", "Crawl: 20 to 25 ms"),
    "list": Input(0.005, "CPU s of a request without a page: a list, an answer 304", "Crawl: bare Scrapy, 4.8 ms"),
    "visit": Input(0.03, "CPU s of a visit that finds nothing new", "400 sources less 100, `worker --drain`"),
    "ledger": Input(0.001, "CPU s of the ledger for a request, both ends", "Fleet: PostgreSQL, completed alone"),
    "server": Input(0.0005, "… of which on the server", "the same, half"),
    "archived": Input(0.0265, "CPU s of a page in an archive", "Fleet: archives, 17.4 s for 640 pages"),
    "lists": Input(51.5, "visits of a publisher a day", "Revisit: 18,027 in a week of 50"),
    "changed": Input(0.05, "share of revisits that find a change", "Revisit: 1,399 of 32,843"),
    "wire": Input(62_000, "bytes of a page as it is sent", "press corpus, gzip"),
    "record": Input(4_900, "bytes of a record, .jsonl.gz", "Size of Parquet"),
    "seen": Input(91 + 115, "bytes in the ledger of a URL that is done", "Fleet: PostgreSQL, seen and articles"),
    "task": Input(91 + 368, "… of one that is pending", "the same, seen and tasks"),
    "index": Input(60, "… of which indexes that are read for each URL", "the same"),
    "wal": Input(11_000, "bytes of log (WAL) for a completion", "pg_current_wal_lsn, 300,000 URLs, 64 at once"),
}
ASSUMED = {
    "articles": Input(50, "articles of a publisher a day", "newspapers 100 to 300, magazines 5"),
    "revisits": Input(4, "revisits of an article", "the default: 1 h, 6 h, 1 day, 7 days"),
    "conditional": Input(0.5, "share of sites that answer 304", "a guess"),
    "list_bytes": Input(20_000, "bytes of a list as it is sent", "a guess"),
    "peak": Input(3, "busiest hour ÷ mean", "a guess"),
    "days": Input(30, "days for the archive of a billion URLs", "a choice"),
    "delay": Input(1.0, "seconds between two requests to a host", "the default"),
    "used": Input(0.6, "share of a core that is planned for", "a choice"),
    "largest": Input(5_000_000, "URLs of the largest publisher", "a large newspaper since 1995"),
    "core": Input(20, "dollars of a core with 4 GB a month", "clouds: 10 to 35"),
    "disk": Input(0.1, "dollars of a GB of database disk a month", "clouds: 0.08 to 0.17"),
    "store": Input(0.023, "dollars of a GB in object storage a month", "list price of S3"),
}
HEAD = ["", "news of 10,000 publishers", "their archives, a billion URLs"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Every input is an option."""
    group = parser.add_argument_group("paper")
    for name, found in {**MEASURED, **ASSUMED}.items():
        group.add_argument(f"--paper-{name.replace('_', '-')}", type=float, default=found.value, help=found.words)


def run(options: argparse.Namespace) -> None:
    """Compute, and write the section."""
    x = {name: getattr(options, f"paper_{name}") for name in (*MEASURED, *ASSUMED)}
    inputs = [[i.words, f"{x.get(name, i.value):g}", i.origin] for name, i in {**MEASURED, **ASSUMED}.items()]
    text = "Measured numbers are those of the sections named; change one with its option `--paper-…`.\n\n"
    text += table(HEAD, rows(news(x), archive(x), x)) + "\n\n" + table(["input", "value", "from"], inputs)
    text += f"\n\nThe largest publisher takes {x['largest'] * x['delay'] / DAY:.0f} days, whatever machines there are."
    hours = archived(x)
    text += f"\nReading a billion stored pages: {hours:,.0f} core-hours, {hours * x['core'] / 720:,.0f} dollars."
    replace_section("Fleet: on paper", text)


@dataclass(frozen=True)
class Need:
    """Of a crawl, by second or in all."""

    pages: float
    """Full pages a second, in the mean."""
    requests: float
    """All requests a second, in the mean."""
    cpu: float
    """Cores of workers, in the mean."""
    bandwidth: float
    """Bytes a second, in the mean."""
    ledger: float
    """Bytes of the ledger after a year, or at its largest."""
    indexes: float
    """Bytes of indexes that are read all the time."""
    records: float
    """Bytes of records a year, or in all."""
    peak: float


def news(x: dict[str, float]) -> Need:
    """Each day's articles, their revisits, and the visits that look for them."""
    new = PUBLISHERS.value * x["articles"]
    again = new * x["revisits"]
    short = again * x["conditional"] * (1 - x["changed"])
    visits = PUBLISHERS.value * x["lists"]
    pages, requests = new + again - short, new + again + visits
    cpu = pages * x["page"] + short * x["list"] + visits * x["visit"]
    cpu += requests * (x["ledger"] - x["server"])
    sent = pages * x["wire"] + visits * x["list_bytes"]
    year = 365 * new
    waiting = 7 * new * (x["task"] - x["seen"])
    return Need(pages / DAY, requests / DAY, cpu / DAY, sent / DAY, year * x["seen"] + waiting, year * x["index"],
                year * x["record"], x["peak"])  # fmt: skip


def archive(x: dict[str, float]) -> Need:
    """Every URL once, without revisits; all are pending at first."""
    rate = URLS.value / x["days"] / DAY
    cpu = rate * (x["page"] + x["ledger"] - x["server"])
    urls = URLS.value
    return Need(rate, rate, cpu, rate * x["wire"], urls * x["task"], urls * x["index"], urls * x["record"], 1)


def rows(news: Need, archive: Need, x: dict[str, float]) -> list[list[str]]:
    """The table."""
    needs = news, archive
    cores = [need.cpu * need.peak / x["used"] for need in needs]
    server = [need.requests * need.peak * x["server"] for need in needs]
    database = [max(4.0, s / x["used"], n.indexes / 4e9) for s, n in zip(server, needs, strict=True)]
    dollars = [
        (c + d) * x["core"] + need.ledger / 1e9 * x["disk"] + need.records / 1e9 * x["store"]
        for c, d, need in zip(cores, database, needs, strict=True)
    ]
    lines = {
        "full pages a second": [f"{need.pages:,.0f}" for need in needs],
        "requests a second, in the busiest hour": [f"{need.requests * need.peak:,.0f}" for need in needs],
        "cores of workers": [f"{c:.0f}" for c in cores],
        "… machines of 4 cores, and one to spare": [f"{-(-c // 4) + 1:.0f}" for c in cores],
        "bandwidth in, Mbit/s, in the busiest hour": [f"{n.bandwidth * n.peak * 8 / 1e6:,.0f}" for n in needs],
        "traffic in, TB a month": [f"{n.bandwidth * MONTH / 1e12:,.1f}" for n in needs],
        "database: CPU, cores that are busy": [f"{s:.2f}" for s in server],
        "… cores, with 4 GB of memory each": [f"{d:.0f}" for d in database],
        "… rows and indexes, GB (after a year; at the largest)": [f"{n.ledger / 1e9:,.0f}" for n in needs],
        "… indexes that should be in memory, GB": [f"{n.indexes / 1e9:,.0f}" for n in needs],
        "… log, MB/s in the busiest hour": [f"{n.requests * n.peak * x['wal'] / 1e6:,.1f}" for n in needs],
        "records, .jsonl.zst, TB (a year; all)": [f"{n.records / 1e12:,.1f}" for n in needs],
        "dollars a month": [f"{d:,.0f}" for d in dollars],
    }
    return [[words, *cells] for words, cells in lines.items()]


def archived(x: dict[str, float]) -> float:
    """Core-hours for a billion pages of archives."""
    return URLS.value * x["archived"] / 3600
