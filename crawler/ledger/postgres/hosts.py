"""Turns, pauses, paces and files of hosts by the clock of the server (:class:`crawler.net.host_store.HostStore`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crawler.ledger.postgres.session import NOT_DURABLE, Connection, Session
from crawler.net.host_store import LONGEST

_NOW = "extract(epoch FROM clock_timestamp())::double precision"
_TURN = f"""
INSERT INTO hosts (name, next) SELECT %(site)s, first.at + %(pause)s FROM (SELECT greatest(
    {_NOW}, extract(epoch FROM pg_postmaster_start_time())::double precision + %(short)s,
    coalesce((SELECT until FROM holds WHERE site = %(site)s AND until < {_NOW} + {LONGEST}), 0)
)) AS first (at)
ON CONFLICT (name) DO UPDATE SET next = greatest(
    CASE WHEN hosts.next = %(unused)s THEN hosts.next - %(pause)s
    WHEN hosts.next < {_NOW} + {LONGEST} THEN hosts.next ELSE 0 END, excluded.next - %(pause)s
) + %(pause)s
RETURNING next - %(pause)s - {_NOW}, times, next
"""
_LONG_PAUSE = 5.0
"""Seconds. A server that crashes loses what was committed just before. Turns with long pauses are on its disk first;
others, of which there are many, are not, and do not begin before their pause has passed since it started."""
_HOLD = """
INSERT INTO holds VALUES (%s, %s) ON CONFLICT (site) DO UPDATE SET until = excluded.until
"""
_SLOW = """
INSERT INTO hosts (name, times) VALUES (%s, %s) ON CONFLICT (name) DO UPDATE SET times = excluded.times
"""
_FILE = f"""
SELECT body, until - {_NOW} FROM host_files WHERE url = %s AND until > {_NOW} AND until <= {_NOW} + {LONGEST}
"""
_KEEP = f"""
INSERT INTO host_files VALUES (%s, %s, floor({_NOW} + %s))
ON CONFLICT (url) DO UPDATE SET body = excluded.body, until = excluded.until
"""


class Hosts:
    """Tables ``hosts``, ``holds`` and ``host_files`` over a ``session``."""

    session: Session

    def time(self) -> float:
        """Return the Unix time of the server."""
        return float(self.session.value(f"SELECT {_NOW}"))

    def ask(self, site: str, pause: float, unused: float = 0.0) -> tuple[float, int, float]:
        """Take the next turn of a site; a turn is named by the time from which the next one may begin."""
        is_long = pause >= _LONG_PAUSE
        values = {"site": site, "pause": float(pause), "unused": unused, "short": 0.0 if is_long else float(pause)}
        [(wait, times, following)] = self.session.rows(_TURN, values) if is_long else self._at_once(_TURN, values)
        return max(0.0, float(wait)), times, float(following)

    def slow(self, site: str, times: int) -> None:
        """Store how often a site has asked for a slower pace."""
        self.session.execute(_SLOW, (site, times))

    def hold(self, site: str, until: int) -> None:
        """Store until when a site is paused."""
        self.session.execute(_HOLD, (site, until))

    def holds(self, now: int) -> dict[str, int]:
        """Return the sites that are paused, and until when; delete pauses that are over.

        A pause of more than a day was stored by a wrong clock.
        """
        self.session.execute("DELETE FROM holds WHERE until <= %s OR until > %s", (now, now + LONGEST))
        return dict(self.session.rows("SELECT site, until FROM holds"))

    def _at_once(self, query: str, values: Mapping[str, object]) -> list[tuple[Any, ...]]:
        """Return the rows of a statement, without waiting for the disk of the server."""

        def work(connection: Connection) -> list[tuple[Any, ...]]:
            connection.execute(NOT_DURABLE)
            return connection.execute(query.encode(), values).fetchall()

        return self.session.run(work)

    def host_file(self, url: str) -> tuple[bytes, float] | None:
        """Return a file of a host, and the seconds for which it is still valid."""
        for body, seconds in self.session.rows(_FILE, (url,)):
            return bytes(body), float(seconds)
        return None

    def keep_host_file(self, url: str, body: bytes, seconds: float) -> None:
        """Store a file of a host for a number of seconds."""
        self.session.execute(_KEEP, (url, body, min(seconds, LONGEST)))
