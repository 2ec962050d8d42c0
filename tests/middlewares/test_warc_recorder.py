"""What is recorded of requests and responses, and what ends a recording."""

from __future__ import annotations

import json
from ipaddress import ip_address
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fastwarc.warc import ArchiveIterator
from scrapy import Request, signals
from scrapy.exceptions import DownloadTimeoutError, IgnoreRequest, NotConfigured, StopDownload
from scrapy.http import Response
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager

from crawler.engine import signals as own_signals
from crawler.middlewares.warc import WarcRecorder
from crawler.version import version

URL = "https://daily.example/1"


def parse_article(response: Response, **values: Any) -> None:
    """A callback."""


def recorder(folder: Path, **more: Any) -> tuple[WarcRecorder, Any]:
    values = {"COPYDESK_WARC": str(folder), "COPYDESK_WARC_SIZE": "1 GB", "USER_AGENT": "Newsbot/1.0", **more}
    crawler: Any = SimpleNamespace(settings=Settings(values), signals=SignalManager(), engine=None)
    return WarcRecorder.from_crawler(crawler), crawler


def records(folder: Path) -> list[tuple[str, dict[str, str], bytes]]:
    """Type, fields and block of each record."""
    return [
        (record.headers["WARC-Type"], dict(record.headers.items()), record.reader.read())
        for path in sorted(folder.iterdir())
        for record in ArchiveIterator(path.open("rb"), parse_http=False)
    ]


def kinds(folder: Path) -> list[str]:
    return [kind for kind, _, _ in records(folder)] if folder.exists() else []


def test_a_request_and_its_response(tmp_path: Path) -> None:
    found, crawler = recorder(tmp_path)
    callback = {"requested_url": "https://short.example/", "hints": {"headline": "Harbour"}, "other": 5}
    request = Request("https://ann:secret@daily.example/1#top", parse_article, "POST", {"X-Name": ["a", "b"]}, b"asked",
                      cb_kwargs=callback)  # fmt: skip
    response = Response(URL, 404, {"Content-Type": "text/html"}, b"<p>", ip_address=ip_address("192.0.2.7"))
    assert found.process_response(request, response) is response
    crawler.signals.send_catch_log(signals.spider_closed)
    info, answered, asked = records(tmp_path)
    assert [info[0], answered[0], asked[0]] == ["warcinfo", "response", "request"]
    lines = dict(line.split(": ", 1) for line in info[2].decode().splitlines() if ": " in line)
    assert lines == {
        "software": f"Copydesk/{version()}",
        "format": "WARC File Format 1.1",
        "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "robots": "ignore",
        "http-header-user-agent": "Newsbot/1.0",
    }
    assert answered[1]["WARC-Target-URI"] == URL and answered[1]["WARC-IP-Address"] == "192.0.2.7"
    assert answered[2] == b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>"
    assert asked[2].startswith(b"POST /1 HTTP/1.1\r\n") and asked[2].endswith(b"\r\n\r\nasked")
    assert b"X-Name: a\r\nX-Name: b\r\n" in asked[2]
    purpose = {"as": "parse_article", "requested_url": "https://short.example/", "hints": {"headline": "Harbour"}}
    assert json.loads(answered[1]["Copydesk-Asked"]) == purpose


@pytest.mark.parametrize(("obeys", "word"), [(True, b"robots: obey\r\n"), (False, b"robots: ignore\r\n")])
def test_whether_robots_txt_is_obeyed(tmp_path: Path, obeys: bool, word: bytes) -> None:
    found, _ = recorder(tmp_path, ROBOTSTXT_OBEY=obeys)
    found.process_response(Request(URL), Response(URL, 299))
    found.closed()
    info, answered, _ = records(tmp_path)
    assert word in info[2] and answered[2].startswith(b"HTTP/1.1 299\r\n")
    assert json.loads(answered[1]["Copydesk-Asked"]) == {"as": "nothing"}


@pytest.mark.parametrize(
    ("url", "flags", "is_recorded"),
    [(URL, [], True), (URL, ["cached"], False), ("data:,x", [], False), ("http://daily.example/", [], True)],
)
def test_what_was_had_from_elsewhere_is_not_recorded(
    tmp_path: Path, url: str, flags: list[str], is_recorded: bool
) -> None:
    found, _ = recorder(tmp_path)
    found.process_response(Request(url), Response(url, flags=flags))
    found.closed()
    assert kinds(tmp_path) == (["warcinfo", "response", "request"] if is_recorded else [])


@pytest.mark.parametrize(
    ("error", "found"),
    [
        (DownloadTimeoutError(), ["warcinfo", "metadata"]),
        (IgnoreRequest("Forbidden by robots.txt"), []),
        (StopDownload(), ["warcinfo", "metadata"]),
    ],
)
def test_requests_without_a_response(tmp_path: Path, error: Exception, found: list[str]) -> None:
    middleware, _ = recorder(tmp_path)
    middleware.process_exception(Request(URL), error)
    middleware.closed()
    assert kinds(tmp_path) == found
    if isinstance(error, DownloadTimeoutError):
        assert f"{URL} took too long to answer.".encode() in records(tmp_path)[1][2]


def test_a_response_that_was_stopped_is_marked(tmp_path: Path) -> None:
    middleware, _ = recorder(tmp_path)
    error = StopDownload()
    error.response = Response(URL, body=b"half")  # type: ignore[attr-defined]
    middleware.process_exception(Request(URL), error)
    middleware.closed()
    _, answered, _ = records(tmp_path)
    assert answered[1]["WARC-Truncated"] and answered[2].endswith(b"half")


@pytest.mark.parametrize("has_ledger", [True, False])
def test_a_disk_that_takes_no_more_ends_the_run(tmp_path: Path, has_ledger: bool) -> None:
    (tmp_path / "warc").write_bytes(b"")  # no folder
    given: list[Any] = []
    crawler: Any = SimpleNamespace(signals=SignalManager(), engine=None)
    crawler.get_extension = lambda cls: SimpleNamespace(give_up=given.append)
    values = {"COPYDESK_WARC": str(tmp_path / "warc"), "COPYDESK_WARC_SIZE": "1 GB"}
    crawler.settings = Settings({**values, "COPYDESK_LEDGER": "l.db" if has_ledger else ""})
    hear = lambda failure: given.append(failure)  # noqa: E731 (signals hold their receivers weakly)
    crawler.signals.connect(hear, own_signals.failed)
    found = WarcRecorder.from_crawler(crawler)
    for _ in range(2):
        found.process_response(Request(URL), Response(URL))
    [error] = given
    if has_ledger:
        assert isinstance(error, OSError)
    else:
        assert error.kind == "unwritable" and str(tmp_path / "warc") in error.message


def test_it_is_a_setting() -> None:
    crawler: Any = SimpleNamespace(settings=Settings({"COPYDESK_WARC": ""}))
    with pytest.raises(NotConfigured):
        WarcRecorder.from_crawler(crawler)
