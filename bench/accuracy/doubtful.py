"""Pages whose truth does not say what a record says: how many they are, and the measures without them.

The truth has headlines that a page has for search engines or social media only; a record has the one that is shown.
The truth counts outlets, desks and agencies as authors; a record's authors are people. The truth has the date that a
page shows last, be it of a change; a record tells both dates apart. Some true texts are not those of their pages: see
``doubtful_text.py``.
"""

from __future__ import annotations

import json
import statistics
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus import CORPUS, pages
from doubtful_text import is_doubtful
from lxml.html import HtmlElement

from crawler.extract.document.decode import decode
from crawler.extract.document.page import parse
from crawler.normalize.name_types import is_nobody
from crawler.normalize.names import is_person
from crawler.normalize.news_agencies import news_agency
from crawler.normalize.urls import split
from crawler.normalize.word_tables import squash

sys.path.append(str(CORPUS.parent / "bench"))
from score import day, fold, prf, shingles, variants

Row = dict[str, Any]


def doubtful(name: str, records: Path) -> list[list[str]]:
    """Rows of a table: what is measured, pages, doubtful pages, the measure on all and on the others."""
    roots = {url: parse(decode(d, h.get("content-type", "")), url, h).root for url, h, d in pages(name)}
    headings = {url: _headings(root) for url, root in roots.items()}
    found = {r["requested_url"]: r for r in lines(records)}
    truth = [(row, found.get(row["url"], {})) for row in lines(CORPUS / f"{name}.truth.jsonl")]
    titles = [(_title(row, r), not any(squash(row["title"]) in h for h in headings[row["url"]])) for row, r in truth]
    authors = [(_authors(row, r), names_nobody(row, r)) for row, r in truth if row.get("authors")]
    dates = [(_date(row, r), _is_change(row, r)) for row, r in truth if row.get("date")]
    texts = [(_text(row, r), is_doubtful(roots[row["url"]], row["text"])) for row, r in truth if row.get("text")]
    wanted = [_wanted(snippet, r) for row, r in truth for snippet in row.get("with") or ()]
    return [
        [
            f"{name}: text, mean shingle F1; a tenth of the truth is not on the page, or the other way round",
            *_figures(texts),
        ],
        *([[f"{name}: snippets of the text; truth has other signs or spaces", *_figures(wanted)]] if wanted else []),
        [f"{name}: headline; truth is in no heading of the page", *_figures(titles)],
        [f"{name}: authors, F1; truth names no person", *_figures(authors)],
        [f"{name}: date; truth is the date of a change", *_figures(dates)],
    ]


def _wanted(snippet: str, record: Row) -> tuple[float, bool]:
    """Whether a body holds a snippet; whether they differ in quotes, dashes and spaces alone, which are the page's."""
    body = record.get("article_body") or ""
    held = snippet.lower() in body.lower()
    return float(held), not held and fold(snippet) in fold(body)


def lines(path: Path) -> Iterator[Row]:
    with open(path, encoding="utf-8") as file:
        yield from map(json.loads, file)


def _figures(scores: list[tuple[float, bool]]) -> list[str]:
    kept = [score for score, is_doubtful in scores if not is_doubtful]
    left_out = len(scores) - len(kept)
    return [
        str(len(scores)),
        f"{left_out} ({left_out / len(scores):.1%})",
        f"{statistics.fmean(score for score, _ in scores):.3f}",
        f"{statistics.fmean(kept):.3f}",
    ]


def _text(row: Row, record: Row) -> float:
    body = shingles(record.get("article_body") or "")
    return max(float(prf(body, shingles(text))[2]) for text in variants(row))


def _headings(root: HtmlElement) -> list[str]:
    """The headings of a page outside of its menus, without their signs."""
    found = (e for e in root.iter("h1", "h2", "h3") if not any(a.tag == "nav" for a in e.iterancestors()))
    return [squash("".join(e.itertext())) for e in found]


def _title(row: Row, record: Row) -> float:
    return float(fold(record.get("headline")) == fold(row["title"]))


def _authors(row: Row, record: Row) -> float:
    ours = Counter({fold(a["name"]) for a in record.get("authors") or []})
    return float(prf(ours, Counter({fold(a) for a in row["authors"]}))[2])


def names_nobody(row: Row, record: Row) -> bool:
    """Whether each true author is a desk, an agency, or a name of the site's that is not written like a person's."""
    host = (split(row["url"]).hostname or "").removeprefix("www.")
    keys = {squash(record.get("publisher") or ""), *map(squash, (host, *host.split(".")))}
    names = row["authors"]
    return all(is_nobody(n) or news_agency(n) is not None or (squash(n) in keys and not is_person(n)) for n in names)


def _date(row: Row, record: Row) -> float:
    return float(bool(day(record.get("date_published")) & day(row["date"])))


def _is_change(row: Row, record: Row) -> bool:
    return not _date(row, record) and bool(day(record.get("date_modified")) & day(row["date"]))
