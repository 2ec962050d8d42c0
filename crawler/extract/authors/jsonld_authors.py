"""The authors in JSON-LD (https://schema.org/author)."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any

from crawler.extract.authors.author_urls import is_author_link
from crawler.extract.document.canonical_url import absolute
from crawler.extract.document.jsonld import types
from crawler.extract.document.page import Page
from crawler.extract.publisher import name_of
from crawler.normalize.bylines import Byline, read_byline
from crawler.record.items import Author

_ORGANIZATIONS = frozenset(("Organization", "NewsMediaOrganization", "Corporation", "WebSite", "Brand"))
_MAX_AUTHORS = 40


def read_persons(page: Page) -> Iterator[Byline]:
    """Yield one byline for each author node, with its name as the text; an organization's byline has no people."""
    article = page.data.article
    nodes = [[*map(page.data.resolve, _listed(article.get(key)))] for key in ("author", "creator")]
    for node in next(filter(_any_named, nodes), []):
        name = name_of(node) or _joined_name(node)
        if not name or "://" in name:
            continue
        byline = read_byline(name, is_person=True)
        if isinstance(node, dict) and not _ORGANIZATIONS.isdisjoint(types(node)):
            yield Byline([], byline.organizations, name)
            continue
        if len(byline.authors) == 1 and isinstance(node, dict):
            _detail(byline.authors[0], node, page)
        yield byline


def _any_named(nodes: list[Any]) -> bool:
    return any(name_of(node) or _joined_name(node) for node in nodes)


def _listed(value: Any) -> list[Any]:
    if isinstance(value, list):
        return [inner for item in value[:_MAX_AUTHORS] for inner in (item if isinstance(item, list) else [item])]
    return [value] if value else []


def _joined_name(node: Any) -> str | None:
    if not isinstance(node, dict):
        return None
    return " ".join(str(node[k]) for k in ("givenName", "familyName") if isinstance(node.get(k), str)) or None


def _detail(author: Author, node: dict[str, Any], page: Page) -> None:
    url, email, title = (_string(node.get(k)) for k in ("url", "email", "jobTitle"))
    author.url = absolute(page, url or _string(node.get("sameAs")) or _own_page(node))
    author.email = email.removeprefix("mailto:") if email and "@" in email else author.email
    author.job_title = html.unescape(title) if title else author.job_title


def _own_page(node: dict[str, Any]) -> str | None:
    """Return a node's ``@id`` if it is the URL of an author page; some plug-ins give no other."""
    name = _string(node.get("@id"))
    return name if name and "#" not in name and is_author_link(name) else None


def _string(value: Any) -> str | None:
    value = value[0] if isinstance(value, list) and value else value
    return value.strip() or None if isinstance(value, str) else None
