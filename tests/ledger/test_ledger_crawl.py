"""Crawls over a ledger: every way in which a request can end, revisits, refusals, disks that do not take it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator
from scrapy import Request
from scrapy.utils.request import fingerprint

from crawler.ledger import open_ledger
from crawler.ledger.protocol import Ledger
from crawler.ledger.queries import History, PendingRequest
from crawler.ledger.requests import to_key
from tests.command import Done
from tests.crawls import crawl, crawl_lists
from tests.server import serve


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serve() as address:
        yield address


def headlines(folder: Path) -> list[str]:
    return [json.loads(line)["requested_url"] for line in (folder / "out.jsonl").read_text().splitlines()]


@contextmanager
def ledger(folder: Path) -> Iterator[Ledger]:
    """That of a crawl that has ended."""
    found = open_ledger(str(folder / "ledger.db"))
    yield found
    found.close()


def history(folder: Path, url: str) -> History:
    with ledger(folder) as held:
        found = held.history(to_key(fingerprint(Request(url))))
    assert found
    return found


def pending(folder: Path) -> list[PendingRequest]:
    with ledger(folder) as held:
        return held.pending(1000)


ENDS = {
    "page/1": "delivered",
    "moved/302": "delivered",
    "later/0": "delivered",
    "status/404": "failed",
    "status/410": "removed",
    "status/500": "failed",
    "status/403": "failed",
    "private/1": "refused",
    "circle": "failed",
    "maze/1": "failed",
    "picture": "dead",
    "lying-picture": "dead",
    "large": "dead",
    "empty": "failed",
    "cut-off": "failed",
    "slow/5": "failed",
    "http://nobody.invalid/": "failed",
    "http://127.0.0.1:1/": "failed",
}


@pytest.fixture(scope="module")
def ended(site: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    folder = tmp_path_factory.mktemp("ended")
    return folder, crawl(folder, *(path if "://" in path else f"{site}/{path}" for path in ENDS))


def test_no_lease_is_left_however_a_request_ends(ended: tuple[Path, Done]) -> None:
    with ledger(ended[0]) as held:
        assert not held.has_due(1000) and held.expire(1 << 40) == 0


@pytest.mark.parametrize(("path", "state"), ENDS.items())
def test_every_end_has_its_state(ended: tuple[Path, Done], site: str, path: str, state: str) -> None:
    assert history(ended[0], path if "://" in path else f"{site}/{path}").state == state


def test_what_is_seen_is_not_asked_again(ended: tuple[Path, Done], site: str) -> None:
    folder, _ = ended
    before = (folder / "out.jsonl").read_bytes()
    done = crawl(folder, f"{site}/page/1", f"{site}/moved/302", f"{site}/page/302", f"{site}/status/404", time=1001)
    assert done.err == "0 records, 4 repeated (met before under this or another address).\n"
    assert (folder / "out.jsonl").read_bytes() == before


def test_what_failed_is_tried_again_when_it_is_due(site: str, tmp_path: Path) -> None:
    assert "500" in crawl(tmp_path, f"{site}/status/500").err
    assert crawl(tmp_path, time=1500).err == "0 records.\n"
    assert "500" in crawl(tmp_path, time=1600).err
    assert pending(tmp_path) == [PendingRequest(f"{site}/status/500", 1600 + 2400, tries=2)]


def test_an_address_is_given_up(site: str, tmp_path: Path) -> None:
    crawl(tmp_path, f"{site}/status/500")
    for day in range(1, 6):
        crawl(tmp_path, time=1000 + 90_000 * day)
    assert pending(tmp_path) == []
    found = history(tmp_path, f"{site}/status/500")
    assert found.state == "dead" and "500" in found.message


def test_young_articles_are_looked_at_again_and_only_changes_are_written(site: str, tmp_path: Path) -> None:
    edited = f"{site}/edited/{tmp_path.name}"
    crawl(tmp_path, f"{site}/page/revisit", edited)
    for age in (3_600, 21_600, 86_400, 604_800, 1_209_600):
        crawl(tmp_path, time=1000 + age)
    records = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [record["revision"] for record in records if "revisit" in record["url"]] == [1]
    revised = [record for record in records if "edited" in record["url"]]
    assert [record["revision"] for record in revised] == [1, 2, 3]
    assert [record["changed"] for record in revised] == [[], ["headline"], ["article_body"]]
    assert [record["supersedes"] for record in revised[1:]] == [record["body_hash"] for record in revised[:2]]
    assert pending(tmp_path) == []


def test_what_has_not_changed_is_not_sent_again(site: str, tmp_path: Path) -> None:
    """Neither with a redirect before it; and what is not modified is no failure."""
    urls = [f"{site}/tagged/{tmp_path.name}", f"{site}/to-tagged/{tmp_path.name}-b"]
    crawl(tmp_path, *urls)
    assert crawl(tmp_path, time=1000 + 3_600).err == "0 records.\n"
    with ledger(tmp_path) as held:
        assert [counts["not modified"] for counts in held.counts_by_source(0).values()] == [2]
    assert crawl(tmp_path, time=1000 + 21_600).err == "2 records.\n"
    records = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert sorted(record["revision"] for record in records) == [1, 1, 2, 2]


def test_a_page_that_was_not_delivered_is_not_asked_conditionally(site: str, tmp_path: Path) -> None:
    url = f"{site}/tagged-hollow"
    crawl(tmp_path, url)
    found = history(tmp_path, url)
    assert (found.etag, found.last_modified) == ("", "")
    assert "empty" in crawl(tmp_path, time=2000).err


def test_two_addresses_of_one_article_give_one_record(site: str, tmp_path: Path) -> None:
    crawl(tmp_path, f"{site}/canonical/1", f"{site}/canonical/2")
    assert len(headlines(tmp_path)) == 1


def test_a_second_process_is_refused(site: str, tmp_path: Path) -> None:
    held = open_ledger(str(tmp_path / "ledger.db"))
    done = crawl(tmp_path, f"{site}/page/1")
    held.close()
    assert done.code == 5 and done.err.count("\n") == 1 and "in use by another run" in done.err
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.parametrize("limit", [30_000, 120_000])
def test_a_disk_that_takes_no_more_ends_the_run_and_loses_nothing(site: str, tmp_path: Path, limit: int) -> None:
    """The file size limit stands for a full disk: the ledger's log or the feed cannot grow."""
    urls = [f"{site}/page/{limit}-{number}" for number in range(60)]
    full = crawl(tmp_path, *urls, file_limit=limit)
    if full.code != 5:  # nor even be made
        assert full.code == 3 and "cannot be written" in full.err
    done = crawl(tmp_path, *urls, time=1001)
    assert done.code == 0
    assert sorted(headlines(tmp_path)) == sorted(urls)


def test_other_outputs_work_beside_a_ledger(site: str, tmp_path: Path) -> None:
    assert crawl(tmp_path, f"{site}/page/1", name="out.md").code == 0
    assert "Harbour opens again" in (tmp_path / "out.md").read_text()
    with ledger(tmp_path) as held:
        assert held.outbox(1) == []


def lists(folder: Path, time: int, *urls: str, only_due: bool = False) -> int:
    """A crawl of lists of links at that time; how many articles have been delivered so far."""
    crawl_lists(folder, *urls, time=time, only_due=only_due)
    return len(headlines(folder))


def test_feeds_are_asked_in_each_run(site: str, tmp_path: Path) -> None:
    """The list has one article more each time it is asked."""
    feed = f"{site}/growing/{tmp_path.name}"
    assert [lists(tmp_path, time, feed) for time in (1000, 1001, 1002)] == [1, 2, 3]


def test_a_feed_that_is_in_no_source_any_more_is_left_alone(site: str, tmp_path: Path) -> None:
    first, second = (f"{site}/growing/{tmp_path.name}-{number}" for number in range(2))
    assert [lists(tmp_path, 1000, first, second), lists(tmp_path, 5000, second)] == [2, 3]
    assert [request.url for request in pending(tmp_path) if "/growing/" in request.url] == [second]
    assert lists(tmp_path, 5001, first, second, only_due=True) == 4


def test_feeds_are_asked_when_they_are_due(site: str, tmp_path: Path) -> None:
    """Its first interval is 300 s, which is the shortest, and each time there is news."""
    feed = f"{site}/growing/{tmp_path.name}"
    found = [lists(tmp_path, time, feed, only_due=True) for time in (1000, 1299, 1300, 1599, 1600)]
    assert found == [1, 1, 2, 2, 3]


def test_what_is_not_modified_is_recorded_as_a_revisit(site: str, tmp_path: Path) -> None:
    url, warc = f"{site}/tagged/{tmp_path.name}", tmp_path / "warc"
    crawl(tmp_path, url, COPYDESK_WARC=str(warc))
    crawl(tmp_path, time=1000 + 3_600, COPYDESK_WARC=str(warc))
    records = [(record.headers, record.reader.read()) for path in sorted(warc.iterdir())
               for record in ArchiveIterator(path.open("rb"), parse_http=False)]  # fmt: skip
    of_page = [(h["WARC-Type"], block) for h, block in records if h.get("WARC-Target-URI") == url]
    assert [kind for kind, _ in of_page] == ["response", "request", "revisit", "request"]
    assert of_page[2][1].startswith(b"HTTP/1.1 304 Not Modified\r\n") and b"If-None-Match: " in of_page[3][1]


def test_a_recording_that_takes_no_more_leaves_the_rest_owed(site: str, tmp_path: Path) -> None:
    urls = [f"{site}/page/{tmp_path.name}-{number}" for number in range(20)]
    full = crawl(tmp_path, *urls, COPYDESK_WARC="/dev/full/warc")
    assert full.code == 3 and "/dev/full/warc" in full.err and "stays pending" in full.err
    assert not (tmp_path / "out.jsonl").exists()
    assert crawl(tmp_path, *urls, time=1001).code == 0
    assert sorted(headlines(tmp_path)) == sorted(urls)
