"""The schema.org type of a page."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from crawler.page.candidates import Candidate
from crawler.page.jsonld import is_article, types
from crawler.page.page import Page

_PLAIN = frozenset(("Article", "NewsArticle", "BlogPosting", "Posting"))
_OPINION = re.compile(
    r"(?:^|[/_ -])(?:opinions?|op-ed|opinion-?editorial|editorials?|comment-?is-?free|commentisfree|columns?|columnists?|meinung|"
    r"kommentare?|kolumnen?|opini[oó]n|opiniao|opinião|opinioni|opinie|debatt|meninger|mielipide|tribunes?|idees|мнения|мнение|"
    r"opinia|opinie|komentare|komentáře|yazarlar|社説|社論|評論|评论|사설|오피니언|칼럼)(?:$|[/_ .-])",
    re.I,
)
_LIVE = re.compile(r"(?:^|[/_-])(?:live-?blog|liveticker|live-?updates?|direkte-?studio|liverapport|canli-?blog)(?:$|[/_-])", re.I)


def read_type(page: Page, section: str | None) -> list[Candidate]:
    """The narrowest type that the page declares; live blogs and opinion also by the address or the section."""
    path = urlsplit(page.url).path
    declared = [t for node in (page.data.article, *page.data.json_ld) if is_article(node) for t in types(node)]
    narrow = [t for t in declared[:6] if t not in _PLAIN]
    if "LiveBlogPosting" in declared or _LIVE.search(path):
        return [Candidate("LiveBlogPosting", "json-ld" if "LiveBlogPosting" in declared else "url")]
    found = [Candidate(t, "json-ld") for t in narrow if types(page.data.article) and t in types(page.data.article)]
    if _OPINION.search(path):
        found.append(Candidate("OpinionNewsArticle", "url"))
    if section and _OPINION.search(section):
        found.append(Candidate("OpinionNewsArticle", "inferred"))
    return [*found, *(Candidate(t, "json-ld") for t in types(page.data.article))]
