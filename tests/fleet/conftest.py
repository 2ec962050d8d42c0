"""A site, and machines with one ledger on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fleet.machines import Fleet, fleet
from tests.postgres import new_url
from tests.press import Press, serve
from tests.s3 import serve_s3


@pytest.fixture
def press() -> Iterator[Press]:
    """A site of publishers."""
    with serve() as found:
        yield found


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Fleet]:
    """Machines with a new ledger."""
    with fleet(tmp_path, new_url()) as found:
        yield found


@pytest.fixture
def bucket() -> Iterator[str]:
    """The URL of a folder in a new bucket."""
    with serve_s3() as found:
        yield found
