"""The publisher's name in the title of a page, for pages that state it nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.extract.document.page import Page
from crawler.extract.headline.title_parts import parts
from crawler.extract.rights.copyright import visible_notice
from crawler.normalize.canonical import same_site
from crawler.normalize.request_urls import join
from crawler.normalize.word_tables import fold, squash

_MAX_NAME = 60
_MIN_KEY = 3
"""Fewest letters and digits of a part of a host name that is compared."""
_MAX_HEADINGS = 5
_MAX_LINKS = 100


def publisher_in_title(page: Page) -> str | None:
    """Return the part of a title that is not the headline, if the page confirms it as the name of its site, else None.

    The rest of the title must be the text of an ``h1``. The name is confirmed by the host name, by a link to the home
    page, or by the copyright notice. Without these, it is often a section ("Rain in the north – World").
    """
    headings = {squash("".join(heading.itertext())) for heading in page.tagged["h1"][:_MAX_HEADINGS]} - {""}
    found = dict.fromkeys(name for title in page.data.titles for name in _beside(fold(title), headings))
    return next((name for name in found if "://" not in name and _is_confirmed(name, page)), None)


def _beside(title: str, headings: set[str]) -> Iterator[str]:
    """Yield the last and the first part of a title, if the rest of it is a heading."""
    found = parts(title) if headings else ()
    if len(found) > 1:
        (_, head_end), (tail_start, _) = found[0], found[-1]
        if squash(title[: found[-2][1]]) in headings and len(title) - tail_start <= _MAX_NAME:
            yield title[tail_start:].strip()
        elif squash(title[found[1][0] :]) in headings and head_end <= _MAX_NAME:
            yield title[:head_end].strip()


def _is_confirmed(name: str, page: Page) -> bool:
    key = squash(name)
    return bool(key) and (
        _is_host(key, page.host or "") or _is_home(key, page) or key in squash(visible_notice(page) or "")
    )


def _is_host(key: str, host: str) -> bool:
    """Return whether a name is in a host name, or a part of the host name is in it.

    >>> _is_host("theportugalnews", "www.theportugalnews.com"), _is_host("spektrumderwissenschaft", "spektrum.de")
    (True, True)
    """
    labels = [squash(label) for label in host.removeprefix("www.").split(".")[:-1]]
    return len(key) >= _MIN_KEY and (key in squash(host) or any(len(la) > _MIN_KEY and la in key for la in labels))


def _is_home(key: str, page: Page) -> bool:
    """Return whether a link to the home page has the name as its text, title or logo."""
    return any(key in names for link in page.tagged["a"][:_MAX_LINKS] if (names := _names_of_home(link, page)))


def _names_of_home(link: HtmlElement, page: Page) -> set[str]:
    """Return the texts of a link to the home page, as keys (see ``squash``); none of another link."""
    to = join(page.base_url, link.get("href") or "-") or ""
    if urlsplit(to).path not in ("", "/") or urlsplit(to).query or not same_site(to, page.url):
        return set()
    logos = (image.get("alt") or "" for image in link.iter("img"))
    return {squash(text) for text in ("".join(link.itertext()), link.get("title") or "", *logos)}
