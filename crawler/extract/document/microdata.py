"""The microdata of the article (https://html.spec.whatwg.org/multipage/microdata.html)."""

from __future__ import annotations

from itertools import islice

from lxml.html import HtmlElement

from crawler.extract.document.xpath import elements
from crawler.normalize.word_tables import fold, squash

# Start from the attributes: libxml2 visits the existing ones faster than it looks one up on every element.
_scopes = elements(
    "descendant-or-self::*/@itemtype[contains(., 'Article') or contains(., 'Posting') or contains(., 'Report')]/.."
)
_properties = elements("descendant::*/@itemprop/..")
_names = elements("descendant::*/@itemprop[. = 'name']/..")
_LONG = frozenset(("articlebody", "text", "reviewbody"))
_ADDRESS = {"a": "href", "link": "href", "img": "src", "time": "datetime", "meta": "content", "data": "value"}
_MAX_SCOPES = 8
_MAX_PROPERTIES = 200
_MAX_DEPTH = 40
_MAX_TEXTS = 400


def read_microdata(root: HtmlElement, titles: list[str]) -> dict[str, list[str]]:
    """Return the values of the article's item by lower-case itemprop; for a nested item, its name.

    If several items are articles (teasers are too), the one whose headline is in a title of the page wins, then the one
    with the most of headline, date and body. The body text is omitted: it is long, and is extracted elsewhere.
    """
    scopes = [s for s in _scopes(root)[:_MAX_SCOPES] if s.tag != "meta"]
    read = [_properties_of(scope) for scope in scopes]
    keys = [squash(t) for t in titles]
    return max(read, key=lambda found: (_is_titled(found, keys), _fullness(found)), default={})


def _is_titled(found: dict[str, list[str]], titles: list[str]) -> bool:
    names = [squash(n) for n in found.get("headline", [])[:3] + found.get("name", [])[:3]]
    return any(name and (name in title or title in name) for name in names for title in titles)


def _fullness(found: dict[str, list[str]]) -> int:
    return sum(name in found for name in ("articlebody", "headline", "datepublished", "author"))


def _properties_of(scope: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    nested: set[HtmlElement] = set()
    for element in _properties(scope)[:_MAX_PROPERTIES]:
        if not nested.isdisjoint(islice(element.iterancestors(), _MAX_DEPTH)):
            continue
        if element.get("itemscope") is not None:
            nested.add(element)
        for name in (element.get("itemprop") or "").lower().split():
            found.setdefault(name, []).append("" if name in _LONG else _value(element))
    return found


def _value(element: HtmlElement) -> str:
    if element.get("itemscope") is not None:
        names = _names(element)
        return _value(names[0]) if names and names[0] is not element else _text(element)
    if content := element.get("content"):
        return str(content).strip()
    attribute = element.get(_ADDRESS.get(str(element.tag), "content"))
    if attribute is not None and (element.tag != "a" or not _text(element)):
        return str(attribute).strip()
    return _text(element)


def _text(element: HtmlElement) -> str:
    return fold("".join(islice(element.itertext(), _MAX_TEXTS)))
