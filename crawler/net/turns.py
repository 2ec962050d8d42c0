"""Turns of hosts that all machines share: a request is sent within its turn, or has to take another one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic

from crawler.net.host_store import HostStore

LEAST_PAUSE = 0.05
"""Seconds; shorter pauses are kept by each process by itself."""
_MARGIN = 0.1
"""Seconds by which turns are further apart than the pause. A request may be sent in the first half of them; the rest is
for the network, on which requests take different times."""


class TooLate(Exception):
    """A request could not be sent within its turn, as when its connection took long or the process was stopped."""


@dataclass(slots=True, eq=False)
class Turn:
    """A turn by the clock of this process (``monotonic``)."""

    begin: float
    end: float
    """Time until which a request may be sent."""
    times: int = 0
    """How often the host has asked for a slower pace."""
    stored: float = 0.0
    """Its name in the store, by which it is given back."""
    pause: float = 0.0
    """Seconds of the host's delay."""
    used: bool = False

    @property
    def is_open(self) -> bool:
        """Return whether a request may be sent now."""
        return not self.used and self.begin <= monotonic() <= self.end


def take_turn(store: HostStore, host: str, pause: float, unused: Turn | None = None) -> Turn:
    """Take the next turn of a host; ``unused``: one that was missed, which is given back if nobody is next.

    The answer of the store may come late. So the turn begins when it has surely begun by the clock of the store, and
    ends when it has surely not ended.
    """
    margin = min(_MARGIN, pause / 3)
    asked = monotonic()
    wait, times, stored = store.ask(host, pause + margin, unused.stored if unused else 0.0)
    return Turn(monotonic() + wait, asked + wait + margin / 2, times, stored, pause)


class Turns:
    """Turns by host of the requests that are on their way; any of them may use any turn of its host.

    A process may be stopped between the look at its clock and the sending. So a request also has its host's delay after
    the moment at which this process had sent the one before.
    """

    def __init__(self) -> None:
        self._by_host: dict[str, list[Turn]] = {}
        self._sent: dict[str, float] = {}

    @contextmanager
    def hold(self, host: str, turn: Turn) -> Iterator[None]:
        """Keep a turn for a request while it is on its way."""
        turns = self._by_host.setdefault(host, [])
        turns.append(turn)
        try:
            yield
        finally:
            turns.remove(turn)
            if not turns:
                self._by_host.pop(host, None)

    def use(self, host: str) -> None:
        """Use a turn of a host, to which a request is sent now. Raises :class:`TooLate` if none is open."""
        turns = self._by_host.get(host)
        if turns is None:  # the pace of the host is no matter of all machines
            return
        turn = next((turn for turn in turns if turn.is_open and not self.wait(host, turn.pause)), None)
        if turn is None:
            raise TooLate
        turn.used = True

    def sent(self, host: str) -> None:
        """Note that a request has been sent to a host."""
        if host in self._by_host:
            self._sent[host] = monotonic()

    def wait(self, host: str, pause: float) -> float:
        """Return the seconds until a host has had its pause since this process sent something to it."""
        return max(0.0, self._sent.get(host, float("-inf")) + pause - monotonic())
