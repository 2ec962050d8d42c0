"""Find article links on section and home pages, by the shape of the URL, the place and the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from crawler.discover.embedded_links import embedded_urls
from crawler.discover.link import Link
from crawler.extract.document.page import Page, parse
from crawler.extract.document.xpath import elements
from crawler.normalize.canonical import article_key, same_site
from crawler.normalize.request_urls import join
from crawler.normalize.url_pattern import is_code, url_pattern
from crawler.normalize.word_tables import lines

MOST_LINKS = 1_000
_NOT_ARTICLES = lines(Path(__file__).with_name("not_articles.txt"))
_FILES = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34]|zip|xml|json|css|js|rss|ico|apk|docx?|xlsx?)$", re.I)
_anchors = elements("//a[@href]")
_in_furniture = etree.XPath("boolean(ancestor::nav | ancestor::footer | ancestor::*[@role='navigation'])")
_inner_text = etree.XPath("string()")
_next_page = elements("(//link[@rel='next'] | //a[@rel='next'] | //*[contains(@class,'next')]//a)[@href]")
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_DATED = re.compile(r"(?:19|20)\d\d[-/]?(?:0[1-9]|1[0-2])")
_WEIGHT_NEEDED = 3
_SEVERAL, _MANY, _MOST_SHARE = 3, 8, 0.6


def read_section(page: Page, known: Iterable[str] = (), patterns: Iterable[str] = ()) -> list[Link]:
    """Return the article links of a page in its order, each once.

    ``known``: URLs of articles of the site, such as from its feed; links of their shape are articles. ``patterns``:
    regular expressions of article URLs; if there are any, they alone decide.
    """
    wanted = [re.compile(p) for p in patterns]
    shapes = {s for s in map(url_pattern, known) if s}
    found: dict[str, Link] = {}
    best: defaultdict[str, str] = defaultdict(str)
    for anchor in _anchors(page.root):
        url = _address(anchor.get("href", ""), page.base_url)
        if url is None:
            continue
        text = " ".join(str(_inner_text(anchor)).split())
        key = article_key(url)
        if len(text) > len(best[key]):
            best[key] = text
        if key not in found and _is_article(url, text, anchor, page, wanted, shapes):
            found[key] = Link(url, "homepage")
    if not wanted:
        found = _without_odd_ones(found)
        _add_alike(found, page, best)
        _add_stored(found, page, shapes)
    for key, link in found.items():
        link.hints = {"headline": best[key]} if best[key] else {}
    return list(found.values())[:MOST_LINKS]


def section_entries(
    body: bytes, url: str, headers: Mapping[str, str], known: Iterable[str], patterns: Iterable[str]
) -> Iterator[Link | str]:
    """Yield the article links of a page, given by its body, and the URL of the next page."""
    page = parse(body, url, headers)
    yield from read_section(page, known, patterns)
    if following := next_page(page):
        yield following


def _without_odd_ones(found: dict[str, Link]) -> dict[str, Link]:
    """Drop links without a date or number in the URL if most articles of the page have one."""
    marked = {key: link for key, link in found.items() if is_marked(link.url)}
    return marked if len(marked) >= _MANY and len(marked) > _MOST_SHARE * len(found) else found


def is_marked(url: str) -> bool:
    """Return whether a URL contains a date, a number or a code."""
    parts = urlsplit(url)
    numbered = re.search(r"\d{5,}", f"{parts.path}?{parts.query}") or any(map(is_code, parts.path.split("/")))
    return bool(numbered or _DATED.search(parts.path))


def _add_alike(found: dict[str, Link], page: Page, texts: dict[str, str]) -> None:
    """Add links whose shape is that of several articles, and mostly of articles."""
    shapes = Counter(url_pattern(link.url) for link in found.values())
    others: dict[str, Link] = {}
    for anchor in _anchors(page.root):
        url = _address(anchor.get("href", ""), page.base_url)
        if url and article_key(url) not in found and _has_shape(url, shapes) and not _in_furniture(anchor):
            others[article_key(url)] = Link(url, "homepage")
    rejected = Counter(url_pattern(link.url) for link in others.values())
    alike = {s for s, count in shapes.items() if count >= _SEVERAL and count > rejected[s]}
    found.update({key: link for key, link in others.items() if url_pattern(link.url) in alike and texts.get(key)})


def _has_shape(url: str, shapes: Counter[str | None]) -> bool:
    return (s := url_pattern(url)) is not None and s in shapes and not _names_no_article(url)


def _add_stored(found: dict[str, Link], page: Page, shapes: set[str]) -> None:
    """Add URLs in the page's data with the shape of an article."""
    shapes = shapes | {s for link in found.values() if (s := url_pattern(link.url))}
    for address in embedded_urls(page) if shapes else ():
        url = _address(address, page.base_url)
        if url and same_site(url, page.url) and url_pattern(url) in shapes:
            found.setdefault(article_key(url), Link(url, "homepage"))


def next_page(page: Page) -> str | None:
    """Return the next page of a paginated section, on the same site; None if there is none."""
    hrefs = [_address(a.get("href", ""), page.base_url) for a in _next_page(page.root)[:5]]
    here = urlsplit(page.url)
    return next((h for h in hrefs if h and h != page.url and urlsplit(h).hostname == here.hostname), None)


def _address(href: str, base: str) -> str | None:
    url = join(base, href)
    return url.partition("#")[0] if url else None


def _is_article(
    url: str, text: str, anchor: etree._Element, page: Page, wanted: list[re.Pattern[str]], shapes: set[str]
) -> bool:
    if wanted:
        return any(pattern.search(url) for pattern in wanted)
    if not same_site(url, page.url) or _FILES.search(urlsplit(url).path) or article_key(url) == article_key(page.url):
        return False
    if shapes:
        return url_pattern(url) in shapes
    return _weight(url, text, anchor) >= _WEIGHT_NEEDED


def _names_no_article(url: str) -> bool:
    return any(unquote(s).lower() in _NOT_ARTICLES for s in urlsplit(url).path.split("/"))


def _weight(url: str, text: str, anchor: etree._Element) -> int:
    """Return the evidence for an article: a date or number in the path, a slug of words, a text like a headline."""
    parts = urlsplit(url)
    segments = [unquote(s) for s in parts.path.split("/") if s]
    if _names_no_article(url):
        return 0
    last = segments[-1] if segments else ""
    words = len([w for w in re.split(r"[-_]", last) if w])
    dated = bool(_DATED.search(parts.path))
    numbered = bool(re.search(r"\d{5,}", parts.path + "?" + parts.query)) or any(map(is_code, segments))
    length = len(text) * (2.5 if _DENSE.search(text) else 1)
    weight = 2 * dated + 2 * numbered + (words >= 4) + (words >= 3) + (length >= 20) + (length >= 35)
    weight += last.endswith((".html", ".htm", ".shtml")) - 2 * bool(_in_furniture(anchor)) - (length < 8)
    return int(weight)
