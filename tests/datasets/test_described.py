"""What a dataset says of itself: croissant.json by its own validator, the report, the manifest, the card; all true."""

from __future__ import annotations

import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from crawler.datasets.charts import bars, columns
from tests.command import copydesk
from tests.datasets.articles import full_article, write_lines
from tests.datasets.test_build import body, build, records, rows

pytest.importorskip("pyarrow", reason="the extra datasets is not installed")
HOSTILE = {"publisher": "<script>alert(1)</script> | `x`", "license": "https://daily.example/?a=1&b=<b>"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve articles, one of which reprints another, and one with a value in every field, whose names are markup."""
    path = tmp_path_factory.mktemp("described")
    made = [*records(), full_article() | HOSTILE | {"id": "f" * 32, "article_body": body(77)}]
    lines = write_lines(path / "a.jsonl", made)
    done = build(
        lines, path / "set", "--duplicates", "mark", "--split", "time", "--test-share", "0.25", "--min-words", "100"
    )
    assert done.code == 0, done.err
    return path / "set"


def manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))
    return found


def test_mlcroissant_accepts_it_and_reads_the_records(folder: Path) -> None:
    mlcroissant = pytest.importorskip("mlcroissant", reason="mlcroissant is not installed")
    dataset = mlcroissant.Dataset(jsonld=str(folder / "croissant.json"))
    assert not dataset.metadata.ctx.issues.errors
    found = list(dataset.records(record_set="articles"))
    expected = {row["id"]: row["split"] for row in rows(folder)}
    assert {row["articles/id"].decode(): row["articles/split"].decode() for row in found} == expected
    assert {bytes(row["splits/name"]).decode() if isinstance(row["splits/name"], bytes) else row["splits/name"]
            for row in dataset.records(record_set="splits")} == {"train", "test"}  # fmt: skip


def test_croissant_has_the_files_with_their_hashes(folder: Path) -> None:
    found = json.loads((folder / "croissant.json").read_text("utf-8"))
    assert found["conformsTo"] == "http://mlcommons.org/croissant/1.1"
    files = {file["contentUrl"]: file["sha256"] for file in found["distribution"] if file["@type"] == "cr:FileObject"}
    assert files == {f"data/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest()
                     for path in (folder / "data").glob("*.parquet")}  # fmt: skip


def test_the_numbers_of_the_manifest_are_those_of_the_files(folder: Path) -> None:
    found, written = manifest(folder), rows(folder)
    assert found["records_written"] == len(written) == 13
    assert found["words"] == sum(len(row["article_body"].split()) for row in written)
    assert found["characters"] == sum(len(row["article_body"]) for row in written)
    assert found["fields"]["keywords"] == sum(bool(row["keywords"]) for row in written) == 1
    assert found["fields"]["date_published"] == sum(row["date_published"] is not None for row in written) == 13
    assert found["fields"]["revision"] == 13
    assert found["days"]["2026-04-12"] == 2 and sum(found["days"].values()) == 13
    assert sum(count for _, count in found["lengths"]) == 13
    assert (sum(count for _, count in found["confidences"]), found["without_confidence"]) == (12, 1)
    assert (found["marked_duplicates"], found["marked_stories"], found["copies_of_a_story"]) == (1, 1, {"1": 1})
    assert found["counts"] == {"dropped_revision": 1, "read": 14}
    assert found["sources"] == {"Yonhap": 1}


def test_the_manifest_says_how_to_make_it_again(folder: Path) -> None:
    found = manifest(folder)
    assert found["command"] == (
        f"copydesk dataset build {folder.parent}/a.jsonl -o DIR --min-words 100 --duplicates mark --split time --test-share 0.25"
    )
    assert set(found["versions"]) == {"copydesk", "python", "pyarrow", "rensa", "numpy"}
    [lines] = found["records"]
    assert lines["sha256"] == hashlib.sha256((folder.parent / "a.jsonl").read_bytes()).hexdigest()


class Tags(HTMLParser):
    """The tags of a document, and the addresses that it loads."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.loaded: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.loaded += [value or "" for name, value in attrs if name in ("src", "href", "data", "srcset")]

    def handle_data(self, data: str) -> None:
        self.text += data + "\n"


def test_the_report_has_a_plot_for_each_question_and_loads_nothing(folder: Path) -> None:
    page = Tags()
    page.feed((folder / "report.html").read_text("utf-8"))
    titles = re.findall(r"<h2>(.*?)</h2>", (folder / "report.html").read_text("utf-8"))
    assert titles == ["Articles by day", "Publishers", "Languages", "Types", "Agencies and other sources", "Licences",
                      "Length in words", "Confidence of the body", "Fields that are known",
                      "Duplicates in the files", "Records read, and left out"]  # fmt: skip
    assert page.tags.count("svg") == len(titles) and page.loaded == [] and "script" not in page.tags
    assert "dropped revision" in page.text and "article_body (100%)" in page.text
    assert "url(" not in (folder / "report.html").read_text("utf-8")


def test_markup_of_pages_is_text_in_the_card(folder: Path) -> None:
    found = (folder / "README.md").read_text("utf-8")
    assert "&lt;script>alert(1)&lt;/script> \\| `x`" in found and "<script>" not in found
    assert "| `keywords` | 1 |" in found and "1 marked copy of 1 story." in found


def test_an_empty_dataset_is_one_too(tmp_path: Path) -> None:
    done = build(write_lines(tmp_path / "a.jsonl", []), tmp_path / "set")
    assert done.code == 0 and "0 of 0 records in 0 files." in done.err, done.err
    assert copydesk("dataset", "check", tmp_path / "set").code == 0


@pytest.mark.parametrize("draw", [bars, columns])
@pytest.mark.parametrize("rows", [[("a", 0)], [("<b>&", 3), ("c", 0)], [(str(n), n) for n in range(400)]])
def test_charts_are_well_formed(draw: Any, rows: list[tuple[str, int]]) -> None:
    from lxml import etree

    root = etree.fromstring(draw(rows))
    found = root.findall(".//rect")
    assert len(found) == len(rows)
    largest = max(float(rect.get("width" if draw is bars else "height")) for rect in found)
    assert largest == (0 if rows == [("a", 0)] else 450 if draw is bars else 160)
