"""Files of records in folders and at addresses."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest

from crawler.fleet.remote import BadAddress
from crawler.report.article_records import article_records
from crawler.report.record_files import NoRecordFiles, expand, open_records, size_of
from tests.command import copydesk

KEPT = (
    "a.jsonl", "b.JSONL.GZ", "segments/daily/2026-01-01/1.jsonl.zst", "segments/daily/2026-01-02/1.jsonl.zst",
    "x.jl", "y/z.parquet",
)  # fmt: skip
LEFT_OUT = (
    ".host-1-0.part", ".a.jsonl", "a.jsonl.zst.done.json", "segments/daily/2026-01-01/2.jsonl.zst.unlisted",
    "README.md", "jsonl", "plan.json",
)  # fmt: skip


@pytest.fixture(params=["folder", "memory"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "folder":
        for name in (*KEPT, *LEFT_OUT):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text("{}\n")
        return f"{tmp_path}/"
    fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed: pip install '.[s3]'")
    root = f"/{uuid.uuid4().hex}"
    fsspec.filesystem("memory").pipe({f"{root}/{name}": b"{}\n" for name in (*KEPT, *LEFT_OUT)})
    return f"memory:/{root}/"


def test_a_folder_has_those_whose_names_say_so(folder: str) -> None:
    assert list(expand([folder])) == [f"{folder}{name}" for name in KEPT]
    assert list(expand([f"{folder}segments/daily/"])) == [f"{folder}{name}" for name in KEPT[2:4]]
    assert size_of(f"{folder}a.jsonl") == 3
    with open_records(f"{folder}a.jsonl") as file:
        assert file.read() == b"{}\n"
    with pytest.raises(FileNotFoundError):
        open_records(f"{folder}none.jsonl")
    with pytest.raises(FileNotFoundError):
        size_of(f"{folder}none.jsonl")


def test_files_are_taken_as_they_are(tmp_path: Path) -> None:
    assert list(expand(["-", f"{tmp_path}/none", "memory://bucket/README.md"])) == [
        "-", f"{tmp_path}/none", "memory://bucket/README.md",
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["{}", "memory://empty/", "memory://empty/*.jsonl"])
def test_a_folder_without_records(path: str, tmp_path: Path) -> None:
    (tmp_path / "README.md").touch()
    with pytest.raises(NoRecordFiles, match="has no files of records"):
        list(expand([path.format(tmp_path)]))


def test_an_address_that_nothing_opens() -> None:
    with pytest.raises(BadAddress):
        list(expand(["nothing://bucket/"]))


def test_a_pattern_at_an_address() -> None:
    fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed: pip install '.[s3]'")
    root = uuid.uuid4().hex
    fsspec.filesystem("memory").pipe({f"/{root}/{name}.jsonl": b"" for name in "ab"} | {f"/{root}/c": b""})
    assert list(expand([f"memory://{root}/*.jsonl"])) == [f"memory:///{root}/{name}.jsonl" for name in "ab"]


def test_an_address_that_is_not_there() -> None:
    failures = []
    assert list(article_records(["memory://none/a.jsonl"], failures.append)) == []
    assert [failure.kind for failure in failures] == ["missing"]


def test_commands_take_folders(tmp_path: Path) -> None:
    for day in "12":
        (tmp_path / "segments/daily" / day).mkdir(parents=True)
        page = tmp_path / "page.html"
        page.write_text(f"<title>Rain {day}</title><h1>Rain {day}</h1><p>{'It rained all day long here. ' * 9}</p>")
        found = copydesk("extract", page, "--url", f"https://daily.example/2026/rain-{day}")
        (tmp_path / "segments/daily" / day / "1.jsonl").write_bytes(found.out)
    (tmp_path / "segments/daily/1/2.jsonl.zst.unlisted").write_text("half")
    done = copydesk("export", tmp_path / "segments")
    assert done.code == 0 and [found["headline"] for found in done.records] == ["Rain 1", "Rain 2"], done.err
    sheet = copydesk("report", tmp_path / "segments")
    assert sheet.code == 0 and b"<html" in sheet.out, sheet.err
    (tmp_path / "empty").mkdir()
    for command in (["export"], ["report"], ["dataset", "duplicates"]):
        done = copydesk(*command, tmp_path / "empty")
        assert done.code == 21 and "has no files of records" in done.err
