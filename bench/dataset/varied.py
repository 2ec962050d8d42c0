"""Any number of records with the texts of the corpora, each varied so that no two are alike but the reprints."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from crawler.record.finalize import digest, to_valid_record
from crawler.record.items import Article, Author, Block, Image

_FIRST = datetime(2024, 1, 1, tzinfo=UTC)
_PARAGRAPHS = 12


def varied(bodies: Sequence[Sequence[str]], size: int, seed: int = 9) -> Iterator[dict[str, Any]]:
    """Records of ``bodies``, each a list of paragraphs, whose words are in an order of their own.

    Each tenth is a reprint of the one before, cut by a third; there are 400 publishers and a thousand days.
    """
    rng, orders = random.Random(seed), np.random.default_rng(seed)
    parts = [[paragraph.split() for paragraph in body[:_PARAGRAPHS]] for body in bodies]
    before: list[str] = []
    for number in range(size):
        if number % 10 == 9:
            before = before[: max(1, 2 * len(before) // 3)]
        else:
            before = [_shuffled(words, orders) for words in rng.choice(parts)]
        yield _record(number, before, rng)


def _shuffled(words: list[str], orders: np.random.Generator) -> str:
    """The words in another order."""
    return " ".join([words[place] for place in orders.permutation(len(words)).tolist()])


_TEMPLATE: dict[str, Any] = {}


def _record(number: int, paragraphs: list[str], rng: random.Random) -> dict[str, Any]:
    """A valid record; what is the same in all is made once."""
    if not _TEMPLATE:
        image = Image("https://cdn.example/a.jpg", "Boats at sea", "Boats", "Jane Doe/AP", ["Jane Doe"], role="lead")
        _TEMPLATE.update(to_valid_record(Article(
            "https://daily.example/1", "https://daily.example/1", headline="Rain", authors=[Author("Ann Lee")],
            byline="By Ann Lee", blocks=[Block("paragraph", text="Rain.")], images=[image], confidence=0.9,
            date_downloaded="2026-04-02T00:00:00Z", in_language="en",
        )))  # fmt: skip
    record = copy.copy(_TEMPLATE)
    publisher = f"Paper {rng.randrange(400)}"
    address = f"https://{publisher.replace(' ', '-').lower()}.example/news/{number}"
    published = _FIRST + timedelta(days=rng.randrange(1000), minutes=rng.randrange(1440))
    body = "\n\n".join(paragraphs)
    return record | {
        "url": address, "requested_url": address, "id": digest(address), "publisher": publisher,
        "headline": " ".join(paragraphs[0].split()[:9]), "date_published": published.isoformat(),
        "confidence": round(rng.random(), 4), "article_body": body, "body_hash": digest(body),
        "blocks": [{"type": "paragraph", "text": text} for text in paragraphs],
        "images": [record["images"][0] | {"url": f"https://cdn.example/{number}.jpg"}],
    }  # fmt: skip
