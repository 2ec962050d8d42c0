from __future__ import annotations

import pytest
from lxml import html

from crawler.extract.images.sources import read_source

BASE = "https://daily.example/news/"


def source_of(markup: str, tag: str = "img"):  # type: ignore[no-untyped-def]
    return read_source(next(html.fromstring(f"<div>{markup}</div>").iter(tag)), BASE)


@pytest.mark.parametrize(
    ("markup", "url", "width", "height"),
    [
        ("<img src=/a.jpg>", "https://daily.example/a.jpg", None, None),
        ("<img src=a.jpg width=300 height=200>", "https://daily.example/news/a.jpg", 300, 200),
        (
            "<img src=/a-300.jpg width=300 height=200 srcset='/a-900.jpg 900w, /a-600.jpg 600w'>",
            "https://daily.example/a-900.jpg",
            900,
            600,
        ),
        ("<img src='data:image/gif;base64,R0' data-src=/real.jpg>", "https://daily.example/real.jpg", None, None),
        ("<img src=/placeholder.png data-lazy-src=/real.jpg>", "https://daily.example/real.jpg", None, None),
        (
            "<img src=/blank.gif data-srcset='/r-320.jpg 320w, /r-640.jpg 640w'>",
            "https://daily.example/r-640.jpg",
            640,
            None,
        ),
        ("<img data-original=/full/a.jpg src=/loading.svg>", "https://daily.example/full/a.jpg", None, None),
        ("<img src=/s.jpg data-large-file=/l.jpg>", "https://daily.example/l.jpg", None, None),
        (
            '<img data-srcs=\'{"https://cdn.example/a.jpg": {"sizes": [{"width": 1200}]}}\'>',
            "https://cdn.example/a.jpg",
            1200,
            None,
        ),
        (
            '<img data-image=\'{"1200": "/w/1200.jpg", "300": "/w/300.jpg"}\'>',
            "https://daily.example/w/1200.jpg",
            1200,
            None,
        ),
        ("<img src=/blank.gif data-ctrl=\"{'big':'/v/big.jpg'}\">", "https://daily.example/v/big.jpg", None, None),
        ("<img src='/i?url=/x.jpg&amp;w=640'>", "https://daily.example/i?url=/x.jpg&w=640", 640, None),
        (
            "<picture><source srcset='/p-1200.webp 1200w'><source srcset='/p-600.webp 600w'><img src=/p.jpg></picture>",
            "https://daily.example/p-1200.webp",
            1200,
            None,
        ),
        ("<img src=/a/640x360/b.jpg>", "https://daily.example/a/640x360/b.jpg", 640, None),
        ("<img src=/uploads/loading.gif data-src=/uploads/a.jpg>", "https://daily.example/uploads/a.jpg", None, None),
        ("<img src='https://cdn.example/a.jpg?W=700&amp;b=1 '>", "https://cdn.example/a.jpg?W=700&b=1", 700, None),
        ("<img src=/a.jpg srcset='/a.jpg, /a2.jpg 2x'>", "https://daily.example/a2.jpg", None, None),
        ("<img src=/a.jpg width=300 srcset='/a.jpg, /a2.jpg 2x'>", "https://daily.example/a2.jpg", 600, None),
        ("<img src='/a?w=700' srcset='/a?w=700, /a?w=1400 2x'>", "https://daily.example/a?w=1400", 1400, None),
        # the width beside a small src is that of the original
        ("<img src=/s.jpg width=3000 srcset='/s.jpg 680w, /l.jpg 1920w'>", "https://daily.example/l.jpg", 1920, None),
        (
            "<img srcset='/s.jpg 680w, /l.jpg 1920w' src=/other.jpg width=3000>",
            "https://daily.example/l.jpg",
            1920,
            None,
        ),
        ("<img src=/i/w780q1/x.jpg data-src=/i/x.jpg>", "https://daily.example/i/x.jpg", None, None),
        ("<img src=/jeg-empty.png data-src=/x.jpg width=750>", "https://daily.example/x.jpg", 750, None),
        ("<img src=/image/placeholder/800x600.png data-src=/x.jpg>", "https://daily.example/x.jpg", None, None),
        ("<img src=/x-1024x683.jpg data-full-url=/x.jpg>", "https://daily.example/x.jpg", None, None),
        ("<a href=/x.jpg><img src=/x-300x200.jpg width=300></a>", "https://daily.example/x.jpg", None, None),
        ("<a href=/wiki/File:X.jpg><img src=/x-300x200.jpg></a>", "https://daily.example/x-300x200.jpg", 300, None),
        ("<a href=/x.html><img src=/x-300x200.jpg></a>", "https://daily.example/x-300x200.jpg", 300, None),
        (
            "<a href=/x.jpg><img src=/1.jpg><img src=/2.jpg><img src=/3.jpg></a>",
            "https://daily.example/1.jpg",
            None,
            None,
        ),
        (
            "<img src=/t/0x0:3000x2000/1200x800/a.jpg>",
            "https://daily.example/t/0x0:3000x2000/1200x800/a.jpg",
            1200,
            None,
        ),
        (
            "<picture><source media='(min-width: 600px)' srcset=/l.jpg><source srcset=/s.jpg><img src=/i.jpg></picture>",
            "https://daily.example/l.jpg",
            None,
            None,
        ),
        ("<img src=/a.jpg width=1 height=0.56>", "https://daily.example/a.jpg", None, None),
    ],
)
def test_best_rendition(markup: str, url: str, width: int | None, height: int | None) -> None:
    source = source_of(markup)
    assert source is not None
    assert (source.url, source.width, source.height) == (url, width, height)


@pytest.mark.parametrize(
    "markup",
    [
        "<img>",
        "<img src=''>",
        "<img src='data:image/png;base64,AAAA'>",
        "<img src=/spacer.gif>",
        "<img src=/grey-placeholder.png>",
        "<img src=/logo.svg>",
        "<img src=/photo_**variant**_w-**width**.jpg>",
        "<img data-config='{\"a\": 1}' alt='a/b.jpg'>",
        "<img data-page=/news/other-story>",
    ],
)
def test_nothing_to_show(markup: str) -> None:
    assert source_of(markup) is None


def test_amp_and_custom_elements() -> None:
    assert source_of("<amp-img src=/a.jpg width=800 height=600></amp-img>", "amp-img").width == 800
    assert source_of("<news-image data-srcset='/a-9.jpg 900w'></news-image>", "news-image").url.endswith("/a-9.jpg")
