"""What a reader of a record would want to know of it: what was contradictory, dropped or missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from crawler.extract import language
from crawler.extract.candidates import Candidate
from crawler.extract.dates.dates import after_download, contradiction
from crawler.extract.document.page import Page
from crawler.extract.rights import access
from crawler.record.items import Article

Fields = Mapping[str, Sequence[Candidate]]

_MISSED = ("headline", "date_published")
"""Fields that nearly every article has."""


def read_doubts(page: Page, fields: Fields, modified: Sequence[Candidate]) -> list[Candidate]:
    """Warnings of a page, each beginning with the field that it is about; ``modified``: as the page says it."""
    published = list(fields["date_published"])
    said = [
        language.disagreement(list(fields["in_language"])),
        contradiction(published),
        after_download(published, page.date_downloaded),
        access.disagreement(fields["is_accessible_for_free"]),
        *_dropped(page, fields),
    ]
    if modified and not fields["date_modified"]:
        said.append("date_modified: dropped, before date_published")
    return [Candidate(warning, "inferred") for warning in said if warning]


def missing(article: Article) -> Iterator[str]:
    """A warning for each field that an article should have and this one does not."""
    if article.blocks and not any(warning.startswith("type:") for warning in article.warnings):
        yield from (f"{name}: none found" for name in _MISSED if not getattr(article, name))


def _dropped(page: Page, fields: Fields) -> Iterator[str]:
    data = page.data
    canonical = data.links.get("canonical", [""])[0].strip()
    if canonical and not any(c.value for c in fields["canonical_url"] if c.origin == "dom"):
        yield f"canonical_url: dropped, {canonical[:80]!r} is no address"
    reserved = data.first("tdm-reservation") or page.headers.get("tdm-reservation")
    if reserved and not any(c.value is not None for c in fields["tdm_reservation"]):
        yield f"tdm_reservation: dropped, {reserved[:80]!r} is neither 0 nor 1"
