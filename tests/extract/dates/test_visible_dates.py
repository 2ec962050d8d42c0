"""Which of the dates that a page shows is its own."""

from __future__ import annotations

import pytest

from crawler.extract.candidates import Candidate
from crawler.extract.dates.date_labels import label_of_class, labelled_parts
from crawler.extract.dates.named_dates import in_titles
from crawler.extract.document.page import parse
from crawler.extract.metadata import read_metadata
from crawler.normalize.word_tables import table

_PAGE = """<html lang="en-US"><title>The old pier stays open</title><body><main><article>
<h1>The old pier stays open</h1>{near}<p>The harbour council voted to keep the old pier open.</p></article>{behind}</main>"""

_PROSE = f"<p>{'The harbour council voted to keep the old pier open. ' * 3}</p>"
_FAR = _PROSE * 4
"""Enough text for what is behind it to be far from the headline."""
_TEASERS = '<span class="teaser-date">Nov {}, 2026</span>'

PUBLISHED = [
    ('<time title="20.11.2026, 14:30 Uhr">vor 2 Stunden</time>', "2026-11-20T14:30:00"),
    ('<span class="timeago" title="2026-11-20T14:30:00+01:00">2h ago</span>', "2026-11-20T14:30:00+01:00"),
    ('<span class="post-date" data-date="2026-11-20 14:30:00">yesterday</span>', "2026-11-20T14:30:00"),
    ('<time data-timestamp="1795181400">just now</time>', "2026-11-20T13:30:00+00:00"),
    ("<p>Published: 10:15 GMT, 20 Nov 2026 | Updated: 12:40 GMT, 20 Nov 2026</p>", "2026-11-20T10:15:00+00:00"),
    ("<p>Updated: Nov 21, 2026. Published: Nov 20, 2026.</p>", "2026-11-20"),
    ("<p>20.11.2026 - Güncelleme: 20.11.2026</p>", "2026-11-20"),
    ("<ul><li>Received: 3 March 2025</li><li>Accepted: 16 May 2025</li><li>Published: 2 June 2026</li></ul>", "2026-06-02"),
    ("<p>Updated: Nov 20, 2026</p>", "2026-11-20"),
    ("<p>20 Nov 2026, 12:30 (21 Nov 2026 updated)</p>", "2026-11-20T12:30:00"),
    ('<time datetime="P1D" title="20 Nov 2026">yesterday</time>', "2026-11-20"),
    ("<figure><img src=a.jpg><figcaption><p>The pier on Nov 2, 2026</p></figcaption></figure><p>Nov 20, 2026</p>", "2026-11-20"),
    ("<p>The mayor on the old wooden pier in the rain, Nov 2, 2026</p>", None),
    ("<p>Nov 20, 2026, The Desk</p>" + _PROSE + _TEASERS.format(2) + _TEASERS.format(3) + _TEASERS.format(4), "2026-11-20"),
    ("<p>Nov 20, 2026, The Desk</p>" + _PROSE + _TEASERS.format(2) + _TEASERS.format(3), "2026-11-02"),
    (_TEASERS.format(20) + _PROSE + _TEASERS.format(2) + _TEASERS.format(3), "2026-11-20"),
    (_FAR + "<footer><time>Nov 20, 2026</time></footer>", "2026-11-20"),
    (_FAR + "<nav><time>Nov 20, 2026</time></nav>", None),
    ("<p>Nov 20, 2026, The Desk</p>" + _PROSE + "<p>Released: Nov 3, 2026</p>", "2026-11-20"),
    ('<div class="related"><span class="date">Nov 2, 2026</span></div><span class="date">Nov 20, 2026</span>', "2026-11-20"),
]  # fmt: skip


@pytest.mark.parametrize(("near", "expected"), PUBLISHED)
def test_published(near: str, expected: str | None) -> None:
    page = parse(_PAGE.format(near=near, behind=""), "https://daily.example/pier")
    found = read_metadata(page, [])["date_published"]
    assert (found[0].value if found else None) == expected


ABOVE = [
    ("<h3>20 Nov 2026</h3>", "2026-11-20"),
    ('<h3 class="teaser-meta">20 Nov 2026</h3>', "2026-11-20"),
    ("<h3>Top 10 of 2023-24</h3>", None),
]


@pytest.mark.parametrize(("above", "expected"), ABOVE)
def test_heading_above_the_headline(above: str, expected: str | None) -> None:
    page = parse(_PAGE.replace("<h1>", f"{above}<h1>").format(near="", behind=""), "https://daily.example/pier")
    found = read_metadata(page, [])["date_published"]
    assert (found[0].value if found else None) == expected


OTHERWISE_UNDATED = [
    ("", "<p class=info><b>Datum:</b> 20.11.2026</p>", [], ("2026-11-20", "dom")),
    ("", "<p>This entry was posted in News on November 20, 2026 by anna.</p>", [], ("2026-11-20", "dom")),
    ("", "<p>Dieser Artikel wurde am 20. November 2026 um 14:48 von <a>Anna</a> geschrieben.</p>", [],
     ("2026-11-20T14:48:00", "dom")),
    ("", "<p>This entry was posted in <a>News</a> on <b>November 20, 2026</b> by anna.</p>", [], ("2026-11-20", "dom")),
    ("", "<p>4 comments<br>Published: 20.11.2026<br>Licences</p>", [], ("2026-11-20", "dom")),
    ("", "<article><footer><time>Nov 20, 2026</time></footer></article>", [], ("2026-11-20", "dom")),
    ("", "<p>Page last modified <time>Nov. 20, 2026</time></p>", [], ("2026-11-20", "inferred")),
    ("", "<footer><p><b>Last updated on</b> Nov 20, 2026.</p></footer>", [], ("2026-11-20", "inferred")),
    ("", _FAR + "<p>Last updated: Nov 20, 2026</p>", [], ("2026-11-20", "inferred")),
    ("", _FAR + "<p>Last updated: Nov 20, 2026</p><p>Edited: Nov 21, 2026</p>", [], None),
    ("", _FAR + "<footer><time>Nov 20, 2026</time></footer>", [], None),
    ("", f"<p>{'The harbour council has updated all its old plans. ' * 4} Nov 20, 2026</p>", [], None),
    ("", "", ["The old pier", "By Ann Lee", "(20 November 2026) The council voted."], ("2026-11-20", "dom")),
    ("", "", ["Berlin, 20 November 2026 – The council voted."], ("2026-11-20", "dom")),
    ("", "", ["(Berlin, 20 November 2026) The council voted."], ("2026-11-20", "dom")),
    ("", "", ["On 20 November 2026 the council voted to keep the pier."], None),
    ("", "", ["20.11.2026 – It rained.", "21.11.2026 – It rained again."], None),
    ('{"@type": "Recipe", "datePublished": {"@value": "2026-11-20"}}', "", [], ("2026-11-20", "json-ld")),
    ('{"@type": "VideoObject", "datePublished": "2026-11-20"}', "", [], None),
    ('{"@type": "NewsArticle", "dateModified": "2026-11-20"}', "", [], ("2026-11-20", "inferred")),
]  # fmt: skip


@pytest.mark.parametrize(("data", "behind", "texts", "expected"), OTHERWISE_UNDATED)
def test_otherwise_undated(data: str, behind: str, texts: list[str], expected: tuple[str, str] | None) -> None:
    script = f'<script type="application/ld+json">{data}</script>' if data else ""
    page = parse(_PAGE.format(near=script, behind=f"<section>{behind}</section>"), "https://daily.example/pier")
    found = read_metadata(page, texts)["date_published"]
    assert ((found[0].value, found[0].origin) if found else None) == expected


def test_the_only_date_is_of_the_last_change() -> None:
    page = parse(_PAGE.format(near="", behind="<p>Last updated: Nov 20, 2026</p>"), "https://daily.example/pier")
    fields = read_metadata(page, [])
    assert fields["date_published"] == [Candidate("2026-11-20", "inferred")]
    assert fields["date_modified"] == [Candidate("2026-11-20", "dom")]


def test_of_another_article() -> None:
    behind = '<article><h2>The next story</h2><span class="date">Nov 2, 2026</span></article><p>Nov 20, 2026</p>'
    page = parse(_PAGE.format(near="", behind=behind), "https://daily.example/pier")
    assert read_metadata(page, [])["date_published"][0].value == "2026-11-20"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("3 May", [(None, "3 May")]),
        ("Posted 3 May, updated 4 May", [(None, ""), ("published", " 3 May, "), ("changed", " 4 May")]),
        ("5月3日公開 5月4日更新", [("published", "5月3日"), ("changed", " 5月4日")]),
        ("3 May | Updated", [(None, "3 May | "), ("changed", "")]),
        ("2021年2月13日 (2021年2月14日更新)", [(None, "2021年2月13日 "), ("changed", "(2021年2月14日")]),
        ("Accepted 3 May", [(None, ""), ("other", " 3 May")]),
    ],
)
def test_stretches(line: str, expected: list[tuple[str | None, str]]) -> None:
    assert labelled_parts(line) == expected


def test_no_label_begins_with_a_space_or_a_digit() -> None:
    labels = [label for kind in ("published", "changed", "other") for label in table("date_labels")[kind]]
    assert [label for label in labels if label[0].isspace() or label[0].isdecimal()] == []


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("entry-date published updated", "published"),
        ("updated", "changed"),
        ("date", None),
        ("post-modified", "changed"),
    ],
)
def test_label_of_class(names: str, expected: str | None) -> None:
    assert label_of_class(names) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Rain | DW | 28.04.2023", ["28.04.2023"]),
        ("28.04.2023 | Rain", ["28.04.2023"]),
        ("28.04.2023", []),
        ("Rain 2023", []),
        ("Rain | Top 10 of 2023", []),
        ("Rain", []),
    ],
)
def test_in_titles(title: str, expected: list[str]) -> None:
    assert list(in_titles([title])) == expected
