"""Headings that are links: logos, advertisements, the last entry of breadcrumbs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.extract.document.page import Page
from crawler.extract.document.visible import text_of
from crawler.extract.headline.title_likeness import Title, has_word_of
from crawler.normalize.canonical import same_site
from crawler.normalize.request_urls import join
from crawler.normalize.word_tables import squash

_MAX_TEXT = 300
_HEADS = frozenset(("article", "main", "header"))
_CALLED_TITLE = re.compile("title|headline", re.I)
_BETWEEN = tuple("|/›»>:·•")
"""Separators of breadcrumbs."""
_SOME = 12


def ends_breadcrumbs(element: HtmlElement) -> bool:
    """Return whether a heading outside the article is the last entry of breadcrumbs: "Front | World | SEO title"."""
    if _CALLED_TITLE.search(element.get("class") or "") or any(a.tag in _HEADS for a in element.iterancestors()):
        return False
    count = 0
    for sibling in element.itersiblings("*", preceding=True):
        links = [sibling] if sibling.tag == "a" else [*sibling.iter("a")]
        text, linked = text_of(sibling, _MAX_TEXT), [key for a in links if (key := squash(text_of(a, _MAX_TEXT)))]
        is_open = count > 0 or sibling.tag == "a" or text.endswith(_BETWEEN)
        if not is_open or sum(map(len, linked)) != len(squash(text)) or squash(sibling.tail or ""):
            return False
        count += len(linked)
    return count > 1 and not any(text_of(sibling, _SOME) for sibling in element.itersiblings("*"))


def leads_away(element: HtmlElement, page: Page, titles: Sequence[Title]) -> bool:
    """Return whether a heading links to the home page, like a logo, or to another site without matching a title."""
    links = [a for a in element.iter("a") if a.get("href")]
    if not links or sum(len(squash(text_of(a, _MAX_TEXT))) for a in links) < len(squash(text_of(element, _MAX_TEXT))):
        return False
    to = urlsplit(join(page.base_url, links[0].get("href", "")) or page.url)
    if not same_site(to.geturl(), page.url):
        return not any(has_word_of(text_of(element, _MAX_TEXT), title) for title in titles)
    return to.path in ("", "/") and not to.query and urlsplit(page.url).path not in ("", "/")
