"""A feed is cut where it is beyond measure: the last element, entry and attribute that counts, and the first that does not."""

from __future__ import annotations

import pytest

from crawler.discover.sanitize_feed import is_broken, sanitize_feed


def swollen(attributes: int, more: str = "") -> str:
    return "<a" + " b='1'" * attributes + more + ">c</a>"


@pytest.mark.parametrize(
    ("data", "cut"),
    [
        ("<item>1</item><item>2</item>", "<item>1</item><item>2</item>"),
        ("<item>1</item><ENTRY>2</ENTRY><x:item/>", "<item>1</item><ENTRY>2</ENTRY>"),
        ("<r><item>1</item><item>2</item><item>3</item></r>", "<r><item>1</item><item>2</item></r>"),
        ("<a>" * 5_000, "<a>" * 5_000),
        ("<a>" * 5_001, "<a>" * 5_000 + "</a>" * 5_000),
        ("<a></a>" * 5_001, "<a></a>" * 5_001),
        ("<a/>" * 5_001, "<a/>" * 5_001),
        ("<item>" + "<b>" * 4_999, "<item>" + "<b>" * 4_999),
        ("<item>" + "<b>" * 5_000, "<item>" + "<b>" * 4_999 + "</b>" * 4_999 + "</item>"),
        ("<a>" * 5_000 + "<item>" + "<b>" * 2_499, "<a>" * 5_000 + "<item>" + "<b>" * 2_499),
        ("<a>" * 5_000 + "<item>" + "<b>" * 2_500,
         "<a>" * 5_000 + "<item>" + "<b>" * 2_499 + "</b>" * 2_499 + "</item>" + "</a>" * 5_000),
        ("<a/>" * 30_001, "<a/>" * 30_001),
        ("<a/>" * 30_002, "<a/>" * 30_001),
        ("<item/>" + "<a/>" * 30_100, "<item/>" + "<a/>" * 30_100),
        ("<item/>" + "<a/>" * 30_101, "<item/>" + "<a/>" * 30_100),
        ("<item/><item/>" + "<a/>" * 30_199, "<item/><item/>" + "<a/>" * 30_199),
        ("<item/><item/>" + "<a/>" * 30_200, "<item/><item/>" + "<a/>" * 30_199),
        (swollen(100), swollen(100)),
        (swollen(101), "<a>c</a>"),
        (swollen(99, " b='=='"), "<a>c</a>"),
        (swollen(98, " b='=='"), swollen(98, " b='=='")),
        (swollen(99, " b='=' d"), "<a>c</a>"),
        (f"<r>{swollen(101)}{swollen(101)}<d e='1'/></r>", "<r><a>c</a><a>c</a><d e='1'/></r>"),
    ],
    ids=lambda value: value[:20],
)  # fmt: skip
def test_measure(data: str, cut: str) -> None:
    assert sanitize_feed(data.encode(), 2).decode() == cut


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><rss/>", b"<rss/>"),
        (b"<!  doctype a><!element b><!attlist c><!notation d><rss/>", b"<rss/>"),
        (b"<rss><!ENTITY b 'c'></rss>", b"<rss><!ENTITY b 'c'></rss>"),
        (b"<!ENTITY", b""),
        (b"&", b"&amp;"),
        ('<?xml version="1.0" encoding="utf-16"?><rss>é</rss>'.encode("utf-16"), "<rss>é</rss>".encode()),
        ('\ufeff<?xml version="1.0"?><rss>é</rss>'.encode("utf-16-le"), "<rss>é</rss>".encode()),
        ('<?xml version="1.0"?><rss>é</rss>'.encode("utf-16-be"), "<rss>é</rss>".encode()),
        (b"\xff\xfe<\x00a\x00>\x00\x00\xd8", "<a>\ufffd".encode()),
        (b"<?xml encoding='latin-1'?><rss>\xe9</rss>", b"<?xml encoding='latin-1'?><rss>\xe9</rss>"),
        (b"<?xml encoding = ' latin-1 '?><rss/>", b"<?xml encoding = ' latin-1 '?><rss/>"),
        (b"<?xml encoding='no such'?><rss/>", b"<rss/>"),
        (b"<?xml encoding='utf-16'?><rss/>", b"<rss/>"),
        (b"<?xml encoding='cp037'?><rss/>", b"<rss/>"),
        ("<?xml encoding='é'?><rss/>".encode(), b"<rss/>"),
        (b"<?xml " + b" " * 196 + b"encoding='no such'?><rss/>", b"<rss/>"),
        (b"<?xml " + b" " * 197 + b"encoding='no such'?><rss/>", b"<?xml " + b" " * 197 + b"encoding='no such'?><rss/>"),
    ],
)  # fmt: skip
def test_prologue(data: bytes, expected: bytes) -> None:
    assert sanitize_feed(data, 9) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"<rss/>", False),
        (b"<rss>", True),
        (b"<a:rss/>", True),
        (b"<rss>\xff</rss>", False),
        (b"<?xml version='1.0' encoding='latin-1'?><rss/>", False),
        (b"<?xml version='1.0' encoding='no-such'?><rss/>", False),
        (b"<?xml version='1.0' encoding='utf-16'?><rss/>", False),
        (b"<?xml version='1.0' encoding='big5'?><rss/>", False),
        (b"", True),
    ],
)
def test_is_broken(data: bytes, expected: bool) -> None:
    assert is_broken(data) is expected
