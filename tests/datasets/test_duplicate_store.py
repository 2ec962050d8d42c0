"""Duplicates in crawls: what repeats what, across runs; a crawl that was killed marks the same articles."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crawler.settings import ITEM_PIPELINES
from tests.command import copydesk
from tests.crawls import crawl
from tests.datasets.articles import article
from tests.datasets.test_duplicates import WORDS, story
from tests.server import serve

pytest.importorskip("rensa", reason="the extra datasets is not installed")


def record(number: int, body: list[str], **fields: Any) -> dict[str, Any]:
    return article(number, "\n\n".join(body), **fields)


def answers(path: Path, *records: dict[str, Any]) -> list[str | None]:
    """The place of the record that each repeats, ``None`` if it repeats none."""
    from crawler.datasets.duplicate_store import DuplicateStore

    place = {one["id"]: str(number) for number, one in reversed(list(enumerate(records)))}
    store = DuplicateStore(path)
    found = [store.origin_of(one) for one in records]
    store.close()
    return [place[origin] if origin else None for origin in found]


ONE, OTHER = story(1), story(2)
LIVE = [*story(31, count=20), *ONE]


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize(
    "change", [lambda w, o: w, lambda w, o: w[:4], lambda w, o: [o[0], *w[1:]], lambda w, o: [*o[:2], *w, o[3]]]
)
def test_a_reprint_repeats_the_first(tmp_path: Path, language: str, change: Any) -> None:
    whole, other = story(1, language), story(2, language)
    records = [record(0, whole), record(1, other), record(2, change(whole, other)), record(3, whole)]
    assert answers(tmp_path / "a.db", *records) == [None, None, "0", "0"]


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([record(0, ONE), record(0, ONE)], [None, None]),  # asked for again
        ([record(0, ONE), record(1, ONE), record(1, ONE), record(0, ONE)], [None, "0", "0", None]),
        ([record(0, ONE), record(1, ONE), record(0, ONE[:5])], [None, "0", None]),  # a revision of the origin
        ([record(0, ONE), record(1, OTHER), record(1, [*ONE, OTHER[0]]), record(2, ONE[:6])], [None, None, "0", "0"]),
        ([record(0, ONE), record(1, ONE[:5]), record(2, ONE[:4])], [None, "0", "0"]),  # all of the same origin
        ([record(0, [*OTHER, *ONE[6:]]), record(1, ONE)], [None, None]),  # the background of a topic
        ([record(0, ["Subscribe."]), record(1, ["Subscribe."])], [None, None]),
        ([record(0, ONE), record(1, LIVE, type="LiveBlogPosting")], [None, None]),
        ([record(0, ONE), record(1, LIVE)], [None, "0"]),
    ],
)
def test_what_repeats_what(tmp_path: Path, records: list[dict[str, Any]], expected: list[str | None]) -> None:
    assert answers(tmp_path / "a.db", *records) == expected


def test_it_is_kept_across_runs(tmp_path: Path) -> None:
    from crawler.datasets.duplicate_store import DuplicateStore

    for one, expected in ((record(0, ONE), None), (record(1, ONE[:5]), record(0, ONE)["id"])):
        store = DuplicateStore(tmp_path / "a.db")
        assert store.origin_of(one) == expected
        store.close()


def other_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE a (b)")
    connection.close()


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (other_database, "is an SQLite database of another kind, not a file of texts."),
        (lambda path: path.write_bytes(b"no database at all, " * 100), "is damaged"),
    ],
)
def test_another_file_ends_the_crawl_before_it_begins(tmp_path: Path, make: Any, sentence: str) -> None:
    make(tmp_path / "a.db")
    before = (tmp_path / "a.db").read_bytes()
    (tmp_path / "sources").mkdir()
    done = copydesk("crawl", "--duplicates", tmp_path / "a.db", "--sources", tmp_path / "sources", cwd=tmp_path)
    assert done.code == 5 and f"{tmp_path / 'a.db'} {sentence}" in done.err and "Traceback" not in done.err, done.err
    assert (tmp_path / "a.db").read_bytes() == before


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serve() as address:
        yield address


def run(folder: Path, site: str, time: int, kill: int = 0) -> dict[str, str | None]:
    """Crawl four copies of an article; what each repeats, by its id."""
    folder.mkdir(exist_ok=True)
    settings = {
        "COPYDESK_DUPLICATES": str(folder / "duplicates.db"), "CONCURRENT_REQUESTS": 1, "TEST_KILL_AT": kill,
        "ITEM_PIPELINES": {**ITEM_PIPELINES, "tests.datasets.killed_crawl.Killer": 660},
    }  # fmt: skip
    done = crawl(folder, *(f"{site}/page/{number}" for number in range(4)), time=time, **settings)
    assert (done.code == 0) is not kill, done.err
    lines = (folder / "out.jsonl").read_text("utf-8").splitlines() if (folder / "out.jsonl").exists() else []
    records = [json.loads(line) for line in lines]
    assert len({one["id"] for one in records}) == len(records)
    return {one["id"]: one["near_duplicate_of"] for one in records}


def remembered(folder: Path) -> dict[str, str | None]:
    connection = sqlite3.connect(folder / "duplicates.db")
    found = dict(connection.execute("SELECT id, origin FROM article").fetchall())
    connection.close()
    return found


@pytest.mark.parametrize("kill", [0, 1, 2, 3, 4])
def test_a_crawl_that_was_killed_marks_the_same(tmp_path: Path, site: str, kill: int) -> None:
    """What the killed run found holds for the next, so that there is one origin, and each is delivered once."""
    assert ITEM_PIPELINES["pipelines.duplicates.DuplicatesPipeline"] < 660
    if kill:
        run(tmp_path, site, 1000, kill)
        before = remembered(tmp_path)
        assert len(before) == kill
    found = run(tmp_path, site, 10_000)
    [origin] = [one for one, repeated in found.items() if repeated is None]
    assert len(found) == 4 and set(found.values()) == {None, origin}
    assert found == remembered(tmp_path)
    assert not kill or before.items() <= found.items()


def test_the_file_can_be_read_only(tmp_path: Path) -> None:
    if not os.getuid():
        pytest.skip("root may write everything")
    (tmp_path / "a.db").touch(0o400)
    done = copydesk("crawl", "--duplicates", tmp_path / "a.db", cwd=tmp_path)
    assert done.code == 5 and "Traceback" not in done.err
