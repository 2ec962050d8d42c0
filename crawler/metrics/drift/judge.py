"""All checks of one source."""

from __future__ import annotations

from crawler.metrics.drift.distributions import SHIFTS, check_shift
from crawler.metrics.drift.finding import Verdict
from crawler.metrics.drift.history import ByKind
from crawler.metrics.drift.shares import (
    DUPLICATES,
    REVISIONS,
    check_coverage,
    check_failures,
    check_share,
    failure_share,
)
from crawler.metrics.drift.texts import check_repeated
from crawler.metrics.drift.volume import check_stopped, check_surge
from crawler.metrics.facts import FIELDS


def judge(
    history: ByKind, climate: float | None = None, open_kinds: frozenset[str] = frozenset()
) -> dict[str, Verdict]:
    """Return the verdict of each check, by kind of alarm."""
    verdicts: dict[str, Verdict] = {
        f"{name}-missing": check_coverage(name, history(f"{name}-missing")) for name in FIELDS
    }
    verdicts |= {share.kind: check_share(share, history(share.kind)) for share in (DUPLICATES, REVISIONS)}
    verdicts |= {shift.kind: check_shift(shift, history(shift.kind)) for shift in SHIFTS}
    verdicts |= check_repeated(history)
    verdicts["stopped"] = check_stopped(history("stopped"), climate)
    verdicts["surge"] = check_surge(history("surge"), climate)
    verdicts |= check_failures(history)
    for kind in open_kinds - verdicts.keys():  # kinds of failures that no longer occur
        if share := failure_share(kind):
            verdicts[kind] = check_share(share, history(kind))
    return verdicts
