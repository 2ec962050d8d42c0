import pytest

from crawler.normalize.canonical import (
    _host,
    _is_number,
    _path,
    article_key,
    believable_canonical,
    has_slug_or_id,
    is_parent_path,
    registrable_domain,
    same_site,
    site_name,
)

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


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://m.daily.example/2026/story/amp/?utm_source=x#top", "daily.example/2026/story"),
        ("http://daily.example:80/a", "daily.example/a"),
        ("https://daily.example:443/a", "daily.example/a"),
        ("https://daily.example:80/a", "daily.example:80/a"),
        ("http://daily.example:8080/a", "daily.example:8080/a"),
        ("https://daily.example/a#!/b", "daily.example/a#!/b"),
        ("https://daily.example/a#/b", "daily.example/a#/b"),
        ("https://daily.example/a#!", "daily.example/a"),
        ("https://daily.example/a#b", "daily.example/a"),
        ("http://[bad", "http://[bad"),
        (" https://daily.example/a ", "daily.example/a"),
        ("https://daily.example/\ud800", "daily.example/%EF%BF%BD"),
        ("https://daily.example/?b=2&a=1&a=0", "daily.example?a=0&a=1&b=2"),
        ("https://daily.example/?a=&b", "daily.example?a=&b="),
        ("https://daily.example/?a=b c", "daily.example?a=b+c"),
        ("https://daily.example/a b", "daily.example/a%20b"),
        ("https://daily.example/a%2Fb", "daily.example/a/b"),
        ("https://daily.example/a%FF", "daily.example/a%FF"),
        ("https://daily.example/?sid=123456789012", "daily.example?sid=123456789012"),
        ("https://daily.example/?sid=1234567890123", "daily.example"),
        ("https://daily.example/?sid=abc", "daily.example"),
        ("https://daily.example/?SID=12", "daily.example?SID=12"),
        (
            "https://daily.example/?a000=1&a001=1&a002=1&a003=1&a004=1&a005=1&a006=1&a007=1&a008=1&a009=1&a010=1&a011=1&a012=1&a013=1&a014=1&a015=1&a016=1&a017=1&a018=1&a019=1&a020=1&a021=1&a022=1&a023=1&a024=1&a025=1&a026=1&a027=1&a028=1&a029=1&a030=1&a031=1&a032=1&a033=1&a034=1&a035=1&a036=1&a037=1&a038=1&a039=1&a040=1&a041=1&a042=1&a043=1&a044=1&a045=1&a046=1&a047=1&a048=1&a049=1&a050=1&a051=1&a052=1&a053=1&a054=1&a055=1&a056=1&a057=1&a058=1&a059=1&a060=1&a061=1&a062=1&a063=1&a064=1&a065=1&a066=1&a067=1&a068=1&a069=1&a070=1&a071=1&a072=1&a073=1&a074=1&a075=1&a076=1&a077=1&a078=1&a079=1&a080=1&a081=1&a082=1&a083=1&a084=1&a085=1&a086=1&a087=1&a088=1&a089=1&a090=1&a091=1&a092=1&a093=1&a094=1&a095=1&a096=1&a097=1&a098=1&a099=1&a100=1",
            "daily.example?a000=1&a001=1&a002=1&a003=1&a004=1&a005=1&a006=1&a007=1&a008=1&a009=1&a010=1&a011=1&a012=1&a013=1&a014=1&a015=1&a016=1&a017=1&a018=1&a019=1&a020=1&a021=1&a022=1&a023=1&a024=1&a025=1&a026=1&a027=1&a028=1&a029=1&a030=1&a031=1&a032=1&a033=1&a034=1&a035=1&a036=1&a037=1&a038=1&a039=1&a040=1&a041=1&a042=1&a043=1&a044=1&a045=1&a046=1&a047=1&a048=1&a049=1&a050=1&a051=1&a052=1&a053=1&a054=1&a055=1&a056=1&a057=1&a058=1&a059=1&a060=1&a061=1&a062=1&a063=1&a064=1&a065=1&a066=1&a067=1&a068=1&a069=1&a070=1&a071=1&a072=1&a073=1&a074=1&a075=1&a076=1&a077=1&a078=1&a079=1&a080=1&a081=1&a082=1&a083=1&a084=1&a085=1&a086=1&a087=1&a088=1&a089=1&a090=1&a091=1&a092=1&a093=1&a094=1&a095=1&a096=1&a097=1&a098=1&a099=1",
        ),
        ("//daily.example/a", "daily.example/a"),
        ("", ""),
        ("https://daily.example/a;sid=1;b=2/c", "daily.example/a;b=2/c"),
        ("https://daily.example/a;PHPSESSID=1?b=1", "daily.example/a?b=1"),
        ("http://daily.example:79/a", "daily.example:79/a"),
        ("https://daily.example:444/a", "daily.example:444/a"),
        (
            "https://daily.example/?a000=1&a001=1&a002=1&a003=1&a004=1&a005=1&a006=1&a007=1&a008=1&a009=1&a010=1&a011=1&a012=1&a013=1&a014=1&a015=1&a016=1&a017=1&a018=1&a019=1&a020=1&a021=1&a022=1&a023=1&a024=1&a025=1&a026=1&a027=1&a028=1&a029=1&a030=1&a031=1&a032=1&a033=1&a034=1&a035=1&a036=1&a037=1&a038=1&a039=1&a040=1&a041=1&a042=1&a043=1&a044=1&a045=1&a046=1&a047=1&a048=1&a049=1&a050=1&a051=1&a052=1&a053=1&a054=1&a055=1&a056=1&a057=1&a058=1&a059=1&a060=1&a061=1&a062=1&a063=1&a064=1&a065=1&a066=1&a067=1&a068=1&a069=1&a070=1&a071=1&a072=1&a073=1&a074=1&a075=1&a076=1&a077=1&a078=1&a079=1&a080=1&a081=1&a082=1&a083=1&a084=1&a085=1&a086=1&a087=1&a088=1&a089=1&a090=1&a091=1&a092=1&a093=1&a094=1&a095=1&a096=1&a097=1&a098=1",
            "daily.example?a000=1&a001=1&a002=1&a003=1&a004=1&a005=1&a006=1&a007=1&a008=1&a009=1&a010=1&a011=1&a012=1&a013=1&a014=1&a015=1&a016=1&a017=1&a018=1&a019=1&a020=1&a021=1&a022=1&a023=1&a024=1&a025=1&a026=1&a027=1&a028=1&a029=1&a030=1&a031=1&a032=1&a033=1&a034=1&a035=1&a036=1&a037=1&a038=1&a039=1&a040=1&a041=1&a042=1&a043=1&a044=1&a045=1&a046=1&a047=1&a048=1&a049=1&a050=1&a051=1&a052=1&a053=1&a054=1&a055=1&a056=1&a057=1&a058=1&a059=1&a060=1&a061=1&a062=1&a063=1&a064=1&a065=1&a066=1&a067=1&a068=1&a069=1&a070=1&a071=1&a072=1&a073=1&a074=1&a075=1&a076=1&a077=1&a078=1&a079=1&a080=1&a081=1&a082=1&a083=1&a084=1&a085=1&a086=1&a087=1&a088=1&a089=1&a090=1&a091=1&a092=1&a093=1&a094=1&a095=1&a096=1&a097=1&a098=1",
        ),
        ("https://a.X/b", "a.x/b"),
        ("https://daily.example/a#!b", "daily.example/a#!b"),
        ("https://daily.example/#/", "daily.example"),
    ],
)
def test_keys(url: str, expected: str) -> None:
    assert article_key(url) == expected


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("www.daily.example", "daily.example"),
        ("m.daily.example", "daily.example"),
        ("m.example", "m.example"),
        ("www.m.daily.example", "daily.example"),
        ("WWW.Daily.Example.", "daily.example"),
        ("mobile.daily.example", "daily.example"),
        ("news.daily.example", "news.daily.example"),
        ("", ""),
    ],
)
def test_host(host: str, expected: str) -> None:
    assert _host(host) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/a/amp", "/a"),
        ("/amp/a", "/a"),
        ("/amp", "/amp"),
        ("/amp/amp", "/amp"),
        ("/a/amp/amp", "/a"),
        ("/index.html", ""),
        ("/a/index.html", "/a"),
        ("/index.php", ""),
        ("/a.amp", "/a"),
        ("/a.amp.html", "/a.html"),
        ("/.amp", "/.amp"),
        ("/a/.amp", "/a/.amp"),
        ("//a//b/", "/a/b"),
        ("", ""),
        ("/AMP/a", "/a"),
        ("/a/AMP", "/a"),
        ("/a/print", "/a"),
        ("/ä", "/%C3%A4"),
        ("/a~b!$&'()*+,;=:@-._", "/a~b!$&'()*+,;=:@-._"),
    ],
)
def test_path(path: str, expected: str) -> None:
    assert _path(path) == expected


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("sid", "123456789012", True),
        ("sid", "1234567890123", False),
        ("sid", "1a", False),
        ("SID", "1", True),
        ("utm_id", "1", False),
    ],
)
def test_is_number(name: str, value: str, expected: bool) -> None:
    assert _is_number(name, value) is expected


@pytest.mark.parametrize(
    ("path", "other", "expected"),
    [
        ("/a", "/a/b", True),
        ("/a/", "/a/b/", True),
        ("/a/b", "/a/b", False),
        ("/a", "/b/c", False),
        ("", "/a", True),
        ("/a/b", "/a", False),
        ("/", "/", False),
    ],
)
def test_above(path: str, other: str, expected: bool) -> None:
    assert is_parent_path(path, other) is expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://d.example/old-pier-breaks", True),
        ("https://d.example/12345", True),
        ("https://d.example/1234", False),
        ("https://d.example/world", False),
        ("http://[bad", False),
    ],
)
def test_telling(url: str, expected: bool) -> None:
    assert has_slug_or_id(url) is expected


@pytest.mark.parametrize(
    ("url", "other", "expected"),
    [
        ("https://a.daily.example/", "https://www.daily.example/", True),
        ("https://notdaily.example/", "https://daily.example/", False),
        ("https://daily.example/", "https://daily.example/x", True),
        ("http://[bad", "https://daily.example/", False),
        ("https://daily.example/", "http://[bad", False),
        ("/a", "/b", False),
        ("https://daily.example/", "/b", False),
        ("/a", "https://daily.example/", False),
        ("https://a.co.uk/", "https://b.co.uk/", False),
        ("http://10.0.0.1/", "http://10.0.0.1/a", True),
        ("http://localhost/", "http://localhost/", True),
    ],
)
def test_sites(url: str, other: str, expected: bool) -> None:
    assert same_site(url, other) is expected


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("www.daily.co.uk", "daily.co.uk"),
        ("a.b.daily.example", "daily.example"),
        ("daily.example", "daily.example"),
        ("localhost", "localhost"),
        ("a.github.io", "github.io"),
    ],
)
def test_registrable(host: str, expected: str) -> None:
    assert registrable_domain(host) == expected


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("www.daily.co.uk", "daily"),
        ("news.daily.example", "daily"),
        ("daily.example", "daily"),
        ("localhost", "localhost"),
        ("daily.com", "daily"),
    ],
)
def test_site_names(host: str, expected: str) -> None:
    assert site_name(host) == expected


@pytest.mark.parametrize(
    ("canonical", "expected"),
    [
        ("https://daily.example/", None),
        ("https://daily.example/?p=1", "https://daily.example/?p=1"),
        ("https://daily.example/2026", None),
        ("https://daily.example/2026/04/", None),
        ("https://daily.example/world", "https://daily.example/world"),
        ("https://daily.example/2026/04/old-pier-breaks", "https://daily.example/2026/04/old-pier-breaks"),
        ("ftp://daily.example/a", None),
        ("https:///a", None),
        ("http://[bad", None),
        (None, None),
        ("", None),
        ("https://other.example/a", None),
        ("HTTPS://daily.example/a", "HTTPS://daily.example/a"),
    ],
)
def test_declared(canonical: str | None, expected: str | None) -> None:
    assert believable_canonical("https://daily.example/2026/04/old-pier-breaks", canonical) == expected
