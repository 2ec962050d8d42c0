"""Section and keywords of a page: structured data, meta, breadcrumbs, marked links."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.extract.authors.byline_context import read_byline_context
from crawler.extract.candidates import best
from crawler.extract.document.page import parse
from crawler.extract.section import read_keywords, read_section

URL = "https://www.daily.example/world/asia/ferry-returns"


def ld(*nodes: Any) -> str:
    return "".join(f"<script type='application/ld+json'>{json.dumps(node)}</script>" for node in nodes)


def trail(*crumbs: Any) -> Any:
    return {"@type": "BreadcrumbList", "itemListElement": list(crumbs)}


def crumb(position: Any, name: str, path: str = "", nested: bool = False) -> Any:
    item = f"https://www.daily.example{path}"
    return (
        {"position": position, "item": {"@id": item, "name": name}}
        if nested
        else {"position": position, "name": name, "item": item}
    )


def read(head: str = "", before: str = "", after: str = "") -> tuple[str | None, str | None, list[str]]:
    source = f"<html><head><title>The ferry returns to the islands - Daily</title>{head}</head><body>{before}<h1>The ferry returns to the islands</h1>{after}</body></html>"
    page = parse(source, URL)
    section = best(read_section(page, read_byline_context(next(page.root.iter("h1")))))
    keywords = best(read_keywords(page))
    return section.value if section else None, section.origin if section else None, keywords.value if keywords else []


@pytest.mark.parametrize(
    ("head", "before", "section", "origin"),
    [
        (ld({"@type": "NewsArticle", "articleSection": ["World", "Asia"]}), "", "World", "json-ld"),
        (ld({"@type": "NewsArticle", "articleSection": "Culture &amp; Arts"}), "", "Culture & Arts", "json-ld"),
        (ld({"@type": "NewsArticle", "articleSection": ["Uncategorized", "Asia"]}), "", "Asia", "json-ld"),
        (ld({"@type": "NewsArticle", "articleSection": "The ferry returns to the islands"}), "", None, None),
        ("<meta property='article:section' content='Kultur'>", "", "Kultur", "meta"),
        ("<meta property='article:section' content='cat_118'>", "", None, None),
        ("<meta property='article:section' content='12'><meta name=section content='Süden'>", "", "Süden", "meta"),
        ("<meta property='article:section' content='{{section}}'>", "", None, None),
        (ld(trail(crumb(1, "Home"), crumb(2, "World", "/world"), crumb(3, "Asia", "/world/asia"))), "", "Asia", "json-ld"),
        (ld(trail(crumb("3", "Asia", "/a"), crumb("1", "Home"), crumb("2", "World", "/w"))), "", "Asia", "json-ld"),
        (ld(trail(crumb(1, "ホーム"), crumb(2, "国際", "/w", True), crumb(3, "渡し船", "/world/asia/ferry-returns"))), "", "国際", "json-ld"),
        (ld(trail(crumb(1, "Home"), crumb(2, "World", "/w"), crumb(3, "The ferry returns to the islands after years"))), "", "World", "json-ld"),
        (ld(trail(crumb(1, "Home"), crumb(2, "The ferry returns to the islands"))), "", None, None),
        (ld(trail(crumb(1, "Home")), trail(crumb(1, "Home"), crumb(2, "World", "/w"))), "", "World", "json-ld"),
        (ld(trail("Home", 3, None)), "", None, None),
        ("", "<nav class=breadcrumb><a href=/>Home</a> › <a href=/world>World</a> › <a href=/world/asia>Asia</a></nav>", "Asia", "dom"),
        ("", "<ol class='c-breadcrumbs'><li><a href='https://www.daily.example/'>Startseite</a><li><a href=/kultur>Kultur</a><li>The ferry</ol>", "Kultur", "dom"),
        ("", f"<ul id=breadcrumb><li><a href=/>홈</a><li><a href=/w>국제</a><li><a href='{URL}'>배가 돌아왔다</a></ul>", "국제", "dom"),
        ("", "<div class='post-category'><a href=/c/islands>Islands</a></div>", "Islands", "dom"),
        ("", "<div class=content-section><a href=/apply>Apply now</a></div>", None, None),
        ("", "<div class=category-list><a href=/a>Asia</a><a href=/b>Africa</a></div>", None, None),
        ("", "<a rel='category tag' href=/c/islands>Islands</a>", "Islands", "dom"),
        ("", "<a rel='category tag' href=/c/u>Без рубрики</a>", None, None),
        ("", "<p>Islands</p>", None, None),
    ],
)  # fmt: skip
def test_section(head: str, before: str, section: str | None, origin: str | None) -> None:
    assert read(head, before)[:2] == (section, origin)


@pytest.mark.parametrize(
    ("head", "after", "keywords"),
    [
        (ld({"@type": "NewsArticle", "keywords": "ferry, islands, Ferry"}), "", ["ferry", "islands"]),
        (ld({"@type": "NewsArticle", "keywords": ["ferry, old", "islands"]}), "", ["ferry", "old", "islands"]),
        (ld({"@type": "NewsArticle", "keywords": [{"@type": "DefinedTerm", "name": "ferry"}, "islands"]}), "", ["ferry", "islands"]),
        ("<meta name=keywords content='渡し船、港、島'>", "", ["渡し船", "港", "島"]),
        ("<meta name=news_keywords content='a ferry; Smith, Ann'>", "", ["a ferry", "Smith, Ann"]),
        ("<meta property=article:tag content=ferry><meta property=article:tag content=islands>", "", ["ferry", "islands"]),
        ("", "<a rel=tag href=/t/ferry>#ferry</a> <a rel=tag href=/t/islands>islands</a>", ["ferry", "islands"]),
        ("", "<a rel='category tag' href=/c/islands>Islands</a><a rel=tag href=/t/u>Uncategorized</a>", []),
        ("", "".join(f"<a rel=tag href=/t/{n}>tag {n}</a>" for n in range(60)), []),
        ("", "<a href=/t/ferry>ferry</a>", []),
    ],
)  # fmt: skip
def test_keywords(head: str, after: str, keywords: list[str]) -> None:
    assert read(head, after=after)[2] == keywords
