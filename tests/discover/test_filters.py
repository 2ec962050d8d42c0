import pytest

from crawler.discover.embedded_links import embedded_urls
from crawler.discover.hints import bounded
from crawler.discover.link import Link
from crawler.discover.listing_urls import articles, listings
from crawler.discover.non_article_urls import is_non_article_url
from crawler.discover.sections import read_section
from crawler.discover.sponsored import is_sponsored
from crawler.extract.document.page import parse
from crawler.sources.source import Source

SITE = "https://daily.example"


@pytest.mark.parametrize(
    ("path", "title", "advert"),
    [
        ("/sponsored/2026/why-this-kettle", "", True),
        ("/Partner-Content/article1.html", "", True),
        ("/adclick.asp?banner=1", "", True),
        ("/a", "Sponsored: why this kettle", True),
        ("/a", "[Anzeige] Schuhe", True),
        ("/a", "광고 | 신발", True),
        ("/a", "Sponsored rivals merge", False),
        ("/a", "Ad agencies lose a third of their staff", False),
        ("/a", "Adults: who they are", False),
        ("/promotion-race-opens", "", False),
        ("/sport/2026/sponsored-team-wins", "", False),
        ("/a", "", False),
    ],
)
def test_is_advert(path: str, title: str, advert: bool) -> None:
    assert is_sponsored(Link(SITE + path, "feed", {"headline": title})) is advert


@pytest.mark.parametrize(
    ("path", "stray"),
    [
        ("", True),
        ("/", True),
        ("/politics", True),
        ("/category/politics/", True),
        ("/en/author/tom-birch-of-the-harbour", True),
        ("/user/3", True),
        ("/old-pier-breaks-in-two", False),
        ("/politics/old-pier", False),
        ("/news/2026/tag-team-wins", False),
        ("/node/81200", False),
        ("/story.asp?id=20261124", False),
    ],
)
def test_is_stray(path: str, stray: bool) -> None:
    assert is_non_article_url(SITE + path) is stray


@pytest.mark.parametrize(
    ("link", "patterns", "kept"),
    [
        (Link(f"{SITE}/politics", "sitemap"), (), False),
        (Link(f"{SITE}/politics", "feed"), (), True),
        (Link(f"{SITE}/sponsored/a-b-c", "feed"), (), False),
        (Link(f"{SITE}/sponsored/a-b-c", "feed"), ("/sponsored/",), True),
        (Link("https://other.example/a-b-c", "feed"), (), False),
        (Link(f"{SITE}/a-b-c", "feed"), ("/x/",), False),
    ],
)
def test_articles(link: Link, patterns: tuple[str, ...], kept: bool) -> None:
    assert bool(list(articles([link], Source("daily", f"{SITE}/", article_urls=patterns)))) is kept


STATE = r'{"canonical_url": "/news/2026/11/24/ice-on-the-harbour/", "websiteUrl":"https:\/\/daily.example\/news\/2026\/11\/23\/storm-over-the-bay\/", "url": "/news/", "href": "javascript:x", "name": "/a"}'


def test_stored_addresses() -> None:
    page = parse(f'<script>var a = {STATE};</script><script src=\'/x.js\'>"url": "/no"</script>', SITE)
    assert list(embedded_urls(page)) == [
        "/news/2026/11/24/ice-on-the-harbour/",
        "https://daily.example/news/2026/11/23/storm-over-the-bay/",
        "/news/",
    ]


@pytest.mark.parametrize(
    ("script", "urls"),
    [
        (r'{"url": "/news\u002Fpier"}', ["/news/pier"]),
        (r'{"url": "\/news\/pier"}', ["/news/pier"]),
        ('{"url": "/abc"}', []),
        ('{"url": "/abcd"}', ["/abcd"]),
        (f'{{"url": "/{"a" * 500}"}}', [f"/{'a' * 500}"]),
        (f'{{"url": "/{"a" * 501}"}}', []),
        ('{"url": "/a b c d"}', []),
        ('{"url" : "HTTPS://daily.example/a"}', []),
        ('{"url" : "http://daily.example/a"}', ["http://daily.example/a"]),
        ("".join(f'{{"url": "/news/{n}"}}' for n in range(1_001)), [f"/news/{n}" for n in range(1_000)]),
        ("", []),
        *((f'{{"{name}": "/news/a"}}', ["/news/a"]) for name in (
            "canonical_url", "canonicalUrl", "website_url", "websiteUrl", "articleUrl", "permalink", "link", "href",
            "path", "url", "slug",
        )),
        ('{"image_url": "/news/a"}', []),
    ],
    ids=lambda value: str(value)[:30],
)  # fmt: skip
def test_which_addresses_are_stored(script: str, urls: list[str]) -> None:
    assert list(embedded_urls(parse(f"<script>{script}</script>", SITE))) == urls


@pytest.mark.parametrize(
    ("lists", "found"),
    [
        ({}, [("section", f"{SITE}/")]),
        (
            {
                "sections": ("/c", "/c"),
                "sitemaps": ("/map",),
                "news_sitemaps": ("/news",),
                "feeds": ("/a", "/b", "/a"),
            },
            [("feed", "/a"), ("feed", "/b"), ("sitemap", "/news"), ("sitemap", "/map"), ("section", "/c")],
        ),
    ],
)
def test_listings(lists: dict[str, tuple[str, ...]], found: list[tuple[str, str]]) -> None:
    assert listings(Source("daily", f"{SITE}/", **lists)) == found  # type: ignore[arg-type]


def test_a_front_that_a_program_draws() -> None:
    shown = "<a href='/news/2026/11/24/old-pier-breaks-in-two/'>Old pier breaks in two as storm leaves</a>"
    page = parse(f"<body>{shown}<script>{STATE}</script>", f"{SITE}/")
    assert [link.url.removeprefix(SITE) for link in read_section(page)] == [
        "/news/2026/11/24/old-pier-breaks-in-two/",
        "/news/2026/11/24/ice-on-the-harbour/",
        "/news/2026/11/23/storm-over-the-bay/",
    ]
    assert read_section(parse(f"<body><script>{STATE}</script>", f"{SITE}/")) == []


def test_hints_have_bounds() -> None:
    said = {
        "headline": "x" * 5_000,
        "keywords": ["a"] * 500,
        "images": [{"url": "https://daily.example/a.jpg", "caption": "x" * 5_000}, {"url": "/a.jpg"}],
        "publisher": None,
    }
    assert bounded(said) == {"keywords": ["a"] * 100, "images": [{"url": "https://daily.example/a.jpg"}]}
