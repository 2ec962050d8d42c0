"""The language of a page as a BCP 47 tag (https://www.rfc-editor.org/info/bcp47), verified against its text."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from crawler.extract.candidates import Candidate
from crawler.extract.document.page import Page
from crawler.normalize.languages import base, plainly, seems_other

_TAG = re.compile(r"^([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?(?![a-z\d])", re.I)
_SAMPLE = 1200
_MIN_TEXT = 200
_SURE = 20.0
"""Difference of log-likelihoods from which on the text is in another language than declared."""
_TRUST = ("dom", "json-ld", "opengraph", "meta", "header", "rule")
_METAS = ("content-language", "language", "dc.language", "dcterms.language", "inlanguage")

# The Unicode ranges of languages that are not written in Latin letters.
_SCRIPTS = {
    "ar": "\u0600-\u06ff", "fa": "\u0600-\u06ff", "ur": "\u0600-\u06ff", "ps": "\u0600-\u06ff", "he": "\u0590-\u05ff",
    "ru": "\u0400-\u04ff", "uk": "\u0400-\u04ff", "bg": "\u0400-\u04ff", "be": "\u0400-\u04ff", "mk": "\u0400-\u04ff",
    "el": "\u0370-\u03ff", "hi": "\u0900-\u097f", "mr": "\u0900-\u097f", "ne": "\u0900-\u097f", "bn": "\u0980-\u09ff",
    "ta": "\u0b80-\u0bff", "te": "\u0c00-\u0c7f", "th": "\u0e00-\u0e7f", "ka": "\u10a0-\u10ff", "hy": "\u0530-\u058f",
    "ko": "\uac00-\ud7af", "ja": "\u3040-\u30ff\u4e00-\u9fff", "zh": "\u4e00-\u9fff",
}  # fmt: skip


def tag(value: Any) -> str | None:
    """Return a declared language as a well-formed tag; None if it is not a language.

    >>> tag("en_us"), tag("zh-hant-tw"), tag("German"), tag("deu-AT"), tag("x-default")
    ('en-US', 'zh-Hant-TW', 'de', 'de-AT', None)
    """
    text = value.strip() if isinstance(value, str) else ""
    if (named := _tags()["names"].get(text.lower())) is not None:
        return named
    match = _TAG.match(text)
    if match is None:
        return None
    language, script, region = (part or "" for part in match.groups())
    language = _tags()["codes"].get(language.lower(), language.lower())
    return "-".join(part for part in (language, script.title(), region.upper()) if part)


@cache
def _tags() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("crawler.normalize").joinpath("language_tags.toml").read_text("utf-8"))


def read_language(page: Page, text: str, language_of_site: str | None = None) -> list[Candidate]:
    """Return the declared languages by trust, those that fit the text first; the detected one if none fits."""
    declared = _declared(page, language_of_site)
    if len(text) < _MIN_TEXT:
        return declared
    languages = {base(c.value) for c in declared}
    fitting = {name for name in languages if _is_written_in(name, text) and not seems_other(name, text)}
    agreeing = [c for c in declared if base(c.value) in fitting]
    if agreeing:
        return [*agreeing, *(c for c in declared if c not in agreeing)]
    detected = _detected(text[:_SAMPLE], languages)
    agreeing = [c for c in declared if base(c.value) == detected]
    return [*(agreeing or [Candidate(detected, "inferred")]), *(c for c in declared if c not in agreeing)]


def disagreement(candidates: list[Candidate]) -> str | None:
    """Return a warning if the first declared language is not that of the text, else None."""
    declared = sorted((c for c in candidates if c.origin in _TRUST), key=lambda c: _TRUST.index(c.origin))
    if not declared or base(declared[0].value) == base(candidates[0].value):
        return None
    return f"in_language: declared {declared[0].value}, the text is {candidates[0].value}"


def _declared(page: Page, language_of_site: str | None) -> list[Candidate]:
    data = page.data
    found = [
        Candidate(tag(page.root.get("lang") or page.root.get("xml:lang")), "dom"),
        Candidate(tag(data.article.get("inLanguage")), "json-ld"),
        Candidate(tag(data.first("og:locale")), "opengraph"),
        Candidate(tag(data.first(*_METAS)), "meta"),
        Candidate(tag(page.headers.get("content-language")), "header"),
        Candidate(tag(language_of_site), "rule"),
    ]
    return [c for c in found if c.value]


def _is_written_in(language: str, text: str) -> bool:
    sample = text[:_SAMPLE]
    if language not in _SCRIPTS and (sample.isascii() or not _FOREIGN.search(sample)):
        return True
    letters = sum(map(len, _LETTERS.findall(sample)))
    own = sum(map(len, _letters(_SCRIPTS.get(language, _LATIN)).findall(sample)))
    return own * (3 if language in _SCRIPTS else 2) >= letters


_LATIN = "a-zA-Z\u00c0-\u024f\u1e00-\u1eff"
_LETTERS = re.compile(r"[^\W\d_]+")
_FOREIGN = re.compile(rf"[^\W\d_{_LATIN}]")


@cache
def _letters(letters: str) -> re.Pattern[str]:
    return re.compile(f"[{letters}]+")


def _detected(text: str, declared: set[str]) -> str:
    """Return the language of a text: a declared one unless another is far more likely."""
    if not declared and (plain := plainly(text)):
        return plain
    import py3langid  # type: ignore[import-untyped]  # takes half a second and 100 MB, and few pages need it

    ranks = py3langid.rank(text)
    first, score = ranks[0]
    near = [str(language) for language, other in ranks if base(language) in declared and score - other < _SURE]
    return base(near[0] if near else str(first))
