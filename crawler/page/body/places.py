"""Where a run of text stands: what its box holds, what is before and behind it. Small numbers for the model."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

from crawler.page.body.traits import TAGS, density
from crawler.page.body.walk import Box, Run

PLACES = (
    "headline_length place before behind before_tag behind_tag joined box_length parent_length box_share parent_share "
    "box_links parent_links repeated behind_links before_links"
).split()
"""Names of the numbers, in their order."""
_MASSES = (1, 60, 150, 400, 800, 1500, 3000)
_SHARES = (0.02, 0.05, 0.1, 0.2, 0.4, 0.7)
_DENSITIES = (0.02, 0.08, 0.2, 0.4, 0.7)


class _Sums:
    """What boxes hold: characters of direct text, and those in links."""

    def __init__(self, runs: list[Run], sizes: list[int]) -> None:
        self.plain: Counter[Box | None] = Counter()
        self.all: Counter[Box | None] = Counter()
        self.parent_plain: Counter[Box | None] = Counter()
        self.parent_all: Counter[Box | None] = Counter()
        for run, size in zip(runs, sizes, strict=True):
            plain = 0 if run.links * 2 > len(run.text) else size
            self.plain[run.box] += plain
            self.all[run.box] += size
            self.parent_plain[run.box.parent] += plain
            self.parent_all[run.box.parent] += size
        self.page = sum(self.plain.values()) or 1


def places(runs: list[Run], sizes: list[int], lengths: list[int], headline: int) -> list[tuple[int, ...]]:
    """The numbers of all runs of a page; ``headline`` is the place of the run that shows it, -1 if none does."""
    sums = _Sums(runs, sizes)
    texts = Counter(run.text for run in runs)
    kinds = [0, *(TAGS.get(run.tag, 0) for run in runs), 0]
    links = [0, *(density(run) for run in runs), 0]
    longs = [9, *lengths, 9]
    total, done = sum(sizes) or 1, 0
    seen: set[str] = set()
    found: list[tuple[int, ...]] = []
    last = len(runs) - 1
    for i, run in enumerate(runs):
        box, length = run.box, lengths[i]
        up = box.parent
        done += sizes[i]
        where = 0 if headline < 0 else 1 if i < headline else 2 if i == headline else 3
        joined = (i > 0 and runs[i - 1].box is box) + 2 * (i < last and runs[i + 1].box is box)
        repeated = (texts[run.text] > 1) + (run.text in seen)
        seen.add(run.text)
        found.append(
            (
                where * 9 + length,
                where * 10 + done * 10 // (total + 1),
                longs[i] * 9 + length,
                longs[i + 2] * 9 + length,
                kinds[i] * 16 + kinds[i + 1],
                kinds[i + 2] * 16 + kinds[i + 1],
                joined * 9 + length,
                bisect_right(_MASSES, sums.plain[box]) * 9 + length,
                bisect_right(_MASSES, sums.parent_plain[up]) * 9 + length,
                bisect_right(_SHARES, sums.plain[box] / sums.page) * 9 + length,
                bisect_right(_SHARES, sums.parent_plain[up] / sums.page) * 9 + length,
                bisect_right(_DENSITIES, 1 - sums.plain[box] / sums.all[box]) * 9 + length,
                bisect_right(_DENSITIES, 1 - sums.parent_plain[up] / sums.parent_all[up]) * 9 + length,
                repeated * 9 + length,
                links[i + 2] * 9 + length,
                links[i] * 9 + length,
            )
        )
    return found
