import pytest

from crawler.discover.sections import next_page, read_section
from crawler.extract.document.page import parse
from crawler.normalize.url_pattern import url_pattern

HOME = "https://www.daily.example/"
LONG = "Old pier breaks in two as storm leaves the harbour"


def found(html: str, **options: list[str]) -> list[str]:
    return [link.url for link in read_section(parse(f"<html><body>{html}</body></html>", HOME), **options)]


@pytest.mark.parametrize(
    ("html", "urls"),
    [
        (f"<a href='/2026/04/02/old-pier-breaks'>{LONG}</a>", ["https://www.daily.example/2026/04/02/old-pier-breaks"]),
        (f"<a href='/news/old-pier-breaks-in-two-123456.html'>{LONG}</a>",
         ["https://www.daily.example/news/old-pier-breaks-in-two-123456.html"]),
        (f"<a href='/story?id=1234567'>{LONG}</a>", ["https://www.daily.example/story?id=1234567"]),
        ("<a href='/news/1234567'>항구의 낡은 부두가 폭풍에 무너졌다</a>", ["https://www.daily.example/news/1234567"]),
        (f"<a href='/harbour/old-pier-breaks-in-two'>{LONG}</a>", ["https://www.daily.example/harbour/old-pier-breaks-in-two"]),
        (f"<a href='/2026/04/02/a-b-c'><img></a><a href='/2026/04/02/a-b-c#x'>{LONG}</a>",
         ["https://www.daily.example/2026/04/02/a-b-c"]),
        ("<a href='/world/'>World</a>", []),
        (f"<a href='/tag/old-pier-breaks-in-two'>{LONG}</a>", []),
        (f"<a href='/author/2026/04/tom-birch-of-the-daily'>{LONG}</a>", []),
        (f"<a href='https://other.example/2026/04/02/old-pier-breaks'>{LONG}</a>", []),
        (f"<a href='https://notdaily.example/2026/04/02/old-pier-breaks'>{LONG}</a>", []),
        (f"<a href='https://sport.daily.example/2026/04/02/old-pier-wins'>{LONG}</a>", ["https://sport.daily.example/2026/04/02/old-pier-wins"]),
        (f"<a href='/2026/04/02/pier-photo-large.jpg'>{LONG}</a>", []),
        (f"<nav><a href='/special/harbour-festival-guide'>{LONG}</a></nav>", []),
        (f"<a href='javascript:void(0)'>{LONG}</a><a href='mailto:a@b.example'>{LONG}</a><a href='http://[x'>x</a>", []),
        (f"<a href='/'>{LONG}</a><a href='#top'>{LONG}</a>", []),
        ("", []),
    ],
)  # fmt: skip
def test_read_section(html: str, urls: list[str]) -> None:
    assert found(html) == urls


def test_the_longest_text_of_a_link_is_its_headline() -> None:
    html = f"<a href='/2026/04/02/a-b-c'>More</a><a href='/2026/04/02/a-b-c'>{LONG}</a>"
    [link] = read_section(parse(html, HOME))
    assert link.hints == {"headline": LONG}


def test_known_shapes_decide() -> None:
    html = "<a href='/s/9/x-y-z'>x</a><a href='/2026/04/02/some-long-advert-for-shoes'>" + LONG + "</a>"
    assert found(html, known=["https://daily.example/s/1/a-b-c"]) == ["https://www.daily.example/s/9/x-y-z"]


def test_patterns_decide_alone() -> None:
    html = f"<a href='/x1'>x</a><a href='/2026/04/02/old-pier-breaks'>{LONG}</a>"
    assert found(html, patterns=[r"/x\d$"]) == ["https://www.daily.example/x1"]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.daily.example/2026/04/02/old-pier-breaks", "daily.example/<4>/<2>/<2>/<slug>"),
        ("https://daily.example/news/1234567", "daily.example/news/<id>"),
        ("https://daily.example/story.php?id=12345", "daily.example/story.php?id=<n>"),
        ("https://daily.example/a/AKR20260402001", "daily.example/a/<id>"),
        ("https://daily.example/world", None),
        ("https://daily.example/", None),
        ("http://[bad", None),
    ],
)
def test_shape(url: str, expected: str | None) -> None:
    assert url_pattern(url) == expected


@pytest.mark.parametrize(
    ("html", "url"),
    [
        ("<link rel='next' href='/world?page=2'>", "https://www.daily.example/world?page=2"),
        ("<ul><li class='pager-next'><a href='?page=3'>more</a></li></ul>", "https://www.daily.example/?page=3"),
        ("<a rel='next' href='https://other.example/2'>x</a>", None),
        ("<a rel='next' href='https://www.daily.example/'>x</a>", None),
        ("<a href='/2'>next</a>", None),
    ],
)
def test_next_page(html: str, url: str | None) -> None:
    assert next_page(parse(html, HOME)) == url


def test_links_of_the_shape_of_the_others_are_articles() -> None:
    own = "".join(f"<a href='/posts/old-pier-breaks-{n}/'>{LONG}</a>" for n in range(3))
    short, menu = (
        "<a href='/posts/ice-on-bay/'>Ice on bay</a>",
        "<nav><a href='/posts/how-to-pay/'>How to pay</a></nav>",
    )
    assert found(own + short + menu)[-1] == "https://www.daily.example/posts/ice-on-bay/"
    assert len(found(own + short + menu)) == 4
    assert len(found(f"<a href='/posts/old-pier-breaks-1/'>{LONG}</a>" + short)) == 1


@pytest.mark.parametrize(
    ("host", "is_found"),
    [("www.daily.example", True), ("sport.daily.example", True), ("notdaily.example", False), ("other.example", False)],
)
def test_what_the_data_name_is_of_the_site(host: str, is_found: bool) -> None:
    url = f"https://{host}/2026/04/02/the-ferry-is-late"
    known = f"https://{host}/2026/04/02/old-pier-breaks"
    html = f'<script type="application/json">{{"stories": [{{"url": "{url}"}}]}}</script>'
    assert (url in found(html, known=[known])) is is_found
