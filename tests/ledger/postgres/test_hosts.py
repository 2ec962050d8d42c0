"""Turns of hosts on a server that crashes."""

from __future__ import annotations

from contextlib import closing

import pytest

from crawler.ledger.postgres import hosts
from crawler.ledger.postgres.ledger import open_shared_ledger
from tests.postgres import new_url


@pytest.mark.parametrize(("pause", "waits"), [(0.3, 0.3), (4.9, 4.9), (5.0, 0.0)])
def test_a_server_that_may_have_lost_the_last_turn(monkeypatch: pytest.MonkeyPatch, pause: float, waits: float) -> None:
    """It was started a moment ago. Turns with longer pauses were on its disk before they were used."""
    monkeypatch.setattr(hosts, "_TURN", hosts._TURN.replace("pg_postmaster_start_time()", "clock_timestamp()"))
    with closing(open_shared_ledger(new_url().removeprefix("postgresql://"))) as ledger:
        assert ledger.ask("a", pause)[0] == pytest.approx(waits, abs=0.2)
