"""The pictures of each entry, with their own words."""

from __future__ import annotations

import pytest

from crawler.discover.media_rss import read_media

A = "https://daily.example/a.jpg"


def feed(*items: str, tag: str = "item", head: str = "") -> bytes:
    entries = "".join(f"<{tag}>{item}</{tag}>" for item in items)
    return f'<rss xmlns:m="http://search.yahoo.com/mrss/">{head}{entries}</rss>'.encode()


@pytest.mark.parametrize(
    ("item", "images"),
    [
        (f'<m:content url="{A}" type="image/jpeg"/>', [{"url": A}]),
        (f'<m:content url="{A}" medium="image"/>', [{"url": A}]),
        (f'<m:content url="{A}"/>', [{"url": A}]),
        (f'<m:content url="{A}" medium="video"/>', []),
        (f'<m:content url="{A}" type="video/mp4"/>', []),
        ('<m:content medium="image"/>', []),
        ('<m:content url="" medium="image"/>', []),
        (f'<m:content url="{A}"><m:description> The\n pier </m:description><m:credit>Ann Lee</m:credit></m:content>',
         [{"url": A, "caption": "The pier", "credit_text": "Ann Lee"}]),
        (f'<m:group><m:content url="{A}"/><m:credit>Ann Lee</m:credit></m:group><m:credit>Others</m:credit>',
         [{"url": A, "credit_text": "Ann Lee"}]),
        (f'<m:content url="{A}"/><m:description>The pier</m:description>', [{"url": A, "caption": "The pier"}]),
        (f'<m:content url="{A}"/>' * 101, [{"url": A}] * 100),
        ("<m:credit>Ann Lee</m:credit>", []),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
@pytest.mark.parametrize("tag", ["item", "entry"])
def test_read_media(tag: str, item: str, images: list[dict[str, str]]) -> None:
    of_the_feed = "<m:description>All news</m:description><m:credit>The Daily</m:credit>"
    assert read_media(feed(item, "", tag=tag, head=of_the_feed)) == [images, []]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"<rss><item/></rss>", []),
        (b"search.yahoo.com/mrss", []),
        (b"", []),
        (feed(), []),
        (feed(f'<m:content url="{A}"/>')[:-6], [[{"url": A}]]),
        (feed(f'<m:content url="{A}"/>')[:-24], [[]]),
        (b'<!DOCTYPE a [<!ENTITY e "x">]>' + feed(f'<m:content url="{A}"/><m:credit>&e;</m:credit>'), [[{"url": A}]]),
    ],
)
def test_what_holds_no_words(data: bytes, found: list[list[dict[str, str]]]) -> None:
    assert read_media(data) == found
