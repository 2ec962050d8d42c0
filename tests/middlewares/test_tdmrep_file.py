"""The file of a host's text and data mining policy: asked for once, and what it says added to the hints of its pages."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.settings import Settings

from crawler.middlewares import tdmrep as module
from crawler.middlewares.tdmrep import TdmRep
from crawler.net.tdmrep import PATH

SITE = "https://daily.example"
FILE = b'[{"location": "/", "tdm-reservation": 1, "tdm-policy": "https://daily.example/policy"}]'
RESERVED = {"tdm_reservation": 1, "tdm_policy": "https://daily.example/policy"}


class Store:
    """Files of hosts that other runs have read, and what is kept."""

    def __init__(self, file: bytes | None = None) -> None:
        self.file = file
        self.kept: list[tuple[str, bytes, float]] = []

    def host_file(self, url: str) -> tuple[bytes, float] | None:
        """A file, and for how long it is valid."""
        return (self.file, 9.0) if self.file is not None and url == SITE + PATH else None

    def keep_host_file(self, url: str, body: bytes, seconds: float) -> None:
        """Keep a file."""
        self.kept.append((url, body, seconds))


def middleware(answer: Response | Exception, store: Store | None = None) -> tuple[TdmRep, list[Request]]:
    """Over an engine that answers so, and what it was asked."""
    asked: list[Request] = []

    async def download_async(request: Request) -> Response:
        asked.append(request)
        if isinstance(answer, Exception):
            raise answer
        return answer

    pacing = SimpleNamespace(store=store)
    crawler: Any = SimpleNamespace(
        engine=SimpleNamespace(download_async=download_async), get_extension=lambda cls: pacing
    )
    return TdmRep(crawler), asked


def parse_article(response: Response, **values: Any) -> None:
    """The callback of articles."""


def article(number: int = 1, hints: dict[str, Any] | None = None, site: str = SITE) -> Request:
    return Request(f"{site}/{number}", parse_article, cb_kwargs={"hints": hints} if hints is not None else {})


def answer(status: int = 200, body: bytes = FILE) -> Response:
    return Response(SITE + PATH, status, body=body)


@pytest.mark.parametrize(
    ("given", "hints", "expected"),
    [
        (answer(), None, RESERVED),
        (answer(), {"headline": "Harbour", "tdm_reservation": 0}, {"headline": "Harbour", **RESERVED}),
        (answer(404), None, None),
        (answer(404), {"headline": "Harbour", "tdm_policy": "x"}, {"headline": "Harbour"}),
        (answer(500), {}, {}),
        (answer(201), None, None),
        (TimeoutError(), None, None),
        (answer(200, b"nonsense"), {"headline": "Harbour"}, {"headline": "Harbour"}),
    ],
)
def test_what_a_file_says_of_a_page(given: Any, hints: Any, expected: Any) -> None:
    found, _ = middleware(given)
    request = article(hints=hints)
    asyncio.run(found.process_request(request))
    assert request.cb_kwargs.get("hints") == expected


def test_how_the_file_is_asked_for() -> None:
    found, asked = middleware(answer())
    asyncio.run(found.process_request(article()))
    [request] = asked
    assert (request.url, request.callback, request.dont_filter) == (SITE + PATH, NO_CALLBACK, True)
    assert request.meta == {"max_retry_times": 0, "download_timeout": 10, "download_maxsize": 1_000_000}
    assert request.headers["Accept"] == b"application/json"


def test_a_host_is_asked_once_and_only_for_articles(monkeypatch: pytest.MonkeyPatch) -> None:
    """And again after a day."""
    now = [1_000.0]
    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: now[0]))
    found, asked = middleware(answer())

    async def crawl() -> list[int]:
        counts = []
        await found.process_request(Request(f"{SITE}/feed"))
        counts.append(len(asked))
        await asyncio.gather(*(found.process_request(article(number)) for number in range(3)))
        for now[0] in (1_000.0 + 86_400, 1_000.0 + 86_401):
            await found.process_request(article(9))
            counts.append(len(asked))
        await found.process_request(article(1, site="http://daily.example:8080"))
        return [*counts, len(asked)]

    assert asyncio.run(crawl()) == [0, 1, 2, 3]
    assert asked[-1].url == f"http://daily.example:8080{PATH}"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (answer(), [(SITE + PATH, FILE, 86_400.0)]),
        (answer(404), [(SITE + PATH, b"[]", 86_400.0)]),
        (answer(499), [(SITE + PATH, b"[]", 86_400.0)]),
        (answer(500), []),
        (TimeoutError(), []),
    ],
)
def test_what_is_kept_for_other_runs(given: Any, kept: list[Any]) -> None:
    store = Store()
    found, _ = middleware(given, store)
    asyncio.run(found.process_request(article()))
    assert store.kept == kept


def test_what_another_run_has_read_is_not_asked_for() -> None:
    found, asked = middleware(TimeoutError(), Store(file=FILE))
    request = article()
    asyncio.run(found.process_request(request))
    assert asked == [] and request.cb_kwargs["hints"] == RESERVED


@pytest.mark.parametrize("is_set", [True, False])
def test_it_is_a_setting(is_set: bool) -> None:
    crawler: Any = SimpleNamespace(settings=Settings({"COPYDESK_TDMREP": is_set}))
    if is_set:
        assert isinstance(TdmRep.from_crawler(crawler), TdmRep)
    else:
        with pytest.raises(NotConfigured):
            TdmRep.from_crawler(crawler)
