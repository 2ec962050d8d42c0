"""Pictures of the corpora to learn from: the evidence for each and for the texts near it, and what the truth says."""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import tldextract
from corpus import CORPUS, pages
from obfuscate import obfuscate
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from crawler.extract.body import read_body
from crawler.extract.document.page import parse
from crawler.extract.images.evidence import Evidence
from crawler.extract.images.read import find_candidates, near_texts
from crawler.extract.images.weights import BIAS
from crawler.normalize.word_tables import squash
from tests.extract.images.test_page_shapes import PAGE, SHAPES

sys.path.append(str(CORPUS.parent / "bench"))
from image_urls import picture, similarity
from score import credit_tokens

LEARNT = ("press", "press2", "magazines")
"""Corpora to learn from; ``intl`` is measured only."""
SOFTNESS = 0.005
"""Inverse strength of the regularisation: chosen by what carries over to sites left out."""
TREES = 100
MARGIN = 0.15
"""Log odds by which a picture must be likelier than not: one of which little is known is not taken."""
KINDS = ("caption", "credit")
_NEITHER = -2
"""A picture that counts neither way."""
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


def examples(corpora: Iterable[str] = LEARNT, versions: Sequence[str] = ("", "a")) -> Iterator[Example]:
    """The pages of corpora with the texts near their pictures: as they are for the version "", else with random names.

    The evidence for the pictures is that of the text model as it is loaded.
    """
    for corpus in corpora:
        with open(CORPUS / f"{corpus}.truth.jsonl", encoding="utf-8") as file:
            truth = {row["url"]: row for row in map(json.loads, file) if row.get("images") is not None}
        for url, headers, data in pages(corpus):
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


def cases(versions: Sequence[str] = ("", "a")) -> Iterator[Example]:
    """Small pages after the markup of widely used systems and of the tests, for the texts near their pictures."""
    for name, html, rows in (*_cases(), *_shapes()):
        for version in versions:
            data = obfuscate(html.encode(), name + version) if version else html.encode()
            page = parse(data, f"https://{name}.example/", {})
            seen = find_candidates(page, read_body(page))
            example = Example("cases", name, [])
            for region, found in zip(*near_texts(seen), strict=True):
                texts = [text.text for text in region.texts]
                whole = squash(" ".join(texts))
                row = next((r for r in rows if squash(r["caption"] or r["credits"][0]) in whole), None)
                if row is not None:
                    example.texts += zip(found, kinds_of(texts, row), strict=True)
            yield example


def _cases() -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    with open(CORPUS.parent / "cases" / "pictures.jsonl", encoding="utf-8") as file:
        every = [json.loads(line) for line in file]
    for case in every:
        said: defaultdict[str, dict[str, Any]] = defaultdict(dict)
        for path, test, wanted in case["checks"]:
            image, _, name = path.partition(".")
            if image.startswith("images["):
                said[image][name] = wanted if test == "==" else wanted[0] if test == "in" else None
        rows = [_row(one.get("caption"), one.get("credit_text")) for one in said.values()]
        if "html" in case:
            yield case["id"], case["html"], [row for row in rows if row["caption"] or row["credits"]]


def _shapes() -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    for place, (markup, caption, credit) in enumerate(SHAPES.values()):
        yield f"shape{place}", PAGE.format(markup), [_row(caption, credit)] if caption or credit else []


def _row(caption: str | None, credit: str | None) -> dict[str, Any]:
    return {"caption": caption, "credits": [credit] if credit else []}


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


def kinds_of(texts: Sequence[str], row: dict[str, Any]) -> list[str]:
    """What each text near a picture is: words of its true caption, of its true credit, or neither.

    Labels and signs are what follows them; a word of the caption that stands beside all of it is neither.
    """
    kinds = [_kind_of(text, row) for text in texts]
    keys = [squash(text) for text in texts]
    for place, own in enumerate(keys):
        longer = (k for n, k in enumerate(keys) if n != place and len(k) > len(own) and kinds[n] == "caption")
        if kinds[place] == "caption" and len(own) < 40 and any(own in k for k in longer):
            kinds[place] = "neither"
    for place in range(len(texts) - 2, -1, -1):
        if kinds[place] != "caption" and len(keys[place]) < 14 and not credit_tokens(texts[place]):
            kinds[place] = kinds[place + 1] if kinds[place + 1] == "credit" else kinds[place]
    return kinds


def _kind_of(text: str, row: dict[str, Any]) -> str:
    own = squash(text)
    credits = [squash(credit) for credit in row["credits"]]
    if own and own in credits:
        return "credit"
    captions = [squash(c) for c in (row["caption"], *(row.get("alt_captions") or ())) if c]
    for caption in captions:
        if own == caption or (own in caption and len(own) >= 4) or (caption in own and len(caption) > 0.3 * len(own)):
            return "caption"
    theirs, ours = set(credit_tokens(" ".join(row["credits"]))), set(credit_tokens(text))
    if ours and len(ours & theirs) >= 0.5 * len(ours) and len(own) < 160:
        return "credit"
    label = own and not ours and len(own) < 25 and any(own in credit for credit in credits)
    return "credit" if label else "neither"


def fitted(known: Sequence[Example]) -> dict[str, float]:
    """The weights that tell these pages' pictures; a page of many pictures counts less for each."""
    rows, labels, weights = [], [], []
    for page in known:
        for evidence, true in zip(page.evidence, page.true, strict=True):
            if true != _NEITHER:
                rows.append(evidence)
                labels.append(true >= 0)
                weights.append(1 / (1 + 0.15 * len(page.evidence)))
    names, numbers = _numbers(rows)
    means, spreads = numbers.mean(0), numbers.std(0)
    spreads[spreads == 0] = 1
    model = LogisticRegression(C=SOFTNESS, max_iter=2000)
    model.fit((numbers - means) / spreads, labels, sample_weight=weights)
    slopes = model.coef_[0] / spreads
    bias = float(model.intercept_[0] - slopes @ means) - MARGIN
    return {BIAS: round(bias, 3)} | {n: round(float(w), 3) for n, w in zip(names, slopes, strict=True)}


def grown(known: Sequence[Example], kind: str) -> Iterator[tuple[str, ...]]:
    """The trees that tell the texts of a kind, as rows of nodes; a page of many texts counts less for each."""
    rows = [evidence for page in known for evidence, _ in page.texts]
    labels = [own == kind for page in known for _, own in page.texts]
    weights = [5 / (5 + len(page.texts)) ** 0.5 for page in known for _ in page.texts]
    names, numbers = _numbers(rows)
    model = HistGradientBoostingClassifier(
        max_iter=TREES, max_leaf_nodes=6, learning_rate=0.08, max_features=0.1, l2_regularization=5,
        min_samples_leaf=20, early_stopping=False, random_state=0,
    ).fit(numbers, labels, sample_weight=weights)  # fmt: skip
    yield "0", "0", "", f"{model._baseline_prediction.item():.3f}"
    for tree, (predictor,) in enumerate(model._predictors, 1):
        for place, node in enumerate(predictor.nodes):
            at = str(tree), str(place)
            if node["is_leaf"]:
                yield *at, "", f"{node['value']:.3f}"
            else:
                ways = str(node["left"]), str(node["right"])
                yield *at, names[node["feature_idx"]], f"{node['num_threshold']:.6g}", *ways


def _numbers(rows: Sequence[Mapping[str, float]]) -> tuple[list[str], Any]:
    names = [*rows[0]]
    return names, np.array([[float(row[name]) for name in names] for row in rows])


def folds(sites: Iterable[str], number: int = 5) -> Iterator[set[str]]:
    """The sites to leave out, fold by fold."""
    distinct = sorted(set(sites))
    split = GroupKFold(number, shuffle=True, random_state=1).split(distinct, groups=distinct)
    yield from ({distinct[i] for i in test} for _, test in split)
