"""The videos and audios of an article, from its data and from the players in its text, without duplicates."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from typing import Any

from crawler.extract.candidates import Candidate
from crawler.extract.document.canonical_url import absolute
from crawler.extract.document.jsonld import Node, types
from crawler.extract.document.page import Page
from crawler.extract.media.players import FoundMedia, is_media
from crawler.extract.media.providers import MediaKind, player_of
from crawler.normalize.urls import host_of, is_same, split
from crawler.normalize.word_tables import fold, squash
from crawler.record.items import Media

_KINDS: dict[str, MediaKind] = {"VideoObject": "videos", "AudioObject": "audios"}
_KEYS: dict[str, MediaKind | None] = {"video": "videos", "audio": "audios", "associatedMedia": None}
_METAS: dict[MediaKind, tuple[str, ...]] = {
    "videos": ("og:video", "og:video:secure_url", "og:video:url"),
    "audios": ("og:audio", "og:audio:secure_url", "og:audio:url"),
}
_ADDRESSES = ("contentUrl", "contentURL", "embedUrl", "embedURL")
"""Keys of https://schema.org/MediaObject with a URL, the file first; both spellings occur."""
_MOST = 50
_LONG = 12
"""Minimum length of a title to identify a page, in characters."""


def read_media(page: Page, players: list[FoundMedia]) -> dict[str, list[Candidate]]:
    """Return candidates for ``videos`` and ``audios``: one list each, with the origin of its first item.

    First come those in the article's JSON-LD, then other nodes about this page, then the players in the text. OpenGraph
    counts only if there are none of these, since it mostly repeats one of them. ``players`` come from
    :func:`crawler.extract.media.players.read_players`.
    """
    found = [*_of_article(page), *_apart(page, players), *players]
    found += [meta for meta in _metas(page) if all(other.kind != meta.kind for other in found)]
    return {kind: _once(f for f in found if f.kind == kind) for kind in _METAS} if found else {}


def _of_article(page: Page) -> Iterator[FoundMedia]:
    article = page.data.article
    for key, kind in _KEYS.items():
        value = article.get(key)
        for item in value[:_MOST] if isinstance(value, list) else [value] if value else ():
            found = _found(page, page.data.resolve(item), kind)
            if found:
                yield found


def _apart(page: Page, players: list[FoundMedia]) -> Iterator[FoundMedia]:
    """Yield nodes outside the article that belong to this page by URL or title, or that a player plays."""
    shown = {key for player in players for key in _marks(player)}
    for node in page.data.json_ld:
        found = _found(page, node, None) if any(key in node for key in _ADDRESSES) else None
        if found and (_is_here(page, node) or not shown.isdisjoint(_marks(found))):
            yield found


def _found(page: Page, value: Any, kind: MediaKind | None) -> FoundMedia | None:
    node: Node = value if isinstance(value, dict) else {"contentUrl": value}
    kind = next((_KINDS[t] for t in types(node) if t in _KINDS), None if types(node) else kind)
    if kind is None:
        return None
    said = [absolute(page, text) for key in _ADDRESSES if (text := _text(node.get(key))) and _may_be(key, text)]
    urls = [u for u in said if u and is_media(u) and not is_same(u, page.url)]
    if "url" in node and (watched := absolute(page, _text(node["url"]))) and player_of(watched):
        urls.append(watched)
    return FoundMedia(kind, urls, fold(html.unescape(_text(node.get("name")))) or None, "json-ld") if urls else None


def _may_be(key: str, address: str) -> bool:
    """Return whether a URL fits its key: a page is not a file, though it may be a player."""
    return key.startswith("embed") or not split(address).path.lower().endswith((".html", ".htm"))


def _is_here(page: Page, node: Node) -> bool:
    """Return whether a node belongs to this page: by the first page URL that it has, else by its name."""
    values = [node.get(key) for key in ("mainEntityOfPage", "isPartOf", "url", "@id")]
    named = [v.get("@id") or v.get("url") if isinstance(v, dict) else v for v in values]
    addresses = [a for v in named if (a := absolute(page, _text(v))) and not player_of(a)]
    if addresses:
        return is_same(addresses[0], page.url)
    title = squash(html.unescape(_text(node.get("name"))))
    return len(title) >= _LONG and any(title in squash(own) for own in page.data.titles)


def _metas(page: Page) -> Iterator[FoundMedia]:
    for kind, names in _METAS.items():
        for url in (u for name in names for u in page.data.meta.get(name, ())[:_MOST]):
            address = absolute(page, url)
            if address and is_media(address) and not is_same(address, page.url):
                yield FoundMedia(kind, [address], None, "opengraph")


def _once(found: Iterable[FoundMedia]) -> list[Candidate]:
    """Return one list without duplicates: by file, or by the item that a known player plays."""
    by_mark: dict[str, Media] = {}
    media: list[Media] = []
    origin = ""
    for one in found:
        marks = _marks(one)
        known = next((by_mark[mark] for mark in marks if mark in by_mark), None)
        if known is None:
            player = player_of(one.urls[0])
            known = Media(one.urls[0], one.name, player.provider if player else host_of(one.urls[0]) or None)
            media.append(known)
            origin = origin or one.origin
        known.name = known.name or one.name
        by_mark |= dict.fromkeys(marks, known)
    return [Candidate(media, origin)] if media else []


def _marks(found: FoundMedia) -> list[str]:
    players = [(url, player_of(url)) for url in found.urls]
    return [f"{p.provider} {p.id}" if p else "".join(split(url)[1:3]).lower() for url, p in players]


def _text(value: Any) -> str:
    value = value[0] if isinstance(value, list) and value else value
    return value.strip() if isinstance(value, str) else ""
