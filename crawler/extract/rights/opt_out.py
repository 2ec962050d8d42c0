"""Opt-out facts of a page: facts, never a verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from crawler.extract.candidates import Candidate, best
from crawler.extract.document.canonical_url import absolute
from crawler.extract.document.page import Page

_ROBOTS = (
    "robots googlebot googlebot-news google-extended bingbot gptbot chatgpt-user oai-searchbot ccbot claudebot "
    "anthropic-ai applebot applebot-extended perplexitybot bytespider meta-externalagent amazonbot"
).split()
_VALUED = frozenset(("max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"))
_MAX_CHARS = 2_000
# What an opt-out can say; "index" and "max-snippet" are about search, not about use.
_OPT_OUT = frozenset(
    "noai noimageai noml noarchive nosnippet noindex nofollow nocache noimageindex none notranslate".split()
)


def read_rights(page: Page) -> dict[str, list[Candidate]]:
    """Candidates of TDMRep reservation and policy, and of robots words."""
    return {
        **_tdm(page),
        "robots": [Candidate(_robots(page), "meta" if any(n in page.data.meta for n in _ROBOTS) else "header")],
    }


def _tdm(page: Page) -> dict[str, list[Candidate]]:
    """TDMRep: the page's meta over its header (https://www.w3.org/2022/tdmrep/); its site's file comes as a hint."""
    headers = page.headers
    told = (
        ("meta", page.data.first("tdm-reservation"), page.data.first("tdm-policy")),
        ("header", headers.get("tdm-reservation"), headers.get("tdm-policy")),
    )
    return {
        "tdm_reservation": [Candidate(_bit(said), origin) for origin, said, _ in told],
        "tdm_policy": [Candidate(absolute(page, policy), origin) for origin, _, policy in told],
    }


def site_policy(page: Page, hints: Mapping[str, Any]) -> dict[str, list[Candidate]]:
    """What TDMRep's well-known file says of the page."""
    if hints.get("tdm_reservation") not in (0, 1):
        return {}
    return {
        "tdm_reservation": [Candidate(hints["tdm_reservation"], "well-known")],
        "tdm_policy": [Candidate(absolute(page, hints.get("tdm_policy")), "well-known")],
    }


def with_own_policy(reservations: list[Candidate], policies: list[Candidate]) -> list[Candidate]:
    """The policies less those that are told with another reservation than the one that counts."""
    chosen = best(reservations)
    others = {c.origin for c in reservations if c.value is not None and chosen and c.value != chosen.value}
    return [c for c in policies if c.origin not in others]


def _bit(said: str | None) -> int | None:
    word = (said or "").strip()
    return int(word) if word in ("0", "1") else None


def _robots(page: Page) -> list[str]:
    """Opt-out words of robots meta and of ``X-Robots-Tag``, each once, sorted; those for one robot with its name."""
    said = [*_directives("", page.headers.get("x-robots-tag", ""))]
    for name in _ROBOTS:
        for content in page.data.meta.get(name, ()):
            said += _directives("" if name == "robots" else name, content)
    return sorted({f"{robot}: {word}" if robot else word for robot, word in said if word in _OPT_OUT})


def _directives(robot: str, text: str) -> Iterator[tuple[str, str]]:
    """Robot and word of each directive, "googlebot: noarchive, noai": a name holds for all that follow it.

    https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag
    """
    for part in re.split(r"[,;]", text.lower()[:_MAX_CHARS]):
        name, _, value = part.partition(":")
        if value and name.strip() in _VALUED:
            continue
        robot = name.strip() if value else robot
        yield from ((robot, word) for word in (value or name).split())
