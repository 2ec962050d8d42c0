"""Pages with very many of anything: CPU time grows as the page does.

``test_properties`` counts calls, which misses what one call of C does with a whole page; here time is measured, of
pages large enough for that to show. ``bench/speed/growth`` has the table.
"""

from __future__ import annotations

import time

import pytest

from tests.blown import PAGES
from tests.records import record_of

HTML = {"content-type": "text/html; charset=utf-8"}
REPEATED = (
    "paragraphs", "figures", "bare pictures", "pictures in noscript", "pictures in json-ld", "pictures in cells", "pictures in items",
    "pictures in one figure", "renditions in one picture", "captions without pictures", "links", "linked items", "cards", "headings", "headings, unclosed",
    "list items", "definitions", "table rows", "quotes", "times", "bylines", "frames", "videos", "microdata", "metas", "json-ld",
    "a long title", "an unclosed title", "a graph of json-ld", "deep json-ld", "deep boxes", "deep lists", "styles",
)  # fmt: skip
SLACK, NOISE = 2.4, 0.05
"""How much more than in proportion a page may take, and seconds that are the machine's."""


def cpu(page: bytes) -> float:
    start = time.thread_time()
    record_of(page, **HTML)
    return time.thread_time() - start


@pytest.mark.parametrize("name", REPEATED)
def test_cpu_time_grows_with_the_page(name: str) -> None:
    small, large = (PAGES[name](n).encode() for n in (25, 100))
    cpu(PAGES[name](1).encode())  # tables are loaded
    found = ((cpu(small), cpu(large)) for _ in range(4))  # a busy machine may disturb some, what is quadratic fails all
    assert any(second <= SLACK * 4 * first + NOISE for first, second in found)


@pytest.mark.parametrize(("element", "around"), [("<img src=a.jpg>", "{}"), ("<tr><td>a<td>b", "<table>{}</table>")])
def test_twenty_thousand(element: str, around: str) -> None:
    """Several times what they take, so that a busy machine is no failure."""
    text = "<p>The council of the town met on Monday and decided that the old pier will be rebuilt.</p>" * 3
    page = f"<title>A council decides</title><article><h1>A council decides</h1>{text}{around.format(element * 20_000)}</article>"
    assert min(cpu(page.encode()) for _ in range(2)) < 6
