"""CSV: nothing that a spreadsheet runs; documents of several records; what export says of bad lines."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from crawler.exporters.cells import to_cells
from crawler.normalize.quantities import with_noun
from tests.command import copydesk
from tests.datasets.articles import article, full_article, write_lines


@pytest.mark.parametrize(("name", "list_of"), [("a.ninjs.json", lambda d: d), ("a.jsonld", lambda d: d["@graph"])])
@pytest.mark.parametrize("records", [0, 1, 2, 3])
def test_one_record_is_the_document_and_several_a_list(tmp_path: Path, name: str, list_of: Any, records: int) -> None:
    lines = write_lines(tmp_path / "a.jsonl", [article(number) for number in range(records)])
    done = copydesk("export", lines, "-o", tmp_path / name)
    assert (done.code, done.err) == (0, f"{with_noun(records, 'record')}.\n")
    found = json.loads((tmp_path / name).read_text("utf-8"))
    assert len([found] if records == 1 else list_of(found)) == records


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(1)", "'@SUM(1)"),
        (" =1+1", "' =1+1"),
        ("\t=1+1", "'\t=1+1"),
        ("＝1+1", "'＝1+1"),
        (["=1+1"], "'=1+1"),
        ("1+1", "1+1"),
        (-1, "-1"),
        (0.5, "0.5"),
        (True, "true"),
        (None, ""),
        ([], ""),
        (["a", "b"], "a; b"),
        ({"headline": "json-ld", "images": "dom"}, "headline: json-ld; images: dom"),
        ([{"name": "Ann Lee", "url": None}, {"name": "Bo", "url": None}], "Ann Lee; Bo"),
        ([{"text": "It was Monday.", "date": "2026-04-03"}], "2026-04-03 It was Monday."),
        ([{"type": "list", "items": ["a", "b"], "ordered": True}], "a; b"),
        ([{"url": "https://v.example/", "name": None, "provider": "v"}], "https://v.example/"),
    ],
)
def test_cells(value: Any, cell: str) -> None:
    assert to_cells({"field": value}) == {"field": cell}


def test_csv_columns_are_chosen(tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "a.jsonl", [full_article(), article(2, headline='=HYPERLINK("x")')])
    names = "headline,authors,images,images.credit_text,images.creators,keywords"
    assert copydesk("export", lines, "-o", tmp_path / "a.csv", "--fields", names).code == 0
    header, *rows = csv.reader(io.StringIO((tmp_path / "a.csv").read_text("utf-8")))
    assert header == names.split(",")
    assert rows[0] == [
        "Rain 1",
        "Ann Lee",
        "Boats [Jane Doe/AP] https://daily.example/a.jpg",
        "Jane Doe/AP",
        "Jane Doe",
        "rain; wind",
    ]
    assert rows[1] == ['\'=HYPERLINK("x")', "", "", "", "", ""]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("-o", "a.csv", "--fields", "headline,title"), "title: no such field"),
        (("-o", "a.csv", "--fields", "images.title"), "images.title: no such field"),
        (("-o", "a.jsonld", "--fields", "headline"), "--fields requires one of the formats csv, jsonl, json, parquet, not jsonld."),
        (("-o", "a.parquet", "--fields", "images.url"), "--fields images.url requires csv; parquet has whole fields."),
        (("-o", "a.orc",), "there is no format for .orc"),
        (("-o", "a.jsonl"), "are the same file"),
    ],
)  # fmt: skip
def test_a_wrong_command_line_costs_no_file(tmp_path: Path, arguments: tuple[str, ...], sentence: str) -> None:
    write_lines(tmp_path / "a.jsonl", [article(1)])
    done = copydesk("export", "a.jsonl", *arguments, cwd=tmp_path)
    assert done.code == 2 and sentence in " ".join(done.err.split())
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]


@pytest.mark.parametrize(
    ("lines", "code", "records", "sentence"),
    [
        (["{}"], 23, 0, "Line 1 of a.jsonl is not an article record"),
        (["{", "RECORD"], 23, 1, "Line 1 of a.jsonl is not valid JSON."),
        (["RECORD", "", "[1]", "RECORD"], 23, 2, "Line 3 of a.jsonl is not an article record"),
        (
            ["no", "records", "at", "all"],
            28,
            0,
            "a.jsonl holds no article records: line 1 of a.jsonl is not valid JSON.",
        ),
        (["no"] * 1000 + ["RECORD"], 28, 0, "a.jsonl holds no article records: line 1 of a.jsonl is not valid JSON."),
        (["OLD"], 0, 1, "1 record."),
        (["OTHER"], 23, 0, "is a record of schema version 2.0.0"),
        (["WRONG"], 23, 0, "breaks the contract of a record: data.headline must be"),
    ],
)
def test_bad_lines(tmp_path: Path, lines: list[str], code: int, records: int, sentence: str) -> None:
    old = article(1) | {"schema_version": "1.0.0"}
    del old["confidence"], old["near_duplicate_of"]
    made = {
        "RECORD": article(1),
        "OLD": old,
        "OTHER": article(1) | {"schema_version": "2.0.0"},
        "WRONG": article(1) | {"headline": 3},
    }
    text = "\n".join(json.dumps(made[line]) if line in made else line for line in lines)
    (tmp_path / "a.jsonl").write_text(text, "utf-8")
    done = copydesk("export", "a.jsonl", cwd=tmp_path)
    assert (done.code, len(done.records)) == (code, records), done.err
    assert sentence in done.err and len(done.err.splitlines()) == (2 if code else 1)
    assert all("confidence" in record for record in done.records)
