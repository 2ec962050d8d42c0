"""What is a revision, by the address that tells it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.exceptions import DropItem

from crawler.ledger.model import Known
from crawler.ledger.revisions import to_known
from pipelines.revision import RevisionPipeline

ADDRESSES = {"https://daily.example/1": 1, "https://daily.example/short/1": 2}


def record(url: str, **more: Any) -> dict[str, Any]:
    values = {
        "headline": "The harbour opens",
        "article_body": "It opened.",
        "images": [],
        "corrections": [],
        "warnings": [],
        "type": "NewsArticle",
    }
    return {"id": "0" * 32, "requested_url": url, "revision": 1, "body_hash": "ab" * 16, **values, **more}


def pipeline(known: Known | None, states: dict[int, str] | None = None) -> RevisionPipeline:
    ledger = SimpleNamespace(known=lambda article: known)
    leases = SimpleNamespace(address=lambda url: ADDRESSES.get(url, 0), asked_as=lambda url: None)
    run: Any = SimpleNamespace(pending={}, ledger=ledger, leases=leases, state=(states or {}).get)
    return RevisionPipeline(run=run)


def known(address: int) -> Known:
    before = to_known(record("https://daily.example/1"))
    return Known(before.revision, before.body_hash, before.parts, address)


@pytest.mark.parametrize(
    ("address", "state", "revised"),
    [
        (1, "delivered", True),
        (2, "delivered", False),
        (2, None, False),
        (2, "failed", False),
        (2, "removed", True),
        (2, "repeated", True),
        (0, None, True),
    ],
)
def test_a_copy_that_differs_is_no_revision_while_another_address_delivers(
    address: int, state: str | None, revised: bool
) -> None:
    """The article is told anew at address 1; ``address`` delivered it before and is in that state."""
    step = pipeline(known(address), {address: state} if state else {})
    item = record("https://daily.example/1", article_body="It opened again.")
    if revised:
        assert step.process_item(item)["revision"] == 2
        assert step.run and [value.address for value in step.run.pending.values()] == [1]
    else:
        with pytest.raises(DropItem, match="Another address"):
            step.process_item(item)


def test_of_two_addresses_in_one_run_the_first_delivers() -> None:
    step = pipeline(None)
    assert step.process_item(record("https://daily.example/short/1"))["revision"] == 1
    with pytest.raises(DropItem, match="Another address"):
        step.process_item(record("https://daily.example/1", article_body="It opened again."))
