"""Records to make datasets of."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from crawler.record.finalize import to_valid_record
from crawler.record.items import Article, Author, Block, Correction, Image, Media


def article(number: int, body: str = "It rained all night.", **fields: Any) -> dict[str, Any]:
    """A valid record with little in it."""
    address = fields.pop("url", f"https://daily.example/{number}")
    blocks = [Block("paragraph", text=text) for text in body.split("\n\n")]
    made = {"date_downloaded": "2026-04-03T00:00:00Z", "headline": f"Rain {number}", **fields}
    return to_valid_record(Article(address, address, blocks=blocks, **made), strict=True)


def full_article() -> dict[str, Any]:
    """A record in which every list has something."""
    image = Image(
        "https://daily.example/a.jpg", "Boats", "Harbour", "Jane Doe/AP", ["Jane Doe"], ["Associated Press"],
        "© AP 2026", "https://creativecommons.org/licenses/by/4.0/", "https://ap.example/license", 800, 600, "lead",
    )  # fmt: skip
    record = article(
        1,
        publisher="The Daily", authors=[Author("Ann Lee", "https://daily.example/ann", "ann@daily.example", "Editor")],
        byline="By Ann Lee", dateline="SEOUL, April 2 (Yonhap)", source_organizations=["Yonhap"],
        date_published="2026-04-02T10:00:00+09:00", date_modified="2026-04-02", in_language="en",
        article_section="World", keywords=["rain", "wind"], images=[image],
        videos=[Media("https://video.example/1", "Rain", "video.example")],
        corrections=[Correction("It was Monday.", "2026-04-03")], is_accessible_for_free=True,
        copyright_holder="The Daily", copyright_notice="© The Daily", license="https://daily.example/terms",
        tdm_reservation=1, tdm_policy="https://daily.example/tdm.json", robots=["noai"], confidence=0.97,
        provenance={"headline": "json-ld", "images": "dom"},
    )  # fmt: skip
    blocks: list[dict[str, Any]] = [
        {"type": "heading", "text": "Later", "level": 2}, {"type": "list", "ordered": False, "items": ["one", "two"]},
        {"type": "table", "rows": [["a", "b"], ["1", "2"]]}, {"type": "image", "image": 0},
    ]  # fmt: skip
    record["blocks"] += blocks
    return record


def write_lines(path: Path, records: Iterable[dict[str, Any]]) -> Path:
    """The records as JSON Lines."""
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), "utf-8")
    return path
