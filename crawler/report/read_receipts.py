"""Read the receipts of runs, and sum them by source and day."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from crawler.metrics.drift.alarms import Alarm
from crawler.metrics.drift.history import DAY, Day
from crawler.metrics.tally import Tally


class BadReceipt(ValueError):
    """A file is not a receipt; the message names it."""


def is_receipt(path: str) -> bool:
    """Return whether a file begins like a receipt: an indented JSON object with a spider."""
    try:
        with open(path, "rb") as file:
            head = file.read(200)
    except OSError:
        return False
    return head.lstrip().startswith(b"{") and b'"spider"' in head


def read_receipts(paths: Iterable[str]) -> tuple[dict[str, list[Day]], list[Alarm], int]:
    """Return days by source, the alarms of each source's last run, and the Unix time at which the last run ended.

    :raises BadReceipt: if a file is not a receipt.
    """
    found = sorted((_read(path) for path in paths), key=lambda receipt: str(receipt["ended"]))
    tallies: dict[str, dict[int, Tally]] = {}
    alarms: dict[str, list[Alarm]] = {}
    last = 0
    for receipt in found:
        last = int(datetime.fromisoformat(receipt["ended"]).timestamp())
        for name, values in receipt["sources"].items():
            alarms[name] = []
            tallies.setdefault(name, {}).setdefault(last // DAY * DAY, Tally()).add(Tally.from_dict(values))
        for values in receipt["alarms"]:
            alarms.setdefault(values["source"], []).append(Alarm.from_dict(values))
    days = {name: sorted(held.items()) for name, held in tallies.items()}
    return days, [alarm for held in alarms.values() for alarm in held], last


def _read(path: str) -> dict[str, Any]:
    try:
        receipt: dict[str, Any] = json.loads(Path(path).read_text("utf-8"))
        datetime.fromisoformat(receipt["ended"])
        for values in (*receipt["sources"].values(), receipt["total"]):
            Tally.from_dict(values)
        for values in receipt["alarms"]:
            Alarm.from_dict(values)
    except OSError as error:
        raise BadReceipt(f"{path} cannot be read: {error.strerror}.") from error
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise BadReceipt(f"{path} is not a receipt written by --receipt.") from error
    return receipt
