"""What the parent of a process sees of the page that it reads."""

from __future__ import annotations

import os

import pytest

from crawler.fleet import watched_read
from crawler.fleet.page_being_read import PageBeingRead
from crawler.workers.job import Job

MOST = (1 << 16) - 12


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://daily.example/a", "https://daily.example/a"),
        ("https://daily.example/é\ud800", "https://daily.example/é\ud800"),
        ("", ""),
        ("x" * MOST, "x" * MOST),
        ("x" * (MOST + 1), ""),
    ],
)
def test_the_parent_sees_the_page_that_is_read(url: str, expected: str) -> None:
    page = PageBeingRead()
    child = os.fork()
    if not child:
        page.begin(url)
        os._exit(0)
    os.waitpid(child, 0)
    assert (page.url, page.number) == (expected, int(bool(expected or not url)))
    page.end()
    assert page.url == ""
    page.begin("/b")
    assert (page.url, page.number) == ("/b", 1 + int(bool(expected or not url)))
    page.close()


class Watching:
    """A step of pipelines that sees which page is read."""

    pure = True

    def __init__(self, page: PageBeingRead) -> None:
        self.page, self.seen = page, ""

    def process_item(self, item: object) -> object:
        """See it."""
        self.seen = self.page.url
        return item


def test_a_fatal_page_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    page = PageBeingRead()
    monkeypatch.setattr(watched_read, "_fatal", set())
    monkeypatch.setattr(watched_read, "_page", watched_read._page)
    watched_read.watch(page)
    watching = Watching(page)
    job = Job(
        "https://daily.example/b", {}, b"<title>Rain</title><p>It rained.</p>", "https://daily.example/a", "url", ""
    )
    answer = watched_read.read(job, [watching])
    assert answer.item and (watching.seen, page.url) == ("https://daily.example/a", "")
    watched_read.refuse(["https://daily.example/a"])
    watching.seen = ""
    failure = watched_read.read(job, [watching]).failure
    assert failure and (failure.source, failure.kind) == ("https://daily.example/a", "crash")
    assert watching.seen == "" and page.number == 1
    assert watched_read.read(job._replace(requested_url="https://daily.example/b"), [watching]).item
