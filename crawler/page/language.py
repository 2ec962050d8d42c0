"""The language of a page as a BCP 47 tag (https://www.rfc-editor.org/info/bcp47), checked against its text."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from crawler.page.candidates import Candidate
from crawler.page.page import Page

_TAG = re.compile(r"^([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?(?![a-z\d])", re.I)
_SAMPLE = 1200
_MIN_TEXT = 200

# The scripts that a language is written in, where it is not Latin, by a letter range of it.
_SCRIPTS = {
    "ar": "\u0600-\u06ff", "fa": "\u0600-\u06ff", "ur": "\u0600-\u06ff", "ps": "\u0600-\u06ff", "he": "\u0590-\u05ff",
    "ru": "\u0400-\u04ff", "uk": "\u0400-\u04ff", "bg": "\u0400-\u04ff", "be": "\u0400-\u04ff", "mk": "\u0400-\u04ff",
    "el": "\u0370-\u03ff", "hi": "\u0900-\u097f", "mr": "\u0900-\u097f", "ne": "\u0900-\u097f", "bn": "\u0980-\u09ff",
    "ta": "\u0b80-\u0bff", "te": "\u0c00-\u0c7f", "th": "\u0e00-\u0e7f", "ka": "\u10a0-\u10ff", "hy": "\u0530-\u058f",
    "ko": "\uac00-\ud7af", "ja": "\u3040-\u30ff\u4e00-\u9fff", "zh": "\u4e00-\u9fff",
}  # fmt: skip


def tag(value: Any) -> str | None:
    """A declared language as a well-formed tag, ``None`` for what is none.

    >>> tag("en_us"), tag("zh-hant-tw"), tag("German"), tag("x-default")
    ('en-US', 'zh-Hant-TW', None, None)
    """
    match = _TAG.match(value.strip()) if isinstance(value, str) else None
    if match is None:
        return None
    language, script, region = match.groups()
    return "-".join(p for p in (language.lower(), script and script.title(), region and region.upper()) if p)


def read_language(page: Page, text: str, language_of_site: str | None = None) -> list[Candidate]:
    """What the page declares, in the order of trust; what the text is, where it declares none or another script's."""
    data = page.data
    declared = [
        Candidate(tag(page.root.get("lang") or page.root.get("xml:lang")), "dom"),
        Candidate(tag(data.article.get("inLanguage")), "json-ld"),
        Candidate(tag(data.first("og:locale")), "opengraph"),
        Candidate(
            tag(data.first("content-language", "language", "dc.language", "dcterms.language", "inlanguage")), "meta"
        ),
        Candidate(tag(language_of_site), "rule"),
    ]
    declared = [c for c in declared if c.value]
    spoken = {c.value.split("-")[0] for c in declared}
    if len(text) < _MIN_TEXT or (len(spoken) == 1 and _is_written_in(spoken.copy().pop(), text)):
        return declared
    heard = _heard(text[:_SAMPLE])
    agreeing = [c for c in declared if c.value.split("-")[0] == heard]
    return [*agreeing, Candidate(heard, "inferred"), *(c for c in declared if c not in agreeing)]


def _is_written_in(language: str, text: str) -> bool:
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample))
    own = len(_letters(_SCRIPTS.get(language, "a-zA-Z\u00c0-\u024f\u1e00-\u1eff")).findall(sample))
    return own * (3 if language in _SCRIPTS else 2) >= letters


_LETTER = re.compile(r"[^\W\d_]")


@cache
def _letters(letters: str) -> re.Pattern[str]:
    return re.compile(f"[{letters}]")


def _heard(text: str) -> str:
    import py3langid  # type: ignore[import-untyped]  # weighs half a second, and few pages need it

    return str(py3langid.classify(text)[0])
