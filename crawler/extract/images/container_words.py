"""Find caption and credit in the container of a picture by markup: tags, class names, the wording of credits."""

from __future__ import annotations

from lxml.html import HtmlElement

from crawler.extract.images.captions import CaptionAndCredit, without_label
from crawler.extract.images.container import SHORT, TIGHT, ImageContainer, Limits, LooksLikeCredit
from crawler.extract.images.container_texts import read_container
from crawler.extract.images.segment_text import join, repeats
from crawler.extract.images.segments import Segment
from crawler.normalize.credits.inline import ends_in_credit


def read_words(
    element: HtmlElement, hints: frozenset[str], stop: Limits, looks_like_credit: LooksLikeCredit
) -> CaptionAndCredit:
    """Return the caption and credit of an image.

    ``hints``: alternative texts and captions in the metadata, squashed; a text that repeats one is a caption. ``stop``:
    what a container must not hold.
    """
    container = read_container(element, hints, stop, looks_like_credit)
    return _sort(container, hints, looks_like_credit)


def _sort(container: ImageContainer, hints: frozenset[str], looks_like_credit: LooksLikeCredit) -> CaptionAndCredit:
    captions = [s for s in container.segments if s.says == "caption"]
    plain = [s for s in container.segments if s.says == "plain"]
    credits = [s for s in container.segments if s.says == "credit"]
    marked = bool(captions or credits)
    credits += _credits_at_ends(captions, looks_like_credit)
    if captions:
        credits += [s for s in plain if _is_credit(s, looks_like_credit)]
    elif plain and (credits or _fits(container, plain, hints, looks_like_credit)):
        marked |= container.figure or any(_is_credit(s, looks_like_credit) for s in plain)
        credits += _credits_at_ends(plain, looks_like_credit)
        captions = plain
    captions = [s for s in captions if s not in credits]
    if len(captions) == 2 and not credits and _is_second_line(captions):
        credits = [captions.pop()]
    credits = [s for s in container.segments if s in credits]
    if not captions and len(join(credits, apart=True) or "") > TIGHT / 2:
        captions, credits = credits, []
    taken = captions + credits
    elements = [s.element for s in taken]
    if taken and len(taken) == len(container.segments):
        elements += [container.node, *container.neighbours]
    return CaptionAndCredit(without_label(join(captions)), join(credits, apart=True), elements, marked or bool(credits))


def _fits(
    container: ImageContainer, plain: list[Segment], hints: frozenset[str], looks_like_credit: LooksLikeCredit
) -> bool:
    """Return whether the short texts of a container are a caption although no element is marked as one."""
    text = join(plain) or ""
    if container.figure or repeats(text, hints):
        return True
    if any(_linked(s) for s in plain):
        return False
    says_so = len(text) <= TIGHT and ends_in_credit(text)
    if container.pictured or says_so or any(_is_credit(s, looks_like_credit) for s in plain):
        return True
    return len(plain) <= 3 and 0 < len(text) <= TIGHT and all(s.element.tag != "p" for s in plain)


def _linked(segment: Segment) -> bool:
    return segment.element.tag == "a" or next(segment.element.iterancestors("a"), None) is not None


def _is_credit(segment: Segment, looks_like_credit: LooksLikeCredit) -> bool:
    text = segment.text.strip()
    return len(text) <= SHORT and looks_like_credit(text)


def _credits_at_ends(segments: list[Segment], looks_like_credit: LooksLikeCredit) -> list[Segment]:
    """Return the last or the first segments if they look like a credit, but never all of them."""
    found: list[Segment] = []
    for piece in reversed(segments[1:]):
        if not _is_credit(piece, looks_like_credit):
            break
        found.append(piece)
    if not found and len(segments) > 1 and _is_credit(segments[0], looks_like_credit):
        return [segments[0]]
    return found


def _is_second_line(captions: list[Segment]) -> bool:
    """Return whether the second of two blocks is short and not a sentence, like a credit without a label."""
    first, second = (s.text.strip() for s in captions)
    return captions[1].gap and len(second) <= 40 and len(second) < len(first) and second[-1:] not in '.!?…:;"”»。'
