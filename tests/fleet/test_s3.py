"""Workers and archives over an S3 server: what they write is there once, whole, and can be read from there."""

from __future__ import annotations

import json
import signal
from importlib.util import find_spec
from pathlib import Path

import pytest

from crawler.fleet.remote import BadAddress, Folder, check_address
from tests.command import copydesk
from tests.fleet.machines import Fleet, freeze, publish, wait_until
from tests.press import Press
from tests.s3 import s3_environment

SLOWLY = {"delay": 0.2, "jitter": 0}
STORY = "<title>{0}</title><h1>{0}</h1><p>" + "It rained on Monday, the harbour office said in its notice. " * 9


def headlines(*arguments: str) -> list[str]:
    """What ``export`` finds in a bucket, with no ledger."""
    done = copydesk("export", *arguments, **s3_environment())
    assert done.code == 0, done.err
    return sorted(record["headline"] for record in done.records)


def test_workers_write_to_a_bucket(press: Press, machines: Fleet, bucket: str) -> None:
    machines.bucket = bucket
    expected = sorted(headline for name in "ab" for headline in publish(machines.folder, press, name, 3))
    done = machines.drain(2)
    assert [worker.code for worker in done] == [0, 0], [worker.err for worker in done]
    assert machines.headlines() == headlines(f"{bucket}/segments/") == expected
    assert headlines(f"{bucket}/segments/a/*/*.jsonl.zst") == expected[:3]
    assert all(name.endswith(".jsonl.zst") for name in Folder(bucket).names(""))
    listed = copydesk("ledger", "segments", machines.url, "--records", bucket, **s3_environment())
    assert sorted(record["headline"] for record in listed.records) == expected


def test_a_machine_is_lost_amid_its_segments(press: Press, machines: Fleet, bucket: str) -> None:
    machines.bucket = bucket
    expected = publish(machines.folder, press, "a", 8, **SLOWLY)
    lost = machines.start()
    wait_until(lambda: len(press.paths()) > 4)
    freeze(lost, signal.SIGKILL)
    lost.wait()
    assert [done.code for done in machines.drain()] == [0]
    assert machines.headlines() == headlines(f"{bucket}/") == expected


def test_a_bucket_that_goes_away(press: Press, machines: Fleet, bucket: str) -> None:
    """The worker ends; its records are in the ledger, and others write them."""
    import fsspec

    machines.bucket = bucket
    expected = publish(machines.folder, press, "a", 8, **SLOWLY)
    worker = machines.start()
    wait_until(lambda: len(press.paths()) > 4)
    name = bucket.removeprefix("s3://").partition("/")[0]
    fsspec.filesystem("s3").rmdir(name)
    done = worker.wait()
    assert (
        done.code == 3
        and f"{bucket}/segments/a/" in done.err
        and "cannot be written: There is no such bucket" in done.err
        and "Traceback" not in done.err
    ), done.err
    fsspec.filesystem("s3").mkdir(name)
    assert [again.code for again in machines.drain()] == [0]
    assert headlines(f"{bucket}/") == expected and len(press.paths()) == 9


@pytest.mark.parametrize(
    ("output", "environment", "words"),
    [
        ("s3://no-such-bucket/news", {}, "s3://no-such-bucket/news cannot be written: "),
        ("s3://bucket/news", {"AWS_ENDPOINT_URL_S3": "http://127.0.0.1:1"}, "s3://bucket/news cannot be written: "),
    ],
)
def test_a_bucket_that_cannot_be_written(
    machines: Fleet, bucket: str, output: str, environment: dict[str, str], words: str
) -> None:
    (machines.folder / "sources").mkdir()
    machines.bucket = output
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        done = machines.start("--drain").wait()
    assert done.code == 3 and words in done.err and "Traceback" not in done.err, done.err


def test_an_archive_in_a_bucket(bucket: str, tmp_path: Path) -> None:
    """Each shard reads its files there and writes its outputs there; what is done is not read again."""
    import fsspec

    system = fsspec.filesystem("s3")
    for number in range(4):
        system.pipe(f"{bucket}/pages/{number}.html", STORY.format(f"Rain {number}").encode())
    system.pipe(f"{bucket}/some.paths", b"pages/0.html\npages/1.html\n")
    for shard in ("0/2", "1/2"):
        done = copydesk("extract", "--shard", shard, f"{bucket}/pages/", "-o", f"{bucket}/records/", **s3_environment())
        assert done.code == 0, done.err
    names = Folder(f"{bucket}/records/").names("")
    assert names == [f"{n}.html.jsonl.zst{end}" for n in range(4) for end in ("", ".done.json")]
    assert headlines(f"{bucket}/records/") == [f"Rain {number}" for number in range(4)]
    again = copydesk("extract", "--status", f"{bucket}/pages/", "-o", f"{bucket}/records/", **s3_environment())
    assert again.code == 0 and b"4 done with 4 records" in again.out + again.err.encode()
    listed = copydesk(
        "extract", f"{bucket}/some.paths", "--base", f"{bucket}/", "-o", f"{tmp_path}/out/", **s3_environment()
    )
    assert listed.code == 0 and headlines(str(tmp_path / "out")) == ["Rain 0", "Rain 1"], listed.err
    missing = copydesk("extract", f"{bucket}/none.warc.gz", "-o", f"{tmp_path}/none/", **s3_environment())
    assert missing.code != 0 and "none.warc.gz" in missing.err and "Traceback" not in missing.err


def test_a_dataset_of_a_bucket(bucket: str, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install '.[datasets]'")
    import fsspec

    page = tmp_path / "page.html"
    page.write_text(STORY.format("Rain"))
    record = copydesk("extract", page, "--url", "https://daily.example/2026/rain").out
    fsspec.filesystem("s3").pipe(f"{bucket}/segments/daily/2026-01-01/1.jsonl", record)
    done = copydesk("dataset", "build", f"{bucket}/segments/", "-o", tmp_path / "set", **s3_environment())
    assert done.code == 0 and "1 of 1 record" in done.err, done.err
    manifest = json.loads((tmp_path / "set/manifest.json").read_text())
    assert [entry["path"] for entry in manifest["records"]] == [f"{bucket}/segments/daily/2026-01-01/1.jsonl"]


@pytest.mark.parametrize("address", ["s3://bucket/news/", "https://data.example/a.warc.gz"])
def test_without_the_extra(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = {"s3fs", "aiohttp", "fsspec"}
    monkeypatch.setattr("crawler.fleet.remote.find_spec", lambda name: None if name in gone else find_spec(name))
    with pytest.raises(BadAddress, match=r'needs .* and .*: pip install "copydesk\[s3\]"\.'):
        check_address(address)
