"""Headlines told from the names of sites and sections in titles, in any script."""

from __future__ import annotations

import pytest

from crawler.extract.document.page import parse
from crawler.extract.headline.title_parts import candidate_spans, single_parts, trim
from crawler.extract.metadata import read_metadata

HEADLINE = "Λίντχολμ ξαναχτίζεται η ψαραγορά"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Rain | World - Daily", ["Rain", "World", "Daily"]),
        ("林霍尔姆重建旧鱼市场_图片频道_林岛网", ["林霍尔姆重建旧鱼市场", "图片频道", "林岛网"]),
        ("부담 커졌다-정치ㅣ항구일보", ["부담 커졌다", "정치", "항구일보"]),
        ("中國評論新聞：春運之殤", ["中國評論新聞", "春運之殤"]),
        ("Well-known rain: a story", ["Well-known rain: a story"]),
        ("«Rain» in town", ["«Rain» in town"]),
        ("La « gravité »", ["La", "gravité »"]),
        ("", []),
    ],
)
def test_single_parts(title: str, expected: list[str]) -> None:
    assert single_parts(title) == expected


def test_runs_are_bounded() -> None:
    assert len(candidate_spans(" | ".join(f"part number {i}" for i in range(400)))) <= 78


@pytest.mark.parametrize(
    ("title", "sites", "sections", "known", "expected"),
    [
        ("Rain - and more | The Daily", ["thedaily"], [], [], "Rain - and more"),
        ("The Daily : Rain floods town", ["thedaily"], [], [], "Rain floods town"),
        ("Rain floods the whole town - World", [], ["world"], [], "Rain floods the whole town"),
        ("Rain floods the whole town - World", [], [], [], "Rain floods the whole town - World"),
        ("Rain - World", [], ["world"], [], "Rain - World"),
        ("Daily | Rain floods town | rain, town", [], [], ["Rain floods town"], "Rain floods town"),
        ("Rain floods town (From Basingstoke Gazette)", ["basingstokegazette"], [], [], "Rain floods town"),
        ("Rain", ["rain"], [], [], "Rain"),
    ],
)
def test_trim(title: str, sites: list[str], sections: list[str], known: list[str], expected: str) -> None:
    assert trim(title, frozenset(sites), frozenset(sections), known) == expected


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (f"Η ΗΜΕΡΑ : {HEADLINE}", f"<div class='nav1'><a href='/'>{HEADLINE}</a></div><div>{HEADLINE}</div>"),
        (f"{HEADLINE} | λέξη, άλλη λέξη | Daily - Mobile", f"<h1>Daily</h1><strong>{HEADLINE}</strong>"),
        (f"{HEADLINE} - Νέα - Daily, τα νέα της χώρας και του κόσμου", f"<h1></h1><h2>{HEADLINE}</h2>"),
        (f"{HEADLINE} - Daily", f"<meta property='og:title' content='{HEADLINE}'><h1>Daily 〉Νέα 〉{HEADLINE}</h1>"),
        (HEADLINE, f"<h1>0 Comments</h1><span>{HEADLINE}</span>"),
        (HEADLINE, "<h1>Blog Single</h1>"),
    ],
)
def test_headlines_of_old_and_templated_pages(title: str, body: str) -> None:
    html = f"<html><title>{title}</title><body>{body}<p>{'Το λιμάνι ψήφισε την Τρίτη. ' * 5}</p></body></html>"
    found = read_metadata(parse(html, "https://paper.example/a"), [])["headline"]
    assert found[0].value == HEADLINE
