"""Whether a worker reaches its ledger."""

from __future__ import annotations

import pytest

pytest.importorskip("procrastinate", reason="procrastinate is not installed: pip install '.[fleet]'")

from crawler.fleet.reach import Reach

ERROR = OSError("Connection refused\n\tIs the server running on that host?")
LOST = "db: The ledger cannot be reached: Connection refused."
FIRST, AGAIN = f"{LOST} The worker tries again for 3 minutes.", "db: The ledger is reached again."


@pytest.mark.parametrize(
    ("times", "said", "goes_on"),
    [
        ([("lost", 0)], [FIRST], True),
        ([("reached", 0), ("lost", 9_000)], [FIRST], True),  # however long ago it was reached
        ([("lost", 0), ("lost", 179)], [FIRST], True),
        ([("lost", 0), ("lost", 180)], [FIRST, LOST], False),
        ([("lost", 0), ("reached", 100), ("lost", 200)], [FIRST, AGAIN, FIRST], True),
        ([("lost", 0), ("reached", 100), ("reached", 101), ("lost", 200), ("lost", 380)],
         [FIRST, AGAIN, FIRST, LOST], False),
    ],
)  # fmt: skip
def test_it_is_said_once_and_for_a_while(times: list[tuple[str, float]], said: list[str], goes_on: bool) -> None:
    heard, now = list[str](), [0.0]
    reach, found = Reach("db", heard.append, lambda: now[0]), True
    for what, now[0] in times:
        if what == "lost":
            found = reach.lost(ERROR)
        else:
            reach.reached()
    assert (heard, found) == (said, goes_on)
