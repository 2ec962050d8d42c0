"""Days of one small site, run by run: what is asked, what it answers, what is delivered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.ledger.frontier import Crawl, write_source
from tests.ledger.tree_site import ROOT, Node, Site

DAY = 86_400


@dataclass
class Daily:
    """A feed, an index with a sitemap, a section of two pages; and the time."""

    folder: Path
    now: int = 1_700_000_000

    def __post_init__(self) -> None:
        self.feed = Node("feed", "feed", ["a-0"])
        leaf = Node("leaf", "sitemap", ["b-0"], lastmod="second", changed=1_600_000_000)
        self.roots = [Node("map", "index", children=[leaf]), Node("part", "section", ["c-0", "c-1", "c-2", "c-3"])]
        self.site = Site([self.feed, *self.roots])
        self.delivered: set[str] = set()

    def run(self, after: int, kill: int | None = None, feed: bool = True) -> tuple[dict[str, int], set[str]]:
        """What each address answered in a run, and the new articles."""
        self.now += after
        write_source(self.folder, [*([self.feed] if feed else []), *self.roots], article_urls=["/story/"])
        crawl = Crawl(self.folder, self.site, self.now, kill)
        lines = crawl.crawl()
        assert len(lines) == len(set(lines))
        found = {line.strip().removeprefix(f"{ROOT}/story/") for line in lines}
        new, self.delivered = found - self.delivered, found
        return {url.removeprefix(f"{ROOT}/"): status for url, status in crawl.asked}, new


FIRST = {f"story/{name}": 200 for name in ("a-0", "b-0", "c-0", "c-1", "c-2", "c-3")}
FIRST |= dict.fromkeys(("feed", "map", "leaf", "part", "part?page=1"), 200)
QUIET = {"feed": 304, "map": 304, "part": 304}


def test_what_is_known_is_not_asked_again(tmp_path: Path) -> None:
    daily = Daily(tmp_path)
    assert daily.run(0) == (FIRST, {"a-0", "b-0", "c-0", "c-1", "c-2", "c-3"})
    for after in (60, 3_600, DAY):
        assert daily.run(after) == (QUIET, set())


def test_news_of_each_list(tmp_path: Path) -> None:
    daily = Daily(tmp_path)
    daily.run(0)
    daily.feed.add("a-1", daily.now)
    assert daily.run(60) == ({**QUIET, "feed": 200, "story/a-1": 200}, {"a-1"})
    daily.roots[1].add("c-4", daily.now)
    assert daily.run(60) == ({**QUIET, "part": 200, "part?page=1": 200, "story/c-4": 200}, {"c-4"})
    index, leaf = daily.roots[0], daily.roots[0].children[0]
    leaf.add("b-1", daily.now)
    index.changed = daily.now
    assert daily.run(60) == ({**QUIET, "map": 200, "leaf": 200, "story/b-1": 200}, {"b-1"})


def busy(*names: str) -> Callable[[Daily], None]:
    return lambda daily: daily.site.busy.update(names)


def test_what_was_busy_is_asked_again(tmp_path: Path) -> None:
    daily = Daily(tmp_path)
    busy("feed", "leaf", "part?page=1", "story/c-0")(daily)
    asked, new = daily.run(0)
    assert {name for name, status in asked.items() if status == 503} == {"feed", "leaf", "part?page=1", "story/c-0"}
    assert new == {"c-1", "c-2"}
    daily.site.busy.clear()
    asked, new = daily.run(60)
    assert asked["feed"] == 200 and "story/c-0" not in asked, "an article waits, a list of the source does not"
    assert "a-0" in new
    daily.run(DAY)
    assert daily.delivered == {"a-0", "b-0", "c-0", "c-1", "c-2", "c-3"}


def test_a_list_that_is_taken_out_is_left_alone_and_taken_in_again(tmp_path: Path) -> None:
    daily = Daily(tmp_path)
    daily.run(0)
    daily.feed.add("a-1", daily.now)
    assert daily.run(60, feed=False) == ({"map": 304, "part": 304}, set())
    assert daily.run(60) == ({**QUIET, "feed": 200, "story/a-1": 200}, {"a-1"})


def test_what_a_killed_run_held_is_done_by_the_next(tmp_path: Path) -> None:
    for kill in (0, 1, 5, 9, 14):
        daily = Daily(tmp_path / str(kill))
        daily.folder.mkdir()
        before = daily.run(0, kill=kill)[1]
        asked, after = daily.run(5)
        assert before | after == {"a-0", "b-0", "c-0", "c-1", "c-2", "c-3"}, kill
        assert not {f"story/{name}" for name in before} & asked.keys()
