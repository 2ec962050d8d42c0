"""Recognize a text that is only a credit."""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.normalize.agencies import find_agency
from crawler.normalize.credits.cut import LONGEST
from crawler.normalize.credits.entity_types import CJK, EntityType, entity_type, strip_boilerplate
from crawler.normalize.credits.evidence import (
    is_credit,
    is_description,
    is_handle_of_stock,
    stands_for_credit,
)
from crawler.normalize.credits.find_labels import find_labels
from crawler.normalize.credits.label import closing_label_at, has_label, strip_label, supplier_label_before
from crawler.normalize.credits.notices import without_notices
from crawler.normalize.credits.punctuation import BRACKETS, SIGN, unwrap
from crawler.normalize.credits.reads_as_names import reads_as_names
from crawler.normalize.credits.repeats import without_repeats
from crawler.normalize.credits.split import split
from crawler.normalize.credits.ui_labels import without_prompts

_OPENING = re.compile(r"[(\[（［【〔]")
_SURE = (EntityType.AGENCY, EntityType.PERSON, EntityType.NOISE)
_WORK = re.compile(r", (?:c\. ?)?(?:1[4-9]|20)\d\ds?\b")
"""The year of a work that a caption names, "Old Coffee House, New York, 1797"."""
_SENTENCES = re.compile(r"\w{3}[.!?。][\"'”)]*\s+[\w(\[（［|©—–-]")


@lru_cache(maxsize=1_000)
def looks_like_credit(text: str) -> bool:
    """Return whether a short text is only a credit: labelled, with ©, an agency, or names joined to one.

    >>> [looks_like_credit(t) for t in ("Foto: Jane Doe", "© Jane Doe", "Jane Doe/AFP", "AP", "Supplied")]
    [True, True, True, True, True]
    >>> [looks_like_credit(t) for t in ("Jane Doe", "Berlin", "The ship leaves (left).", "Merkel trifft Macron/AFP")]
    [False, False, False, False]
    """
    text = without_repeats(without_notices(without_prompts(text.strip())))
    return 0 < len(text) <= LONGEST and _looks_like_credit(text)


@lru_cache(maxsize=5_000)
def _looks_like_credit(text: str) -> bool:
    text = _without_supplier(_unwrap_whole(text))
    if has_label(text):
        return reads_as_names(strip_label(text)[0], lenient=True) and not _sentence(text) and not is_description(text)
    if (closer := closing_label_at(text)) and text.count("/") < 2 and _all_names(text[:-closer].strip()):
        return True
    return stands_for_credit(text) or is_handle_of_stock(text) or (_all_names(text) and is_credit(text, ""))


def _unwrap_whole(text: str) -> str:
    """Return a text without the brackets around all of it, "(The Independent)"."""
    bare = unwrap(text)
    return bare if text[:1] in "([（［【" and not bare.endswith(tuple(BRACKETS)) else text


def _without_supplier(text: str) -> str:
    """Return a credit from its label on if only an agency precedes the label, "NDR Foto: Jane Doe"."""
    labels = find_labels(text)
    return text[labels[0].start :] if labels and supplier_label_before(text, labels[0].start) == 0 else text


def _names_one_below(text: str) -> bool:
    """Return whether the subject of a picture precedes its credit, "Jane Doe | PAP/Max Muster"."""
    head, _, tail = text.rpartition("|")
    if not head or "/" not in tail or entity_type(head.strip()) is not EntityType.PERSON:
        return False
    kinds = [entity_type(strip_boilerplate(part)) for part in split(tail)]
    return EntityType.PERSON in kinds and EntityType.AGENCY in kinds


def _all_names(text: str) -> bool:
    """Return whether a text consists of names only, without a label or a sentence end inside."""
    if not reads_as_names(text, lenient=False, strict=True):
        return False
    sign = SIGN.search(text)
    if sign and not (text[: sign.start()].endswith("/") or is_credit(text[: sign.start()], "")):
        return False
    if _SENTENCES.search(text) or _WORK.search(text) or any(label.start for label in find_labels(text)):
        return False
    if not _bracket_names_agency(text) or _names_one_below(text):
        return False
    return not CJK.search(text) or all(entity_type(strip_boilerplate(p)) in _SURE for p in split(text))


def _bracket_names_agency(text: str) -> bool:
    """Return whether a text in brackets, if any, is an agency after a name.

    "Jane Doe (AFP)" is a credit; "Protesters in Dhaka (Jane Doe/AFP)" and "Petr Fiala (ODS)" are captions.
    """
    opening = _OPENING.search(text)
    if not opening:
        return True
    inside = text[opening.end() :].strip(" )]）］】〕.")
    agency = find_agency(inside)
    head = text[: opening.start()].strip()
    return agency is not None and agency.kind != "company" and entity_type(head) in _SURE and head[:1].isupper()


def _sentence(text: str) -> bool:
    return text.endswith((".", "!", "?", "。")) and text.count(" ") > 6
