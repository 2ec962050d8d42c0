"""Pages of the corpora with, for each run of text, the share of it that is in the truth."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import tldextract
from corpus import CORPUS, pages
from label_text import Shingles, shingles, tokens, variants

from crawler.extract.body.model import contenders, lengths_and_sizes
from crawler.extract.body.read import headline_of
from crawler.extract.body.text_block import TextBlock
from crawler.extract.body.walk import walk
from crawler.extract.document.decode import decode
from crawler.extract.document.page import parse

CORPORA = ("press", "press2", "articles", "classic", "web")
"""What is learned from."""
SNIPPETS = "web"
"""The corpus of which only snippets are known."""
_site = tldextract.TLDExtract(suffix_list_urls=())
_STANDFIRST = 0.05
"""Weight of what the scorer takes either way."""
_MOST_WRONG = 1.5
"""What is not the article weighs at most so many times what is: a page of comments must not outweigh its article."""
_SNIPPET, _MOST_SNIPPETS = 0.15, 0.6
"""Weight of a text with a snippet, and of all wrong ones of a page, in weights of a whole page."""
_LONG_SNIPPET = 25
"""Characters from which on a snippet is right wherever it stands."""


@dataclass
class Example:
    """A page to learn from."""

    corpus: str
    site: str
    truth: dict[str, Any]
    text_blocks: list[TextBlock]
    headline: int
    tokens: list[list[str]]
    shares: list[float] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    shingles: list[Shingles] = field(default_factory=list)
    random: bool = False
    """Whether its class and id names are random ones."""


def examples(corpora: Sequence[str] = CORPORA, most: int | None = None) -> Iterator[Example]:
    """The pages of the corpora, or the first ``most`` of each, whose truth has the text or snippets of it."""
    for corpus in corpora:
        with open(CORPUS / f"{corpus}.truth.jsonl", encoding="utf-8") as file:
            truth = {row["url"]: row for row in map(json.loads, file) if row.get("text") or corpus == SNIPPETS}
        for url, headers, data in pages(corpus, most):
            if url in truth:
                page = parse(decode(data, headers.get("content-type", "")), url, headers)
                every = walk(page.root).text_blocks
                shown = headline_of(every, page.data.titles)
                kept = contenders(every, shown)
                headline = kept.index(shown) if shown >= 0 else -1
                yield _labelled(corpus, site_of(url), truth[url], [every[i] for i in kept], headline)


def site_of(url: str) -> str:
    """The domain that pages of one site share."""
    return _site(url).top_domain_under_public_suffix or url


def _labelled(corpus: str, site: str, truth: dict[str, Any], text_blocks: list[TextBlock], headline: int) -> Example:
    example = Example(corpus, site, truth, text_blocks, headline, [tokens(block.text) for block in text_blocks])
    example.lengths, example.sizes = lengths_and_sizes(text_blocks)
    if truth.get("text"):
        example.shares = shares(example.tokens, truth["text"])
        example.weights = _weights(example)
        example.shingles = [shingles(v) for v in variants(truth)]
    else:
        example.shares, example.weights = _of_snippets(text_blocks, truth)
    return example


def _of_snippets(text_blocks: list[TextBlock], truth: dict[str, Any]) -> tuple[list[float], list[float]]:
    """Shares and weights where only snippets are known: what holds one that must not be there is wrong, the one text
    that holds one that must be there is right, and all else weighs nothing."""
    texts = [block.text.lower() for block in text_blocks]
    places = {key: [_holding(texts, s.lower()) for s in truth.get(key) or ()] for key in ("with", "without")}
    wrong = {place for found in places["without"] for place in found}
    right = {p for s, found in zip(truth.get("with") or (), places["with"], strict=True) for p in _certain(s, found)}
    weigh = dict.fromkeys(right - wrong, _SNIPPET)
    weigh |= {place: min(_SNIPPET, _MOST_SNIPPETS / len(wrong - right)) for place in wrong - right}
    return [float(i in right) for i in range(len(text_blocks))], [weigh.get(i, 0.0) for i in range(len(text_blocks))]


def _holding(texts: list[str], snippet: str) -> list[int]:
    return [place for place, text in enumerate(texts) if snippet in text]


def _certain(snippet: str, found: list[int]) -> list[int]:
    """Where a snippet stands; nowhere where it is short and stands in several texts."""
    return found if len(found) == 1 or len(snippet) > _LONG_SNIPPET else []


def shares(text_blocks: list[list[str]], text: str) -> list[float]:
    """The share of each run's shingles that are in the truth; of short runs, whether truth has them in this place."""
    true = tokens(text)
    known = {tuple(true[i : i + 4]) for i in range(len(true) - 3)}
    lines = {tuple(tokens(line)) for line in text.splitlines()}
    joined = f" {' '.join(true)} "
    filled = [i for i, block in enumerate(text_blocks) if block]
    found = [0.0] * len(text_blocks)
    for before, at, behind in zip([None, *filled], filled, [*filled[1:], None], strict=False):
        block = text_blocks[at]
        if len(block) > 3:
            share = sum(tuple(block[i : i + 4]) in known for i in range(len(block) - 3)) / (len(block) - 3)
            found[at] = share if share >= 0.25 else 0.0
        else:
            own = " ".join(block)
            led = before is not None and f" {' '.join(text_blocks[before][-3:])} {own} " in joined
            followed = behind is not None and f" {own} {' '.join(text_blocks[behind][:3])} " in joined
            found[at] = float(tuple(block) in lines or led or followed)
    return found


def _weights(example: Example) -> list[float]:
    """Pages weigh alike, runs by their tokens: as the score counts them."""
    whole = max(30, len(tokens(example.truth["text"])))
    standfirst = example.truth.get("standfirst") or ""
    weights = [
        (len(own) + 1) / whole * (_STANDFIRST if len(block.text) > 20 and block.text in standfirst else 1)
        for block, own in zip(example.text_blocks, example.tokens, strict=True)
    ]
    wrong = sum(w * (1 - share) for w, share in zip(weights, example.shares, strict=True))
    scale = min(1.0, _MOST_WRONG / wrong) if wrong else 1.0
    return [w * scale if share < 0.5 else w for w, share in zip(weights, example.shares, strict=True)]


def f1(example: Example, kept: list[int]) -> tuple[float, float, float]:
    """Shingle F1, precision and recall of the kept runs, as the corpora's scorer counts them."""
    text = [token for place in kept for token in example.tokens[place]]
    ours = shingles(text)
    best = (0.0, 0.0, 0.0)
    for true in example.shingles:
        both = (ours & true).total()
        if both:
            p, r = both / ours.total(), both / true.total()
            best = max(best, (2 * p * r / (p + r), p, r))
    return best
