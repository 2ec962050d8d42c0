"""Evidence whether a picture belongs to the article: features by name, most of them 0 or 1."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from math import log1p

from lxml.html import HtmlElement

from crawler.extract.images.candidates import Candidate, is_teaser
from crawler.extract.images.image_context import ImageContext
from crawler.extract.images.image_pairs import may_lead, pair_features
from crawler.normalize.word_tables import squash

Evidence = dict[str, float]
_DEEPEST = 6
_MOST = 40
_LEAST = 60
"""Largest width or height of an icon, in pixels."""
_SMALL = 150
_LARGE = 400
_DRAWN = "logo icon avatar button sprite banner badge pixel beacon emoji share arrow promo advert portrait".split()
_HOST_AND_FOLDERS = re.compile(r"(?:[a-zA-Z][\w+.-]*:)?//([^/?#]*(?:/[^/?#]*){0,2})")
_HIDDEN = ("display:none", "visibility:hidden", "width:1px")
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_PICTURE_TAGS = frozenset(("img", "amp-img", "picture"))
_TAGS = ("figure", "aside", "article", "header", "li", "td")
_KINDS = {"furniture": "furniture", "overlay": "aside", "player": "video", "gallery": "gallery", "pictured": "picture"}


class ImageEvidence:
    """The evidence for each picture of a page; values that they share are computed once."""

    def __init__(self, context: ImageContext, candidates: Sequence[Candidate], groups: Sequence[int]) -> None:
        self._context = context
        self._candidates = candidates
        self._groups = groups
        self._pieces = len(context.body.pieces)
        self._twins = Counter(groups)
        self._blocks = [context.around.block(c.element) for c in candidates]
        self._contents = {block: _contents(block) for block in set(self._blocks)}
        self._parents = [b.getparent() for b in self._blocks]
        self._siblings = Counter(self._parents)
        self._spoken = Counter(p for p, c in zip(self._parents, candidates, strict=True) if c.words)
        self._all_spoken = self._spoken.total()
        self._linked = Counter(p for p, c in zip(self._parents, candidates, strict=True) if c.link)
        self._folders = {_folder(n.url) for n in context.named}
        self._headline = squash(next(iter(context.page.data.titles), ""))

    def evidence(self) -> list[Evidence]:
        """Return the evidence for each picture."""
        return [self._of(place, candidate) for place, candidate in enumerate(self._candidates)]

    def _of(self, place: int, candidate: Candidate) -> Evidence:
        found = self._position(candidate)
        found |= self._surroundings(candidate.element)
        found |= self._link(candidate)
        found |= _size(candidate)
        found |= self._words(candidate)
        found |= self._contents[self._blocks[place]]
        found |= self._others(place)
        found |= pair_features(found)
        found["before_alone"] = len(self._twins) == 1 and may_lead(found)
        return found

    def _position(self, candidate: Candidate) -> Evidence:
        return {
            "inside": 0 < candidate.after < self._pieces,
            "before": candidate.after == 0,
            "end": candidate.after >= self._pieces,
            "above": candidate.above,
            "named": candidate.named,
            "others_named": bool(self._context.named) and not candidate.named,
        }

    def _surroundings(self, element: HtmlElement) -> Evidence:
        """Return tags, kinds and number of the ancestors that hold no article text."""
        tags: set[str] = set()
        kinds: set[str] = set()
        depth = away = 0
        for ancestor in islice(element.iterancestors(), 30):
            if ancestor in self._context.trunk:
                away = self._context.heights.get(ancestor, 0)
                break
            depth += 1
            tags.add(ancestor.tag)
            kinds |= self._context.kinds[ancestor]
        found: Evidence = {tag: tag in tags for tag in _TAGS}
        return (
            found
            | {name: kind in kinds for name, kind in _KINDS.items()}
            | {
                "depth": min(depth, _DEEPEST),
                "away": min(away, _DEEPEST),
            }
        )

    def _link(self, candidate: Candidate) -> Evidence:
        link, host = candidate.link or "", self._context.page.host or ""
        abroad = link.startswith(("http:", "https:", "//")) and host not in link[:100]
        return {
            "link_file": candidate.link_file,
            "link_abroad": abroad,
            "link_here": bool(link) and not abroad,
            "elsewhere": candidate.elsewhere,
        }

    def _words(self, candidate: Candidate) -> Evidence:
        words = candidate.words
        alt = " ".join((candidate.element.get("alt") or "").split())
        return {
            "caption": bool(words.caption),
            "credit": bool(words.credit),
            "credited": words.credited,
            "marked": words.marked,
            "marked_caption": words.marked and bool(words.caption),
            "marked_credit": words.marked and bool(words.credit),
            "caption_is_link": is_teaser(words, self._context.page.url),
            "attributed": words.attributed,
            "alt": bool(alt),
            "long_alt": len(alt) > 25,
            "alt_in_headline": _overlap(alt, self._headline),
            "drawn": _is_drawn(candidate.source.url) or _is_drawn(alt[:40]),
        }

    def _others(self, place: int) -> Evidence:
        """Return features of the pictures next to one."""
        parent = self._parents[place]
        siblings = self._siblings[parent]
        return {
            "siblings": log1p(siblings),
            "siblings_spoken": self._spoken[parent] / siblings,
            "siblings_linked": self._linked[parent] / siblings,
            "others_spoken": log1p(self._all_spoken - bool(self._candidates[place].words)),
            "twins": self._twins[self._groups[place]] > 1,
            "near_named": bool(self._folders) and _folder(self._candidates[place].source.url) in self._folders,
        }


def _is_drawn(text: str) -> bool:
    """Return whether an address or an alternative text has a word for a drawing."""
    return any(map(text.lower().__contains__, _DRAWN))


def _size(candidate: Candidate) -> Evidence:
    width, element = candidate.source.width or candidate.source.least, candidate.element
    name = candidate.source.url.split("?")[0].rsplit("/", 1)[-1].lower()
    style = (element.get("style") or "").replace(" ", "").lower()
    return {
        "scripted": element.tag not in _PICTURE_TAGS,
        "unsized": not width,
        "icon": 0 < width <= _LEAST,
        "portrait": _LEAST < width <= _SMALL,
        "medium": _SMALL < width < _LARGE,
        "large": width >= _LARGE,
        "shown_small": candidate.small,
        "png": name.endswith(".png"),
        "gif": name.endswith(".gif"),
        "numbered": sum(map(str.isdigit, name)) > 3,
        "hidden": any(map(style.__contains__, _HIDDEN)) or element.get("hidden") is not None,
    }


def _contents(block: HtmlElement) -> Evidence:
    """Return features of the content of the largest element around a picture without article text."""
    count = Counter(e.tag for e in islice(block.iter("a", "img", "amp-img", *_HEADINGS), _MOST))
    texts = islice(block.iter("a", "p", "div", "span", "li", "figcaption", *_HEADINGS), _MOST)
    return {
        "links": log1p(count["a"]),
        "pictures": log1p(count["img"] + count["amp-img"]),
        "headings": any(tag in _HEADINGS for tag in count),
        "text": log1p(min(sum(len((e.text or "").strip()) for e in texts), 1000)),
    }


def _overlap(alt: str, headline: str) -> float:
    """Return the share of the words in an alternative text that the headline also has."""
    words = [word for w in alt.split()[:20] if len(word := squash(w)) > 3]
    return sum(word in headline for word in words) / len(words) if words else 0.0


def _folder(url: str) -> str:
    """Return the host and the first two folders of an absolute address."""
    found = _HOST_AND_FOLDERS.match(url)
    return found[1] if found else url
