"""Pictures to learn from: the evidence for each and for the texts near it, and what the truth says."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tldextract
from corpus import CORPUS, pages
from image_labels import kinds_of, true_of
from obfuscate import obfuscate

from crawler.extract.body import read_body
from crawler.extract.document.page import parse
from crawler.extract.images.evidence import Evidence
from crawler.extract.images.read import find_candidates, near_texts
from crawler.normalize.word_tables import squash

LEARNT = ("press", "press2", "magazines")
"""Corpora to learn from; ``intl`` is measured only."""
CASES = Path(__file__).with_name("pictures.jsonl")
"""Small pages after the markup of widely used systems, each with what is true of its pictures."""
_site = tldextract.TLDExtract(suffix_list_urls=())


@dataclass
class Example:
    """A page, as it is or with random names."""

    corpus: str
    site: str
    true: list[int]
    """For each picture the place of the true one that it is, -1 where it is none."""
    texts: list[tuple[Evidence, str]] = field(default_factory=list)
    """The texts near true pictures, and what they are."""
    evidence: list[Evidence] = field(default_factory=list)
    """The evidence for each picture."""


def examples(
    corpora: Iterable[str] = LEARNT, versions: Sequence[str] = ("", "a"), most: int | None = None
) -> Iterator[Example]:
    """The pages of corpora with the texts near their pictures: as they are for the version "", else with random names.

    ``most``: how many pages of each corpus to read, None for all. The evidence for the pictures is that of the text
    model as it is loaded.
    """
    for corpus in corpora:
        with open(CORPUS / f"{corpus}.truth.jsonl", encoding="utf-8") as file:
            truth = {row["url"]: row for row in map(json.loads, file) if row.get("images") is not None}
        for url, headers, data in pages(corpus, most):
            for version in versions if url in truth else ():
                page = parse(obfuscate(data, url + version) if version else data, url, headers)
                seen = find_candidates(page, read_body(page))
                true = true_of([c.source.url for c in seen.candidates], truth[url])
                example = Example(corpus, site_of(url), true)
                regions, evidence = near_texts(seen)
                for place, region, found in zip(true, regions, evidence, strict=True):
                    if place >= 0:
                        kinds = kinds_of([text.text for text in region.texts], truth[url]["images"][place])
                        example.texts += zip(found, kinds, strict=True)
                example.evidence = seen.evidence((regions, evidence))
                yield example


def cases(versions: Sequence[str] = ("", "a"), most: int | None = None) -> Iterator[Example]:
    """Small pages after the markup of widely used systems, or the first ``most``, for the texts near their pictures."""
    for case in _cases()[:most]:
        for version in versions:
            data = obfuscate(case["html"].encode(), case["id"] + version) if version else case["html"].encode()
            page = parse(data, f"https://{case['id']}.example/", {})
            seen = find_candidates(page, read_body(page))
            example = Example("cases", case["id"], [])
            for region, found in zip(*near_texts(seen), strict=True):
                texts = [text.text for text in region.texts]
                whole = squash(" ".join(texts))
                row = next((r for r in case["images"] if squash(r["caption"] or r["credits"][0]) in whole), None)
                if row is not None:
                    example.texts += zip(found, kinds_of(texts, row), strict=True)
            yield example


def _cases() -> list[dict[str, Any]]:
    return [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]


def site_of(url: str) -> str:
    return _site(url).top_domain_under_public_suffix or url
