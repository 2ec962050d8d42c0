"""A file appears when it is complete, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crawler.atomic_write import atomic_write

FULL = Path("/dev/full")


@pytest.mark.parametrize("before", [None, b"the previous version"])
def test_readers_see_the_previous_file_until_it_is_complete(tmp_path: Path, before: bytes | None) -> None:
    path = tmp_path / "out.jsonl"
    if before is not None:
        path.write_bytes(before)
    with atomic_write(path) as file:
        file.write(b"whole")
        assert (path.read_bytes() if path.exists() else None) == before
    assert path.read_bytes() == b"whole" and os.listdir(tmp_path) == ["out.jsonl"]


@pytest.mark.parametrize("error", [ValueError("bad record"), KeyboardInterrupt()])
def test_nothing_changes_after_an_error(tmp_path: Path, error: BaseException) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(b"before")
    with pytest.raises(type(error)), atomic_write(path) as file:
        file.write(b"a part")
        raise error
    assert path.read_bytes() == b"before" and os.listdir(tmp_path) == ["out.jsonl"]


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full")
def test_a_full_disk_is_named_by_the_file(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    (tmp_path / "out.jsonl.part").symlink_to(FULL)
    with pytest.raises(OSError, match="No space left") as caught, atomic_write(path) as file:
        file.write(b"whole")
    assert caught.value.filename == str(path) and not path.exists()


@pytest.mark.parametrize("folder", ["no folder", "a file"])
def test_a_folder_that_cannot_be_written_is_named_by_the_file(tmp_path: Path, folder: str) -> None:
    (tmp_path / "a file").write_bytes(b"")
    path = tmp_path / folder / "out.jsonl"
    with pytest.raises(OSError) as caught, atomic_write(path):
        pass
    assert caught.value.filename == str(path)


def test_what_a_crawl_has_set_aside_stays(tmp_path: Path) -> None:
    """``.unfinished`` keeps the half records of a crawl that was killed; another output of that name keeps it."""
    aside = tmp_path / "out.jsonl.unfinished"
    aside.write_bytes(b'{"url": "https')
    with atomic_write(tmp_path / "out.jsonl") as file:
        file.write(b"whole")
    assert aside.read_bytes() == b'{"url": "https'
