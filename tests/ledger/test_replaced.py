"""What stands in an article's place: error pages, walls, home pages, and pages that only look like one of these."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.archive import Stored
from crawler.ledger.replaced import Replaced, replaced
from crawler.normalize.comparable import comparable, is_volatile
from crawler.workers.inspect import inspect_page

ASKED = "https://daily.example/2026/11/26/old-pier-breaks-in-storm.html"
HOME = "https://daily.example/"
PROSE = (
    "<p>The council of the town met on Monday and decided that the old pier will be rebuilt, said Mayor Ann Lee.</p>"
)
LONG = "".join(
    PROSE.replace("Monday", f"day {n} of the {n + 3}th week").replace("pier", f"pier number {n}") for n in range(12)
)
FEED = {"origin": "feed", "headline": "Old pier breaks in the storm"}


def page(title: str, body: str, head: str = "") -> str:
    return f"<html><head><title>{title} - Daily</title>{head}</head><body><main><h1>{title}</h1>{body}</main></body></html>"


def record(markup: str, url: str = ASKED) -> dict[str, Any]:
    found: dict[str, Any] = inspect_page(
        Stored(url, {"content-type": "text/html; charset=utf-8"}, markup.encode(), "", "file")
    ).record
    return found


def what(markup: str, url: str = ASKED, asked: str = ASKED, hints: dict[str, Any] | None = None) -> str:
    found = replaced(record(markup, url), asked, hints or {})
    return found.words if found else ""


ERRORS = """
Page not found|Seite nicht gefunden|Page introuvable|Página no encontrada|Pagina non trovata|Страница не найдена
Strona nie została znaleziona|Sayfa bulunamadı|ページが見つかりません|페이지를 찾을 수 없습니다|页面不存在|الصفحة غير موجودة
404|Error 404|Oops|We will be back soon|Wartungsarbeiten|Site en maintenance|En mantenimiento|Em manutenção
Технические работы|メンテナンス中|시스템 점검|系统维护|Sivusto on tilapäisesti poissa käytöstä|Przerwa techniczna
""".strip().replace("\n", "|").split("|")  # fmt: skip


@pytest.mark.parametrize("title", ERRORS)
def test_a_page_that_says_that_it_is_none(title: str) -> None:
    assert what(page(title, "<p>Try the search, or go to the first page of the site.</p>")) == "an error page"


@pytest.mark.parametrize("title", ["Book not found for 404 years is back", "Maintenance of the pier costs more"])
def test_an_article_about_such_a_thing_is_one(title: str) -> None:
    assert what(page(title, LONG)) == ""


@pytest.mark.parametrize("final", [HOME, "https://daily.example/index.html", "https://www.daily.example/"])
def test_a_redirect_to_the_home_page(final: str) -> None:
    assert what(page("Daily", LONG), final) == "the home page"


@pytest.mark.parametrize(
    "final", ["/2026/", "/2026/11/", "/news/", "/wall/wartung.html", "/consent?back=/2026/11/26/x"]
)
def test_a_redirect_to_what_has_no_article_s_address_and_shows_nothing_of_one(final: str) -> None:
    assert what(page("Good news", PROSE), HOME.rstrip("/") + final) == "a page that is no article"


@pytest.mark.parametrize(
    ("final", "body", "head"),
    [
        ("/news/old-pier-breaks-in-storm", PROSE, ""),
        ("/2026/11/27/another.html", PROSE, ""),
        ("/news/", LONG, ""),
        ("/news/", PROSE, '<meta property="article:published_time" content="2026-11-26T10:00:00Z">'),
        (
            "/news/",
            PROSE,
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Good news"}</script>',
        ),
    ],
)
def test_a_redirect_to_an_article(final: str, body: str, head: str) -> None:
    assert what(page("Good news", body, head), HOME.rstrip("/") + final) == ""


def test_a_canonical_address_that_is_a_wall() -> None:
    wall = '<link rel="canonical" href="https://daily.example/wall/wartung.html">'
    assert what(page("Good news", PROSE, wall)) == "a page that is no article"
    assert what(page("Good news", PROSE, f'<link rel="canonical" href="{HOME}">')) == "", "as careless systems write it"


@pytest.mark.parametrize(
    ("title", "body", "hints", "expected"),
    [
        ("Hoppla", "<p>Das hat leider keinen Zweck.</p>", FEED, "a page that has nothing of it"),
        ("Hoppla", "<p>Das hat leider keinen Zweck.</p>", {}, ""),
        ("Hoppla", "<p>Das hat leider keinen Zweck.</p>", {**FEED, "origin": "homepage"}, ""),
        ("Hoppla", "<p>Das hat leider keinen Zweck.</p>", {**FEED, "headline": "Pier"}, ""),
        ("Pier in the storm", "<p>It breaks.</p>", FEED, ""),
        ("Storm", PROSE.replace("old pier", "old pier that breaks in the storm"), FEED, ""),
        ("Hoppla", LONG.replace("pier", "Brücke"), FEED, ""),
        ("おっと", "<p>しばらくしてからもう一度お試しください。</p>", {"origin": "feed", "headline": "古い桟橋が嵐で壊れ、町議会は再建を決めた"}, "a page that has nothing of it"),
        ("古い桟橋、嵐で壊れる", "<p>町議会は月曜日に再建を決めた。</p>", {"origin": "feed", "headline": "古い桟橋が嵐で壊れ、町議会は再建を決めた"}, ""),
    ],
)  # fmt: skip
def test_a_notice_in_any_language(title: str, body: str, hints: dict[str, Any], expected: str) -> None:
    assert what(page(title, body), hints=hints) == expected


def test_a_wall_says_nothing_of_what_is_behind_it() -> None:
    consent = "<p>We and our partners use cookies. Accept cookies or manage consent: privacy, advertising, GDPR.</p>"
    found = replaced(record(page("We value your privacy", consent)), ASKED, {})
    assert found == Replaced("a page that asks for consent", is_removed=False)


@pytest.mark.parametrize(
    "line",
    [
        "Updated at 10:32", "Updated at 10:32.", "Last updated 3 minutes ago", "Updated 3:15 p.m. ET", "3 minutes ago",
        "Zuletzt aktualisiert am 12. März 2026 um 10:32 Uhr", "Stand: 27.11.2026, 10:32 Uhr", "vor 5 Minuten",
        "Il y a 3 heures", "hace 2 horas", "обновлено 10:32", "5 минут назад", "最終更新 2026/11/27 10:32", "3分前",
        "10分前更新", "3시간 전", "입력 2026-11-27 10:32", "更新：2026年11月27日 10時32分", "1,234 views", "5 comments", "阅读 1234",
        "4 min read", "Published 3 March 2026",
    ],
)  # fmt: skip
def test_lines_that_change_by_themselves(line: str) -> None:
    assert is_volatile(line)
    assert comparable(f"The pier opens.\n\n{line}\n\nIt closes.") == "The pier opens.\nIt closes."


@pytest.mark.parametrize(
    "line",
    [
        "Two people died 3 hours ago.", "Final score: 3-2", "Dead: 12", "Seit 2015 ist er im Amt", "Votes: 12,345",
        "Vor 5 Jahren war alles anders", "The share price rose 3 percent", "Revised budget: 12 million", "Chapter 3",
        "The bill was revised in 2015.", "Market share: 12.89%", "Released: June 17, 2025 by Tor Books",
        "Best newly published EVs: 2026 Nissan Leaf and 2027 Chevrolet Bolt", "The law of 2015 was published in 2016.", "3년 전 사건을 다시 돌아보는 이유는", "発表から3年前の事件を振り返る", "Updated", "3 minutes ago " * 8,
    ],
)  # fmt: skip
def test_lines_that_somebody_has_written(line: str) -> None:
    assert not is_volatile(line)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("“The pier”, he said", '"The pier", he said', True),
        ("It’s a\u00a0pier – old", "It's a pier - old", True),
        ("a\u00adb\u200bc", "abc", True),
        ("A\n\n\nB  C", "A\nB C", True),
        ("ﬁne", "fine", True),
        ("The pier", "The Pier", False),
        ("The pier.", "The pier", False),
        ("A B", "AB", False),
    ],
)
def test_how_a_text_is_typed_is_no_change(one: str, other: str, same: bool) -> None:
    assert (comparable(one) == comparable(other)) is same


@pytest.mark.parametrize(("letters", "expected"), [(600, "a page that has nothing of it"), (601, "")])
def test_a_long_text_is_no_notice(letters: int, expected: str) -> None:
    short = record(page("Hoppla", "<p>x</p>"))
    found = replaced({**short, "warnings": [], "article_body": "x" * letters}, ASKED, FEED)
    assert (found.words if found else "") == expected


NOTICE: dict[str, Any] = {
    "url": ASKED, "canonical_url": None, "warnings": [], "headline": "Hoppla", "article_body": "Das war nichts.",
    "date_published": None, "authors": [], "type": "WebPage", "provenance": {},
}  # fmt: skip


@pytest.mark.parametrize("origin", ["json-ld", "microdata", "opengraph", "meta", "dom", "embedded", "rule"])
@pytest.mark.parametrize(
    ("name", "value", "is_article"),
    [
        ("date_published", "2026-11-26", True),
        ("date_published", None, False),
        ("authors", [{"name": "Ann Lee"}], True),
        ("authors", [], False),
        ("type", "NewsArticle", True),
        ("type", "BlogPosting", True),
        ("type", "WebPage", False),
        ("headline", "Hoppla", False),
    ],
)
def test_what_the_page_itself_says_is_evidence(origin: str, name: str, value: Any, is_article: bool) -> None:
    found = replaced({**NOTICE, name: value, "provenance": {name: origin}}, ASKED, FEED)
    assert (found is None) is is_article
    for other in ("feed", "url", "", None):
        assert replaced({**NOTICE, name: value, "provenance": {name: other}}, ASKED, FEED) is not None


@pytest.mark.parametrize(
    ("url", "warnings", "expected"),
    [
        (HOME, [], Replaced("the home page")),
        (f"{HOME}index.htm", [], Replaced("the home page")),
        (f"{HOME}index.php", [], Replaced("the home page")),
        (f"{HOME}home", [], Replaced("the home page")),
        (f"{HOME}home/", [], Replaced("the home page")),
        (f"{HOME}?p=1", [], Replaced("a page that is no article")),
        (f"{HOME}2026/11/27/another-story-of-today.html", ["type: no article, a list of others"],
         Replaced("a page that is no article")),
        (ASKED, ["type: no article, a list of others"], Replaced("a page that has nothing of it")),
        (ASKED, ["type: no article, the page checks who asks for it"],
         Replaced("a page that checks who asks for it", is_removed=False)),
        (ASKED, ["headline: x", "type: no article, an error page"], Replaced("an error page")),
        (ASKED, ["type: no article, the page asks for consent first"],
         Replaced("a page that asks for consent", is_removed=False)),
    ],
)  # fmt: skip
def test_what_stands_there(url: str, warnings: list[str], expected: Replaced) -> None:
    assert replaced({**NOTICE, "url": url, "warnings": warnings}, ASKED, FEED) == expected


@pytest.mark.parametrize(
    ("headline", "body", "is_unlike"),
    [
        ("abcdefghijklmn", "", False),  # twelve sequences of three letters, all of them there
        ("abcde xyz", "", False),
        ("abcd xyz", "", True),
        ("", "abcde", False),
        ("1a2b3c4d5e", "", False),
    ],
)
def test_a_fifth_of_the_title_is_enough(headline: str, body: str, is_unlike: bool) -> None:
    hints = {"origin": "news-sitemap", "headline": "abcdefghijklmnopq"}  # fifteen
    found = replaced({**NOTICE, "headline": headline, "article_body": body}, ASKED, hints)
    assert (found is not None) is is_unlike


@pytest.mark.parametrize(("title", "is_unlike"), [("abcdefghijklm", False), ("abcdefghijklmn", True), (None, False)])
def test_short_titles_cannot_be_compared(title: str | None, is_unlike: bool) -> None:
    found = replaced({**NOTICE, "headline": None}, ASKED, {"origin": "feed", "headline": title})
    assert (found is not None) is is_unlike
