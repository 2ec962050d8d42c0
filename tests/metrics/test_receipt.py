"""Receipts of real runs on loopback: each article that was asked for has one outcome, and the numbers are those of the output."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from crawler.ledger import open_ledger
from crawler.metrics.packing import unpack
from crawler.metrics.receipt import receipt_schema
from crawler.metrics.tally import Tally
from tests.command import Done
from tests.forked import run_forked
from tests.press import Answer, Press, crawl, rss, serve, source


def outcomes(tally: Tally) -> int:
    return tally.outcomes + tally.unfinished


def receipt(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text())
    jsonschema.validate(found, receipt_schema())
    return found


def command(*arguments: str | Path) -> Done:
    return run_forked("tests.press:begin", *map(str, arguments))


MEET: dict[str, Callable[[Press, str], object]] = {
    "written": lambda press, path: press.article(path, f"Story {path}"),
    "http": lambda press, path: None,
    "robots": lambda press, path: press.article(path),
    "not-html": lambda press, path: press.put(path, b"%PDF-1.4 \x00\x01", "application/pdf"),
    "empty": lambda press, path: press.put(path, b"   "),
    "redirects": lambda press, path: press.answers.update({path: Answer(status=302, headers={"Location": path})}),
    "repeated": lambda press, path: press.answers.update(
        {path: Answer(status=301, headers={"Location": "/2026/the-first-of-all"})}
    ),
}
"""By outcome: what makes an address have it."""


def site(press: Press, seed: int) -> Counter[str]:
    """Fifteen addresses that end in any way; how many in which."""
    chosen = random.Random(seed).choices(list(MEET), k=14)
    press.article("/2026/the-first-of-all", "The first")
    paths = ["/2026/the-first-of-all"]
    for number, what in enumerate(chosen):
        paths.append(f"/{'private' if what == 'robots' else '2026'}/{what}-story-number-{number}")
        MEET[what](press, paths[-1])
    press.put("/rss", rss(*((path, "T", "") for path in paths)))
    press.put("/robots.txt", "User-agent: *\nDisallow: /private/\n", "text/plain")
    return Counter({"written": 1}) + Counter(chosen)


def found(tally: Tally) -> Counter[str]:
    counts = Counter({"written": tally.written, "repeated": tally.repeated, "unchanged": tally.unchanged})
    return +(counts + Counter(tally.refused) + Counter(tally.failed))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("has_ledger", [True, False])
def test_a_crawl_adds_up(tmp_path: Path, seed: int, has_ledger: bool) -> None:
    with serve() as press:
        expected = site(press, seed)
        source(tmp_path, press, 'feeds = ["SITE/rss"]\nconcurrency = 1\n')
        more = ["--ledger", tmp_path / "l.db"] if has_ledger else []
        done = crawl(tmp_path, *more, "-o", tmp_path / "o.jsonl", "--receipt", tmp_path / "r.json")
        read = receipt(tmp_path / "r.json")
        requests = len(press.asked)
    tally, total = Tally.from_dict(read["sources"]["daily"]), Tally.from_dict(read["total"])
    assert found(tally) == expected, done.err
    assert tally.asked == outcomes(tally) == 15 and tally.found == 15 and tally.lists == 1
    assert tally.written == tally.new == len((tmp_path / "o.jsonl").read_text().splitlines())
    assert sum(tally.failed.values()) + sum(tally.refused.values()) == done.err.count(press.url)
    assert total.responses == requests - expected["not-html"] == sum(total.statuses.values())  # those are cut off
    assert all(what in url for what in expected - Counter({"http": 99}) for url in tally.examples.get(what, ()))
    if has_ledger:
        ledger = open_ledger(str(tmp_path / "l.db"))
        kept = {t.source: Tally.from_dict(unpack(t.value)) for t in ledger.tallies(0)}
        ledger.close()
        assert found(kept["daily"]) == expected and kept["daily"].asked == 15


def test_a_second_run_adds_to_the_day(tmp_path: Path) -> None:
    with serve() as press:
        source(tmp_path, press, 'feeds = ["SITE/rss"]\n')
        for number in (1, 2):
            press.article(f"/2026/story-number-{number}", text="same")
            press.put("/rss", rss(*((f"/2026/story-number-{n}", "T", "") for n in range(1, number + 1))))
            crawl(tmp_path, "--ledger", tmp_path / "l.db", "-o", tmp_path / "o.jsonl")
    ledger = open_ledger(str(tmp_path / "l.db"))
    [kept] = [Tally.from_dict(unpack(t.value)) for t in ledger.tallies(0, "daily")]
    ledger.close()
    assert (kept.written, kept.lists, kept.found) == (2, 2, 2)
    assert kept.duplicates == 1  # its text is that of the run before
    assert [article["url"][-1] for article in kept.newest] == ["1", "2"]


@pytest.mark.parametrize("seed", range(2))
def test_pages_by_address_add_up(tmp_path: Path, seed: int) -> None:
    with serve() as press:
        expected = site(press, seed)
        urls = [press.url + path for path in [*press.answers] if path not in ("/rss", "/robots.txt")]
        urls += [f"{press.url}/{n}" for n in range(expected["http"])] + ["nonsense", urls[0]]
        done = command("fetch", *urls, "--allow-host=127.0.0.1", "-o", tmp_path / "o", "--receipt", tmp_path / "r.json")
    read = receipt(tmp_path / "r.json")
    total = Tally.from_dict(read["total"])
    assert total.asked == outcomes(total) == len(urls) and total.unfinished == 0, done.err
    assert total.failed.pop("not-a-url") == 1 and found(total) == expected + Counter({"repeated": 1})
    assert total.written == len((tmp_path / "o").read_text().splitlines())


def test_stored_pages_add_up(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    with serve() as press:
        press.article("/a")
        page = press.answers["/a"]
    assert isinstance(page, Answer)
    (folder / "a.html").write_bytes(page.body)
    (folder / "b.html").write_bytes(b"<html></html>")
    done = command("extract", folder, "-o", folder / "o.jsonl", "--receipt", folder / "r.json")
    total = Tally.from_dict(receipt(folder / "r.json")["total"])
    assert (total.asked, total.written, total.failed) == (2, 1, {"empty": 1}), done.err


def test_no_credentials(tmp_path: Path) -> None:
    with serve() as press:
        secret = press.url.replace("//", "//ann:secret@")
        command("fetch", f"{secret}/none", "--contact", "https://ann:secret@daily.example/", "--allow-host=127.0.0.1",
                "--receipt", tmp_path / "r.json")  # fmt: skip
    assert "secret" not in (tmp_path / "r.json").read_text()


def test_where_it_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = command("fetch", "https://daily.example/", "--receipt", tmp_path / "file" / "r.json")
    assert done.code == 3 and "cannot be written" in done.err
