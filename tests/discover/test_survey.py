import tomllib
from dataclasses import replace
from typing import Any

import pytest

from crawler.discover.link import Link
from crawler.discover.sitemaps import Nested
from crawler.discover.survey.answers import ListAnswer, PageAnswer, Survey
from crawler.discover.survey.choose import choose_lists
from crawler.discover.survey.home import Home, read_home
from crawler.discover.survey.sample import sample
from crawler.discover.survey.warnings import list_warnings, record_warnings
from crawler.discover.survey.write import source_file
from crawler.errors import Failure
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
        (answer("feed", "a", date="2026-03-03T12:00:00Z"), []),
        (answer("feed", "a", date="2026-03-03T11:59:59Z"), ["the newest article is of 2026-03-03"]),
        (answer("feed", "a", date="2026-04-03T12:00:00Z"), []),
        (answer("news-sitemap", "a", date="2026-04-03T12:00:01Z"), ["the newest article is of 2026-04-03, which is yet to come"]),
        (answer("sitemap", "a", form="none"), ["is no sitemap"]),
        (ListAnswer("section", SITE, links=[link("a"), link("b")], articles=[link("a")]), []),
        (ListAnswer("feed", SITE, form="feed", links=[link("a"), link("b")], articles=[link("a"), link("b", "2026-04-02")]), []),
        (answer("section"), ["lists nothing"]),
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
        ({"article_body": "x" * 400}, []),
        ({"article_body": "x" * 399}, ["a text of 399 letters"]),
        ({"article_body": "x"}, ["a text of 1 letters"]),
        ({"article_body": ""}, ["no text"]),
        ({"date_published": ""}, ["no date"]),
        ({"is_accessible_for_free": None, "type": None}, []),
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
        ([answer("sitemap", "a"), answer("news-sitemap", "a")], ["news-sitemap"], ["sitemap"]),
        ([answer("sitemap"), answer("feed", "a")], ["feed"], []),
        ([answer("feed", "a", url=SITE), answer("feed", "b", url=SITE)], ["feed"], []),
        (
            [answer("sitemap", "a", url=SITE), answer("sitemap", "b", url=SITE), answer("feed", "a")],
            ["feed"],
            ["sitemap"],
        ),
        ([answer("feed", "a"), answer("feed", "a", "b", url=f"{SITE}/all")], ["feed", "feed"], []),
        ([answer("feed", "a"), answer("feed", "a?utm_source=x")], ["feed"], []),
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
    assert [found.url for found in sample(lists, 1)] == [f"{SITE}/new"]
    assert sample([]) == []
    several = [ListAnswer("section", SITE, articles=[link(path) for path in "abcd"])]
    assert [found.url for found in sample(several)] == [f"{SITE}/{path}" for path in "abc"]


def failed(kind: Any, articles: bool = False, message: str = "x") -> ListAnswer:
    made = answer("feed", *(["a"] if articles else []))
    made.fail(Failure(SITE, kind, message))
    return made


@pytest.mark.parametrize(
    ("lists", "pages", "kinds"),
    [
        ([], [], []),
        ([answer("feed", "a")], [], []),
        ([answer("feed")], [], ["empty"]),
        ([failed("busy")], [], ["busy"]),
        ([failed("timeout")], [], ["empty"]),
        ([failed("timeout", articles=True)], [], ["empty"]),
        ([failed("busy"), answer("feed")], ["busy", "timeout", None], ["busy", "empty", "busy"]),
    ],
)
def test_failures(lists: list[ListAnswer], pages: list[Any], kinds: list[str]) -> None:
    found = [PageAnswer(SITE, reason=reason) for reason in pages]
    assert list(Survey("daily", SITE, lists, found).failures()) == kinds


def test_a_list_that_was_not_asked_yet() -> None:
    fresh = ListAnswer("feed", SITE)
    assert (fresh.failure, fresh.reason, fresh.found_in, fresh.form) == ("", None, "", "none")
    assert (fresh.warnings, fresh.links, fresh.articles, fresh.nested) == ([], [], [], [])


def test_why_a_list_gave_nothing() -> None:
    assert (failed("timeout").failure, failed("timeout").reason) == ("x", "timeout")


def test_read_home() -> None:
    html = """<html lang=" EN-gb "><head><meta property="og:site_name" content="The Daily">
<link rel="alternate" type="application/rss+xml" href="/rss"></head><nav><a href="/world">World</a></nav>"""
    [found] = read_home(html.encode(), f"{SITE}/", {"Content-Type": "text/html"}, "Sitemap: /map.xml")
    assert found == Home("The Daily", "en-GB", [f"{SITE}/rss"], [f"{SITE}/map.xml"], [f"{SITE}/world"])
    [nothing] = read_home(b"<p>", f"{SITE}/", {}, "")
    assert nothing == Home(None, None, [], [], [])


def lines_of(*lists: ListAnswer, **said: Any) -> list[str]:
    return source_file(Survey("daily", f"{SITE}/", list(lists), **said), "2026-04-02").splitlines()


def test_the_source_file_of_nothing() -> None:
    assert lines_of() == [
        "# Written by copydesk sources add on 2026-04-02; docs/sources.md explains every key.",
        'name = "daily"',
        '# publisher = ""  # the name of the publisher, for the records',
        f'home = "{SITE}/"',
        '# language = ""  # of pages that declare none, say "en"',
        *("", "feeds = []", "", "news_sitemaps = []", "", "sitemaps = []", "", "sections = []", ""),
        "# Regular expressions of article addresses; without any, shape and place decide.",
        "# article_urls = []",
        '# schedule = "every 20 minutes"',
        "# delay = 1.0  # seconds between requests to this site",
    ]


@pytest.mark.parametrize(
    ("given", "about"),
    [
        (answer("feed", "a"), "1 article"),
        (answer("feed", "a", "b"), "2 articles"),
        (answer("feed", "a", date="2026-04-01", found="by custom"), "1 article, the newest of 2026-04-01; found by custom"),
        (replace(answer("feed", "a"), nested=[Nested(SITE)] * 3), "1 article in the newest of 3 sitemaps"),
        (replace(answer("feed", "a"), warnings=["b", "c"]), "1 article; b; c"),
        (replace(answer("feed"), articles=[link("a", "2026-04-01"), link("b", "2026-04-03"), link("c")]),
         "3 articles, the newest of 2026-04-03"),
    ],
)  # fmt: skip
def test_what_stands_behind_a_line(given: ListAnswer, about: str) -> None:
    assert lines_of(given)[6:9] == ["feeds = [", f'    "{SITE}/feed",  # {about}', "]"]


def test_the_archive_is_a_comment() -> None:
    found = lines_of(answer("feed", "a"), answer("sitemap", "a", "b"), language="en", delay=3)
    assert found[4] == 'language = "en"' and found[-1] == "delay = 3.0  # seconds between requests, as robots.txt asks"
    assert found[found.index("# sitemaps = [") - 1 :][:4] == [
        "# Everything that was ever published, while other lists have the news; without its # it is crawled, too:",
        "# sitemaps = [",
        f'#     "{SITE}/sitemap",  # 2 articles',
        "# ]",
    ]


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
