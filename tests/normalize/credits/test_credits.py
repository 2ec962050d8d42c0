"""The credit grammar, line by line: tests/tables/credit_lines.csv."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.normalize.credits import Credit, looks_like_credit, read_credit
from crawler.normalize.credits.read import read_credits
from crawler.record.items import Article, Image

LINES = list(
    csv.DictReader((Path(__file__).parents[2] / "tables" / "credit_lines.csv").open(encoding="utf-8", newline=""))
)
LOOKALIKES = [line for line in LINES if not line["credit_text"]]


def names(cell: str) -> list[str]:
    return cell.split("; ") if cell else []


@pytest.mark.parametrize(
    "line", LINES, ids=lambda line: f"{line['language']}: {line['caption_in'] or line['credit_in']}"
)
def test_line(line: dict[str, str]) -> None:
    read = read_credit(line["caption_in"] or None, line["credit_in"] or None)
    assert read.caption == (line["caption"] or None)
    assert read.credit_text == (line["credit_text"] or None)
    assert read.creators == names(line["creators"])
    assert read.source_organizations == names(line["organizations"])


def test_table_is_wide() -> None:
    assert len(LINES) >= 400
    assert len(LOOKALIKES) * 3 >= len(LINES)
    assert len({line["language"] for line in LINES}) >= 20
    assert len({json.dumps(line) for line in LINES}) == len(LINES)


@pytest.mark.parametrize("line", LOOKALIKES, ids=lambda line: line["caption_in"])
def test_lookalike_is_no_credit(line: dict[str, str]) -> None:
    assert not looks_like_credit(line["caption_in"])


@pytest.mark.parametrize(
    "text",
    [line["credit_in"] for line in LINES if line["credit_in"] and line["organizations"] and "/" in line["credit_in"]],
)
def test_chain_of_an_element_looks_like_a_credit(text: str) -> None:
    assert looks_like_credit(text)


def test_notice() -> None:
    assert read_credit(None, "© AFP - LUDOVIC MARIN").copyright_notice == "© AFP - LUDOVIC MARIN"
    assert read_credit("Rain in Rome. (AP)").copyright_notice is None


@pytest.mark.parametrize("caption, credit", [(None, None), ("", ""), (" ", "\n"), ("", None)])
def test_nothing(caption: str | None, credit: str | None) -> None:
    assert read_credit(caption, credit) == Credit()


@pytest.mark.parametrize("text", ["FILE ：", "写真 ：", "AFP photo ："])
def test_a_label_alone_names_nobody(text: str) -> None:
    credit = read_credit(text)
    assert (credit.creators, credit.source_organizations) == ([], [])


def test_sentence_in_the_element_of_the_credit_is_caption() -> None:
    read = read_credit("The bridge.", "It was opened by the mayor on a rainy day and then closed again for repairs.")
    assert read.credit_text is None
    assert read.caption is not None and read.caption.startswith("The bridge. It was opened")


def test_two_sentences_in_the_element_of_the_credit_are_caption() -> None:
    said = "Ein Mitglied der Brigade bei einer Kundgebung. (Archivbild)"
    read = read_credit(None, f"{said} (Quelle: IMAGO/Max Muster)")
    assert (read.caption, read.creators) == (said, ["Max Muster"])


@given(st.text(max_size=200), st.text(max_size=80))
def test_never_raises(caption: str, credit: str) -> None:
    read = read_credit(caption, credit)
    assert isinstance(read, Credit)
    assert read_credit(caption).caption or read_credit(caption).credit_text or not caption.strip()


@pytest.mark.parametrize(
    "credit, publisher, creators, organizations",
    [
        ("Liam Merkur", "Liam Merkur", [], ["Liam Merkur"]),
        ("Jane Doe / Noah Vale", "The Noah Vale", ["Jane Doe"], ["Noah Vale"]),
        ("Jane Doe", "Jane", ["Jane Doe"], []),
        ("Jane Doe", None, ["Jane Doe"], []),
    ],
)
def test_publisher_is_no_person(
    credit: str, publisher: str | None, creators: list[str], organizations: list[str]
) -> None:
    article = Article(
        url="https://x.example/", requested_url="https://x.example/", date_downloaded="", publisher=publisher
    )
    article.images = [Image(url="https://x.example/a.jpg", credit_text=credit)]
    read_credits(article)
    assert article.images[0].creators == creators
    assert article.images[0].source_organizations == organizations
