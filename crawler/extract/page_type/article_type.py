"""The schema.org type of an article: the declared one, or live coverage and opinion by their labels."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise

from crawler.extract.candidates import Candidate
from crawler.extract.document.jsonld import is_article, types
from crawler.extract.document.page import Page
from crawler.normalize.urls import split
from crawler.normalize.word_tables import any_of

_PLAIN = frozenset(("Article", "NewsArticle", "BlogPosting", "Posting"))
_HEAD = re.compile(
    r"^\s*(?:[\[(【（〔［]\s*([^\])】）〕］]{2,30})\s*[\])】）〕］]"  # in brackets
    r"|([^:：|｜—–]{2,30}?)\s*(?:[:：|｜]|\s[—–-]\s))"  # before a colon, a bar or a dash
)
_DIVIDED = re.compile(r"\s*[/|›»>:]\s*")
_NUMBER = re.compile(r"[-_.](?:[\d.,]+|html?|[a-z]{0,3}\.?\d+[\w.,]*)$")
_END = 60
"""Number of characters at the end of a headline that may label it as live coverage."""
LIVE, OPINION = "LiveBlogPosting", "OpinionNewsArticle"


def read_type(page: Page, headline: str | None, kicker: str | None, section: str | None) -> list[Candidate]:
    """Return the narrowest declared type, and live coverage or opinion labelled in URL, section, kicker or headline."""
    article = page.data.article
    declared = [t for node in (article, *page.data.json_ld) if is_article(node) for t in types(node)]
    if LIVE in declared or "liveBlogUpdate" in article:
        return [Candidate(LIVE, "json-ld")]
    parts = [part for part in split(page.url).path.casefold().split("/") if part]
    words = headline or "", kicker or ""
    return [
        *(Candidate(LIVE, origin) for origin in _live(parts, *words)),
        *(Candidate(t, "json-ld") for t in types(article) if _is_narrow(t)),
        *(Candidate(OPINION, origin) for origin in _opinion(page, parts, *words, section or "")),
        *(Candidate(t, "json-ld") for t in types(article) if t in _PLAIN),
        Candidate("NewsArticle", "inferred"),
    ]


def _is_narrow(kind: str) -> bool:
    """Return whether a type is a specific kind of article; nodes may also have general types such as WebPage."""
    return kind not in _PLAIN and kind[:1].isupper() and is_article({"@type": kind})


def _live(parts: list[str], headline: str, kicker: str) -> Iterator[str]:
    numbered = any(one == "live" and any(map(str.isdigit, other)) for one, other in pairwise(parts))
    named = not _words("live_parts").isdisjoint(parts[:-1])
    if numbered or named or any(_slugs("live_slugs").search(part) for part in parts):
        yield "url"
    names = _words("live_names")
    if plain(kicker) in names or _opening(headline) in names or _ending().search(plain(headline)[-_END:]):
        yield "dom"


def _opinion(page: Page, parts: list[str], headline: str, kicker: str, section: str) -> Iterator[str]:
    names = _words("opinion_names")
    said = (page.data.first("article:opinion", "og:article:opinion") or "").casefold()
    genre = page.data.article.get("genre")
    genres = [plain(str(g)) for g in (genre if isinstance(genre, list) else [genre])]
    if said == "true" or not names.isdisjoint(genres):
        yield "meta" if said == "true" else "json-ld"
    if not names.isdisjoint(plain(name) for text in (section, kicker) for name in _DIVIDED.split(text)):
        yield "inferred"
    if _opening(headline) in names:
        yield "inferred"
    if not _words("opinion_parts").isdisjoint(parts[:-1]) or _edged(parts[-1] if parts else ""):
        yield "url"


def _opening(headline: str) -> str:
    """Return the part of a headline before a colon or bar, or in brackets at its beginning.

    >>> _opening("Kommentar: Der Deich"), _opening("【社説】港の灯"), _opening("The pier")
    ('kommentar', '社説', '')
    """
    match = _HEAD.match(headline[:80])
    return plain(match.group(1) or match.group(2)) if match else ""


def _edged(slug: str) -> bool:
    """Return whether the last part of a URL begins or ends with a word for opinion, apart from a number."""
    plain = _NUMBER.sub("", _NUMBER.sub("", slug))
    opening, closing = _edges("opinion_slugs")
    return plain.startswith(opening) or plain.endswith(closing)


def plain(text: str) -> str:
    """Return a text casefolded and without accents, which capitals often lack.

    >>> plain(" ΑΠΟΨΕΙΣ ") == plain("Απόψεις"), plain("CANLI") == plain("canlı")
    (True, True)
    """
    folded = " ".join(text.split()).casefold()
    if folded.isascii():
        return folded
    parts = unicodedata.normalize("NFKD", folded)
    return "".join(c for c in parts if not unicodedata.combining(c)).replace("ı", "i")


@cache
def _words(name: str) -> frozenset[str]:
    words = _genres()[name]
    return frozenset(map(plain, words.split() if isinstance(words, str) else words))


@cache
def _genres() -> dict[str, str | list[str]]:
    return tomllib.loads(files("crawler.normalize").joinpath("genres.toml").read_text("utf-8"))


@cache
def _edges(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return these words as prefixes and as suffixes of a slug."""
    return tuple(f"{word}-" for word in _words(name)), tuple(f"-{word}" for word in _words(name))


@cache
def _slugs(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[-_]){any_of(_words(name))}(?:$|[-_.])")


@cache
def _ending() -> re.Pattern[str]:
    """Return a pattern for live coverage at the end of a headline: a word after a dash or comma, or a clear one."""
    words = _words("live_endings")
    alone = [word for word in words if " " in word or "ticker" in word or "blog" in word]
    return re.compile(rf"(?:[—–|-]\s*{any_of(words)}|[\s,:]{any_of(alone)})[\s!.]*$", re.I)
