"""The Sample Daily: a source with a feed, as it was and as it is after a redesign, to try what an operator does."""

from __future__ import annotations

import time
from pathlib import Path

from crawler.ledger import open_ledger
from crawler.ledger.model import DayTally
from crawler.metrics.facts import FIELDS
from crawler.metrics.packing import merge_packed, pack
from crawler.metrics.tally import Tally

NAME = "sample-daily"
_ARTICLES, _DAYS, _DAY = 12, 35, 86_400
_AUTHORS = ("Martha Quill", "Alba Reyes", "Owen Thistle", "Ines Varga")
_PLACES = ("Linnet Bridge", "Old Harbour", "Mill Lane", "North Quay", "Castle Hill", "Station Road", "Market Square",
           "Fern Valley", "Salt Island", "West Gate", "Rook Wood", "Larch Street")  # fmt: skip

Page = tuple[str, bytes]


def daily_pages(redesigned: bool) -> dict[str, Page]:
    """Type and body of each page by its path; new articles of a redesign have nothing that says who wrote them."""
    articles = {
        f"/{'new' if is_new else 'old'}/report-{n}": ("text/html; charset=utf-8", _article(n, is_new).encode())
        for is_new in ((False, True) if redesigned else (False,))
        for n in range(_ARTICLES)
    }
    listed = list(articles)[-_ARTICLES:]
    items = "".join(f"<item><title>T</title><link>{path}</link></item>" for path in listed)
    feed = f"<rss version='2.0'><channel><title>The Sample Daily</title>{items}</channel></rss>"
    return {"/feed": ("application/rss+xml", feed.encode()), **articles}


def _article(number: int, redesigned: bool) -> str:
    place, author = _PLACES[number], _AUTHORS[number % len(_AUTHORS)]
    byline = f'<div class="k3x">{author}</div>' if redesigned else f'<p class="byline">By {author}</p>'
    days = "Several hundred people came" if redesigned else "Some dozens of people came"
    return f"""<!doctype html><html lang="en"><head><title>{place} opens again | The Sample Daily</title>
<meta property="og:type" content="article"><meta property="article:published_time" content="2026-03-14T08:30:00Z">
</head><body><main><article><h1>{place} opens again</h1>{byline}
<figure><img src="/photos/{number}.jpg" width="1600" height="1067" alt=""><figcaption>{place} on Saturday morning.
<span class="credit">Photograph: {author}/Reuters</span></figcaption></figure>
<p>{days} to {place} on Saturday, when the city opened it after {number + 2} months of work. A brass band led the
way, and a school class followed with {number + 20} lanterns, one for each house of the street.</p>
<p>“We were told that nobody builds like this any more,” said a neighbour of {place}, who had watched the work from
the window of number {number + 3}. “The timber stood forty miles from here, and came down the river.”</p>
<p>The council expects {place} to last for {number + 30} years before it has to be renewed.</p></article></main>
</body></html>"""


def prepare(folder: Path, port: int) -> None:
    """Write the source's file, and a ledger with five weeks of it that never were."""
    (folder / "sources").mkdir(parents=True, exist_ok=True)
    site = f"http://127.0.0.1:{port}"
    source = f'name = "{NAME}"\nhome = "{site}/"\nfeeds = ["{site}/feed"]\ndelay = 0\n'
    (folder / "sources" / f"{NAME}.toml").write_text(source, "utf-8")
    ledger = open_ledger(str(folder / "press.ledger"))
    today, day = int(time.time()) // _DAY * _DAY, pack(_usual(f"{site}/old/report-0").to_dict())
    ledger.add_tallies([DayTally(NAME, today - n * _DAY, day) for n in range(1, _DAYS)], merge_packed)
    ledger.close()


def _usual(url: str) -> Tally:
    """A day on which all is well."""
    return Tally(
        asked=_ARTICLES, written=_ARTICLES, new=_ARTICLES, lists=24, images=_ARTICLES, captions=_ARTICLES,
        credits=_ARTICLES, fields=dict.fromkeys(FIELDS, _ARTICLES), hours={str(hour): 1 for hour in range(8, 20)},
        top_authors=dict.fromkeys(_AUTHORS, _ARTICLES // len(_AUTHORS)), examples={"with authors": [url]},
    )  # fmt: skip
