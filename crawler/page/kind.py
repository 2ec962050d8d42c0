"""The schema.org type of a page."""

from __future__ import annotations

import re

from crawler.normalize.words import any_of, table
from crawler.page.candidates import Candidate
from crawler.page.jsonld import is_article, types
from crawler.page.page import Page
from crawler.page.urls import split

_PLAIN = frozenset(("Article", "NewsArticle", "BlogPosting", "Posting"))
_OPINION = re.compile(rf"(?:^|[/_ -]){any_of(table('notices')['opinion'])}(?:$|[/_ .-])", re.I)
_LIVE = re.compile(rf"(?:^|[/_-]){any_of(table('notices')['live'])}(?:$|[/_-])", re.I)


def read_type(page: Page, section: str | None) -> list[Candidate]:
    """The narrowest type that the page declares; live blogs and opinion also by the address or the section."""
    path = split(page.url).path
    declared = [t for node in (page.data.article, *page.data.json_ld) if is_article(node) for t in types(node)]
    narrow = [t for t in declared[:6] if t not in _PLAIN and t[0].isupper() and is_article({"@type": t})]
    if "LiveBlogPosting" in declared or _LIVE.search(path):
        return [Candidate("LiveBlogPosting", "json-ld" if "LiveBlogPosting" in declared else "url")]
    found = [Candidate(t, "json-ld") for t in narrow if types(page.data.article) and t in types(page.data.article)]
    if _OPINION.search(path):
        found.append(Candidate("OpinionNewsArticle", "url"))
    if section and _OPINION.search(section):
        found.append(Candidate("OpinionNewsArticle", "inferred"))
    return [*found, *(Candidate(t, "json-ld") for t in types(page.data.article) if t in _PLAIN)]
