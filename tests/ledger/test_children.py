"""Requests are marked with the lease of the callback that yielded them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response
from scrapy.signalmanager import SignalManager

from crawler.engine import signals
from crawler.ledger.children import Children
from crawler.ledger.requests import LEASE, PARENT

URL = "https://daily.example/"


async def given(*outputs: Any) -> AsyncIterator[Any]:
    for output in outputs:
        yield output


async def listed(found: AsyncIterator[Any]) -> list[Any]:
    return [output async for output in found]


def test_the_end_of_the_start_requests_is_told_after_them() -> None:
    heard: list[str] = []
    crawler: Any = SimpleNamespace(signals=SignalManager())
    hear = lambda: heard.append("started")  # noqa: E731 (signals hold their receivers weakly)
    crawler.signals.connect(hear, signals.started)

    async def run() -> None:
        async for output in Children.from_crawler(crawler).process_start(given("a", "b")):
            heard.append(output)

    asyncio.run(run())
    assert heard == ["a", "b", "started"]


@pytest.mark.parametrize("is_async", [True, False])
@pytest.mark.parametrize(
    ("of", "meta", "expected"),
    [
        ({LEASE: 3}, {}, {PARENT: 3}),
        ({LEASE: 3}, {LEASE: 3, "depth": 1}, {PARENT: 3, "depth": 1}),
        ({}, {}, {}),
        ({}, {LEASE: 4}, {LEASE: 4}),
        (None, {LEASE: 4}, {LEASE: 4}),
    ],
)
def test_marks(of: dict[str, int] | None, meta: dict[str, int], expected: dict[str, int], is_async: bool) -> None:
    """``of``: the values of the request of the response, if it has one."""
    children = Children(SimpleNamespace())  # type: ignore[arg-type]
    response = Response(URL, request=None if of is None else Request(URL, meta=of))
    outputs = [Request(f"{URL}1", meta=meta), {"headline": "x"}]
    if is_async:
        found = asyncio.run(listed(children.process_spider_output_async(response, given(*outputs))))
    else:
        found = list(children.process_spider_output(response, outputs))
    assert found == outputs and found[0].meta == expected
