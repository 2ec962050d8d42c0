"""WARC files that we write, read back by warcio, by fastwarc and by ``copydesk extract``."""

from __future__ import annotations

import gzip
import io
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import fastwarc.warc
import pytest
import warcio.archiveiterator  # type: ignore[import-untyped]

from crawler.archive import Failure, read_paths
from crawler.archive.request_fields import read_request_fields
from crawler.archive.warc_records import NOT_MODIFIED, Exchange, to_records, to_warcinfo
from crawler.archive.warc_writer import Recording
from tests import press
from tests.command import Done, copydesk
from tests.server import serve

AT = datetime(2026, 11, 25, 10, 11, 12, tzinfo=UTC)
PAGE = b"<html><title>Rain</title><h1>Rain again</h1><p>It rained on Thursday, the office said.</p></html>"
HTML = [(b"Content-Type", b"text/html; charset=utf-8")]
GOOD = ("page/1", "packed/gzip", "packed/br", "moved/302", "declared/euc-kr", "later/0")
BAD = ("status/404", "picture", "cut-off", "circle")


def exchange(number: int = 1, **more: Any) -> Exchange:
    values = {"status": 200, "reason": "OK", "response_fields": HTML, "body": PAGE, **more}
    return Exchange(f"https://daily.example/{number}", AT, **values)


def by_warcio(data: bytes) -> list[Any]:
    """Records, each with its ``block``; raises where a digest does not fit."""
    found = []
    for record in warcio.archiveiterator.ArchiveIterator(io.BytesIO(data), check_digests="raise"):
        record.block = record.raw_stream.read()
        found.append(record)
    return found


def head(folder: str) -> bytes:
    return to_warcinfo(folder, {"software": "Copydesk/0"})


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serve() as address:
        yield address


@pytest.fixture(scope="module")
def fetched(site: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    folder = tmp_path_factory.mktemp("warc")
    urls = [f"{site}/{path}" for path in (*GOOD, *BAD)]
    return folder, copydesk("fetch", *urls, "http://127.0.0.1:1/", "--warc", folder, "--retries", "1")


def test_every_request_and_response_is_there(fetched: tuple[Path, Done], site: str) -> None:
    (path,) = fetched[0].iterdir()
    records = by_warcio(path.read_bytes())
    assert records[0].rec_type == "warcinfo" and b"software: Copydesk/" in records[0].block
    found = {
        (r.rec_headers["WARC-Target-URI"].removeprefix(site), r.http_headers.get_statuscode())
        for r in records
        if r.rec_type == "response"
    }
    assert found == {
        ("/robots.txt", "200"), ("/.well-known/tdmrep.json", "200"), ("/page/1", "200"), ("/packed/gzip", "200"), ("/packed/br", "200"),
        ("/moved/302", "302"), ("/page/302", "200"), ("/declared/euc-kr", "200"), ("/later/0", "503"),
        ("/later/0", "200"), ("/status/404", "404"), ("/picture", "200"), ("/circle", "302"),
    }  # fmt: skip
    failures = {r.rec_headers["WARC-Target-URI"]: r.block.decode() for r in records if r.rec_type == "metadata"}
    assert "cut off" in failures[f"{site}/cut-off"] and "refuses" in failures["http://127.0.0.1:1/"]
    responses = [r.rec_headers["WARC-Record-ID"] for r in records if r.rec_type == "response"]
    assert responses == [r.rec_headers["WARC-Concurrent-To"] for r in records if r.rec_type == "request"]
    (asked,) = (r for r in records if r.rec_type == "request" and r.rec_headers["WARC-Target-URI"].endswith("page/1"))
    assert asked.http_headers["User-Agent"].startswith("Copydesk/") and asked.http_headers["Host"] in site


def test_another_reader_finds_the_same(fetched: tuple[Path, Done]) -> None:
    (path,) = fetched[0].iterdir()
    ours = [r.rec_headers["WARC-Record-ID"] for r in by_warcio(path.read_bytes())]
    theirs = []
    with path.open("rb") as file:
        for record in fastwarc.warc.ArchiveIterator(file, parse_http=False):
            assert record.verify_block_digest(True)
            theirs.append(record.headers["WARC-Record-ID"])
    assert theirs == ours


def test_bodies_are_kept_as_they_came(fetched: tuple[Path, Done]) -> None:
    (path,) = fetched[0].iterdir()
    with path.open("rb") as file:
        blocks = {r.headers["WARC-Target-URI"]: r.reader.read() for r in fastwarc.warc.ArchiveIterator(file)
                  if r.headers["WARC-Type"] == "response"}  # fmt: skip
    (packed,) = (block for url, block in blocks.items() if url.endswith("/packed/gzip"))
    assert b"Harbour opens again" in gzip.decompress(packed)


def test_extraction_gives_the_same_records_again(fetched: tuple[Path, Done]) -> None:
    folder, first = fetched
    again = copydesk("extract", folder)
    assert again.code == 0, again.err
    assert len(first.records) == len(GOOD)
    assert plain(first) == plain(again)
    assert {record["discovered_via"] for record in again.records} == {"warc"}


def test_what_cannot_be_kept_ends_the_run(site: str, tmp_path: Path) -> None:
    """The limit of a file's size stands for a full disk."""
    urls = [f"{site}/page/full-{number}" for number in range(40)]
    done = copydesk("fetch", *urls, "--warc", tmp_path, "-o", os.devnull, "--format", "jsonl", file_limit=8_000)
    assert done.code == 3
    sentence, summary = done.err.splitlines()
    assert sentence.startswith(str(tmp_path)) and "cannot be written" in sentence
    assert "1 failure (1 unwritable)" in summary
    (path,) = tmp_path.iterdir()
    assert 1 < len(by_warcio(path.read_bytes())) < 80


@pytest.mark.parametrize("size", ["day", "0", "much", ""])
def test_a_size_that_is_none_is_refused(tmp_path: Path, size: str) -> None:
    done = copydesk("fetch", "http://127.0.0.1:1/", "--warc", tmp_path, "--warc-size", size)
    assert done.code == 2 and "--warc-size" in done.err


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = copydesk("fetch", "http://127.0.0.1:1/", "--warc", tmp_path / "file" / "warc")
    assert done.code == 3 and done.err.count("\n") == 1 and "cannot be written" in done.err


@pytest.mark.parametrize(
    ("url", "target", "host"),
    [
        ("https://daily.example", b"/", "daily.example"),
        ("https://daily.example/a?b=c", b"/a?b=c", "daily.example"),
        ("https://me:secret@daily.example:8443/?q", b"/?q", "daily.example:8443"),
    ],
)
def test_requests(url: str, target: bytes, host: str) -> None:
    fields = [(b"Accept", b"*/*"), (b"Proxy-Authorization", b"Basic x")]
    data = to_records(Exchange(url, AT, status=200, reason="OK", request_fields=fields))[1]
    assert gzip.decompress(data).split(b"\r\n\r\n", 1)[1].splitlines()[0] == b"GET %b HTTP/1.1" % target
    (request,) = by_warcio(data)
    assert request.http_headers["Host"] == host
    assert request.http_headers["Accept"] == "*/*" and not request.http_headers["Proxy-Authorization"]


@pytest.mark.parametrize(
    ("more", "kind", "fields"),
    [
        ({}, "response", {"WARC-Date": "2026-11-25T10:11:12Z"}),
        ({"address": "192.0.2.7"}, "response", {"WARC-IP-Address": "192.0.2.7"}),
        ({"truncated": True, "body": b""}, "response", {"WARC-Truncated": "unspecified"}),
        ({"status": 304, "reason": "Not Modified", "body": b""}, "revisit", {"WARC-Profile": NOT_MODIFIED}),
        ({"status": 0, "failure": "It was closed."}, "metadata", {"Content-Type": "application/warc-fields"}),
        ({"status": 299, "reason": ""}, "response", {}),
    ],
)
def test_kinds_of_records(more: dict[str, Any], kind: str, fields: dict[str, str]) -> None:
    first = by_warcio(b"".join(to_records(exchange(**more))))[0]
    assert first.rec_type == kind
    assert {name: first.rec_headers[name] for name in fields} == fields


def test_fields_that_are_not_ascii_stay_as_they_are() -> None:
    fields = [*HTML, (b"Title", "Überschrift".encode()), (b"Set-Cookie", b"a"), (b"Set-Cookie", b"b")]
    record = gzip.decompress(to_records(exchange(response_fields=fields))[0])
    lines = record.split(b"\r\n\r\n", 2)[1].split(b"\r\n")
    assert lines == [b"HTTP/1.1 200 OK", *(b"%b: %b" % pair for pair in fields)]


def test_pages_that_were_not_asked_as_articles_are_passed_over_and_hints_are_kept(tmp_path: Path) -> None:
    asked = {"as": "parse_article", "requested_url": "https://daily.example/one", "hints": {"headline": "Über"}}
    kept = [exchange(1, asked=asked), exchange(2, asked={"as": "parse_section"}), exchange(3, asked={"as": 3})]
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(data for one in kept for data in to_records(one)))
    pages = list(read_paths([str(path)], None, pytest.fail))
    assert [page.url[-1] for page in pages] == ["1", "3"]
    assert (pages[0].requested_url, pages[0].hints) == (asked["requested_url"], asked["hints"])


@pytest.mark.parametrize("text", ["", "{", "[]", "3", '{"as": null, "more": 1}', "[" * 100_000])
def test_what_is_no_such_field(text: str) -> None:
    assert read_request_fields(text) == {}


def test_files_are_full_after_a_size(tmp_path: Path) -> None:
    recording = Recording(tmp_path, 2_000, head)
    for number in range(10):
        recording.write(to_records(exchange(number)))
    recording.close()
    files = [by_warcio(path.read_bytes()) for path in sorted(tmp_path.iterdir())]
    assert len(files) > 2 and {records[0].rec_type for records in files} == {"warcinfo"}
    urls = [r.rec_headers["WARC-Target-URI"] for records in files for r in records[1:]]
    assert urls == [f"https://daily.example/{number}" for number in range(10) for _ in range(2)]


def test_a_run_never_writes_into_the_file_of_another(tmp_path: Path) -> None:
    first, second = (Recording(tmp_path, 1 << 30, head) for _ in range(2))
    for recording in (first, second, first):
        recording.write(to_records(exchange()))
    assert sorted(len(by_warcio(path.read_bytes())) for path in tmp_path.iterdir()) == [3, 5]


def test_a_record_that_the_disk_does_not_take_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recording = Recording(tmp_path, 1 << 30, head)
    recording.write(to_records(exchange(1)))
    (path,) = tmp_path.iterdir()
    before = path.read_bytes()
    monkeypatch.setattr(recording, "_file", Full(path.open("ab", buffering=0)))
    with pytest.raises(OSError, match="No space left") as caught:
        recording.write(to_records(exchange(2)))
    assert caught.value.filename == str(path)
    assert path.read_bytes() == before


class Full:
    """A file that takes a hundred bytes and no more."""

    def __init__(self, file: io.FileIO) -> None:
        self.file, self.left, self.name = file, 100, file.name

    def write(self, data: bytes) -> int:
        if not self.left:
            raise OSError(28, "No space left on device")
        taken = self.file.write(data[: self.left])
        self.left -= taken
        return taken

    def fileno(self) -> int:
        return self.file.fileno()


def test_a_file_that_a_kill_cut_off_is_read_up_to_its_last_whole_record(tmp_path: Path) -> None:
    parts = [head("a"), *(data for number in range(3) for data in to_records(exchange(number)))]
    whole, path = b"".join(parts), tmp_path / "a.warc.gz"
    ends = [len(b"".join(parts[: end + 1])) for end in range(len(parts))]
    for size in sorted({*ends, *range(ends[0], len(whole), 11)}):
        path.write_bytes(whole[:size])
        failures: list[Failure] = []
        pages = list(read_paths([str(path)], None, failures.append))
        whole_pages = sum(end <= size for end in ends[1::2])
        assert whole_pages <= len(pages) <= whole_pages + 1  # its text may be whole where its checksum is not
        assert {failure.kind for failure in failures} == (set() if size in ends else {"damaged"})


def test_a_crawl_of_sources_gives_the_same_records_again(tmp_path: Path) -> None:
    """Feeds, section pages and their hints included."""
    with press.serve() as daily:
        daily.article("/2026/boats-sail-again-today", "Boats sail again")
        daily.article("/2026/old-pier-breaks-in-two", "Old pier breaks")
        item = ("/2026/boats-sail-again-today", "Boats sail again", "<pubDate>Tue, 24 Nov 2026 10:00:00 GMT</pubDate>")
        daily.put("/rss", press.rss(item), "application/rss+xml")
        daily.put(
            "/world",
            '<h1>World</h1><p><a href="/2026/old-pier-breaks-in-two">Old pier breaks in two as storm leaves the harbour</a></p>',
        )
        (tmp_path / "sources").mkdir()
        lines = f'name = "daily"\nhome = "{daily.url}/"\nfeeds = ["{daily.url}/rss"]\nsections = ["{daily.url}/world"]\ndelay = 0\n'
        (tmp_path / "sources/daily.toml").write_text(lines + '[rules]\ndrop = ["p:last-of-type"]\n')
        files = ("--sources", tmp_path / "sources", "--ledger", tmp_path / "l.db")
        first = copydesk("crawl", *files, "--warc", tmp_path / "warc")
    again = copydesk("extract", tmp_path / "warc", "--sources", tmp_path / "sources")
    assert (first.code, again.code) == (0, 0), first.err + again.err
    assert len(first.records) == 2
    assert plain(first) == plain(again)
    assert [r["date_published"] for r in again.records if "boats" in r["url"]] == ["2026-11-24T10:00:00+00:00"]


def plain(done: Done) -> list[dict[str, Any]]:
    """Records, in order of their addresses, less what tells when and where they came from."""
    differ = {"date_downloaded", "discovered_via"}
    return sorted(({k: v for k, v in r.items() if k not in differ} for r in done.records), key=lambda r: str(r["url"]))
