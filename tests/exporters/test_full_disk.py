"""A full disk blames the file that is full: the output, the file of failures, the compressed file, the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import copydesk
from tests.crawls import crawl
from tests.server import serve

FULL = Path("/dev/full")
"""A device that takes nothing (https://man7.org/linux/man-pages/man4/full.4.html)."""
PAGE = "<title>Rain</title><h1>Rain in Zürich</h1><p>It rained all day, and all night, too, said Mayor Ann Lee.</p>"
pytestmark = pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full")


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serve() as address:
        yield address


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz", "out.jsonl.zst"])
def test_the_output_of_a_crawl_with_a_ledger(site: str, tmp_path: Path, name: str) -> None:
    (tmp_path / name).symlink_to(FULL)
    done = crawl(tmp_path, f"{site}/page/1", name=name)
    assert done.code == 3 and f"{name} cannot be written: No space left on device; what" in done.err, done.err
    assert "ledger.db" not in done.err and "Traceback" not in done.err
    (tmp_path / name).unlink()
    assert crawl(tmp_path, f"{site}/page/1", name=name, time=1001).code == 0
    assert (tmp_path / name).stat().st_size


@pytest.mark.parametrize("ledger", [True, False])
def test_the_file_of_failures(site: str, tmp_path: Path, ledger: bool) -> None:
    (tmp_path / "errors.jsonl").symlink_to(FULL)
    if ledger:
        done = crawl(tmp_path, f"{site}/missing", COPYDESK_ERRORS=str(tmp_path / "errors.jsonl"))
    else:
        done = copydesk("fetch", f"{site}/missing", "--errors", tmp_path / "errors.jsonl")
    assert done.code == 3 and "errors.jsonl cannot be written: No space left on device." in done.err, done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("name", ["out.jsonl", "out.json", "out.md", "out.txt", "out.jsonl.gz", "out.jsonl.zst"])
def test_an_ordinary_output(tmp_path: Path, name: str) -> None:
    (tmp_path / "page.html").write_text(PAGE)
    (tmp_path / name).symlink_to(FULL)
    done = copydesk("extract", tmp_path / "page.html", "-o", tmp_path / name)
    assert done.code == 3 and f"{name} cannot be written: No space left on device." in done.err, done.err


def test_the_ledger(site: str, tmp_path: Path) -> None:
    """A limit to the size of files stands for a full disk; the log of the ledger is the first to reach it."""
    done = crawl(tmp_path, *(f"{site}/page/{number}" for number in range(60)), file_limit=150_000)
    assert done.code == 3 and "ledger.db cannot be written" in done.err and "out.jsonl cannot" not in done.err, done.err
