"""Files of ours load with the published schema in the libraries that datasets are made with, in any combination."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from tests.command import copydesk
from tests.datasets.articles import article, full_article, write_lines

pa = pytest.importorskip("pyarrow", reason="the extra datasets is not installed")
RECORDS: dict[str, list[dict[str, Any]]] = {
    "nulls": [article(2)],
    "dates": [article(3, date_published="2026-04-02T10:00:00Z", confidence=1, keywords=["rain"])],
    "bare": [article(4, date_published="2026-04-02", confidence=0.5), article(5, date_modified="2026")],
    "full": [full_article()],
}
ORDERS = list(permutations(RECORDS, 2))


@pytest.fixture
def lines(tmp_path: Path) -> Iterator[dict[str, Path]]:
    yield {name: write_lines(tmp_path / f"{name}.jsonl", records) for name, records in RECORDS.items()}


def needed(package: str) -> Any:
    """A package that loads datasets; where it is absent, the test is skipped."""
    return pytest.importorskip(package, reason=f"{package} is not installed: pip install 'copydesk[test]'")


def schema() -> Any:
    from crawler.datasets.arrow_schema import arrow_schema

    return arrow_schema()


def dates(names: tuple[str, ...]) -> list[str | None]:
    return [record["date_published"] for name in names for record in RECORDS[name]]


@pytest.mark.parametrize("names", ORDERS)
def test_pyarrow(lines: dict[str, Path], names: tuple[str, ...]) -> None:
    from pyarrow import json as pj

    options = pj.ParseOptions(explicit_schema=schema(), unexpected_field_behavior="error")
    table = pa.concat_tables([pj.read_json(lines[name], parse_options=options) for name in names])
    assert table.schema.equals(schema())
    assert table["date_published"].to_pylist() == dates(names)


@pytest.mark.parametrize("names", ORDERS)
def test_pandas(lines: dict[str, Path], names: tuple[str, ...]) -> None:
    pd = needed("pandas")
    frames = [pd.read_json(lines[name], lines=True, dtype=False) for name in names]
    found = pd.concat(frames)["date_published"]
    assert [None if pd.isna(date) else date for date in found] == dates(names)


@pytest.mark.parametrize("names", ORDERS)
def test_polars(lines: dict[str, Path], names: tuple[str, ...]) -> None:
    pl = needed("polars")
    columns = pl.from_arrow(schema().empty_table()).schema
    frame = pl.concat([pl.read_ndjson(lines[name], schema=columns) for name in names])
    assert frame["date_published"].to_list() == dates(names)
    assert frame["images"].to_list()[-1 if names[1] == "full" else 0] is not None


@pytest.mark.parametrize("names", ORDERS)
def test_duckdb(lines: dict[str, Path], names: tuple[str, ...]) -> None:
    duckdb = needed("duckdb")
    empty = duckdb.from_arrow(schema().empty_table())
    columns = dict(zip(empty.columns, map(str, empty.types), strict=True))
    found = duckdb.read_json([str(lines[name]) for name in names], format="newline_delimited", columns=columns)
    assert [date for (date,) in found.project("date_published").fetchall()] == dates(names)


@pytest.mark.parametrize("names", ORDERS)
def test_hugging_face_datasets(lines: dict[str, Path], tmp_path: Path, names: tuple[str, ...]) -> None:
    from crawler.datasets.rows import to_timestamp

    datasets = needed("datasets")
    found = datasets.load_dataset(
        "json", data_files=[str(lines[name]) for name in names], split="train", cache_dir=str(tmp_path / "cache"),
        features=datasets.Features.from_arrow_schema(schema()),
    )  # fmt: skip
    moments = [list(map(to_timestamp, column)) for column in (found["date_published"], dates(names))]
    assert moments[0] == moments[1]  # as text they are told anew: the library guesses types before it is given any
    assert list(found["headline"]) == [record["headline"] for name in names for record in RECORDS[name]]


def test_parquet_in_all_of_them(lines: dict[str, Path], tmp_path: Path) -> None:
    datasets, duckdb, pl, pd = map(needed, ("datasets", "duckdb", "polars", "pandas"))
    import pyarrow.parquet as pq

    path = tmp_path / "all.parquet"
    done = copydesk("export", *lines.values(), "-o", path)
    assert (done.code, done.err) == (0, "5 records.\n")
    expected = dates(tuple(RECORDS))
    table = pq.read_table(path)
    assert table["date_published"].to_pylist() == expected
    assert str(table["date_published_timestamp"][4]) == "2026-04-02 01:00:00+00:00"
    assert table["images"].to_pylist()[4] == RECORDS["full"][0]["images"]
    assert table["blocks"].to_pylist()[4][3]["rows"] == [["a", "b"], ["1", "2"]]
    assert pl.read_parquet(path)["date_published"].to_list() == expected
    assert [date for (date,) in duckdb.sql(f"select date_published from '{path}'").fetchall()] == expected
    assert [None if pd.isna(d) else d for d in pd.read_parquet(path)["date_published"]] == expected
    found = datasets.load_dataset("parquet", data_files=str(path), split="train", cache_dir=str(tmp_path / "cache"))
    assert list(found["date_published"]) == expected
    cut = "substring(article_body, blocks[1].spans[1].start + 1, blocks[1].spans[1].length)"
    texts = [record["blocks"][0]["text"] for records in RECORDS.values() for record in records]
    assert [text for (text,) in duckdb.sql(f"select {cut} from '{path}'").fetchall()] == texts


def test_the_command_publishes_the_schemas() -> None:
    fastavro = needed("fastavro")
    assert pa.ipc.read_schema(pa.py_buffer(copydesk("schema", "--format", "arrow").out)).equals(schema())
    avro = fastavro.parse_schema(json.loads(copydesk("schema", "--format", "avro").out))
    for records in RECORDS.values():
        for record in records:
            fastavro.validate(record, avro, raise_errors=True)
