"""Videos and audios: those of the article, each once, and none of the site's, of other stories or of advertising."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from crawler.extract.media import providers
from crawler.extract.media.providers import player_of
from tests.records import record_of

URL = "https://www.daily.example/2026/ferry"
TEXT = [
    f"<p>{n}. The ferry left the old pier at dawn on Thursday with eleven passengers, two dogs and a piano on its deck, "
    "and the harbour master waved it off as he has done every morning for thirty years.</p>"
    for n in range(6)
]
FILE = "https://cdn.daily.example/ferry.mp4"
TUBE = "https://www.youtube.com/embed/abcdefghijk"
PLAIN = ("videos", [(FILE, None, "cdn.daily.example")])
YOUTUBE = ("videos", [(TUBE, None, "YouTube")])
NOTHING = ("videos", [])


def record(head: str = "", inside: str = "", before: str = "", top: str = "", foot: str = "") -> dict[str, object]:
    """The record of a page with media in its head, its text, above the text, above the headline, or at its foot."""
    text = "".join([*TEXT[:3], inside, *TEXT[3:]])
    return record_of(
        f"<html><head><title>The ferry leaves at dawn</title>{head}</head><body><header>{top}</header>"
        f"<main><h1>The ferry leaves at dawn</h1>{before}<div class=story>{text}</div></main>{foot}</body></html>",
        URL,
    )


def ld(*nodes: dict[str, object], **fields: object) -> str:
    article = {"@type": "NewsArticle", "headline": "The ferry leaves at dawn", "url": URL} | fields
    return f"<script type='application/ld+json'>{json.dumps([article, *nodes])}</script>"


def film(**fields: object) -> dict[str, object]:
    return {"@type": "VideoObject"} | fields


@pytest.mark.parametrize(
    ("parts", "expected", "origin"),
    [
        # The article's data.
        ({"head": ld(video=film(contentUrl=FILE))}, PLAIN, "json-ld"),
        ({"head": ld(video=film(name="At &amp; off", contentURL=FILE))}, ("videos", [(FILE, "At & off", PLAIN[1][0][2])]), "json-ld"),
        ({"head": ld(video=[film(embedUrl=TUBE, contentUrl=FILE)])}, PLAIN, "json-ld"),
        ({"head": ld(video=FILE)}, PLAIN, "json-ld"),
        ({"head": ld(video=film(url="https://youtu.be/abcdefghijk"))}, ("videos", [("https://youtu.be/abcdefghijk", None, "YouTube")]), "json-ld"),
        ({"head": ld(film(**{"@id": "#film"}, contentUrl=FILE), video={"@id": "#film"})}, PLAIN, "json-ld"),
        ({"head": ld(film(contentUrl=FILE, mainEntityOfPage=URL))}, PLAIN, "json-ld"),
        ({"head": ld(film(contentUrl=FILE, name="The ferry leaves"))}, ("videos", [(FILE, "The ferry leaves", PLAIN[1][0][2])]), "json-ld"),
        ({"head": ld(associatedMedia={"@type": "AudioObject", "contentUrl": "/a.mp3"})}, ("audios", [("https://www.daily.example/a.mp3", None, "daily.example")]), "json-ld"),
        ({"head": ld(video=film(embedUrl="/player/7.html"))}, ("videos", [("https://www.daily.example/player/7.html", None, "daily.example")]), "json-ld"),
        ({"head": ld(video=film(contentUrl="/films/7.html"))}, NOTHING, None),
        ({"head": f"<meta property=og:video content='{FILE}'>"}, PLAIN, "opengraph"),
        ({"head": "<meta property=og:audio content=/a.mp3>"}, ("audios", [("https://www.daily.example/a.mp3", None, "daily.example")]), "opengraph"),
        # Players in the text, above it, and what both say.
        ({"inside": f"<figure><video controls><source src='{FILE}'></video></figure>"}, PLAIN, "dom"),
        ({"inside": f"<video controls src='{FILE}'>None? <a href='{FILE}'>Load it</a></video>"}, PLAIN, "dom"),
        ({"before": f"<div class=player><video controls poster=a.jpg src='{FILE}'></video></div>"}, PLAIN, "dom"),
        ({"inside": "<audio controls src=/a.mp3 title='Read aloud'></audio>"}, ("audios", [("https://www.daily.example/a.mp3", "Read aloud", "daily.example")]), "dom"),
        ({"inside": f"<iframe src='{TUBE}' title='YouTube video player'></iframe>"}, YOUTUBE, "dom"),
        ({"inside": f"<iframe src=about:blank data-lazy-src='{TUBE}'></iframe>"}, YOUTUBE, "dom"),
        ({"inside": "<amp-youtube data-videoid=abcdefghijk></amp-youtube>"}, ("videos", [("https://www.youtube.com/watch?v=abcdefghijk", None, "YouTube")]), "dom"),
        ({"inside": "<iframe src='//open.spotify.com/embed/episode/4rOoJ6' title='At sea'></iframe>"}, ("audios", [("https://open.spotify.com/embed/episode/4rOoJ6", "At sea", "Spotify")]), "dom"),
        ({"head": ld(video=film(embedUrl=TUBE)), "inside": "<iframe src='https://www.youtube-nocookie.com/embed/abcdefghijk?rel=0' title='Dawn'></iframe>"}, ("videos", [(TUBE, "Dawn", "YouTube")]), "json-ld"),
        ({"head": ld(film(name="Dawn", contentUrl=FILE)), "inside": f"<video controls src='{FILE}?t=1'></video>"}, ("videos", [(FILE, "Dawn", PLAIN[1][0][2])]), "json-ld"),
        ({"head": "<meta property=og:video content=/promo.mp4>", "inside": f"<iframe src='{TUBE}'></iframe>"}, YOUTUBE, "dom"),
        # Nothing: addresses that are none, other stories, advertising, ornaments.
        ({"head": ld(video=film(contentUrl="blob:https://daily.example/1-2"))}, NOTHING, None),
        ({"head": ld(video=film(contentUrl=URL, embedUrl="https://www.daily.example/player/"))}, NOTHING, None),
        ({"head": ld(video=film(contentUrl="https://cdn.daily.example/ferry.jpg"))}, NOTHING, None),
        ({"head": ld(video=film(name="Without an address"))}, NOTHING, None),
        ({"head": ld(video=7)}, NOTHING, None),
        ({"head": ld(film(contentUrl=FILE, name="A storm in the south"))}, NOTHING, None),
        ({"head": ld(film(contentUrl=FILE, name="The ferry leaves", url="https://www.daily.example/2026/storm"))}, NOTHING, None),
        ({"head": ld(film(**{"@id": "#film"}, contentUrl=FILE, url="https://www.daily.example/2026/storm"))}, NOTHING, None),
        ({"head": f"<meta property=og:video content='{URL}'>"}, NOTHING, None),
        ({"inside": "<video controls src=data:video/mp4;base64,AAAA></video>"}, NOTHING, None),
        ({"inside": "<video controls src=blob:https://daily.example/1></video>"}, NOTHING, None),
        ({"inside": "<video controls></video>"}, NOTHING, None),
        ({"inside": f"<video autoplay muted loop src='{FILE}'></video>"}, NOTHING, None),
        ({"inside": f"<video loop muted playsinline src='{FILE}'></video>"}, NOTHING, None),
        ({"inside": f"<video controls width=120 src='{FILE}'></video>"}, NOTHING, None),
        ({"inside": "<video controls src=https://ads.example/ads/preroll.mp4></video>"}, NOTHING, None),
        ({"inside": f"<a href=/2026/storm><video src='{FILE}'></video></a>"}, NOTHING, None),
        ({"inside": f"<div><video src='{FILE}'></video><h3><a href=/2026/storm>A storm</a></h3></div>"}, NOTHING, None),
        ({"inside": f"<aside><iframe src='{TUBE}'></iframe></aside>"}, NOTHING, None),
        ({"inside": f"<iframe src='{TUBE}?autoplay=1&mute=1'></iframe>"}, NOTHING, None),
        ({"inside": f"<iframe style='display:none' src='{TUBE}'></iframe>"}, NOTHING, None),
        ({"inside": "<iframe width=1 height=1 src=https://track.example/pixel?video=1></iframe>"}, NOTHING, None),
        ({"inside": "<iframe src=https://www.youtube.com/embed/videoseries?list=PL1></iframe>"}, NOTHING, None),
        ({"inside": "<iframe src='https://[::1'></iframe>"}, NOTHING, None),
        ({"before": f"<div class='promo-modal'><iframe src='{TUBE}'></iframe></div>"}, NOTHING, None),
        ({"top": f"<iframe src='{TUBE}'></iframe>"}, NOTHING, None),
        ({"foot": f"<section><iframe src='{TUBE}'></iframe></section>"}, NOTHING, None),
        ({"foot": f"<footer><video controls src='{FILE}'></video></footer>"}, NOTHING, None),
    ],
)  # fmt: skip
def test_media(
    parts: dict[str, str], expected: tuple[str, list[tuple[str, str | None, str]]], origin: str | None
) -> None:
    found = record(**parts)
    kinds = {kind: [(m["url"], m["name"], m["provider"]) for m in found[kind]] for kind in ("videos", "audios")}  # type: ignore[attr-defined]
    assert kinds == {"videos": [], "audios": []} | {expected[0]: expected[1]}
    assert found["provenance"].get(expected[0]) == origin  # type: ignore[attr-defined]


def test_a_page_that_is_no_article_has_none() -> None:
    teasers = "".join(f"<li><h3><a href=/{n}>Story number {n} of today</a></h3></li>" for n in range(30))
    found = record_of(
        f"<meta property=og:video content='{FILE}'><h1>News</h1><ul>{teasers}</ul>", "https://daily.example/"
    )
    assert (found["type"], found["videos"]) == ("CollectionPage", [])


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.youtube.com/watch?feature=share&v=abcdefghijk", ("videos", "YouTube", "abcdefghijk")),
        ("https://player.vimeo.com/video/123456?dnt=1", ("videos", "Vimeo", "123456")),
        ("https://www.dailymotion.com/embed/video/x8abc12", ("videos", "Dailymotion", "x8abc12")),
        ("https://geo.dailymotion.com/player/x1.html?video=x8abc12", ("videos", "Dailymotion", "x8abc12")),
        ("https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/1&x=2", ("audios", "SoundCloud", "https%3A//api.soundcloud.com/tracks/1")),
        ("https://embed.nicovideo.jp/watch/sm9", ("videos", "Niconico", "sm9")),
        ("https://www.IVOOX.com/player_ej_123", ("audios", "iVoox", "123")),
        ("https://www.youtube.com/c/daily", None),
        ("https://www.youtube.com/embed/live_stream?channel=UC1", None),
        ("https://evil.example/https://www.youtube.com/embed/abcdefghijk", None),
        ("/embed/abcdefghijk", None),
        ("", None),
    ],
)  # fmt: skip
def test_player_of(url: str, expected: tuple[str, str, str] | None) -> None:
    assert player_of(url) == expected


def test_the_address_of_each_provider_has_one_group() -> None:
    table = tomllib.loads(Path(providers.__file__).with_suffix(".toml").read_text("utf-8"))
    addresses = [address for kind in ("videos", "audios") for _, address in table[kind]]
    assert {address: re.compile(address).groups for address in addresses} == dict.fromkeys(addresses, 1)
