"""Crawls of sources over days: articles that are removed, that nobody has edited, that have two addresses; outages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.command import Done, copydesk
from tests.crawls import crawl_sources
from tests.press import Answer, Press, rss, serve, source

HOUR = 3600
NOON = 1_795_600_800
"""Some noon in November 2026."""
ONE, TWO = "/2026/11/26/story-number-1.html", "/2026/11/26/story-number-2.html"
NOTICE = b"<html><head><title>Hoppla</title></head><body><h1>Hoppla</h1><p>Es tut uns leid, das war nichts.</p></body></html>"
MISSING = b"<html><head><title>Page not found</title></head><body><h1>Page not found</h1><p>Sorry.</p></body></html>"


_PLACES = "harbour school river market museum station".split()
_WORKS = "pier library forest tunnel airport theatre".split()
TEXT = "".join(
    f"<p>The {place} committee met on Monday and decided that the old {work} will be rebuilt, said Mayor Ann Lee to {n} "
    f"people who had come to hear what becomes of the {work} and of the {place}.</p>"
    for n, (place, work) in enumerate(zip(_PLACES, _WORKS, strict=True), 3)
)


def article(more: str = "", head: str = "", text: str = TEXT) -> str:
    """An article of six paragraphs, none like the other."""
    title = "The council opens the harbour"
    return f"<html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{text}{more}</article></body></html>"


@pytest.fixture
def press(tmp_path: Path) -> Iterator[Press]:
    """A site with a feed of two articles, which name each other."""
    with serve() as found:
        found.article(ONE, "The council opens the harbour")
        found.article(TWO, "The mayor closes the bridge")
        found.put("/rss", rss((ONE, "The council opens the harbour", ""), (TWO, "The mayor closes the bridge", "")))
        links = "".join(
            f'<h2><a href="{path}">A headline that is long enough</a></h2><p>A teaser.</p>' for path in (ONE, TWO)
        )
        found.put("/", f"<html><head><title>The Daily</title></head><body><h1>The Daily</h1>{links}</body></html>")
        source(tmp_path, found, 'feeds = ["SITE/rss"]\narticle_urls = ["/2026/"]\n')
        yield found


def records(folder: Path, path: str = "") -> list[dict[str, Any]]:
    lines = (folder / "out.jsonl").read_text().splitlines() if (folder / "out.jsonl").exists() else []
    return [found for line in lines if path in (found := json.loads(line))["requested_url"]]


def look(folder: Path, *hours: float) -> list[Done]:
    """Crawl at these hours."""
    return [crawl_sources(folder, NOON + int(hour * HOUR), due=False) for hour in hours]


def removed(folder: Path) -> str:
    return copydesk("ledger", "removed", folder / "ledger.db").out.decode()


def moved(to: str) -> Answer:
    return Answer(status=302, headers={"Location": to})


REMOVED = {
    "404": Answer(MISSING, status=404),
    "410": Answer(MISSING, status=410),
    "soft 404": Answer(MISSING),
    "soft 404 without a word for it": Answer(NOTICE),
    "home page": moved("/"),
    "section": moved("/2026/"),
}


@pytest.mark.parametrize("way", REMOVED)
def test_a_removed_article_is_noted_and_is_no_record(tmp_path: Path, press: Press, way: str) -> None:
    press.put("/2026/", press.answers["/"].body)  # type: ignore[union-attr]
    look(tmp_path, 0)
    press.answers[ONE] = REMOVED[way]
    first, *later = look(tmp_path, 1.2, 6.5, 25)
    assert [(r["revision"], r["headline"]) for r in records(tmp_path, "story")] == [
        (1, r["headline"]) for r in records(tmp_path)
    ] and len(records(tmp_path)) == 2
    assert ONE in removed(tmp_path) and TWO not in removed(tmp_path)
    assert first.code and ONE in first.err, "the failure is told"
    assert [(done.code, ONE in done.err) for done in later] == [(0, False)] * 2, "once"


@pytest.mark.parametrize("way", ["404", "soft 404", "home page", "section", "soft 404 without a word for it"])
def test_what_only_looked_removed_is_looked_at_again(tmp_path: Path, press: Press, way: str) -> None:
    press.put("/2026/", press.answers["/"].body)  # type: ignore[union-attr]
    look(tmp_path, 0)
    there, press.answers[ONE] = press.answers[ONE], REMOVED[way]
    look(tmp_path, 1.2)
    assert ONE in removed(tmp_path)
    press.answers[ONE] = there
    look(tmp_path, 6.5)
    assert ONE not in removed(tmp_path) and len(records(tmp_path)) == 2
    press.article(ONE, "The council closes the harbour")
    look(tmp_path, 25)
    assert [r["revision"] for r in records(tmp_path, ONE)] == [1, 2]
    press.answers[ONE] = REMOVED[way]
    assert ONE in look(tmp_path, 200)[0].err, "it is told anew"


def test_what_is_gone_for_good_is_not_looked_at_again(tmp_path: Path, press: Press) -> None:
    look(tmp_path, 0)
    press.answers[ONE] = REMOVED["410"]
    look(tmp_path, 1.2)
    asked = len(press.paths(ONE))
    look(tmp_path, 6.5, 25, 200)
    assert ONE in removed(tmp_path) and len(press.paths(ONE)) == asked


OUTAGES: dict[str, Any] = {
    **{way: answer for way, answer in REMOVED.items() if way != "410"},
    "wall": moved("/wall/wartung.html"),
    "wall with the path": lambda path: moved(f"/wall/consent.html?back={path}"),
    "circle": lambda path: moved(path + "?r=1"),
    "503": Answer(status=503),
    "maintenance": Answer(NOTICE.replace(b"Hoppla", b"We will be back soon")),
    "canonical wall": Answer(NOTICE.replace(b"</head>", b"<link rel=canonical href=/wall/wartung.html></head>")),
}


@pytest.mark.parametrize("way", OUTAGES)
def test_an_outage_at_first_sight_loses_no_article(tmp_path: Path, press: Press, way: str) -> None:
    press.put("/2026/", press.answers["/"].body)  # type: ignore[union-attr]
    press.put("/wall/wartung.html", NOTICE)
    press.put("/wall/consent.html", NOTICE)
    there = {path: press.answers[path] for path in (ONE, TWO)}
    for path in there:
        press.answers[path] = OUTAGES[way](path) if callable(OUTAGES[way]) else OUTAGES[way]
        press.answers[path + "?r=1"] = moved(path)
    look(tmp_path, 0, 0.3)
    assert records(tmp_path) == []
    press.answers.update(there)
    look(tmp_path, 5)
    assert sorted(r["requested_url"] for r in records(tmp_path)) == [press.url + ONE, press.url + TWO]


CHANGES: dict[str, Callable[[int], str]] = {
    "a line with the time": lambda n: f"<p>Updated at 10:{n}2</p>",
    "how long ago": lambda n: f"<p>{n + 3} minutes ago</p>",
    "readers": lambda n: f"<p>{n}1,234 views</p>",
    "quotation marks": lambda n: (
        f"<p>The {'“pier”' if n else chr(34) + 'pier' + chr(34)} is old, as they say in town.</p>"
    ),
    "a picture's address": lambda n: (
        f'<figure><img src="/img/{n}/w_{n}00/pier.jpg" width=1200 height=800><figcaption>The pier.</figcaption></figure>'
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_nobody_has_edited_is_no_revision(tmp_path: Path, press: Press, what: str) -> None:
    for n, hour in enumerate((0, 1.2, 6.5)):
        press.put(ONE, article(CHANGES[what](n)))
        look(tmp_path, hour)
    assert [r["revision"] for r in records(tmp_path, ONE)] == [1]
    press.put(ONE, article(text=TEXT.replace("Monday", "Tuesday")))
    look(tmp_path, 25)
    assert [r["revision"] for r in records(tmp_path, ONE)] == [1, 2], "an edit is one"


def test_an_article_at_two_addresses_has_no_revisions_of_one_by_the_other(tmp_path: Path, press: Press) -> None:
    canonical = f'<link rel="canonical" href="{press.url}{ONE}">'
    picture = '<figure><img src="/pier.jpg" width=1200 height=800><figcaption>The pier.</figcaption></figure>'
    press.put(ONE, article(picture, canonical))
    press.put("/2026/11/26/short/9911", article(head=canonical))
    press.put("/rss", rss((ONE, "T", ""), ("/2026/11/26/short/9911", "T", "")))
    look(tmp_path, 0, 1.2, 6.5, 25)
    assert [r["revision"] for r in records(tmp_path)] == [1]


def test_a_later_run_leaves_a_site_alone_that_asked_for_it(tmp_path: Path, press: Press) -> None:
    there = press.answers[ONE]
    press.answers[ONE] = press.answers[TWO] = Answer(status=429, headers={"Retry-After": "7200"})
    look(tmp_path, 0)
    press.answers[ONE] = there
    asked = len(press.asked)
    done = crawl_sources(tmp_path, NOON + HOUR, due=False)
    assert len(press.asked) == asked and done.code == 27 and "left alone for another" in done.err
    assert done.err.count("left alone") == 1
    look(tmp_path, 2.5)
    assert ONE in "".join(r["requested_url"] for r in records(tmp_path))


@pytest.mark.parametrize(("headers", "least"), [({"Retry-After": "3"}, 2), ({}, 2)])
def test_a_later_run_waits_for_what_an_earlier_one_was_told(
    tmp_path: Path, press: Press, headers: dict[str, str], least: float
) -> None:
    there = press.answers[ONE]
    press.answers[ONE] = press.answers[TWO] = Answer(status=503, headers=headers)
    source(tmp_path, press, 'feeds = ["SITE/rss"]\narticle_urls = ["/2026/"]\ndelay = 0\n')
    crawl_sources(tmp_path, NOON, due=False)
    told, asked = press.asked[-1].at, len(press.asked)
    press.answers[ONE] = press.answers[TWO] = there
    done = crawl_sources(tmp_path, NOON, due=False, DOWNLOAD_DELAY=30)
    later = press.asked[asked:]
    assert later and least < later[0].at - told and later[-1].at - told < 15, done.err


def test_nobody_means_ten_years(tmp_path: Path, press: Press) -> None:
    there = press.answers[ONE]
    press.answers[ONE] = Answer(status=503, headers={"Retry-After": "315360000"})
    look(tmp_path, 0)
    press.answers[ONE] = there
    look(tmp_path, 25)
    assert len(records(tmp_path)) == 2
