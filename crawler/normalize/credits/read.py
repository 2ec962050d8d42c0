"""Parse the texts of an image into caption, credit, creators and organizations."""

from __future__ import annotations

import re
from dataclasses import replace

from crawler.normalize.credits.bare_label import without_bare_label
from crawler.normalize.credits.credit import Credit
from crawler.normalize.credits.credit_parser import parse_credit
from crawler.normalize.credits.credit_parts import ARTICLE
from crawler.normalize.credits.entity_types import EntityType, entity_type
from crawler.normalize.credits.find_labels import find_labels
from crawler.normalize.credits.inline import cut_credit
from crawler.normalize.credits.label import closing_label_at, has_label, opening_label_at, strip_label
from crawler.normalize.credits.notices import without_notices
from crawler.normalize.credits.punctuation import SIGN, unwrap
from crawler.normalize.credits.reads_as_names import reads_as_names
from crawler.normalize.credits.repeats import without_repeats
from crawler.normalize.credits.standalone import looks_like_credit
from crawler.normalize.credits.ui_labels import without_prompts
from crawler.normalize.word_tables import squash
from crawler.record.items import Article

_JOINERS = (" on", " from", " via", " by", "/", "©", "|", ":")
"""Ends of a caption whose credit continues in the credit element."""
_HALF = re.compile(r"(?:(?<=[\s.!?…\"'”»)a-z0-9])|(?<=[A-Z]{2}))(?:Image|Photo|Picture|Photos|Images)$")
"""The first word of a label whose second word is in the credit element: "… Rome. Image" and "Credits: Jane Doe"."""
_OPENED = re.compile(r"\((?!©)([^()]{3,60})$")
"""A bracket that the credit element closes: "(Photo by Jane Doe" and "Getty Images)"."""
_LAST = re.compile(r"(?:(?<=[.!?…”»])\s*|(?<=\s[|/–—-]\s))(?=[^\W\d_])[^.!?…|/]+$")
_LONGEST_NAME = 40
_SENTENCE = re.compile(r"[^|]{40,}[.!?…。][\"'”)]*[\s|]")


def read_credit(caption: str | None, credit: str | None = None) -> Credit:
    """Separate the caption and the credit of an image, and parse the credit. Never raises.

    ``caption``: the raw caption, which may include the credit, or be one; ``credit``: the raw text of a separate credit
    element, with labels and brackets.

    >>> read_credit("The ship leaves. (AP Photo/Jane Doe, File)").creators
    ['Jane Doe']
    >>> read_credit("A mural by Banksy on a wall in Kyiv.").credit_text
    """
    read = _read_words(_line(caption), without_repeats(_line(credit).replace("\n", " | ")))
    return replace(read, caption=" ".join(read.caption.split())) if read.caption and "\n" in read.caption else read


def read_credits(article: Article) -> Article:
    """Parse the credit of each image in an article; the article is modified and returned."""
    for image in article.images:
        credit = _of_publisher(read_credit(image.caption, image.credit_text), article.publisher)
        image.caption, image.credit_text = credit.caption, credit.credit_text
        image.creators, image.source_organizations = credit.creators, credit.source_organizations
        image.copyright_notice = image.copyright_notice or credit.copyright_notice
    return article


def _of_publisher(credit: Credit, publisher: str | None) -> Credit:
    """Move the page's publisher from the creators to the organizations, "Mina Tate/Saltmere Post"."""
    name = squash(ARTICLE.sub("", (publisher or "").casefold()))
    ours = [maker for maker in credit.creators if squash(ARTICLE.sub("", maker.casefold())) == name]
    if name and ours:
        credit.creators = [maker for maker in credit.creators if maker not in ours]
        credit.source_organizations = [*ours, *credit.source_organizations]
    return credit


def _line(text: str | None) -> str:
    return without_notices(without_prompts(" ".join(text.split()))) if text else ""


def _read_words(caption: str, credit: str) -> Credit:
    if credit:
        return _with_element(caption, credit)
    if not caption:
        return Credit()
    if looks_like_credit(caption):
        return _read("", caption, "credit alone")
    cut = cut_credit(caption)
    if not cut:
        return Credit(caption=caption)
    if has_label(cut.caption) and looks_like_credit(cut.caption):
        return _read("", caption, cut.rule)
    return _read(cut.caption, cut.credit, cut.rule)


def _with_element(caption: str, credit: str) -> Credit:
    if caption.endswith(_JOINERS):
        return _read_words(f"{caption} {credit}", "")
    if (opened := _OPENED.search(caption)) and has_label(opened[1]):
        return _read_words(f"{caption} {credit.rstrip(')')})", "")
    caption, credit = _take_ends(caption, credit)
    if not _may_be_credit(credit):
        if squash(credit) not in squash(caption):
            caption = f"{caption} {credit}".strip()
        return _read_words(caption, "")
    caption, found = _cut_repeat(caption, credit)
    if found:
        return _read(caption, credit, "element, repeated in the caption")
    cut = cut_credit(caption) if caption else None
    if cut:
        ours, theirs = squash(strip_label(cut.credit)[0]), squash(strip_label(credit)[0])
        whole = (
            credit
            if ours in theirs
            else cut.credit
            if theirs in ours
            else f"{strip_label(cut.credit)[0]} / {strip_label(credit)[0]}"
        )
        return _read(cut.caption, whole, f"element and {cut.rule}")
    return _read(caption, credit, "element")


def _take_ends(caption: str, credit: str) -> tuple[str, str]:
    """Move the end of the caption that belongs to the credit: the start of its label, or the name of the creator."""
    caption = caption.rstrip(" \t-–—|/•·") if caption[-1:] in "-–—|/•·" else caption
    if half := _HALF.search(caption):
        label = f"{half[0]} {credit}"
        if find_labels(label[:40])[:1] and find_labels(label[:40])[0].start == 0:
            return caption[: half.start()].rstrip(), credit
    name = _LAST.search(caption)
    if name and len(name[0]) < _LONGEST_NAME and entity_type(name[0]) is EntityType.PERSON:
        chain = parse_credit(strip_label(credit)[0])
        if chain.organizations and not chain.creators:
            return caption[: name.start()].rstrip(), f"{name[0]} {credit}"
    return caption, credit


def _may_be_credit(text: str) -> bool:
    """Return whether the text of a credit element is a credit, and not a sentence."""
    if len(text) > 300:
        return False
    if _is_sentence_with_credit(text):
        return False
    if has_label(text) or closing_label_at(text) > 0:
        return True
    return reads_as_names(strip_label(text)[0], lenient=len(text) <= 60)


def _is_sentence_with_credit(text: str) -> bool:
    """Return whether the text of a credit element is a caption followed by a labelled credit."""
    labelled = cut_credit(text) if _SENTENCE.match(text) else None
    if labelled is None or labelled.rule not in ("label", "opener"):
        return False
    return not reads_as_names(labelled.caption, lenient=False, strict=True)


def _cut_repeat(caption: str, credit: str) -> tuple[str, bool]:
    """Return the caption without the credit at its end, and whether it was there."""
    bare = strip_label(credit)[0]
    for words_ in (credit, unwrap(credit), bare):
        at = caption.rfind(words_) if len(words_) > 1 else -1
        rest = unwrap(caption[at + len(words_) :]) if at >= 0 else "x"
        if at >= 0 and not rest.strip(" .)]"):
            return _trim(caption[:at]), True
    return caption, False


def _trim(caption: str) -> str:
    """Return a caption without the label, bracket and divider that preceded the credit."""
    caption = caption.rstrip(" \t-–—|/•·,([（［【＝©ⓒ")
    labels = find_labels(caption + " x")
    if labels and labels[-1].end >= len(caption):
        caption = caption[: labels[-1].start].rstrip(" \t-–—|/•·,([（［【©ⓒ")
    last = caption.rsplit(". ", 1)[-1]
    words_ = last.lstrip("([（［【")
    return caption[: -len(last)].rstrip() if opening_label_at(f"{words_} x") >= len(words_) > 0 else caption


def _read(caption: str, raw: str, rule: str) -> Credit:
    text, from_supplier = strip_label(raw)
    text = _without_closer(without_bare_label(text))
    chain = parse_credit(text, from_supplier)
    notice = unwrap(raw) if SIGN.search(raw) else None
    return Credit(caption or None, text or None, chain.creators, chain.organizations, notice, rule)


def _without_closer(text: str) -> str:
    """Return a credit without its closing label, "山田太郎撮影", "V. Pavardenis nuotr."."""
    length = closing_label_at(text)
    return (text[:-length].rstrip(" ・:：") or text) if length else text
