import pytest

from crawler.discover.link import Link
from crawler.discover.sections import _weight, _without_odd_ones, is_marked, next_page, read_section, section_entries
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


def test_known_shapes_are_not_for_adverts_of_others() -> None:
    html = "<a href='https://other.example/s/9/x-y-z'>x</a><a href='/s/8/a-b-c.pdf'>x</a>"
    assert found(html, known=["https://daily.example/s/1/a-b-c", "https://other.example/s/1/a-b-c"]) == []


@pytest.mark.parametrize(
    ("path", "text", "inner", "weight"),
    [
        ("/", "x" * 8, "", 0),
        ("/a", "x" * 8, "", 0),
        ("/a", "x" * 7, "", -1),
        ("/a", "x" * 19, "", 0),
        ("/a", "x" * 20, "", 1),
        ("/a", "x" * 34, "", 1),
        ("/a", "x" * 35, "", 2),
        ("/a", "항" * 3, "", -1),
        ("/a", "항" * 4, "", 0),
        ("/a", "항" * 7, "", 0),
        ("/a", "항" * 8, "", 1),
        ("/a", "항" * 14, "", 2),
        ("/a", "港" * 14, "", 2),
        ("/a", "か" * 14, "", 2),
        ("/a", "ก" * 14, "", 2),
        ("/a-b", "x" * 8, "", 0),
        ("/a-b-c", "x" * 8, "", 1),
        ("/a_b__c", "x" * 8, "", 1),
        ("/a-b-c-d", "x" * 8, "", 2),
        ("/a-b-c-d/", "x" * 8, "", 2),
        ("/a-b-c-d/e", "x" * 8, "", 0),
        ("/1234", "x" * 8, "", 0),
        ("/12345", "x" * 8, "", 2),
        ("/a?b=12345", "x" * 8, "", 2),
        ("/a?b=1234", "x" * 8, "", 0),
        ("/2026/04", "x" * 8, "", 2),
        ("/2026-12", "x" * 8, "", 2),
        ("/2026/13", "x" * 8, "", 0),
        ("/2026/00", "x" * 8, "", 0),
        ("/2126/04", "x" * 8, "", 0),
        ("/1999/10", "x" * 8, "", 2),
        ("/202604", "x" * 8, "", 4),
        ("/a.html", "x" * 8, "", 1),
        ("/a.htm", "x" * 8, "", 1),
        ("/a.shtml", "x" * 8, "", 1),
        ("/a.htmlx", "x" * 8, "", 0),
        ("/a-b-c-d", "x" * 8, "nav", 0),
        ("/a-b-c-d", "x" * 8, "footer", 0),
        ("/a-b-c-d", "x" * 8, "div role='navigation'", 0),
        ("/a-b-c-d", "x" * 8, "div role='main'", 2),
        ("/tag/a-b-c-d", "x" * 35, "", 0),
        ("/T%61g/a-b-c-d", "x" * 35, "", 0),
    ],
)
def test_weight(path: str, text: str, inner: str, weight: int) -> None:
    page = parse(f"<body><{inner or 'div'}><p><a href='{path}'>{text}</a>", HOME)
    [anchor] = page.root.iter("a")
    assert _weight(f"https://daily.example{path}", text, anchor) == weight


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/a/12345", True),
        ("/a/1234", False),
        ("/a?b=12345", True),
        ("/2026/04/a", True),
        ("/a?b=2026-04", False),
        ("/a/AKR20260402001", True),
        ("/a-b-c", False),
        ("/", False),
    ],
)
def test_is_marked(path: str, expected: bool) -> None:
    assert is_marked(f"https://daily.example{path}") is expected


@pytest.mark.parametrize(
    ("marked", "others", "left"), [(8, 5, 8), (8, 6, 14), (9, 6, 15), (7, 1, 8), (8, 0, 8), (0, 3, 3), (0, 0, 0)]
)
def test_odd_ones(marked: int, others: int, left: int) -> None:
    paths = [f"/2026/04/old-pier-{n}" for n in range(marked)] + [f"/old-pier-breaks-in-{n}" for n in range(others)]
    assert len(_without_odd_ones({path: Link(f"https://daily.example{path}") for path in paths})) == left


def story(word: str, section: str = "posts", text: str = LONG) -> str:
    return f"<a href='/{section}/old-pier-{word}/'>{text}</a>"


@pytest.mark.parametrize(
    ("articles", "short", "expected"), [(3, 1, 4), (3, 2, 5), (3, 3, 3), (2, 1, 2), (4, 3, 7), (4, 4, 4), (0, 1, 0)]
)
def test_shapes_of_several_articles(articles: int, short: int, expected: int) -> None:
    words = ("breaks", "burns", "floats", "sinks")
    html = "".join(story(f"{word}-in-two") for word in words[:articles])
    html += "".join(story(word, text="Short one") for word in words[:short])
    assert len(found(html)) == expected


@pytest.mark.parametrize(
    "odd",
    [
        "<footer><a href='/posts/ice-on-bay/'>Ice on bay</a></footer>",
        "<a href='/posts/ice-on-bay/'> </a>",
        "<a href='/tag/ice-on-bay/'>Ice on bay</a>",
        "<a href='https://other.example/posts/ice-on-bay/'>Ice on bay</a>",
        "<a href='/posts/'>Posts</a>",
    ],
)
def test_what_is_not_like_the_articles(odd: str) -> None:
    assert len(found("".join(story(f"breaks-in-{n}") for n in "abc") + odd)) == 3


def test_most_links() -> None:
    html = "".join(f"<a href='/2026/04/{n}/old-pier-breaks-in-two'>{LONG}</a>" for n in range(1_001))
    assert len(found(html)) == 1_000


@pytest.mark.parametrize(("text", "hints"), [("A", {"headline": "A"}), (" ", {}), ("", {})])
def test_the_headline_of_a_link(text: str, hints: dict[str, str]) -> None:
    [link] = read_section(parse(f"<a href='/x1'>{text}</a>", HOME), patterns=["x1"])
    assert (link.hints, link.discovered_via) == (hints, "homepage")


@pytest.mark.parametrize(
    ("html", "following"),
    [("<link rel='next' href='/2'>", ["https://www.daily.example/2"]), ("", [])],
)
def test_section_entries(html: str, following: list[str]) -> None:
    body = f"{html}<a href='/x1'>A</a><a href='/y1'>B</a>".encode()
    entries = [*section_entries(body, HOME, {"Content-Type": "text/html"}, [], ["x1"])]
    assert entries == [Link(f"{HOME}x1", "homepage", {"headline": "A"}), *following]
    known = [*section_entries(b"<a href='/s/9/x-y-z'>x</a>", HOME, {}, ["https://daily.example/s/1/a-b-c"], [])]
    assert known == [Link(f"{HOME}s/9/x-y-z", "homepage", {"headline": "x"})]


@pytest.mark.parametrize(("before", "url"), [(4, "https://www.daily.example/2"), (5, None)])
def test_how_many_links_may_lead_on(before: int, url: str | None) -> None:
    html = "<a rel='next' href='https://other.example/'>x</a>" * before + "<a rel='next' href='/2#a'>x</a>"
    assert next_page(parse(html, HOME)) == url


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
