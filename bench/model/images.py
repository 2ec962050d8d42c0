"""Pictures to learn from: the evidence for each and for the texts near it, and what the truth says."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha1
from pathlib import Path
from typing import Any

import tldextract
from corpus import CORPUS, pages
from image_labels import NEITHER, kinds_of, true_of
from obfuscate import obfuscate

from crawler.extract.body import read_body
from crawler.extract.document.page import Page, parse
from crawler.extract.images.evidence import Evidence
from crawler.extract.images.read import find_candidates, near_texts
from crawler.normalize.word_tables import squash

LEARNT = ("press", "press2", "magazines")
"""Corpora to learn from; ``intl`` is measured only."""
CASES = Path(__file__).with_name("pictures.jsonl")
"""Small pages after the markup of widely used systems, each with what is true of its pictures."""
LABELLED = Path(__file__).with_name("labelled_pictures.jsonl")
"""Pages of corpora without truth of pictures, read by hand: for the hash of each picture's address nothing where it is
not the article's, else the hashes of the texts that are its caption or credit; other texts near it are neither."""
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
    reread: Callable[[], list[Evidence]] = list
    """The evidence for each picture anew, by the text model that is loaded then."""
    drafted: bool = False
    """Whether the model drafted its labels, which were then read and corrected."""


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
                example.reread = partial(seen.evidence, (regions, evidence))
                example.evidence = example.reread()
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


def labelled(versions: Sequence[str] = ("", "a"), most: int | None = None) -> Iterator[Example]:
    """Pages of corpora without truth of pictures that were read by hand, or the first ``most``."""
    rows = {row["url"]: row for row in map(json.loads, LABELLED.read_text("utf-8").splitlines()[:most])}
    for corpus in dict.fromkeys(row["corpus"] for row in rows.values()):
        for url, headers, data in pages(corpus):
            if (row := rows.pop(url, None)) is None:
                continue
            for version in versions:
                page = parse(obfuscate(data, url + version) if version else data, url, headers)
                yield _labelled(page, Example(corpus, site_of(url), [], drafted=True), row["pictures"])


def _labelled(page: Page, example: Example, pictures: dict[str, dict[str, str] | None]) -> Example:
    """A page's evidence with what its labels say; a picture that they do not know counts neither way."""
    seen = find_candidates(page, read_body(page))
    regions, evidence = near_texts(seen)
    for candidate, region, found in zip(seen.candidates, regions, evidence, strict=True):
        address = hashed(candidate.source.url)
        kinds = pictures.get(address)
        example.true.append(NEITHER if address not in pictures else -1 if kinds is None else 0)
        if kinds is not None:
            texts = (kinds.get(hashed(" ".join(text.text.split())), "neither") for text in region.texts)
            example.texts += zip(found, texts, strict=True)
    example.reread = partial(seen.evidence, (regions, evidence))
    example.evidence = example.reread()
    return example


def hashed(text: str) -> str:
    """What stands for an address or a text in the labels."""
    return sha1(text.encode(), usedforsecurity=False).hexdigest()[:12]


def _cases() -> list[dict[str, Any]]:
    return [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]


def site_of(url: str) -> str:
    return _site(url).top_domain_under_public_suffix or url
