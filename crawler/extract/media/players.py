"""The players in an article: video and audio elements, and iframes of known providers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from lxml.html import HtmlElement

from crawler.extract.body import Body, MediaPosition
from crawler.extract.document.canonical_url import absolute
from crawler.extract.document.page import Page
from crawler.extract.images.candidates import ImageSurroundings, Place, is_small, link_of
from crawler.extract.images.image_context import ImageContext
from crawler.extract.media.providers import MediaKind, is_title, player_of
from crawler.normalize.urls import is_same
from crawler.normalize.word_tables import fold

_OWN: dict[str, MediaKind] = {"video": "videos", "amp-video": "videos", "audio": "audios", "amp-audio": "audios"}
_PLAYERS = frozenset((*_OWN, "iframe", "amp-iframe", "amp-youtube", "embed"))
_SILENT = re.compile(r"(?i)(?=.*[?&]auto_?play=(?:1|true))(?=.*[?&]muted?=(?:1|true))|.*[?&]background=(?:1|true)")
"""URLs of frames that autoplay without sound: decoration."""
_HIDDEN = re.compile(r"display:\s*none|visibility:\s*hidden", re.I)
_TUCKED = re.compile(r"(?<!overflow-)(?<!overflow-[xy]-)\b(?:hidden|modal|pop-?up|lightbox|overlay)\b", re.I)
"""Classes of elements that are hidden until the reader opens them."""
_ADVERT = re.compile(
    r"(?i)[/._-](?:ads?|adserver|advert\w*|doubleclick|googlesyndication|vast|pre-?roll|promo)(?=[/._-])"
)
_NO_MEDIA = re.compile(r"(?i)\.(?:jpe?g|png|gif|webp|avif|svg|js|css|xml)$|^https?://[^/]+/?$|/[a-z]+/$")
"""Pictures, scripts, and URLs that end where an id should be."""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_MOST = 100


@dataclass(slots=True)
class FoundMedia:
    """A video or audio, and all its URLs, the best first."""

    kind: MediaKind
    urls: list[str]
    name: str | None
    origin: str
    after: int = 0
    """Number of text pieces before the player."""


def read_players(page: Page, body: Body) -> list[FoundMedia]:
    """Return the players of the article in reading order, except those without a URL of their own."""
    spots = [spot for spot in body.media if spot.element.tag in _PLAYERS][:_MOST]
    named = [(spot, found) for spot in spots if (found := _player(page, spot.element))] if spots else []
    if not named:
        return []
    context = ImageContext(page, body, [])
    around, holder = ImageSurroundings(context.trunk, context.kinds), _holder(body)
    return [replace(found, after=spot.after) for spot, found in named if _belongs(spot, context, around, holder)]


def is_media(url: str | None) -> bool:
    """Return whether an absolute URL may be a video or audio: neither an image file nor an advertisement."""
    if not url:
        return False
    bare = re.split(r"[?#]", url, maxsplit=1)[0]
    return player_of(url) is not None or not (_NO_MEDIA.search(bare) or _ADVERT.search(bare))


def _player(page: Page, element: HtmlElement) -> FoundMedia | None:
    if kind := _OWN.get(element.tag):
        urls = [] if _is_ornament(element) else [*_files(page, element)]
        return FoundMedia(kind, urls, _title(element, ""), "dom") if urls else None
    if element.tag == "amp-youtube":
        addresses = [f"https://www.youtube.com/watch?v={element.get('data-videoid', '')}"]
    else:
        addresses = [value for name, value in element.items() if name.endswith("src") and value]
    for url in addresses:
        address = absolute(page, url)
        player = player_of(address) if address else None
        if address and player and not _SILENT.match(address) and not _HIDDEN.search(element.get("style", "")):
            return FoundMedia(player.kind, [address], _title(element, player.provider), "dom")
    return None


def _is_ornament(element: HtmlElement) -> bool:
    """Return whether a video is decoration: without controls, as backgrounds and previews, or as small as an icon."""
    said = {*element.keys()}
    moving = "autoplay" in said or said >= {"loop", "muted"}
    return (moving and "controls" not in said) or is_small(element)


def _files(page: Page, element: HtmlElement) -> Iterator[str]:
    for holder in (element, *islice(element.iter("source"), 8)):
        url = absolute(page, holder.get("src") or holder.get("data-src"))
        if url and is_media(url):
            yield url


def _title(element: HtmlElement, provider: str) -> str | None:
    title = fold(element.get("title") or element.get("aria-label") or "")
    return title if title and is_title(title, provider) else None


def _holder(body: Body) -> HtmlElement | None:
    """Return the nearest common ancestor of the first and last piece of text; None if it is the whole page."""
    shown = [p.element for p in body.pieces if p.element is not None]
    if not shown:
        return None
    above = {*shown[0].iterancestors()}
    nearest = next((a for a in shown[-1].iterancestors() if a in above), None)
    return None if nearest is None or nearest.tag in ("body", "html") else nearest


def _belongs(spot: MediaPosition, context: ImageContext, around: ImageSurroundings, holder: HtmlElement | None) -> bool:
    """Return whether a player is inside the text, or between it and the headline, and not in another story."""
    element, place = spot.element, around.place(spot.element)
    if place in (Place.FOREIGN, Place.ASIDE) or link_of(element, context.page.url):
        return False
    if element.tag in _OWN and _is_card(around.block(element), context):
        return False
    if 0 < spot.after < len(context.body.pieces) or any(a is holder for a in element.iterancestors()):
        return True
    own = takewhile(lambda a: a not in context.trunk, element.iterancestors())
    return spot.after == 0 and element not in context.above and not any(_TUCKED.search(a.get("class", "")) for a in own)


def _is_card(block: HtmlElement, context: ImageContext) -> bool:
    """Return whether the container of a player is a teaser of another story: its heading is a link."""
    headings = [h for h in islice(block.iter(*_HEADINGS), 3) if not context.is_text(h)]
    links = [a for h in headings for a in (*h.iter("a"), *islice(h.iterancestors(), 2)) if a.tag == "a"]
    addresses = [absolute(context.page, a.get("href")) for a in links]
    return any(a and not is_same(a, context.page.url) for a in addresses)
