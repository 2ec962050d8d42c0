"""The publisher's name beside the headline in the title of a page."""

from __future__ import annotations

import pytest

from crawler.extract.document.page import parse
from crawler.extract.publisher_in_title import publisher_in_title

HEADLINE = "Heavy rain floods the old town"
SITE = "https://www.daily-herald.example/world/1"
HOME = "<a href='/'>{}</a>"


def read(title: str, body: str, url: str = "https://www.news.example/world/1", heading: str = HEADLINE) -> str | None:
    return publisher_in_title(parse(f"<title>{title}</title><h1>{heading}</h1>{body}", url))


@pytest.mark.parametrize(
    ("title", "body", "url", "name"),
    [
        (f"{HEADLINE} | The Daily Herald", "", SITE, "The Daily Herald"),
        (f"{HEADLINE} - Daily", "", SITE, "Daily"),
        (f"The Daily Herald | {HEADLINE}", "", SITE, "The Daily Herald"),
        (f"{HEADLINE} | World", "", SITE, None),
        (f"{HEADLINE} | XX", "", "https://www.xx.example/1", None),
        (f"{HEADLINE} | XYZ", "", "https://www.xyz.example/1", "XYZ"),
        (f"{HEADLINE} | The Bugle", HOME.format("The Bugle"), None, "The Bugle"),
        (f"{HEADLINE} | The Bugle", HOME.format("<img alt='The Bugle'>"), None, "The Bugle"),
        (f"{HEADLINE} | The Bugle", "<a href='https://news.example' title='The Bugle'></a>", None, "The Bugle"),
        (f"{HEADLINE} | The Bugle", HOME.format("Home"), None, None),
        (f"{HEADLINE} | The Bugle", "<a href='/?edition=2'>The Bugle</a>", None, None),
        (f"{HEADLINE} | The Bugle", "<a href='https://other.example/'>The Bugle</a>", None, None),
        (f"{HEADLINE} | World", "<a href='/world'>World</a>", None, None),
        (f"{HEADLINE} | The Bugle", "<footer>© 2026 The Bugle Ltd</footer>", None, "The Bugle"),
        (f"{HEADLINE} | The Bugle", "<footer>© 2026 Other Ltd</footer>", None, None),
        (f"{HEADLINE} | World | The Daily Herald", "", SITE, None),
        ("Rain in town | The Daily Herald", "", SITE, None),
        (HEADLINE, "", SITE, None),
        (f"{HEADLINE} | https://daily-herald.example", "", SITE, None),
        (f"{HEADLINE} | daily-herald {'x' * 47}", "", SITE, f"daily-herald {'x' * 47}"),
        (f"{HEADLINE} | daily-herald {'x' * 48}", "", SITE, None),
    ],
)  # fmt: skip
def test_publisher_in_title(title: str, body: str, url: str | None, name: str | None) -> None:
    assert read(title, body, url or "https://www.news.example/world/1") == name


def test_page_without_a_heading_has_no_name_in_its_title() -> None:
    assert read(f"{HEADLINE} | The Daily Herald", "", SITE, heading="") is None
