"""What waits in memory: new tasks until they are written, leases until they are wanted."""

from __future__ import annotations

from collections.abc import Collection
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request

from crawler.ledger.model import Lease, Task
from crawler.ledger.task_buffer import TaskBuffer
from crawler.ledger.wanted import HeldLeases, is_wanted, next_run_of, times

NOW = 1_700_000_000


def lease(number: int) -> Lease:
    return Lease(number, 1, number, f"https://daily.example/{number}", b"", "daily.example")


ANY = Request("https://daily.example/")


def buffer(
    new: list[bool] | None, known: list[Request] | None = None
) -> tuple[TaskBuffer, list[list[int]], list[Collection[str]], dict[int, Any]]:
    """A buffer over a ledger that answers so, the keys and sites that it wrote, and leases 1 and 2."""
    keys: list[list[int]] = []
    sites: list[Collection[str]] = []
    leases = {number: SimpleNamespace(found=0) for number in (1, 2)}

    def add(tasks: list[Task]) -> list[bool] | None:
        keys.append([task.key for task in tasks])
        return new

    run: Any = SimpleNamespace(ledger=SimpleNamespace(add=add), attempt=lambda action: action(), leases=leases)
    dropped = known if known is not None else []
    return TaskBuffer(run, sites.append, dropped.append), keys, sites, leases


def test_tasks_are_written_together_and_new_ones_counted() -> None:
    found, keys, sites, leases = buffer([True, True, False, True, True])
    for key, parent in ((5, 1), (6, 2), (7, 2), (8, 9), (9, 0)):
        site = f"{key % 2}.example"
        found.add(Task(key, "https://daily.example/", site=site, parent=lease(parent) if parent else None), ANY)
    assert len(found) == 5 and 5 in found and 4 not in found and keys == []
    found.write()
    assert (keys, sites) == ([[5, 6, 7, 8, 9]], [{"0.example", "1.example"}])
    assert [state.found for state in leases.values()] == [1, 1] and len(found) == 0
    found.write()
    assert len(keys) == len(sites) == 1


def test_what_the_ledger_did_not_take_is_not_counted() -> None:
    found, _, _, leases = buffer(None)
    found.add(Task(5, "https://daily.example/", parent=lease(1)), ANY)
    found.write()
    assert leases[1].found == 0


def test_no_more_than_some_hundred_wait() -> None:
    found, keys, _, _ = buffer([])
    for key in range(1001):
        found.add(Task(key, "https://daily.example/"), ANY)
    assert [len(batch) for batch in keys] == [500, 500] and len(found) == 1


def test_known_requests_are_reported_and_release_no_site() -> None:
    known: list[Request] = []
    found, _, sites, _ = buffer([False, True, False], known)
    requests = [Request(f"https://daily.example/{number}") for number in range(3)]
    for number, (request, always) in enumerate(zip(requests, (False, False, True), strict=True)):
        found.add(Task(number, request.url, site=f"{number}.example", always=always), request)
    found.write()
    assert known == [requests[0]] and sites == [{"1.example", "2.example"}]


@pytest.mark.parametrize(("listing", "written"), [({"a"}, False), ({"a", "b"}, False), (set(), True), ({"b"}, True)])
def test_tasks_of_a_site_whose_list_is_being_read_wait(listing: set[str], written: bool) -> None:
    found, keys, _, _ = buffer([True])
    found.write_for(listing)
    found.add(Task(1, "https://a/", site="a"), ANY)
    found.write_for(listing)
    assert bool(keys) is written


class Spider:
    """Has what a spider may have."""

    def __init__(self, **values: Any) -> None:
        vars(self).update(values)


SOURCES = [SimpleNamespace(name="daily"), SimpleNamespace(name="weekly")]


@pytest.mark.parametrize(
    ("spider", "name", "wanted"),
    [
        (None, "daily", True),
        (Spider(), "daily", True),
        (Spider(sources=[]), "daily", True),
        (Spider(sources=SOURCES), "daily", True),
        (Spider(sources=SOURCES), "monthly", False),
        (Spider(sources=SOURCES), None, True),
        (Spider(sources=SOURCES, wants=lambda request: False), "daily", False),
        (Spider(sources=SOURCES, wants=lambda request: "yes"), "monthly", True),
    ],
)
def test_is_wanted(spider: Any, name: str | None, wanted: bool) -> None:
    request = Request("https://daily.example/", cb_kwargs={"source_name": name} if name else {})
    assert is_wanted(request, spider) is wanted


HOURLY = Spider(times=lambda name: {"schedule": "0 * * * *"} if name == "daily" else {})
HOUR = NOW - NOW % 3600 + 3600


@pytest.mark.parametrize(
    ("spider", "name", "meta", "found", "due"),
    [
        (None, "daily", {}, {}, 0),
        (HOURLY, "daily", {}, {"schedule": "0 * * * *"}, HOUR),
        (HOURLY, "daily", {"schedule": "0 6 * * *"}, {"schedule": "0 * * * *"}, HOUR),
        (HOURLY, "weekly", {}, {}, 0),
        (HOURLY, None, {}, {}, 0),
        (HOURLY, None, {"schedule": "0 * * * *"}, {}, HOUR),
        (HOURLY, None, {"schedule": "0 7 * * *", "timezone": "Asia/Tokyo"}, {}, HOUR - 3600),
        (HOURLY, None, {"schedule": "0 23 * * *"}, {}, HOUR),
    ],
)
def test_times(spider: Any, name: str | None, meta: dict[str, str], found: dict[str, str], due: int) -> None:
    """It is due a little after the time of the schedule, or not before long."""
    request = Request("https://daily.example/", cb_kwargs={"source_name": name} if name else {}, meta=meta)
    assert times(request, spider) == found
    told = next_run_of(request, spider, NOW)
    assert told == 0 if due == 0 else (told - due) % 86_400 <= 400, told - due


def test_held_leases() -> None:
    released: list[list[Lease]] = []
    held = HeldLeases(released.append)
    for reason, number in (("a", 1), ("b", 2), ("a", 3), ("c", 4)):
        held.keep(reason, lease(number))
    assert [x.id for x in held] == [1, 3, 2, 4]
    held.release("a")
    held.release("a")
    held.release("d")
    assert released == [[lease(1), lease(3)]] and [x.id for x in held] == [2, 4]
    held.release_all()
    assert released[1:] == [[lease(2)], [lease(4)]] and list(held) == []
