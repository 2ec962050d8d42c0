"""Numbers of sites; they are never deleted, so they can be kept in memory."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.ledger.postgres.session import Session

_MOST = 10_000
"""Sites whose numbers are kept in memory."""
_INSERT = "INSERT INTO sites (name) SELECT unnest(%s::text[]) ON CONFLICT DO NOTHING"


class Sites:
    """Table ``sites``."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._numbers: dict[str, int] = {}

    def numbers(self, names: Iterable[str]) -> dict[str, int]:
        """Return the numbers of sites; sites without one get one."""
        wanted = set(names)
        missing = sorted(wanted - self._numbers.keys())
        if missing:
            if len(self._numbers) > _MOST:
                self._numbers.clear()
                missing = sorted(wanted)
            self._numbers.update(self._found(missing))
        if missing := [name for name in missing if name not in self._numbers]:
            self._session.execute(_INSERT, (missing,))
            self._numbers.update(self._found(missing))
        return {name: self._numbers[name] for name in wanted}

    def _found(self, names: list[str]) -> dict[str, int]:
        return dict(self._session.rows("SELECT name, id FROM sites WHERE name = ANY(%s)", (names,)))
