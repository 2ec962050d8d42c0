"""The operator's report: its numbers, its markup, and how a browser shows it."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from lxml import html

from crawler.cli.report import _is_ledger
from crawler.ledger import open_ledger
from crawler.metrics.tally import Tally
from crawler.report.operations import DAYS, overview
from crawler.report.plots import bars, lines
from tests.forked import run_forked
from tests.press import crawl, rss, serve, source
from tests.report import sample_ledger
from tests.report.browser import Page

NOW = 1_795_000_000


def command(*arguments: str | Path) -> tuple[int, bytes, str]:
    done = run_forked("tests.press:begin", *map(str, arguments))
    return done.code, done.out, done.err


@pytest.fixture
def report(tmp_path: Path) -> Path:
    sample_ledger.write(tmp_path / "press.ledger", int(time.time()))
    assert command("report", tmp_path / "press.ledger", "-o", tmp_path / "report.html") == (0, b"", "")
    return tmp_path / "report.html"


def test_what_is_put_together() -> None:
    view = overview("press.ledger", sample_ledger.days(NOW), [], NOW)
    assert len(view.labels) == len(view.new) == DAYS
    assert view.new[-1] == sum(tally.new for at, tally in _all(NOW) if at == NOW // 86_400 * 86_400)
    assert view.total.new == sum(tally.new for _, tally in _all(NOW))
    assert view.coverage["captions"][-1] and view.coverage["captions"][-1] < 60 < view.coverage["captions"][0]  # type: ignore[operator]
    assert [s.name for s in view.silent] == ["evening <i>post</i>"]
    assert view.failed["http"][0] == 3 and view.delay[0] == pytest.approx(10, abs=1)


def _all(now: int) -> list[tuple[int, Tally]]:
    return [day for held in sample_ledger.days(now).values() for day in held]


def test_nothing_of_a_page_is_markup(report: Path) -> None:
    text = report.read_text()
    tree = html.fromstring(text)
    assert not tree.xpath("//script | //iframe | //link | //i") and "javascript:alert(1)" in text
    assert not re.search(r"(?:href|src)=\"(?!https?:|#)", text)
    assert all(a.startswith(("#", "http")) for a in tree.xpath("//@href"))
    assert re.search(r"captions: 9\d %", text) and "herald" in text
    assert {a.get("href")[1:] for a in tree.xpath("//nav//a")} <= set(tree.xpath("//@id"))
    assert all(svg.get("aria-label") for svg in tree.xpath("//*[local-name()='svg']"))
    assert len(tree.xpath("//th[@scope='row']")) >= 3


def test_receipts_of_runs_make_a_report(tmp_path: Path) -> None:
    with serve() as press:
        source(tmp_path, press, 'feeds = ["SITE/rss"]\n')
        press.article("/2026/story-number-1", "The first story")
        press.put("/rss", rss(("/2026/story-number-1", "T", "")))
        for number in (1, 2):
            crawl(tmp_path, "-o", tmp_path / "o.jsonl", "--receipt", tmp_path / f"{number}.json")
    code, out, err = command("report", tmp_path / "1.json", tmp_path / "2.json")
    assert code == 0 and b"The first story" in out and b"2 runs" in out, err
    (tmp_path / "2.json").write_text(json.dumps({"spider": "source", "ended": "never"}))
    code, out, err = command("report", tmp_path / "1.json", tmp_path / "2.json")
    assert (code, out) == (23, b"") and "2.json is not a receipt" in err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 2),
        (("no.ledger",), 21),
        (("sqlite:///no.ledger",), 21),
        (("a.jsonl", "b.jsonl"), 2),
        (("nosuch://a.jsonl",), 2),
    ],
)
def test_refusals(tmp_path: Path, arguments: tuple[str, ...], code: int) -> None:
    assert command("report", *arguments)[0] == code


@pytest.mark.parametrize(
    ("path", "is_ledger"),
    [("a.ledger", True), ("./a.ledger", True), ("sqlite:///a.ledger", True), ("sqlite:///no.ledger", True),
     ("postgresql://db/news", True), ("a.jsonl", False), ("./a.jsonl", False), ("no.jsonl", False), ("-", False),
     ("s3://a/a.jsonl", False)],
)  # fmt: skip
def test_what_is_a_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, is_ledger: bool) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.jsonl").write_text("{}\n")
    open_ledger("a.ledger").close()
    assert _is_ledger(path) == is_ledger


def test_empty_plots() -> None:
    assert "polyline" in lines("Nothing", ["a"], {"none": [None]}) and "<rect" not in bars("Nothing", ["a"], {"n": [0]})
    assert "&lt;b&gt;" in bars("<b>", ["<b>"], {"<b>": [1.0]})


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "light"), (1280, "dark")])
def test_it_looks_right(report: Path, page: Page, width: int, scheme: str) -> None:
    page.show(report, width, scheme)
    assert page.overflow() <= 0, "the page is wider than the screen"
    assert page.contrast() >= 4.5
    assert page.requests == []


def test_it_can_be_read_with_the_keyboard(report: Path, page: Page) -> None:
    page.show(report, 1280, "light")
    focused = page.tab(12)
    assert focused[0] == "#alarms" and "#newest" in focused and len(set(focused)) == 11


def test_it_can_be_printed(report: Path, page: Page) -> None:
    page.show(report, 800, "light")
    assert page.pdf().startswith(b"%PDF")
