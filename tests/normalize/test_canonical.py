import pytest

from crawler.normalize.canonical import article_key, believable_canonical

STORY = "https://daily.example/2026/04/old-pier"


@pytest.mark.parametrize(
    "url",
    [
        "http://daily.example/2026/04/old-pier",
        "https://www.daily.example/2026/04/old-pier",
        "https://m.daily.example/2026/04/old-pier",
        "https://amp.daily.example/2026/04/old-pier",
        "https://www.m.daily.example/2026/04/old-pier",
        "https://DAILY.example/2026/04/old-pier",
        "https://daily.example:443/2026/04/old-pier",
        "https://daily.example./2026/04/old-pier",
        "https://user:pw@daily.example/2026/04/old-pier",
        "  https://daily.example/2026/04/old-pier  ",
        STORY + "/",
        STORY + "#comments",
        STORY + "?utm_source=rss&utm_medium=feed",
        STORY + "?UTM_Source=rss",
        STORY + "?fbclid=abc",
        STORY + "?ref=rss",
        STORY + "?from=RSS&medium=feed",
        STORY + "?at_campaign=x&at_medium=y",
        STORY + "?PHPSESSID=0123456789",
        STORY + ";jsessionid=0A1B2C",
        STORY + "?amp=1",
        STORY + "?amp",
        STORY + "?print=true",
        STORY + "/amp",
        STORY + "/amp/",
        STORY + "/print/",
        "https://daily.example/amp/2026/04/old-pier",
        STORY + "/index.html",
        STORY + ".amp",
        "https://daily.example//2026/04//old-pier",
        "https://daily.example/2026/04/old%2Dpier",
    ],
)
def test_the_same_article(url: str) -> None:
    assert article_key(url) == article_key(STORY)


@pytest.mark.parametrize(
    "url",
    [
        "https://daily.example/2026/04/old-pier-2",
        "https://sport.daily.example/2026/04/old-pier",
        "https://daily.example:8080/2026/04/old-pier",
        "https://other.example/2026/04/old-pier",
        STORY + "?id=2",
        STORY + "?page=2",
        STORY + "?view=gallery",
        STORY + "?sid=1234",
        STORY + "#!/live/3",
        "https://daily.example/",
        "https://daily.example/amp",
        "https://m.example/2026/04/old-pier",
        "http://[bad",
        "",
    ],
)
def test_another_article(url: str) -> None:
    assert article_key(url) != article_key(STORY)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("https://d.example/view?id=1&x=2", "https://d.example/view?x=2&id=1&utm_id=3"),
        ("https://d.example/뉴스/1", "https://d.example/%EB%89%B4%EC%8A%A4/1"),
        ("https://d.example/a.amp.html", "https://d.example/a.html"),
        ("https://d.example/?p=12", "https://www.d.example/index.php?p=12"),
    ],
)
def test_pairs(a: str, b: str) -> None:
    assert article_key(a) == article_key(b)


@pytest.mark.parametrize(
    ("url", "canonical", "believed"),
    [
        (STORY + "?a=1", STORY, True),
        ("https://m.daily.example/x", STORY, True),
        (STORY, "https://daily.example/", False),
        (STORY, "https://daily.example/?p=12", True),
        ("https://daily.example/", "https://daily.example/", True),
        (STORY, "https://other.example/2026/04/old-pier", False),
        (STORY, "ftp://daily.example/x", False),
        (STORY, "/relative", False),
        (STORY, "http://[bad", False),
        (STORY, None, False),
        (STORY + "-breaks-in-storm", "https://daily.example/2026", False),
        (STORY + "-breaks-in-storm/2", STORY + "-breaks-in-storm", True),
        ("https://daily.example/story/amp", "https://daily.example/story", True),
        ("https://a.news.co.uk/x", "https://b.news.co.uk/x", True),
        ("https://a.co.uk/x", "https://b.co.uk/x", False),
    ],
)
def test_believable_canonical(url: str, canonical: str | None, believed: bool) -> None:
    assert believable_canonical(url, canonical) == (canonical if believed else None)
