"""Lists of publishers in the forms that people have them in."""

from __future__ import annotations

import pytest

from crawler.sources.naming import free_name, name_of
from crawler.sources.site import Site
from crawler.sources.site_lists import BadList, read_sites

OPML = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Mine</title></head><body>
  <outline text="World">
    <outline type="rss" text="The Daily" title="The Daily" xmlUrl="https://daily.example/rss" htmlUrl="https://daily.example"/>
    <outline type="rss" text="The Daily, sport" xmlUrl="https://daily.example/sport.rss" htmlUrl="https://www.daily.example/"/>
    <outline text="Courier &amp; Post" xmlUrl="https://courier.example/feed.xml"/>
  </outline>
  <outline type="link" text="Herald" url="https://herald.example/news/"/>
  <outline text="broken" xmlUrl="nonsense" htmlUrl="nonsense too"/>
</body></opml>"""
DAILY = Site("https://daily.example/", ("https://daily.example/rss", "https://daily.example/sport.rss"), "The Daily")
COURIER = Site("https://courier.example/", ("https://courier.example/feed.xml",), "Courier & Post")
HERALD = Site("https://herald.example/news/", (), "Herald")
OF_OPML = [DAILY, COURIER, HERALD, Site("nonsense too", (), "broken", False)]
A, B = Site("https://a.example/"), Site("https://b.example/")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (OPML, OF_OPML),
        (OPML.partition("?>")[2], OF_OPML),
        (f"\n{OPML}".replace("</body></opml>", ""), OF_OPML),  # cut off
        (OPML.replace("xmlUrl", "xmlurl").replace("<opml", '<!DOCTYPE opml><opml xmlns:x="y"'), OF_OPML),
        ("https://a.example/\nhttps://b.example/\n", [A, B]),
        ("a.example\n\n# a comment\n  www.b.example  \n", [A, Site("https://www.b.example/")]),
        ("a.example\nhttp://www.A.example/\n", [A]),  # once
        ("http://a.example:8080/x\n", [Site("http://a.example:8080/x")]),
        ("a.example\nno host\n", [A, Site("no host", is_valid=False)]),
        ("ftp://a.example/\nb.example", [Site("ftp://a.example/", is_valid=False), B]),
        ("1,a.example\n2,b.example\n", [A, B]),  # of a ranking
        ("name;url\nThe A;https://a.example\nB;b.example\n", [Site(A.home, (), "The A"), Site(B.home, (), "B")]),
        ("Country\tWebsite\nCH\ta.example\nDE\tb.example\n", [A, B]),
        ('publisher,home page,RSS\n"A, the",a.example,https://a.example/rss\n', [Site(A.home, ("https://a.example/rss",), "A, the")]),
        ("name,rss\nA,https://a.example/x/rss\n", [Site(A.home, ("https://a.example/x/rss",), "A")]),
        ("name,url\nA,\nB,b.example\n", [Site("", (), "A", False), Site(B.home, (), "B")]),
        ("url,name\nb.example\n", [B]),  # a short row
        ("zürich.example\n", [Site("https://zürich.example/")]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_read_sites(text: str, expected: list[Site], encoding: str) -> None:
    assert read_sites(text.encode(encoding)) == expected
    assert read_sites(text.replace("\n", "\r\n").encode(encoding)) == expected


def test_old_encodings() -> None:
    assert read_sites("name,url\nZürcher Post,a.example\n".encode("cp1252")) == [Site(A.home, (), "Zürcher Post")]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "names no publishers"),
        (b"\n# nothing\n", "names no publishers"),
        (b"<opml><body/></opml>", "names no publishers"),
        (b"<html><body>no</body></html>", "no OPML"),
        (b"<", "no OPML"),
        (b"\x89PNG\r\n\0\0", "neither OPML nor CSV"),
        (b"title,country\nThe Daily,CH\n", "has no column of URLs, but title, country"),
        (OPML.replace("<opml", '<!DOCTYPE opml [<!ENTITY a "b">]><opml').encode(), "declares XML entities"),
    ],
)
def test_what_is_no_list(data: bytes, words: str) -> None:
    with pytest.raises(BadList, match=words):
        read_sites(data)


@pytest.mark.parametrize(
    ("url", "taken", "name"),
    [
        ("https://www.daily.example/", set(), "daily"),
        ("https://www.daily.example/", {"daily"}, "daily-example"),
        ("https://daily.example/", {"daily", "daily-example"}, "daily-example-2"),
        ("https://daily.example/", {"daily", "daily-example", "daily-example-2"}, "daily-example-3"),
    ],
)
def test_names(url: str, taken: set[str], name: str) -> None:
    assert free_name(url, taken) == name and name_of(url) == "daily"
