"""Copyright, licence and opt-out facts of a page: facts, never a verdict."""

from __future__ import annotations

import re
from itertools import islice

from crawler.normalize.words import fold
from crawler.page.candidates import Candidate
from crawler.page.origin import absolute
from crawler.page.page import Page
from crawler.page.publisher import name_of

_ROBOTS = ("robots", "googlebot", "googlebot-news", "bingbot")
# What an opt-out can say; "index" and "max-snippet" are about search, not about use.
_OPT_OUT = frozenset(
    ("noai", "noimageai", "noarchive", "nosnippet", "noindex", "nocache", "noimageindex", "none", "notranslate")
)


def read_rights(page: Page) -> dict[str, list[Candidate]]:
    """Candidates of copyright holder and notice, licence, TDMRep reservation and policy, and robots words."""
    data = page.data
    holder = data.article.get("copyrightHolder")
    holder = holder[0] if isinstance(holder, list) and holder else holder
    notice = data.article.get("copyrightNotice")
    return {
        "copyright_holder": [Candidate(name_of(data.resolve(holder)), "json-ld")],
        "copyright_notice": [
            Candidate(fold(notice) if isinstance(notice, str) else None, "json-ld"),
            Candidate(data.first("copyright", "dc.rights", "dcterms.rights", "rights"), "meta"),
        ],
        "license": _license(page),
        "tdm_reservation": _reservation(page),
        "tdm_policy": [
            Candidate(data.first("tdm-policy"), "meta"),
            Candidate(page.headers.get("tdm-policy"), "meta"),
        ],
        "robots": [Candidate(_robots(page), "meta")],
    }


def _license(page: Page) -> list[Candidate]:
    said = page.data.article.get("license")
    said = said.get("url") or said.get("@id") if isinstance(said, dict) else said
    links = page.data.links.get("license", [])[:1] or _footer_license(page)
    named = (
        said if isinstance(said, str) and "/" not in said else absolute(page, said if isinstance(said, str) else None)
    )
    return [Candidate(named, "json-ld"), *(Candidate(absolute(page, h), "dom") for h in links)]


def _footer_license(page: Page) -> list[str]:
    footers = islice(page.root.iter("footer"), 4)
    return [a.get("href", "") for footer in footers for a in footer.iter("a") if "license" in (a.get("rel") or "")][:1]


def _reservation(page: Page) -> list[Candidate]:
    """TDMRep: the page's meta over its header (https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240202/)."""
    said = (page.data.first("tdm-reservation"), page.headers.get("tdm-reservation"))
    return [Candidate(int(v.strip()), "meta") for v in said if v is not None and v.strip() in ("0", "1")]


def _robots(page: Page) -> list[str]:
    """Opt-out words of robots meta and of the ``X-Robots-Tag`` header, each once, sorted."""
    said = [v for n in _ROBOTS for v in page.data.meta.get(n, ())] + [page.headers.get("x-robots-tag", "")]
    words = {w.strip().lower() for v in said for w in re.split(r"[,\s:]+", v)}
    return sorted(words & _OPT_OUT)
