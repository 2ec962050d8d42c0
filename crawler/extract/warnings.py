"""Warnings for the users of a record: contradictory, dropped or missing values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from crawler.extract import language
from crawler.extract.candidates import Candidate
from crawler.extract.dates.contradictions import after_download, contradiction
from crawler.extract.document.page import Page
from crawler.extract.rights import access
from crawler.record.items import Article

Fields = Mapping[str, Sequence[Candidate]]

_EXPECTED = ("headline", "date_published")
"""Fields that nearly every article has."""


def read_warnings(page: Page, fields: Fields, modified: Sequence[Candidate]) -> list[Candidate]:
    """Return the warnings of a page, each beginning with its field; ``modified`` are the dates before filtering."""
    published = list(fields["date_published"])
    warnings = [
        language.disagreement(list(fields["in_language"])),
        contradiction(published),
        after_download(published, page.date_downloaded),
        access.disagreement(fields["is_accessible_for_free"]),
        *_dropped(page, fields),
    ]
    if modified and not fields["date_modified"]:
        warnings.append("date_modified: dropped, before date_published")
    return [Candidate(warning, "inferred") for warning in warnings if warning]


def missing(article: Article) -> Iterator[str]:
    """Yield a warning for each field that an article should have and this one lacks."""
    if article.blocks and not any(warning.startswith("type:") for warning in article.warnings):
        yield from (f"{name}: none found" for name in _EXPECTED if not getattr(article, name))


def _dropped(page: Page, fields: Fields) -> Iterator[str]:
    data = page.data
    canonical = data.links.get("canonical", [""])[0].strip()
    if canonical and not any(c.value for c in fields["canonical_url"] if c.origin == "dom"):
        yield f"canonical_url: dropped, {canonical[:80]!r} is no address"
    reserved = data.first("tdm-reservation") or page.headers.get("tdm-reservation")
    if reserved and not any(c.value is not None for c in fields["tdm_reservation"]):
        yield f"tdm_reservation: dropped, {reserved[:80]!r} is neither 0 nor 1"
