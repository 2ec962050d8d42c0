"""What is pending stays pending: crawls of trees of lists that are killed, answered 503 and edited between runs deliver
what undisturbed ones do, once."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from shutil import rmtree
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ledger.frontier import Crawl, write_source
from tests.ledger.tree_site import Node, Site

DAY = 86_400
START = 1_700_000_000


@dataclass
class Run:
    """One run, and what has happened since the one before."""

    after: int = 60
    kill: int | None = None
    busy: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()
    retry_after: str = ""
    published: tuple[int, ...] = ()
    """Numbers of lists, modulo how many there are, that have a new article."""
    grown: bool = False
    """Whether each index names a new sitemap."""
    taken_out: bool = False
    """Whether the last list of the source is taken out of it."""
    edited: bool = False
    """Whether the source wants other articles from now on."""


@dataclass
class Story:
    """Runs over one site, with a folder, a source and a ledger of their own."""

    roots: list[Node]
    disturbed: bool
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="tree-")))
    asked: list[tuple[str, int]] = field(default_factory=list)

    def tell(self, runs: list[Run]) -> list[str]:
        """What has been delivered in the end."""
        site, roots, now, patterns = Site(self.roots), list(self.roots), START, ["/story/[a-y]"]
        quiet = [Run(after=after) for after in (2 * DAY, 2 * DAY)]
        for number, run in enumerate([*runs, *quiet]):
            now += run.after
            if number:
                self._edit(site, run, number, now)
                roots = roots[:-1] if run.taken_out and len(roots) > 1 else roots
                patterns = ["/story/"] if run.edited else patterns
            write_source(self.folder, roots, article_urls=patterns)
            if self.disturbed:
                site.busy, site.missing, site.retry_after = set(run.busy), set(run.missing), run.retry_after
            crawl = Crawl(self.folder, site, now, run.kill if self.disturbed else None, seed=number)
            lines = crawl.crawl()
            self.asked += crawl.asked
        rmtree(self.folder)
        return lines

    def _edit(self, site: Site, run: Run, number: int, now: int) -> None:
        nodes = [node for node in site.nodes().values() if node.kind != "index"]
        for place, which in enumerate(run.published):
            nodes[which % len(nodes)].add(f"{'z' if place % 2 else 'a'}-{number}-{place}", now)
        for node in [n for n in site.nodes().values() if n.kind == "index"] if run.grown else []:
            node.children.append(Node(f"{node.name}-{number}", "sitemap", [f"g-{node.name}-{number}"], changed=now))
            node.changed = now


def compare(roots: list[Node], runs: list[Run], delivers: bool = True) -> None:
    """Nothing is lost, nothing comes twice; ``delivers``: whether the source wants anything of what is there."""
    disturbed = Story(deepcopy(roots), True).tell(deepcopy(runs))
    undisturbed = Story(deepcopy(roots), False).tell(deepcopy(runs))
    assert len(set(disturbed)) == len(disturbed)
    assert undisturbed or not delivers
    assert set(undisturbed) - set(disturbed) == set()


def tree(lastmod: Any = "", tagged: bool = True) -> list[Node]:
    """An index with an index and a sitemap, a section of three pages, a sitemap, a feed; the last may be taken out."""
    more: dict[str, Any] = {"tagged": tagged}
    old: dict[str, Any] = {"lastmod": lastmod, "changed": START - 30 * DAY, **more}
    leaf = Node("leaf", "sitemap", ["leaf-0"], **old)
    middle = Node("middle", "index", children=[leaf], **old)
    return [
        Node("section", "section", [f"s-{number}" for number in range(7)], **more),
        Node("feed", "feed", ["feed-0"], **more),
        Node("index", "index", children=[middle, Node("beside", "sitemap", ["beside-0"], **old)], **more),
    ]


PLACES = ("section", "section?page=1", "section?page=2", "feed", "index", "middle", "leaf", "beside", "story/leaf-0")


@pytest.mark.parametrize(("lastmod", "tagged"), [("", True), ("", False), ("second", True), ("day", False)])
@pytest.mark.parametrize("busy", PLACES)
def test_503_at_every_place_while_all_else_answers_304(lastmod: str, tagged: bool, busy: str) -> None:
    """In the first runs, or only in the second, where all is published anew."""
    for which in ((0,), (1,), (0, 1, 2)):
        runs = [Run(busy=frozenset({busy} if number in which else ())) for number in range(4)]
        runs[1].published, runs[1].grown = (0, 1, 2, 3, 4, 5, 6, 7), True
        compare(tree(lastmod, tagged), runs)


@pytest.mark.parametrize("parent", ["index", "middle", "section", "feed"])
@pytest.mark.parametrize("place", ["leaf", "beside", "section?page=1", "story/leaf-0"])
def test_what_is_pending_is_asked_whatever_leads_to_it_answers(parent: str, place: str) -> None:
    """It is busy in the first run; in the second and the third the list above it is not found, or busy, too."""
    above = frozenset({parent})
    for again in (Run(busy=above), Run(missing=above)):
        compare(tree("second"), [Run(busy=frozenset({place})), again, again])


def _kills(step: int) -> Iterator[list[Run]]:
    for first in range(0, 75, step):
        yield [Run(kill=first), Run(), Run()]
        yield [Run(), Run(kill=first, published=(0, 1, 2, 3, 4), grown=True), Run(taken_out=True), Run()]


@pytest.mark.parametrize("lastmod", ["", "second"])
def test_a_kill_at_every_step(lastmod: str) -> None:
    for runs in _kills(6):
        compare(tree(lastmod), runs)


@pytest.mark.parametrize("first", ["missing", "busy"])
def test_a_list_that_could_not_be_had_before_may_change_later_that_day(first: str) -> None:
    """What its index says of it then holds for the day alone; what it said before held for good."""
    for lastmod in ("day", "second"):
        leaf = Node("leaf", "sitemap", ["leaf-0"], lastmod=lastmod, tagged=False, changed=START - 3 * DAY)  # type: ignore[arg-type]
        other = Node("other", "sitemap", ["other-0"], tagged=False, changed=START - 3 * DAY)
        index = Node("index", "index", children=[other, leaf], changed=START - 3 * DAY)
        lost = {first: frozenset({"leaf", "other"})}
        runs = [Run(after=5, **lost), Run(after=5, published=(1,)), Run(after=5, published=(1,))]  # type: ignore[arg-type]
        compare([index], runs)


@pytest.mark.parametrize("place", ["section?page=1", "section?page=2"])
@pytest.mark.parametrize("published", [(), (0,)])
@pytest.mark.parametrize("runs", [1, 2, 3])
def test_a_next_page_that_is_missing_is_asked_for_again(place: str, published: tuple[int, ...], runs: int) -> None:
    """Also if nothing is new on the page that leads to it, or on the one above that."""
    section = Node("section", "section", [f"s-{number}" for number in range(7)], tagged=False)
    first = Run(after=5, missing=frozenset({place}))
    compare([section], [first, *[Run(after=5, missing=frozenset({place}), published=published)] * (runs - 1)])


@pytest.mark.parametrize("busy", PLACES)
def test_a_list_that_is_taken_out_leaves_what_it_led_to(busy: str) -> None:
    compare(tree(), [Run(busy=frozenset({busy})), Run(taken_out=True, edited=True), Run()])


def nodes(depth: int = 2) -> st.SearchStrategy[Node]:
    """A list and what is below it; names are given later."""
    lastmod: Any = st.sampled_from(["", "second", "day"])
    leaf = st.builds(Node, st.just(""), st.just("sitemap"), lastmod=lastmod, tagged=st.booleans())
    if not depth:
        return leaf
    children = st.lists(nodes(depth - 1), min_size=1, max_size=3)
    index = st.builds(
        Node,
        st.just(""),
        st.just("index"),
        children=children,
        lastmod=lastmod,
        tagged=st.sampled_from([True] * 3 + [False]),
    )
    return leaf | index


def _named(roots: list[Node]) -> list[Node]:
    numbers = itertools.count()
    for node in [node for root in roots for node in root.walk()]:
        number = next(numbers)
        node.name, node.changed = f"{node.kind}-{number}", START - 3 * DAY
        if node.kind != "index":
            node.articles = [f"{number}-{place}" for place in range(7 if node.kind == "section" else 2)]
            node.articles = [f"{'z' if number % 3 == 0 else 'a'}{article}" for article in node.articles]
    return roots


def listed(kind: Any) -> st.SearchStrategy[Node]:
    return st.builds(Node, st.just(""), st.just(kind), tagged=st.booleans())


ROOTS = st.lists(nodes() | listed("feed") | listed("section"), min_size=1, max_size=4).map(_named)


@st.composite
def stories(draw: Callable[..., Any]) -> tuple[list[Node], list[Run]]:
    """A site, and what happens to it."""
    roots = draw(ROOTS)
    names = list(Site(roots).nodes())
    places = [*names, *(f"{name}?page={page}" for name in names if "section" in name for page in (1, 2))]
    runs = st.builds(
        Run,
        after=st.sampled_from([5, 60, 1_000, 5_000, DAY, 3 * DAY]),
        kill=st.none() | st.integers(0, 80),
        busy=st.frozensets(st.sampled_from(places), max_size=4),
        missing=st.frozensets(st.sampled_from(places), max_size=2),
        retry_after=st.sampled_from(["", "", "30", "7200"]),
        published=st.lists(st.integers(0, 20), max_size=4).map(tuple),
        grown=st.booleans(),
        taken_out=st.sampled_from([False] * 4 + [True]),
        edited=st.sampled_from([False] * 4 + [True]),
    )
    told = draw(st.lists(runs, min_size=1, max_size=4))
    taken_out = Site(roots[max(0, len(roots) - sum(run.taken_out for run in told)) :]).nodes() if roots[1:] else {}
    for (
        run
    ) in told:  # a list that answers 404 has answered: what it held is lost with it where nothing names it any more
        run.missing = frozenset(name for name in run.missing if name.split("?")[0] not in taken_out)
    return roots, told


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stories())
def test_any_disturbance_delivers_what_none_does(story: tuple[list[Node], list[Run]]) -> None:
    compare(*story, delivers=False)
