"""Parquet files: row groups, page index, compression, columns, odd values."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import pytest

from crawler.record.items import Image
from tests.command import copydesk
from tests.datasets.articles import article, full_article, write_lines

pa = pytest.importorskip("pyarrow", reason="the extra datasets is not installed")


def written(records: list[dict[str, Any]], **options: Any) -> Any:
    import pyarrow.parquet as pq

    from crawler.datasets.parquet import ParquetFile

    file = io.BytesIO()
    with ParquetFile(file, **options) as parquet:
        for record in records:
            parquet.add(record)
    return pq.ParquetFile(io.BytesIO(file.getvalue()))


@pytest.mark.parametrize(("records", "row_group", "groups"), [(0, 10, 0), (1, 10, 1), (600, 10, 3), (600, 10**8, 1)])
def test_row_groups(records: int, row_group: int, groups: int) -> None:
    found = written([article(number) for number in range(records)], row_group=row_group)
    assert (found.metadata.num_rows, found.metadata.num_row_groups) == (records, groups)


def test_pages_have_an_index_and_zstd() -> None:
    column = written([full_article()]).metadata.row_group(0).column(0)
    assert column.compression == "ZSTD"
    assert column.has_column_index and column.has_offset_index


def test_columns_are_chosen() -> None:
    found = written([full_article()], columns=["headline", "date_modified_timestamp"]).read().to_pylist()
    assert [list(row) for row in found] == [["headline", "date_modified_timestamp"]]


def test_half_a_character_costs_nothing() -> None:
    records = [article(1), full_article() | {"headline": "a\ud83d", "keywords": ["\ud83d"]}]
    found = written(records).read().to_pylist()
    assert [row["headline"] for row in found] == ["Rain 1", "a�"]
    assert found[1]["keywords"] == ["�"]


ODD = article(6, images=[Image("https://daily.example/b.jpg", width=10**30)])


def test_numbers_of_more_than_64_bits_cost_no_other_record() -> None:
    found = written([article(1), ODD]).read().to_pylist()
    assert [row["headline"] for row in found] == ["Rain 1", "Rain 6"]
    assert found[1]["images"][0]["width"] is None


@pytest.mark.parametrize("columns", [["blocks"], ["blocks", "article_body"]])
def test_blocks_have_their_texts_where_there_is_no_body(columns: list[str]) -> None:
    [row] = written([article(1)], columns=columns).read().to_pylist()
    assert (row["blocks"][0]["text"] is None) == ("article_body" in columns)


RECORDS = [article(1), full_article(), article(2, date_published="2026", keywords=["b", "a"], confidence=0.5)]


def test_records_come_back_byte_for_byte(tmp_path: Path) -> None:
    """Of files of records, and of records that were edited by hand: full_article has blocks that its body has not."""
    lines = write_lines(tmp_path / "a.jsonl", RECORDS)
    assert copydesk("export", lines, "-o", tmp_path / "a.parquet").code == 0
    assert copydesk("export", tmp_path / "a.parquet", "-o", tmp_path / "b.jsonl").code == 0
    assert (tmp_path / "b.jsonl").read_bytes() == lines.read_bytes()


def test_pages_come_back_byte_for_byte(tmp_path: Path) -> None:
    pages = Path(__file__).parents[1] / "pages"
    assert copydesk("extract", pages, "-o", tmp_path / "a.jsonl").code in (0, 18, 20)
    assert copydesk("export", tmp_path / "a.jsonl", "-o", tmp_path / "a.parquet").code == 0
    assert copydesk("export", tmp_path / "a.parquet").out == (tmp_path / "a.jsonl").read_bytes()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def of_others(path: Path) -> None:
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"id": ["a"]}), path)


@pytest.mark.parametrize(
    ("change", "code", "sentence"),
    [
        (cut, 23, "a.parquet is a damaged or truncated Parquet file"),
        (of_others, 28, "a.parquet holds no article records"),
    ],
)
def test_other_parquet_files_are_told(tmp_path: Path, change: Any, code: int, sentence: str) -> None:
    copydesk("export", write_lines(tmp_path / "a.jsonl", RECORDS), "-o", tmp_path / "a.parquet")
    change(tmp_path / "a.parquet")
    done = copydesk("export", "a.parquet", "-o", "b.jsonl", cwd=tmp_path)
    assert done.code == code and sentence in done.err and "Traceback" not in done.err, done.err


@pytest.mark.parametrize("arguments", [("export",), ("extract",)])
def test_by_name_of_the_file_and_on_standard_output(tmp_path: Path, arguments: tuple[str]) -> None:
    import pyarrow.parquet as pq

    page = (
        "<title>Rain</title><article><h1>Rain at last</h1><p>" + "It rained for days on end. " * 20 + "</p></article>"
    )
    (tmp_path / "a.html").write_text(page, "utf-8")
    source = tmp_path / "a.html"
    if arguments == ("export",):
        source = write_lines(tmp_path / "a.jsonl", copydesk("extract", tmp_path / "a.html").records)
    assert copydesk(*arguments, source, "-o", tmp_path / "a.parquet").code == 0
    piped = copydesk(*arguments, source, "--format", "parquet").out
    found = [pq.read_table(tmp_path / "a.parquet"), pq.read_table(io.BytesIO(piped))]
    assert [table["headline"].to_pylist() for table in found] == [["Rain at last"]] * 2


@pytest.mark.parametrize("name", ["a.parquet.gz", "a.parquet.zst"])
def test_parquet_is_not_compressed_again(tmp_path: Path, name: str) -> None:
    done = copydesk("export", write_lines(tmp_path / "a.jsonl", []), "-o", tmp_path / name)
    assert done.code == 2 and "Parquet compresses itself" in done.err


@pytest.mark.parametrize(
    "arguments", [("export", "a.jsonl", "-o", "a.parquet"), ("schema", "--format", "arrow")]
)  # fmt: skip
def test_without_the_extra_there_is_one_sentence(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """And everything else works: no room imports the extra by itself."""
    write_lines(tmp_path / "a.jsonl", [])
    hidden = "import sys; sys.modules.update(dict.fromkeys(('pyarrow', 'rensa', 'numpy', 'matplotlib')))\n"
    hidden += "import importlib.util as u; found = u.find_spec\n"
    hidden += "u.find_spec = lambda name, *a: None if sys.modules.get(name, 1) is None else found(name, *a)\n"
    hidden += "from crawler.cli import main; main()"
    import subprocess

    from tests.command import environment

    command = [sys.executable, "-c", hidden, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=environment())
    assert done.returncode == 2
    assert 'needs pyarrow: pip install "copydesk[datasets]".' in done.stderr and "Traceback" not in done.stderr
    command = [sys.executable, "-c", hidden, "export", "a.jsonl", "-o", "a.csv"]
    assert subprocess.run(command, capture_output=True, cwd=tmp_path, env=environment()).returncode == 0
