"""Credits away from their picture: in JSON-LD, or in a line elsewhere on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from lxml.html import HtmlElement

from crawler.extract.document.page import Page
from crawler.extract.document.visible import text_of
from crawler.extract.images.class_vocabulary import kinds_of
from crawler.extract.images.embedded_captions import ImageIndex
from crawler.extract.images.read import ArticleImage
from crawler.extract.images.same_image import common_marks, marks
from crawler.extract.images.structured_images import described_images
from crawler.normalize.credits import looks_like_credit, read_credit
from crawler.normalize.credits.words import words
from crawler.normalize.word_tables import squash

_TAGS = ("p", "small", "em", "i", "li", "dd", "h4", "h5", "h6", "div", "address")
_LONGEST = 160
_MOST = 3
"""Most lines of one kind; a page with more has a list of other articles with such lines."""
_ELSEWHERE = frozenset({"figure", "figcaption", "nav", "aside", "a", "form", "button", "blockquote", "table"})
_CREDIT_HINTS = ("redit", "opyright", "uelle", "hotographer", "otograf", "uthor", "autor", "ources")
"""Parts of the class names that mark credits; a fast check."""
_MARKED = frozenset({"picture", "credit"})
_FIRST = re.compile(r"\s*[(\[*]?\s*([^\W\d_][\w'’]*)")


def add_credits(page: Page, images: list[ArticleImage]) -> None:
    """Add credits from elsewhere on the page to pictures without one; the images are modified.

    The element of a credit line becomes one of the picture's texts, and so is not part of the body.
    """
    mute = [figure for figure in images if not _is_credited(figure)]
    if mute:
        _add_described(page, images, mute)
        mute = [figure for figure in mute if figure.image.credit_text is None]
    if mute:
        _add_lines(page, images, mute)


def _is_credited(figure: ArticleImage) -> bool:
    image = figure.image
    return image.credit_text is not None or read_credit(image.caption).credit_text is not None


def _add_described(page: Page, images: list[ArticleImage], mute: list[ArticleImage]) -> None:
    """Add the credits in JSON-LD to pictures that have only a caption."""
    known = [named for named in described_images(page) if named.credit]
    if not known:
        return
    holders = ImageIndex(known, common_marks([marks(figure.image.url) for figure in images]))
    for figure in mute:
        found = holders.of(marks(figure.image.url))[:1]
        if found and found[0].credit and len(found[0].credit) <= _LONGEST:
            figure.image.credit_text = found[0].credit


def _add_lines(page: Page, images: list[ArticleImage], mute: list[ArticleImage]) -> None:
    taken = {e for figure in images for e in figure.words}
    lines: dict[str, list[tuple[HtmlElement, str]]] = {"all": [], "lead": []}
    for element, text in _lines(page, taken):
        kind = _kind(text)
        if kind and looks_like_credit(text):
            lines[kind].append((element, text))
    if mute[0] is images[0] and not lines["lead"]:
        lines["lead"] = [*_marked_lines(page, taken)]
    for kind, owed in (("lead", mute[:1] if mute[0] is images[0] else []), ("all", mute)):
        told = lines[kind]
        if not owed or not told or len({squash(text) for _, text in told}) > 1 or len(told) > _MOST:
            continue
        for figure in owed:
            figure.image.credit_text = figure.image.credit_text or told[0][1]
        owed[0].words.extend(element for element, _ in told)


def _lines(page: Page, taken: set[HtmlElement]) -> Iterator[tuple[HtmlElement, str]]:
    """Yield short lines outside boxes and menus that begin with the first word of a label."""
    firsts = _first_words()
    top = page.main if page.main is not None else page.root
    for element in top.iter(*_TAGS):
        found = _FIRST.match(head) if (head := _head(element)) else None
        if not found or found[1].casefold() not in firsts or element in taken or len(element) > 6:
            continue
        text = text_of(element, _LONGEST + 40)
        if len(text) <= _LONGEST and not any(a.tag in _ELSEWHERE or a in taken for a in element.iterancestors()):
            yield element, text


def _marked_lines(page: Page, taken: set[HtmlElement]) -> Iterator[tuple[HtmlElement, str]]:
    """Yield short lines outside boxes and menus whose class names say that they credit a picture, "image-copyright"."""
    top = page.main if page.main is not None else page.root
    for element in top.iter("*"):
        if not (name := element.get("class")) or not _names_credit(name):
            continue
        text = text_of(element, _LONGEST + 40)
        around = {element, *element.iterancestors()}
        apart = around.isdisjoint(taken) and not any(a.tag in _ELSEWHERE for a in around)
        if text and apart and len(text) <= _LONGEST and looks_like_credit(text):
            yield element, text


@lru_cache(20_000)
def _names_credit(name: str) -> bool:
    return any(map(name.__contains__, _CREDIT_HINTS)) and kinds_of(name) >= _MARKED


def _head(element: HtmlElement) -> str:
    """Return the text at the start of an element: its own, or that of one of its first two children."""
    text: str | None = element.text
    if text and not text.isspace():
        return text
    within: list[str | None] = [child.text for child in element[:2]]
    return next((text for text in within if text and not text.isspace()), "")


def _kind(text: str) -> str | None:
    """Return which images a line credits, ``all`` or ``lead``; None if it does not begin with such a label."""
    folded = text.casefold().lstrip(" ([*")
    for kind, labels in words().page_labels.items():
        label = next((label for label in labels if folded.startswith(label)), None)
        rest = folded[len(label) :] if label else ""
        if label and (rest[:2].strip()[:1] in (":", "©", "/", "|", "–", "-") or label.endswith((" by", " de", " di"))):
            return kind
    return None


@cache
def _first_words() -> frozenset[str]:
    return frozenset(label.split()[0] for labels in words().page_labels.values() for label in labels)
