"""The opt-outs that a page declares, as facts without judgement."""

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
# Directives about use; "index" and "max-snippet" are only about search.
_OPT_OUT = frozenset(
    "noai noimageai noml noarchive nosnippet noindex nofollow nocache noimageindex none notranslate".split()
)


def read_rights(page: Page) -> dict[str, list[Candidate]]:
    """Return the TDMRep reservation and policy, the robots directives, and the header ``Content-Usage``."""
    return {
        **_tdm(page),
        "content_usage": [Candidate(_content_usage(page), "header")],
        "robots": [Candidate(_robots(page), "meta" if any(n in page.data.meta for n in _ROBOTS) else "header")],
    }


def _tdm(page: Page) -> dict[str, list[Candidate]]:
    """Return TDMRep from meta, else from headers (https://www.w3.org/2022/tdmrep/); the site's file comes as a hint."""
    headers = page.headers
    told = (
        ("meta", page.data.first("tdm-reservation"), page.data.first("tdm-policy")),
        ("header", headers.get("tdm-reservation"), headers.get("tdm-policy")),
    )
    return {
        "tdm_reservation": [Candidate(_bit(stated), origin) for origin, stated, _ in told],
        "tdm_policy": [Candidate(absolute(page, policy), origin) for origin, _, policy in told],
    }


def site_policy(page: Page, hints: Mapping[str, Any]) -> dict[str, list[Candidate]]:
    """Return what the site's well-known TDMRep file states for the page."""
    if hints.get("tdm_reservation") not in (0, 1):
        return {}
    return {
        "tdm_reservation": [Candidate(hints["tdm_reservation"], "well-known")],
        "tdm_policy": [Candidate(absolute(page, hints.get("tdm_policy")), "well-known")],
    }


def with_own_policy(reservations: list[Candidate], policies: list[Candidate]) -> list[Candidate]:
    """Return the policies without those stated with a reservation other than the chosen one."""
    chosen = best(reservations)
    others = {c.origin for c in reservations if c.value is not None and chosen and c.value != chosen.value}
    return [c for c in policies if c.origin not in others]


def _bit(stated: str | None) -> int | None:
    word = (stated or "").strip()
    return int(word) if word in ("0", "1") else None


def _content_usage(page: Page) -> str | None:
    """https://datatracker.ietf.org/doc/draft-ietf-aipref-attach/"""
    return " ".join(page.headers.get("content-usage", "")[:_MAX_CHARS].split()) or None


def _robots(page: Page) -> list[str]:
    """Return the opt-outs in robots meta and ``X-Robots-Tag``, sorted; those for a single robot begin with its name."""
    stated = [*_directives("", page.headers.get("x-robots-tag", ""))]
    for name in _ROBOTS:
        for content in page.data.meta.get(name, ()):
            stated += _directives("" if name == "robots" else name, content)
    return sorted({f"{robot}: {word}" if robot else word for robot, word in stated if word in _OPT_OUT})


def _directives(robot: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield robot and directive ("googlebot: noarchive, noai"); a robot's name applies to all directives after it.

    https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag
    """
    for part in re.split(r"[,;]", text.lower()[:_MAX_CHARS]):
        name, _, value = part.partition(":")
        if value and name.strip() in _VALUED:
            continue
        robot = name.strip() if value else robot
        yield from ((robot, word) for word in (value or name).split())
