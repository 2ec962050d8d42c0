"""Split a title at its separators: headline, section and site in any order and script."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from functools import lru_cache

from crawler.normalize.word_tables import fold, squash

_EASTERN = "\u3040-\u9fff\uac00-\ud7af\uff00-\uffef"
_SIGN = re.compile(
    r"\s+[|·•»«›‹:/–—―‒-]+\s+|\s*[|｜│ㅣ¦〉》•◆_]+\s*|\s*::+\s*|\s+[–—-]+(?=\w)|(?<=\w)[–—-]\s+|[：－]"
    rf"|(?<=[{_EASTERN}…”』」！？])[–—-](?=[{_EASTERN}])|\s+[:(]\s*(?=[Ff]rom\b)"
)
_WEAK = re.compile(r"[,:;]\s+")
"""Separators that count only if the page shows the part on its own."""
_MAX_PARTS = 12
_MIN_KEY = 5
"""Minimum length of a headline, in letters and digits; in Chinese, Japanese and Korean that is a sentence."""
_MAX_SITE = 60
_MAX_SECTION = 25
_TINY = 4
_BAR = re.compile(r"[|｜│ㅣ¦]")


@lru_cache(64)  # the titles of a page are split several times each
def parts(title: str, weak: bool = False) -> tuple[tuple[int, int], ...]:
    """Return the start and end of each part of a title.

    >>> [("Rain | World - Daily")[a:b] for a, b in parts("Rain | World - Daily")]
    ['Rain', 'World', 'Daily']
    """
    signs = [*_SIGN.finditer(title), *(_WEAK.finditer(title) if weak else ())]
    ends = sorted({sign.span() for sign in signs})[: _MAX_PARTS - 1]
    starts = [0, *(end for _, end in ends)]
    found = zip(starts, [*(start for start, _ in ends), len(title)], strict=True)
    return tuple((a, b) for a, b in found if a < b and title[a:b].strip())


def single_parts(title: str) -> list[str]:
    """Return the parts of a title, in order."""
    return [title[a:b].strip() for a, b in parts(title)]


def longest_part(title: str) -> str:
    """Return the longest part of a title, which is usually the headline."""
    return max(single_parts(title), key=len, default=title)


@lru_cache(64)
def candidate_spans(title: str, weak: bool = False) -> tuple[str, ...]:
    """Return everything in a title that may be the headline: spans of adjacent parts, longest first.

    >>> candidate_spans("Heavy rain | Daily")
    ('Heavy rain | Daily', 'Heavy rain', 'Daily')
    """
    found = parts(fold(title), weak)
    texts = (fold(title)[a:b].strip() for i, (a, _) in enumerate(found) for _, b in found[i:])
    return tuple(sorted((t for t in dict.fromkeys(texts) if len(squash(t)) >= _MIN_KEY), key=len, reverse=True))


def trim(title: str, sites: frozenset[str], sections: Container[str] = frozenset(), known: Iterable[str] = ()) -> str:
    """Return a title without the site and section at its ends, or the part of it that is a ``known`` headline.

    ``sites`` and ``sections`` are keys (see ``squash``) of the site's own names and of its link texts.

    >>> trim("Rain - and more rain | The Example Daily", frozenset(["theexampledaily"]))
    'Rain - and more rain'
    >>> trim("Rain floods town • World • Daily", frozenset(), known=["Rain floods town"])
    'Rain floods town'
    >>> trim("자유일보 - 항구 의회 결정-정치", frozenset(["자유일보"]), frozenset(["정치"]))
    '항구 의회 결정'
    """
    keys = {squash(k) for k in known if len(k) > _MIN_KEY}
    if keys and (whole := next((run for run in candidate_spans(title) if squash(run) in keys), None)):
        return whole
    found = [*parts(title)]
    while len(found) > 1 and _is_end(title, found, sites, sections):
        found.pop()
    while len(found) > 1 and _is_site(squash(title[slice(*found[0])]), sites, first=True):
        found.pop(0)
    return title[found[0][0] : found[-1][1]].strip() if found else title


def _is_end(title: str, found: list[tuple[int, int]], sites: frozenset[str], sections: Container[str]) -> bool:
    """Return whether the last part of a title is the name of its site or section."""
    (_, head), (start, end) = found[-2], found[-1]
    key = squash(title[start:end])
    if end - start <= _MAX_SITE and _is_site(key, sites):
        return True
    is_short = 2 * len(key) < head and len(key) <= _MAX_SECTION
    sign = title[head:start].strip()
    is_eastern = key[-1:] >= "\u3000" and len(key) <= _TINY and sign in ("-", "–", "—")
    return is_short and (bool(_BAR.search(sign)) or key in sections or is_eastern)


def _is_site(key: str, sites: frozenset[str], first: bool = False) -> bool:
    if first:  # the first part is more likely the headline
        return any(key == name or (len(name) > 3 and name in key and len(key) <= len(name) + 15) for name in sites)
    return any(key in name or name in key for name in sites if len(key) > 2)
