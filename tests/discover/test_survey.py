import tomllib
from typing import Any

import pytest

from crawler.discover.survey.answers import ListAnswer, Survey
from crawler.discover.survey.choose import choose_lists
from crawler.discover.survey.sample import sample
from crawler.discover.survey.warnings import list_warnings, record_warnings
from crawler.discover.survey.write import source_file
from crawler.record.items import Link
from crawler.sources.validation import find_mistakes

NOON = 1_775_131_200.0  # 2026-04-02T12:00Z
SITE = "https://daily.example"


def link(path: str, date: str = "", via: str = "feed") -> Link:
    return Link(f"{SITE}/{path}", via, {"date_published": date} if date else {})


def answer(kind: str, *paths: str, date: str = "", url: str = "", form: Any = None, found: str = "") -> ListAnswer:
    links = [link(path, date) for path in paths]
    made = ListAnswer(
        kind, url or f"{SITE}/{kind}", found, form or ("none" if kind == "section" else kind), links, links
    )
    return made


@pytest.mark.parametrize(
    ("given", "warnings"),
    [
        (answer("feed", "a", date="2026-04-02T06:00:00Z"), []),
        (answer("section", "a"), []),
        (answer("sitemap", "a"), []),
        (answer("feed", "a", form="none"), ["is no feed"]),
        (answer("news-sitemap", "a", form="none"), ["is no sitemap"]),
        (answer("feed"), ["lists nothing"]),
        (ListAnswer("feed", SITE, form="feed", links=[link("a")]), ["none of its 1 links is an article of the site"]),
        (ListAnswer("feed", SITE, form="feed", links=[link("a"), link("b"), link("c")], articles=[link("a", "2026-04-02")]),
         ["only 1 of 3 links are articles of the site"]),
        (answer("feed", "a"), ["gives no dates"]),
        (answer("feed", "a", date="2026-01-02"), ["the newest article is of 2026-01-02"]),
        (answer("feed", "a", date="2027-01-02"), ["the newest article is of 2027-01-02, which is yet to come"]),
        (ListAnswer("feed", SITE, form="feed", links=[link("a"), link("b"), link("c")], articles=[link("a"), link("b"), link("c", "2026-04-02")]),
         ["2 of 3 articles have no date"]),
    ],
)  # fmt: skip
def test_doubt_list(given: ListAnswer, warnings: list[str]) -> None:
    assert list_warnings(given, NOON) == warnings


GOOD = {"headline": "A", "article_body": "x" * 900, "date_published": "2026", "authors": ["a"], "type": "NewsArticle"}


@pytest.mark.parametrize(
    ("change", "warnings"),
    [
        ({}, []),
        ({"headline": None}, ["no headline"]),
        ({"article_body": "x" * 90}, ["a text of 90 letters"]),
        ({"article_body": ""}, ["no text"]),
        ({"type": "CollectionPage"}, ["looks like no article but a CollectionPage"]),
        ({"is_accessible_for_free": False, "authors": []}, ["no author", "behind a paywall"]),
    ],
)
def test_doubt_record(change: dict[str, Any], warnings: list[str]) -> None:
    assert record_warnings({**GOOD, **change}) == warnings


@pytest.mark.parametrize(
    ("given", "kept", "archive"),
    [
        ([answer("feed", "a", "b"), answer("sitemap", "a", "b", "c")], ["feed"], ["sitemap"]),
        ([answer("sitemap", "a"), answer("section", "a", "b", "c")], ["section"], []),
        ([answer("sitemap", "a", "b", "c", "d"), answer("section", "a")], ["section", "sitemap"], []),
        ([answer("feed", "a", "b"), answer("news-sitemap", "a", "b")], ["news-sitemap"], []),
        ([answer("feed", "a", "b"), answer("section", "a", "b", "c")], ["feed"], []),
        ([answer("feed", "a", "b"), answer("section", "a", "c", "d")], ["feed", "section"], []),
        ([answer("feed"), answer("section")], [], []),
        ([answer("section", "a")], ["section"], []),
        ([], [], []),
    ],
)
def test_choose_lists(given: list[ListAnswer], kept: list[str], archive: list[str]) -> None:
    chosen = choose_lists(given)
    assert [found.kind for found in chosen.lists] == kept
    assert [found.kind for found in chosen.archive] == archive


def test_sample_takes_the_newest_of_each_list() -> None:
    lists = [
        ListAnswer(
            "feed", SITE, articles=[link("old", "2026-01-01"), link("new", "2026-04-01"), link("mid", "2026-02-01")]
        ),
        ListAnswer("section", SITE, articles=[link("new?utm_source=x"), link("other")]),
    ]
    assert [found.url for found in sample(lists)] == [f"{SITE}/new", f"{SITE}/mid", f"{SITE}/other"]
    assert sample([]) == []


def test_the_source_file_is_one() -> None:
    lists = [
        answer("feed", "a", "b", date="2026-04-01", url=f"{SITE}/rss.xml", found="on the home page"),
        answer("sitemap", "a", url=f"{SITE}/sitemap.xml"),
    ]
    survey = Survey("daily", f"{SITE}/", lists, publisher='The "Daily"\x1b\x7f\n# \\', delay=2.0)
    text = source_file(survey, "2026-04-02")
    values = tomllib.loads(text)
    assert list(find_mistakes(values)) == []
    assert values["feeds"] == [f"{SITE}/rss.xml"]
    assert values["publisher"] == 'The "Daily"\ufffd\ufffd\ufffd# \\'
    assert (values["delay"], "sitemaps" in values) == (2.0, False)
    assert "# 2 articles, the newest of 2026-04-01; found on the home page" in text
    uncommented = text.replace("# sitemaps", "sitemaps").replace('#     "', '    "').replace("\n# ]", "\n]")
    assert tomllib.loads(uncommented)["sitemaps"] == [f"{SITE}/sitemap.xml"]
