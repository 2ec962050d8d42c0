"""Turns, paces and files of hosts by the clock of the server (:class:`crawler.net.host_store.HostStore`)."""

from __future__ import annotations

from crawler.ledger.postgres.session import Session
from crawler.net.host_store import LONGEST

_NOW = "extract(epoch FROM clock_timestamp())::double precision"
_TURN = f"""
INSERT INTO hosts (name, next) SELECT %(site)s, first.at + %(pause)s FROM (
    SELECT greatest({_NOW}, coalesce((SELECT until FROM holds WHERE site = %(site)s AND until < {_NOW} + {LONGEST}), 0))
) AS first (at)
ON CONFLICT (name) DO UPDATE SET next = greatest(
    CASE WHEN hosts.next < {_NOW} + {LONGEST} THEN hosts.next ELSE 0 END, excluded.next - %(pause)s
) + %(pause)s
RETURNING next - %(pause)s - {_NOW}, times
"""
_SLOW = "INSERT INTO hosts (name, times) VALUES (%s, %s) ON CONFLICT (name) DO UPDATE SET times = excluded.times"
_FILE = f"""
SELECT body, until - {_NOW} FROM host_files WHERE url = %s AND until > {_NOW} AND until <= {_NOW} + {LONGEST}
"""
_KEEP = f"""
INSERT INTO host_files VALUES (%s, %s, floor({_NOW} + %s))
ON CONFLICT (url) DO UPDATE SET body = excluded.body, until = excluded.until
"""


class Hosts:
    """Tables ``hosts`` and ``host_files`` over a ``session``."""

    session: Session

    def time(self) -> float:
        """Return the Unix time of the server."""
        return float(self.session.value(f"SELECT {_NOW}"))

    def ask(self, site: str, pause: float) -> tuple[float, int]:
        """Take the next turn of a site."""
        [(wait, times)] = self.session.rows(_TURN, {"site": site, "pause": pause})
        return max(0.0, float(wait)), times

    def slow(self, site: str, times: int) -> None:
        """Store how often a site has asked for a slower pace."""
        self.session.execute(_SLOW, (site, times))

    def host_file(self, url: str) -> tuple[bytes, float] | None:
        """Return a file of a host, and the seconds for which it is still valid."""
        for body, seconds in self.session.rows(_FILE, (url,)):
            return bytes(body), float(seconds)
        return None

    def keep_host_file(self, url: str, body: bytes, seconds: float) -> None:
        """Store a file of a host for a number of seconds."""
        self.session.execute(_KEEP, (url, body, min(seconds, LONGEST)))
