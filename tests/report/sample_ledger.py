"""A ledger of a month of three sources, one of which is broken, for pages that show it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from crawler.ledger import open_ledger
from crawler.ledger.model import AlarmNote, DayTally
from crawler.metrics.drift.alarms import review
from crawler.metrics.drift.history import DAY, Day
from crawler.metrics.packing import merge_packed, pack
from crawler.metrics.tally import Tally
from tests.metrics.test_drift import usual

NAMES = ("daily", "herald", "evening <i>post</i>")
TAME = ("daily", "herald", "evening-post")
"""For a picture that people look at."""


def article(name: str, number: int, **more: Any) -> dict[str, Any]:
    """One of the newest articles."""
    return {
        "url": f"https://{name.split()[0]}.example/{number}", "headline": f"Harbour opens again, part {number}",
        "date": "2026-11-24T09:00:00Z", "language": "en", "image": None, "caption": "Boats in the harbour.",
        "credit": "Ann Lee/Reuters", **more,
    }  # fmt: skip


def days(now: int, names: tuple[str, str, str] = NAMES) -> dict[str, list[Day]]:
    """Thirty days of each source up to a Unix time; hostile pages are among them but for ``TAME``."""
    today, found = now // DAY * DAY, dict[str, list[Day]]()
    for name in names:
        held = [(today - (29 - place) * DAY, usual(20 + place % 7)) for place in range(30)]
        for at, tally in held:
            tally.last_success, tally.newest = at + 20_000, [article(name, number) for number in range(2)]
        found[name] = held
    broken: Tally = found["herald"][-1][1]
    broken.fields["captions"] = 0
    broken.examples["without captions"] = ["https://herald.example/now"]
    found[names[2]] = found[names[2]][:-4]
    if names == TAME:
        for tally in (day for held in found.values() for _, day in held):
            tally.newest = [{**a, "image": f"{a['url']}.jpg"} for a in tally.newest]
        return found
    broken.examples["without captions"].append("javascript:alert(1)")
    found[names[2]][-1][1].newest = [article("x", 1, url="javascript:alert(1)", headline="<script>alert(1)</script>")]
    return found


def write(path: Path, now: int, names: tuple[str, str, str] = NAMES) -> None:
    """The ledger."""
    ledger = open_ledger(str(path))
    for name, held in days(now, names).items():
        ledger.add_tallies([DayTally(name, at, pack(tally.to_dict())) for at, tally in held], merge_packed)
        for alarm in review(name, held, now, []):
            ledger.put_alarms([AlarmNote(name, alarm.kind, alarm.opened, alarm.closed, pack(alarm.to_dict()))])
    ledger.close()
