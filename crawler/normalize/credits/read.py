"""From the words of an image to caption, credit, creators and organisations."""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.normalize.credits.chain import read_chain, split
from crawler.normalize.credits.credit import Credit
from crawler.normalize.credits.evidence import is_credit, is_lone, reads_as_names
from crawler.normalize.credits.inline import cut_credit
from crawler.normalize.credits.kinds import CJK, Kind, kind_of, strip_noise
from crawler.normalize.credits.label import SIGN, closer_at, find_labels, has_label, opener_at, strip_label, unwrap

_LONGEST = 160
_SIGNS = re.compile(r"[\W_]+")
_SURE = (Kind.AGENCY, Kind.PERSON, Kind.NOISE)
_SENTENCES = re.compile(r"\w{3}[.!?。][\"'”)]*\s+[\w(\[（［|©—–-]")


def read_credit(caption: str | None, credit: str | None = None) -> Credit:
    """Tell the words of an image apart. Never raises.

    ``caption`` may hold its credit, and may be nothing but one; ``credit`` is the text of an element of its own,
    labels, brackets and all.

    >>> read_credit("The ship leaves. (AP Photo/Jane Doe, File)").creators
    ['Jane Doe']
    >>> read_credit("A mural by Banksy on a wall in Kyiv.").credit_text
    """
    caption, credit = " ".join((caption or "").split()), " ".join((credit or "").split())
    if credit:
        return _with_element(caption, credit)
    if not caption:
        return Credit()
    if looks_like_credit(caption):
        return _read("", caption, "credit alone")
    cut = cut_credit(caption)
    return _read(cut.caption, cut.credit, cut.rule) if cut else Credit(caption=caption)


def _with_element(caption: str, credit: str) -> Credit:
    if not _may_be_credit(credit):
        if _squash(credit) not in _squash(caption):
            caption = f"{caption} {credit}".strip()
        return read_credit(caption)
    caption, found = _cut_repeat(caption, credit)
    if found:
        return _read(caption, credit, "element, repeated in the caption")
    cut = cut_credit(caption) if caption else None
    if cut:
        ours, theirs = _squash(strip_label(cut.credit)[0]), _squash(strip_label(credit)[0])
        whole = credit if ours in theirs else cut.credit if theirs in ours else f"{cut.credit} / {credit}"
        return _read(cut.caption, whole, f"element and {cut.rule}")
    return _read(caption, credit, "element")


def _may_be_credit(text: str) -> bool:
    """Whether an element's text is a credit; a sentence is not."""
    return len(text) <= 300 and (
        has_label(text) or closer_at(text) > 0 or reads_as_names(strip_label(text)[0], lenient=True)
    )


def _cut_repeat(caption: str, credit: str) -> tuple[str, bool]:
    """The caption without the credit at its end or start."""
    bare = strip_label(credit)[0]
    for words_ in (credit, unwrap(credit), bare):
        at = caption.rfind(words_) if len(words_) > 1 else -1
        rest = unwrap(caption[at + len(words_) :]) if at >= 0 else "x"
        if at >= 0 and not rest.strip(" .)]"):
            return _trim(caption[:at]), True
    return caption, False


def _trim(caption: str) -> str:
    """A caption without the label, the bracket and the divider that stood before its credit."""
    caption = caption.rstrip(" \t-–—|/•·,([（［【＝©ⓒ")
    labels = find_labels(caption + " x")
    if labels and labels[-1].end >= len(caption):
        caption = caption[: labels[-1].start].rstrip(" \t-–—|/•·,([（［【©ⓒ")
    last = caption.rsplit(". ", 1)[-1]
    opened = opener_at(f"{last} x")
    return caption[: -len(last)].rstrip() if opened and opened > len(last) else caption


def _squash(text: str) -> str:
    return _SIGNS.sub("", text.casefold())


def _read(caption: str, raw: str, rule: str) -> Credit:
    text, given = strip_label(raw)
    text = _without_closer(text)
    chain = read_chain(text, given)
    notice = unwrap(raw) if SIGN.search(raw) else None
    return Credit(caption or None, text or None, chain.creators, chain.organizations, notice, rule)


def _without_closer(text: str) -> str:
    """A credit without the label that closes it, "山田太郎撮影", "V. Pavardenis nuotr."."""
    length = closer_at(text)
    return (text[:-length].rstrip(" ・:：") or text) if length else text


def looks_like_credit(text: str) -> bool:
    """Whether a short text is a credit and nothing else: labelled, ©, an agency, or names chained to one.

    >>> [looks_like_credit(t) for t in ("Foto: Jane Doe", "© Jane Doe", "Jane Doe/AFP", "AP", "Supplied")]
    [True, True, True, True, True]
    >>> [looks_like_credit(t) for t in ("Jane Doe", "Berlin", "The ship leaves (left).", "Merkel trifft Macron/AFP")]
    [False, False, False, False]
    """
    text = text.strip()
    return 0 < len(text) <= _LONGEST and _looks_like_credit(text)


@lru_cache(maxsize=5_000)
def _looks_like_credit(text: str) -> bool:
    if has_label(text):
        return reads_as_names(strip_label(text)[0], lenient=True) and not _sentence(text)
    return is_lone(text) or (_all_names(text) and is_credit(text, ""))


def _all_names(text: str) -> bool:
    """No label within, no sentence's end, no word but names."""
    sign = SIGN.search(text)
    if sign and not is_credit(text[: sign.start()], ""):
        return False
    if _SENTENCES.search(text) or any(label.start for label in find_labels(text)):
        return False
    before = text.partition(" (")[0]
    if before != text and kind_of(before) not in (Kind.PERSON, Kind.AGENCY):
        return False
    if CJK.search(text) and not all(kind_of(strip_noise(p)) in _SURE for p in split(text)):
        return False
    return reads_as_names(text, lenient=False, strict=True)


def _sentence(text: str) -> bool:
    return text.endswith((".", "!", "?", "。")) and text.count(" ") > 6
