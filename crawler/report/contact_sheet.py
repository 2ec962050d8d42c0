"""A contact sheet: pictures of records with captions and parsed credits, as one HTML page for review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from zlib import crc32

from crawler.normalize.captions import squash
from crawler.normalize.credits import read_credit
from crawler.normalize.credits.credit_parser import parts_of
from crawler.normalize.credits.entity_types import EntityType
from crawler.normalize.request_urls import to_url
from crawler.report.caption_checks import MARKS, MILD, marks_of

if TYPE_CHECKING:
    from jinja2 import Template

_COMMONEST = 12
_BY_PLACE = "no rule: only its position on the page marks it as a credit"
_KINDS = {
    EntityType.AGENCY: "agency",
    EntityType.ORGANIZATION: "organisation",
    EntityType.ACRONYM: "acronym",
    EntityType.PERSON: "person",
    EntityType.WORD: "word",
    EntityType.NOISE: "noise",
    EntityType.PLACE: "place",
    EntityType.UNKNOWN: "unknown",
}


@dataclass(slots=True)
class Card:
    """A picture on the sheet."""

    url: str
    """URL as in the record."""
    href: str | None
    """The same if a browser may follow it: http or https."""
    role: str
    caption: str | None
    alt: str | None
    credit: str | None
    creators: list[str]
    organizations: list[str]
    rule: str | None
    """The rule that parses the credit on its own."""
    parts: list[tuple[str, str]]
    """Each part of the credit and its type."""
    marks: list[str]

    @property
    def suspicious(self) -> bool:
        """Whether a human should review it."""
        return not MILD.issuperset(self.marks)


@dataclass(slots=True)
class Sheet:
    """The pictures of an article."""

    title: str
    href: str | None
    language: str | None
    cards: list[Card]

    @property
    def marks(self) -> list[str]:
        """Every mark of any card."""
        return [mark for mark in MARKS if any(mark in card.marks for card in self.cards)]

    @property
    def suspicious(self) -> bool:
        """Whether any card is suspicious."""
        return any(card.suspicious for card in self.cards)


@dataclass(slots=True)
class Summary:
    """Counts over all sheets."""

    articles: int
    pictures: int
    shares: list[tuple[str, int]]
    """Each property of pictures, and the number of pictures that have it."""
    suspicious: int
    marks: dict[str, int]
    organizations: list[tuple[str, int]]
    unread: list[tuple[str, int]]
    """Credits without a known person or organization."""


def sheets_of(records: Iterable[dict[str, Any]]) -> Iterator[Sheet]:
    """Yield a sheet for each record with pictures. Values of a wrong type count as missing."""
    for record in records:
        images = [image for image in record.get("images") or () if isinstance(image, dict)]
        repeats = Counter(squash(_text(image.get("caption"))) for image in images)
        cards = [_card(image, repeats) for image in images]
        if cards:
            url = _text(record.get("url")) or ""
            yield Sheet(_text(record.get("headline")) or url, to_url(url), _text(record.get("in_language")), cards)


def _card(image: dict[str, Any], repeats: Counter[str]) -> Card:
    caption, alt, credit, url = (_text(image.get(key)) for key in ("caption", "alt", "credit_text", "url"))
    creators, organizations = _texts(image.get("creators")), _texts(image.get("source_organizations"))
    repeated = squash(caption) != "" and repeats[squash(caption)] > 1
    return Card(
        url=url or "",
        href=to_url(url or ""),
        role=_text(image.get("role")) or "",
        caption=caption,
        alt=alt,
        credit=credit,
        creators=creators,
        organizations=organizations,
        rule=_rule(credit) if credit else None,
        parts=[(part, _KINDS[kind]) for kind, part in parts_of(credit) if part] if credit else [],
        marks=marks_of(caption, alt, credit, bool(creators or organizations), repeated),
    )


def _rule(credit: str) -> str:
    rule = read_credit(credit).rule
    return _BY_PLACE if rule == "none" else rule


def _text(value: object) -> str | None:
    return (value.strip() or None) if isinstance(value, str) else None


def _texts(value: object) -> list[str]:
    return list(filter(None, map(_text, value))) if isinstance(value, list) else []


def summary_of(sheets: list[Sheet]) -> Summary:
    """Return the counts over all sheets."""
    cards = [card for sheet in sheets for card in sheet.cards]
    names = ("caption", "credit", "creators", "organizations", "alt")
    return Summary(
        articles=len(sheets),
        pictures=len(cards),
        shares=[(name, sum(bool(getattr(card, name)) for card in cards)) for name in names],
        suspicious=sum(card.suspicious for card in cards),
        marks={mark: sum(mark in card.marks for card in cards) for mark in MARKS},
        organizations=Counter(name for card in cards for name in card.organizations).most_common(_COMMONEST),
        unread=Counter(card.credit for card in cards if card.credit and "nobody" in card.marks).most_common(_COMMONEST),
    )


def hue(name: str) -> int:
    """Return a stable colour for a name, in degrees of the colour wheel."""
    return crc32(name.encode("utf-8", "replace")) % 360


def contact_sheet(sheets: list[Sheet]) -> Iterator[str]:
    """Yield the page in pieces. It has no script, and loads nothing but the pictures.

    Values of a record are text, never markup; only http and https URLs become links and pictures.
    """
    return _template().generate(sheets=sheets, summary=summary_of(sheets), names=MARKS)


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["hue"] = hue
    return environment.from_string(files(__package__).joinpath("contact_sheet.html").read_text("utf-8"))
