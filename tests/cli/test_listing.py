"""Listing commands give tables, TSV and JSON; commands point at the one that was meant."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import Done
from tests.forked import run_forked
from tests.press import crawl, rss, serve, source


def command(*arguments: str | Path) -> Done:
    return run_forked("tests.press:begin", *map(str, arguments))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("listing")
    with serve() as press:
        source(path, press, 'feeds = ["SITE/rss"]\npublisher = "The Example Daily of the Whole Wide World and More"\n')
        press.article("/2026/story-number-1")
        press.put("/rss", rss(("/2026/story-number-1", "T", ""), ("/2026/story-number-2", "T", "")))
        crawl(path, "--ledger", path / "l.db", "-o", path / "o.jsonl")
    return path


@pytest.mark.parametrize(
    ("arguments", "key"),
    [
        (("ledger", "pending", "l.db"), "url"),
        (("ledger", "failed", "l.db"), "why"),
        (("ledger", "removed", "l.db"), None),
        (("ledger", "days", "l.db"), "new"),
        (("ledger", "counts", "l.db"), "number"),
        (("ledger", "history", "l.db", "URL"), "value"),
        (("sources", "list", "--sources", "SOURCES"), "publisher"),
        (("schedule", "--list", "--ledger", "l.db", "--sources", "SOURCES"), "next"),
    ],
)
def test_each_form(folder: Path, arguments: tuple[str, ...], key: str | None) -> None:
    [record] = map(json.loads, (folder / "o.jsonl").read_text().splitlines())
    places = {"l.db": str(folder / "l.db"), "SOURCES": str(folder / "sources"), "URL": record["url"]}
    paths = [places.get(argument, argument) for argument in arguments]
    option = "--list-format" if arguments[0] == "schedule" else "--format"
    found = [json.loads(line) for line in command(*paths, option, "json").out.splitlines()]
    tsv = command(*paths, option, "tsv").out.decode().splitlines()
    table = command(*paths).out.decode()
    assert len(tsv) == len(found) + 1 and all(line.count("\t") == tsv[0].count("\t") for line in tsv)
    assert bool(found) == (key is not None) == bool(table.strip())
    if key:
        assert all(key in row for row in found) and key in tsv[0].split("\t")
        assert len(table.splitlines()) >= len(found) or arguments[1] in ("counts", "history")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("crwal",), "Did you mean crawl?"),
        (("ledger", "pendign", "x"), "Did you mean pending?"),
        (("fetch", "sources/daily.toml"), "is a file; copydesk extract"),
        (("extract", "https://daily.example/1"), "is on the web; copydesk fetch https://daily.example/1"),
        (("zzzzzz",), "No such command"),
    ],
)
def test_what_was_meant(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    paths = [str(folder / a) if a.startswith("sources/") else a for a in arguments]
    done = command(*paths)
    assert done.code == 2 and said in done.err, done.err
    assert ("Did you mean" in done.err) == ("Did you mean" in said)


def test_fields_of_json_lines(tmp_path: Path) -> None:
    with serve() as press:
        press.article("/a", "Harbour")
        options = ("--fields", "url,headline", "--allow-host=127.0.0.1")
        done = command("fetch", f"{press.url}/a", f"{press.url}/a", *options)
    assert [json.loads(line) for line in done.out.splitlines()] == [{"url": f"{press.url}/a", "headline": "Harbour"}]
    assert "1 record, 1 repeated (met before under this or another address)." in done.err
    assert command("fetch", "https://daily.example/", "--fields", "images.caption").code == 2


def test_explain_as_json(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<title>A pier | Daily</title><h1>A pier</h1><p>It broke in the storm.</p>")
    done = command("explain", tmp_path / "a.html", "--json")
    found = json.loads(done.out)
    assert found["record"]["headline"] == "A pier"
    assert found["candidates"]["headline"][0] == {
        "value": "A pier",
        "origin": found["record"]["provenance"]["headline"],
    }
