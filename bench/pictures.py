"""Pictures of the corpora to learn from: the evidence for each, and which true one it is."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import tldextract
from corpus import CORPUS, pages
from obfuscate import obfuscate
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from crawler.extract.body import read_body
from crawler.extract.document.page import parse
from crawler.extract.images.evidence import Evidence
from crawler.extract.images.read import look
from crawler.extract.images.weights import BIAS

sys.path.append(str(CORPUS.parent / "bench"))
from image_urls import picture, similarity

LEARNT = ("press", "press2", "magazines")
"""Corpora to learn from; ``intl`` is measured only."""
SOFTNESS = 0.005
"""Inverse strength of the regularisation: chosen by what carries over to sites left out."""
MARGIN = 0.15
"""Log odds by which a picture must be likelier than not: one of which little is known is not taken."""
_NEITHER = -2
"""A picture that counts neither way."""
_site = tldextract.TLDExtract(suffix_list_urls=())


@dataclass
class Example:
    """A page, as it is or with random names."""

    corpus: str
    site: str
    url: str
    evidence: list[Evidence]
    true: list[int]
    """For each picture the place of the true one that it is, -1 where it is none."""


def examples(corpus: str, versions: Sequence[str] = ("", "a")) -> Iterator[Example]:
    """The pages of a corpus: as they are for the version "", else with random names."""
    with open(CORPUS / f"{corpus}.truth.jsonl", encoding="utf-8") as file:
        truth = {row["url"]: row for row in map(json.loads, file) if row.get("images") is not None}
    for url, headers, data in pages(corpus):
        for version in versions if url in truth else ():
            page = parse(obfuscate(data, url + version) if version else data, url, headers)
            seen = look(page, read_body(page))
            true = true_of([c.source.url for c in seen.candidates], truth[url])
            yield Example(corpus, site_of(url), url, seen.evidence(), true)


def site_of(url: str) -> str:
    return _site(url).top_domain_under_public_suffix or url


def true_of(urls: list[str], row: dict[str, Any]) -> list[int]:
    """For each address the place of the true picture that it shows."""
    known = [picture(t["urls"], row["url"]) for t in row["images"]]
    ignored = [picture(t["urls"], row["url"]) for t in row.get("ignore_images") or []]
    counts = Counter(mark for _, marks in known for mark in marks)
    common = frozenset(mark for mark, n in counts.items() if n > 1)
    found = []
    for url in urls:
        own = picture([url], row["url"])
        best = max(((similarity(own, t, common), i) for i, t in enumerate(known)), default=(0, -1))
        either = _NEITHER if any(similarity(own, t) for t in ignored) else -1
        found.append(best[1] if best[0] else either)
    return found


def fitted(known: Sequence[Example]) -> dict[str, float]:
    """The weights that tell these pages' pictures; a page of many pictures counts less for each."""
    rows, labels, weights = [], [], []
    for page in known:
        for evidence, true in zip(page.evidence, page.true, strict=True):
            if true != _NEITHER:
                rows.append(evidence)
                labels.append(true >= 0)
                weights.append(1 / (1 + 0.15 * len(page.evidence)))
    names = [*rows[0]]
    numbers = np.array([[float(row[name]) for name in names] for row in rows])
    means, spreads = numbers.mean(0), numbers.std(0)
    spreads[spreads == 0] = 1
    model = LogisticRegression(C=SOFTNESS, max_iter=2000)
    model.fit((numbers - means) / spreads, labels, sample_weight=weights)
    slopes = model.coef_[0] / spreads
    bias = float(model.intercept_[0] - slopes @ means) - MARGIN
    return {BIAS: round(bias, 3)} | {n: round(float(w), 3) for n, w in zip(names, slopes, strict=True)}


def folds(sites: Sequence[str], number: int = 5) -> Iterator[set[str]]:
    """The sites to leave out, fold by fold."""
    distinct = sorted(set(sites))
    split = GroupKFold(number, shuffle=True, random_state=1).split(distinct, groups=distinct)
    yield from ({distinct[i] for i in test} for _, test in split)
