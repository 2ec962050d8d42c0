"""Segments in a folder, and on an S3 server: what has a final name counts, whenever a machine is lost."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

pytest.importorskip("psycopg", reason="psycopg is not installed: pip install '.[fleet]'")
import zstandard

from crawler.fleet.clean_segments import clean
from crawler.fleet.remote import Folder
from crawler.fleet.segments import UNLISTED, read_segment
from crawler.ledger import Completion, Record, Task
from crawler.ledger.registry import open_shared_ledger
from crawler.ledger.shared import Segment, SourceLines
from tests.command import copydesk
from tests.fleet.publishing import STEPS, publish
from tests.forked import run_forked
from tests.ledger.postgres.visiting import claim_of
from tests.postgres import new_url
from tests.s3 import s3_environment

LINES = [json.dumps({"headline": f"Rain {number}"}).encode() + b"\n" for number in range(5)]


@pytest.fixture(params=["folder", "s3"])
def output(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return str(tmp_path / "out") if request.param == "folder" else str(request.getfixturevalue("bucket"))


@pytest.fixture
def url() -> Iterator[str]:
    """A ledger with records of one source."""
    found = new_url()
    with closing(open_shared_ledger(found)) as ledger:
        ledger.add([Task(key, f"https://a.example/{key}", site="a.example", source="a") for key in range(len(LINES))])
        leases = claim_of(ledger, "a", 99, 1_000)
        ledger.complete(
            Completion(lease, "delivered", 1_000, records=[Record(LINES[lease.key])], source="a") for lease in leases
        )
    yield found


def names(output: str) -> list[str]:
    """All files in an output, and those being written."""
    return [name.removeprefix("segments/a/") for name in Folder(output).names("")]


def plain_lines(output: str) -> list[bytes]:
    """What a reader finds who knows nothing of the ledger."""
    folder = Folder(output)
    data = [folder.read(name) or b"" for name in folder.names(".jsonl.zst")]
    plain = [zstandard.ZstdDecompressor().decompressobj().decompress(found) for found in data]
    return sorted(b"".join(plain).splitlines(keepends=True))


def listed_lines(url: str, output: str) -> list[bytes]:
    with closing(open_shared_ledger(url)) as ledger:
        return sorted(b"".join(read_segment(Folder(output), found) for found in ledger.segments()).splitlines(True))


def is_unpublished(url: str) -> bool:
    """Whether the source is due because of its records."""
    with closing(open_shared_ledger(url)) as ledger:
        return any(state.unpublished for state in ledger.visit_states(1_000).values())


@pytest.mark.parametrize("step", STEPS)
def test_a_machine_that_is_lost_leaves_nothing_twice(url: str, output: str, step: str) -> None:
    lost = run_forked("tests.fleet.publishing:publish", url, output, "a", step, **s3_environment())
    assert lost.code == -9, lost.err
    before = plain_lines(output)
    assert before == (LINES if step in ("before it is settled", "after it is settled") else [])
    assert listed_lines(url, output) == (LINES if step in [*STEPS][3:] else []), "one without its name can be read"
    assert is_unpublished(url) == (step != "after it is settled")
    done = run_forked("tests.fleet.publishing:publish", url, output, "a", **s3_environment())
    assert done.code == 0, done.err
    assert plain_lines(output) == listed_lines(url, output) == LINES
    assert len(names(output)) == 1 and names(output)[0].endswith(".jsonl.zst"), "nothing else is left"
    assert not is_unpublished(url)


def test_a_machine_that_wakes_lists_nothing_that_was_dropped(
    url: str, output: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It sleeps between the upload and the listing, while another one publishes the source."""
    put = SourceLines.put_segment

    def put_late(lines: SourceLines, segment: Segment, numbers: list[int]) -> bool:
        monkeypatch.setattr(SourceLines, "put_segment", put)
        assert [name for name in names(output) if name.endswith(UNLISTED)]
        publish(url, output, "a")
        return put(lines, segment, numbers)

    monkeypatch.setattr(SourceLines, "put_segment", put_late)
    publish(url, output, "a")
    assert plain_lines(output) == listed_lines(url, output) == LINES and len(names(output)) == 1


def test_two_machines_rename_a_segment(url: str, output: str) -> None:
    run_forked("tests.fleet.publishing:publish", url, output, "a", "before it is renamed", **s3_environment())
    folder, [name] = Folder(output), Folder(output).names(UNLISTED)
    final = name.removesuffix(UNLISTED)
    folder.rename(name, final)
    folder.rename(name, final)
    assert folder.names("") == [final] and plain_lines(output) == LINES
    with pytest.raises(FileNotFoundError):
        folder.rename(name, "segments/other")


def test_many_records_take_several_segments(url: str, output: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.fleet.segments._MOST", 2)
    publish(url, output, "a")
    assert len(names(output)) == 3 and plain_lines(output) == listed_lines(url, output) == LINES


def test_a_folder_that_cannot_be_written(url: str, tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(OSError, match="out"):
        publish(url, str(tmp_path / "out"), "a")
    assert is_unpublished(url)


def test_a_bucket_that_is_not_there(url: str, bucket: str) -> None:
    with pytest.raises(OSError):
        publish(url, "s3://no-such-bucket/news", "a")
    publish(url, bucket, "a")
    assert plain_lines(bucket) == LINES, "nothing was lost by that"


def test_what_nobody_else_cleans(url: str, output: str, tmp_path: Path) -> None:
    """A machine wakes after its segment was dropped, uploads it all the same, and is lost."""
    publish(url, output, "a")
    run_forked("tests.fleet.publishing:publish", url, output, "a", **s3_environment())
    [kept] = Folder(output).names("")
    folder, left = Folder(output), ("a/1", "a/2", "b/3")
    for name in left:
        (tmp_path / "part").write_bytes(b"x")
        folder.take(tmp_path / "part", f"segments/{name}.jsonl.zst{UNLISTED}")
    with closing(open_shared_ledger(url)) as ledger:
        ledger.announce_segment("segments/b/3.jsonl.zst", "b")
        now = time.time()
        assert list(clean(folder, ledger, now)) == [], "they are young"
        assert list(clean(folder, ledger, now + 90_000)) == [
            (f"segments/{name}.jsonl.zst", "deleted") for name in left[:2]
        ]
        assert folder.names("") == sorted([kept, f"segments/b/3.jsonl.zst{UNLISTED}"]), "what is announced is left"
        (tmp_path / "part").write_bytes(folder.read(kept) or b"")
        folder.delete(kept)
        folder.take(tmp_path / "part", kept + UNLISTED)
        assert list(clean(folder, ledger, now)) == [(kept, "renamed")]
    assert plain_lines(output) == LINES
    done = copydesk("ledger", "segments", url, "--clean", output, **s3_environment())
    assert done.code == 0 and done.err == "0 deleted, 0 renamed.\n"
