"""How far stored pages have been read."""

from __future__ import annotations

import asyncio
import gzip
import os
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.settings import Settings

from crawler.archive import Failure, read_paths
from crawler.archive.meter import Meter, bytes_of
from crawler.report.console import Console, JsonConsole
from crawler.report.reading import ReadingConsole
from crawler.report.run_report import console_of

NAMES = ("COPYDESK_PROGRESS", "COPYDESK_LOG_FORMAT", "COPYDESK_CRAWL_REPORT")

PAGE = b"<html><head><title>Rain</title></head><body><h1>Rain in the valley</h1><p>It rains.</p></body></html>"


def warc(number: int) -> bytes:
    """So many members, each a page."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
    record = (
        b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://daily.example/%d\r\n"
        b"WARC-Date: 2026-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:0>\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
    )
    return b"".join(gzip.compress(record % (place, len(answer), answer)) for place in range(number))


@pytest.mark.parametrize("name", ["a.warc.gz", "a.html", "a.html.gz"])
def test_all_bytes_are_read_in_the_end(tmp_path: Path, name: str) -> None:
    file, meter, failures = tmp_path / name, Meter(), list[Failure]()
    file.write_bytes(warc(300) if "warc" in name else gzip.compress(PAGE) if name.endswith(".gz") else PAGE)
    seen = [meter.done for _ in read_paths([str(file)], None, failures.append, meter=meter)]
    assert not failures and meter.done == bytes_of([str(file)]) == file.stat().st_size
    assert seen == sorted(seen) and seen[0] > 0


def test_bytes_of_folders_and_of_what_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "a.html").write_bytes(PAGE)
    (tmp_path / "in/b.html").write_bytes(PAGE)
    (tmp_path / "other.bin").write_bytes(PAGE)
    assert bytes_of([str(tmp_path), str(tmp_path / "missing.html")]) == 2 * len(PAGE)
    os.mkfifo(tmp_path / "pipe.html")
    assert bytes_of([str(tmp_path)]) == 0


def test_lines_say_percent_rate_and_time_left(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("crawler.report.progress._ELSEWHERE", 0.01)
    meter = Meter()

    async def read() -> None:
        console = ReadingConsole(meter, total=1_000)
        console.start()
        for done in (250, 750):
            meter.done = done
            console.advance(done // 10)
            await asyncio.sleep(0.05)
        console.say("A page is empty.")
        console.stop()
        meter.done = 1_000
        await asyncio.sleep(0.03)

    asyncio.run(read())
    lines = capsys.readouterr().err.splitlines()
    assert re.match(r"Reading: 25 %, 25 records, [\d,]+ a second, \d+ s left$", lines[0])
    assert any(line.startswith("Reading: 75 %, 75 records, ") for line in lines)
    assert lines[-1] == "A page is empty."


@pytest.mark.parametrize(
    ("spider", "settings", "expected"),
    [
        (SimpleNamespace(meter=Meter(), paths=["-"]), {"COPYDESK_PROGRESS": True}, ReadingConsole),
        (SimpleNamespace(meter=Meter(), paths=["-"]), {"COPYDESK_PROGRESS": False}, Console),
        (SimpleNamespace(meter=Meter(), paths=["-"]), {"COPYDESK_LOG_FORMAT": "json"}, JsonConsole),
        (SimpleNamespace(), {"COPYDESK_PROGRESS": True}, Console),
    ],
)
def test_stored_pages_have_a_console_of_their_own(spider: Any, settings: dict[str, Any], expected: type) -> None:
    crawler: Any = SimpleNamespace(spider=spider, settings=Settings({**dict.fromkeys(NAMES, ""), **settings}))
    assert type(console_of(crawler)) is expected
