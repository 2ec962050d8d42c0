"""What is kept about hosts over runs and machines, so that all of them together are as polite as one."""

from __future__ import annotations

from typing import Protocol

LONGEST = 86_400
"""Seconds; what is stored to hold for longer was stored by a wrong clock."""


class HostStore(Protocol):
    """Turns of hosts, their pace and their own files; a ledger is one."""

    def ask(self, site: str, pause: float, unused: float = 0.0) -> tuple[float, int, float]:
        """Take the next turn of a site, after which nobody has one for ``pause`` seconds.

        Return the seconds until that turn, how often the site has asked for a slower pace, and the name of the turn. A
        site that asked to be left alone has its next turn after that. ``unused``: the name of a turn that has begun and
        was not used; it is given back if nobody has taken one since.
        """

    def slow(self, site: str, times: int) -> None:
        """Store how often a site has asked for a slower pace."""

    def host_file(self, url: str) -> tuple[bytes, float] | None:
        """Return a file that a host has for all robots, and the seconds for which it is still valid."""

    def keep_host_file(self, url: str, body: bytes, seconds: float) -> None:
        """Store such a file for a number of seconds."""
