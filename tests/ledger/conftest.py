"""The implementations that the tests of the protocol run against."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crawler.ledger import Ledger, open_ledger
from tests.postgres import new_url

STORES: dict[str, Callable[[Path], str]] = {
    "sqlite": lambda folder: f"sqlite:///{folder / 'ledger.db'}",
    "postgresql": lambda folder: new_url(),
}
"""By implementation: the URL of a new ledger, which may lie in a folder."""


@pytest.fixture(params=STORES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a ledger that is not there yet."""
    return STORES[request.param](tmp_path)


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    """A new ledger, as a run has it."""
    found = open_ledger(url)
    yield found
    found.close()
