"""Send alarms to a webhook or a command."""

from __future__ import annotations

import json
import shlex
import subprocess
from collections.abc import Sequence
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

from crawler.metrics.drift.alarms import Alarm
from crawler.normalize.request_urls import without_userinfo

_SECONDS = 15


def to_message(alarms: Sequence[Alarm], ledger: str) -> dict[str, Any]:
    """Return the message: ``text`` for people, as chat services show it, and each alarm with its numbers."""
    lines = [f"{alarm.source}: {alarm.sentence}" if alarm.is_open else closing(alarm) for alarm in alarms]
    return {"text": "\n".join(lines), "ledger": ledger, "alarms": [alarm.to_dict() for alarm in alarms]}


def closing(alarm: Alarm) -> str:
    """Return a line about an alarm that is closed."""
    how = "as before again" if alarm.end == "well" else "it has lasted four weeks and is normal from now on"
    return f"{alarm.source}: {alarm.kind} is over: {how}."


def notify(target: str, message: dict[str, Any]) -> str:
    """Send a message to a URL (POST, JSON) or to the standard input of a command; return an error message, or ""."""
    data = json.dumps(message, ensure_ascii=False).encode("utf-8", "replace")
    try:
        if target.startswith(("http://", "https://")):
            request = Request(target, data, {"Content-Type": "application/json"})
            with urlopen(request, timeout=_SECONDS):
                return ""
        subprocess.run(shlex.split(target), input=data, timeout=_SECONDS, check=True, stdout=subprocess.DEVNULL)
        return ""
    except (OSError, URLError, ValueError, subprocess.SubprocessError) as error:
        shown = without_userinfo(target).split("?")[0]  # a query often contains a token
        return f"Alarms could not be sent to {shown}: {_reason(error)}."


def _reason(error: Exception) -> str:
    if isinstance(error, subprocess.CalledProcessError):
        return f"it ended with {error.returncode}"
    if isinstance(error, subprocess.TimeoutExpired):
        return f"it took longer than {_SECONDS} seconds"
    return str(getattr(error, "reason", None) or getattr(error, "strerror", None) or error)
