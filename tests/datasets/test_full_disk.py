"""A full disk costs a build one sentence that names the file; the next run, with room, gives the same dataset."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import copydesk
from tests.datasets.articles import write_lines
from tests.datasets.test_build import build, contents, records

pytest.importorskip("pyarrow", reason="the extra datasets is not installed")
FULL = Path("/dev/full")
NAMES = ["data/train-00000.parquet", "README.md", "croissant.json", "report.html", "manifest.json"]


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("name", NAMES)
def test_the_file_that_is_full_is_named(tmp_path: Path, name: str) -> None:
    lines = write_lines(tmp_path / "a.jsonl", records())
    assert build(lines, tmp_path / "whole").code == 0
    folder = tmp_path / "set"
    (folder / "data").mkdir(parents=True)
    shutil.copy(tmp_path / "whole" / "data" / "plan.json", folder / "data")
    unfinished = (folder / name).with_suffix(".unfinished") if name.startswith("data") else folder / f"{name}.part"
    unfinished.symlink_to(FULL)
    done = build(lines, folder)
    assert done.code == 3 and done.err == f"{folder / name} cannot be written: No space left on device.\n", done.err
    assert not (folder / "manifest.json").exists()
    assert copydesk("dataset", "check", folder).code == 23
    unfinished.unlink(missing_ok=True)
    assert build(lines, folder).code == 0
    assert contents(folder) == contents(tmp_path / "whole")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder], capture_output=True)
    if mounted.returncode:
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_small_disk(tmp_path: Path, small_disk: Path) -> None:
    lines = write_lines(tmp_path / "a.jsonl", records())
    assert build(lines, tmp_path / "whole").code == 0
    filler = small_disk / "filler"
    filler.write_bytes(bytes(230_000))
    done = build(lines, small_disk / "set")
    [sentence] = done.err.splitlines()
    assert done.code == 3 and sentence.startswith(str(small_disk / "set")), done.err
    assert sentence.endswith(" cannot be written: No space left on device.")
    filler.unlink()
    assert build(lines, small_disk / "set").code == 0
    assert contents(small_disk / "set") == contents(tmp_path / "whole")
