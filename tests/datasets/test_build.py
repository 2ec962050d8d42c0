"""Datasets built of records: what is in them, that their numbers are true, that a stopped build goes on."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest

from tests.command import Done, copydesk, start_copydesk
from tests.datasets.articles import article, write_lines
from tests.datasets.test_duplicates import story

pq = pytest.importorskip("pyarrow.parquet", reason="the extra datasets is not installed")


def body(seed: int) -> str:
    return "\n\n".join(story(seed))


def records() -> list[dict[str, Any]]:
    """Twelve articles of four publishers and two languages; 3 reprints 0, 1 has a second revision, 4 is reserved."""
    made = [
        article(
            number,
            body(number),
            publisher=f"Paper {number % 4}",
            in_language="en" if number % 3 else "pt-BR",
            date_published=f"2026-04-{number + 1:02}T10:00:00Z",
            confidence=number / 12,
        )
        for number in range(12)
    ]
    made[3] |= article(3, "\n\n".join(story(0)[:6]), publisher="Paper 3", date_published="2026-04-12")
    made[4]["tdm_reservation"] = 1
    return [*made, made[1] | {"revision": 2, "headline": "Rain again"}]


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "a.jsonl", records())


def build(lines: Path, folder: Path, *options: str) -> Done:
    return copydesk("dataset", "build", lines, "-o", folder, *options)


def rows(folder: Path) -> list[dict[str, Any]]:
    files = sorted((folder / "data").glob("*.parquet"))
    return [row | {"split": path.name.split("-")[0]} for path in files for row in pq.read_table(path).to_pylist()]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        ((), {0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11}),
        (("--duplicates", "mark"), set(range(12))),
        (("--duplicates", "keep"), set(range(12))),
        (("--rights",), {0, 1, 2, 5, 6, 7, 8, 9, 10, 11}),
        (("--language", "pt"), {0, 6, 9}),
        (("--language", "pt", "--language", "en"), {0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11}),
        (("--publisher", "Paper 1"), {1, 5, 9}),
        (("--type", "OpinionNewsArticle"), set()),
        (("--since", "2026-04-03", "--until", "2026-04-05"), {2, 4}),
        (("--min-confidence", "0.5"), {6, 7, 8, 9, 10, 11}),
        (("--min-words", "320", "--duplicates", "keep"), {0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11}),
        (("--min-words", "321"), set()),
    ],
)
def test_filters(lines: Path, tmp_path: Path, options: tuple[str, ...], numbers: set[int]) -> None:
    done = build(lines, tmp_path / "set", *options)
    assert done.code == 0, done.err
    assert {int(row["url"].rpartition("/")[2]) for row in rows(tmp_path / "set")} == numbers
    manifest = json.loads((tmp_path / "set" / "manifest.json").read_text("utf-8"))
    counts = manifest["counts"]
    assert counts["read"] - sum(n for name, n in counts.items() if name.startswith("dropped")) == len(numbers)
    assert manifest["records_written"] == len(numbers)
    assert copydesk("dataset", "check", tmp_path / "set").code == 0


def test_the_last_revision_stays_and_copies_are_marked(lines: Path, tmp_path: Path) -> None:
    build(lines, tmp_path / "set", "--duplicates", "mark")
    found = {int(row["url"].rpartition("/")[2]): row for row in rows(tmp_path / "set")}
    assert found[1]["headline"] == "Rain again"
    assert [n for n, row in found.items() if row["near_duplicate_of"]] == [3]
    assert found[3]["near_duplicate_of"] == found[0]["id"]


@pytest.mark.parametrize(("by", "share"), [("publisher", "0.5"), ("time", "0.25"), ("time", "0.1")])
def test_copies_never_cross_a_split(lines: Path, tmp_path: Path, by: str, share: str) -> None:
    done = build(lines, tmp_path / "set", "--duplicates", "mark", "--split", by, "--test-share", share)
    assert done.code == 0, done.err
    found = {int(row["url"].rpartition("/")[2]): row for row in rows(tmp_path / "set")}
    assert found[3]["split"] == found[0]["split"]
    if by == "time":
        test = {number for number, row in found.items() if row["split"] == "test"}
        assert test == ({10, 11} if share == "0.25" else {11})
    else:
        publishers = {(row["publisher"], row["split"]) for n, row in found.items() if n != 3}
        assert len(publishers) == len({name for name, _ in publishers})


def test_it_is_the_same_each_time_and_goes_on_after_a_kill(lines: Path, tmp_path: Path) -> None:
    many = write_lines(tmp_path / "many.jsonl", [article(n, body(n)) for n in range(400)])
    options = ["--shard-size", "40KB", "--duplicates", "keep"]
    assert build(many, tmp_path / "one", *options).code == 0
    whole = contents(tmp_path / "one")
    assert sum(name.endswith(".parquet") for name in whole) > 20
    process = start_copydesk("dataset", "build", many, "-o", tmp_path / "two", *options)
    while process.is_running and len(list((tmp_path / "two").glob("data/*.parquet"))) < 3:
        time.sleep(0.005)
    process.kill()
    kept = {path.name: path.stat().st_ino for path in (tmp_path / "two" / "data").glob("*.parquet")}
    assert build(many, tmp_path / "two", *options).code == 0
    assert contents(tmp_path / "two") == whole
    assert all((tmp_path / "two" / "data" / name).stat().st_ino == number for name, number in kept.items())


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--rights",), "holds a dataset of other records or options; choose a new folder"),
        (("--shard-size", "big"), "Invalid value"),
    ],
)
def test_another_dataset_is_not_written_over(
    lines: Path, tmp_path: Path, options: tuple[str, ...], sentence: str
) -> None:
    build(lines, tmp_path / "set")
    before = contents(tmp_path / "set")
    done = build(lines, tmp_path / "set", *options)
    assert done.code == 2 and sentence in " ".join(done.err.split())
    assert contents(tmp_path / "set") == before


def test_a_folder_of_other_things_is_left_alone(lines: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "README.md").write_text("Mine.", "utf-8")
    done = build(lines, tmp_path / "other")
    assert done.code == 2 and "is not empty" in done.err


def damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("name", "change", "sentence"),
    [
        ("data/train-00000.parquet", damage, "its SHA-256 differs from the manifest"),
        ("data/train-00000.parquet", os.remove, "is missing"),
        ("data/train-00009.parquet", lambda path: path.write_bytes(b"x"), "is not in the manifest"),
        ("README.md", lambda path: path.write_text("11 articles", "utf-8"), "README.md differs from the manifest"),
        ("croissant.json", lambda path: path.write_text("{}", "utf-8"), "croissant.json differs from the manifest"),
        ("report.html", os.remove, "report.html differs from the manifest"),
        (
            "manifest.json",
            lambda path: path.write_text(path.read_text("utf-8").replace('"read": 13', '"read": 14'), "utf-8"),
            "records read minus records left out are not the records written",
        ),
        ("manifest.json", os.remove, "has no readable manifest.json"),
        (
            "manifest.json",
            lambda path: path.write_text(path.read_text("utf-8").replace('"en": 8', '"en": 9'), "utf-8"),
            "languages differs from the files",
        ),
    ],
)
def test_check_finds_what_is_wrong(lines: Path, tmp_path: Path, name: str, change: Any, sentence: str) -> None:
    build(lines, tmp_path / "set", "--duplicates", "keep")
    change(tmp_path / "set" / name)
    done = copydesk("dataset", "check", tmp_path / "set")
    assert done.code == 23 and sentence in done.err, done.err


def test_a_broken_line_is_named_and_counted_and_the_card_has_the_numbers(lines: Path, tmp_path: Path) -> None:
    with lines.open("a", encoding="utf-8") as file:
        file.write("{broken\n")
    done = build(lines, tmp_path / "set")
    assert done.code == 23 and "Line 14 of" in done.err and "11 of 13 records in 1 file." in done.err
    card = (tmp_path / "set" / "README.md").read_text("utf-8")
    assert "num_examples: 11" in card and "| bad lines | 1 |" in card and "| Paper 1 | 3 |" in card
    assert "- split: train\n    path: data/train-*.parquet" in card


def test_hugging_face_loads_it_in_one_line(lines: Path, tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets", reason="datasets, of Hugging Face, is not installed")
    build(lines, tmp_path / "set", "--split", "time", "--test-share", "0.25")
    found = datasets.load_dataset(str(tmp_path / "set"), cache_dir=str(tmp_path / "cache"))
    assert {name: len(split) for name, split in found.items()} == {"train": 9, "test": 2}
