"""``copydesk sources check PAGE``, the pages that it keeps, and the rules in real runs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.cli.sources.check import is_page
from crawler.extract.document.page import parse
from crawler.extract.site_rules.rule import Rule
from crawler.extract.site_rules.unused import unused_rules
from crawler.fixtures import fixture_folder
from crawler.report.record_diff import changes
from tests.command import copydesk, environment
from tests.server import WORDS, page, serve

URL = "https://daily.example/2026/04/02/harbour-opens.html"
SOURCE = """
name = "daily"
home = "{home}"
publisher = "The Example Daily"
[rules]
headline = [".none", ".title"]
drop = [".gone"]
boilerplate = ["The Daily keeps"]
"""
HTML = page().replace(
    "</article>",
    "<p>The Daily keeps its notes about harbours on the second floor, as it has for years.</p></article><b class=title>The rule's own</b>",
)


def write(folder: Path, home: str = "https://daily.example/") -> Path:
    (folder / "sources").mkdir()
    (folder / "sources" / "daily.toml").write_text(SOURCE.format(home=home), "utf-8")
    (folder / "page.html").write_text(HTML, "utf-8")
    return folder / "page.html"


def test_before_and_after_and_what_does_nothing(tmp_path: Path) -> None:
    done = copydesk("sources", "check", write(tmp_path), "--url", URL, cwd=tmp_path, COLUMNS="150")
    told = done.out.decode()
    assert (done.code, done.err) == (0, "")
    for words in (WORDS["en"][0], "The rule's own", "The Example Daily", "- The Daily keeps its notes about harbours"):
        assert words in told
    assert "daily: rules.drop finds nothing on this page: .gone" in told
    assert not (tmp_path / "tests").exists()


def test_what_is_kept_is_held_field_by_field(tmp_path: Path) -> None:
    done = copydesk("sources", "check", write(tmp_path), "--url", URL, "--save", cwd=tmp_path)
    folder = tmp_path / "tests" / "pages" / "daily" / "harbour-opens"
    assert done.code == 0 and "Saved in" in done.out.decode()
    kept = json.loads((folder / "expected.json").read_text("utf-8"))
    assert (kept["url"], kept["record"]["headline"]) == (URL, "The rule's own")
    kept["record"]["publisher"] = "Somebody else"
    (folder / "expected.json").write_text(json.dumps(kept), "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "crawler.fixtures.plugin", "-p", "no:cacheprovider", "tests"]
    held = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=60)
    assert f"1 failed, {len(kept['record']) - 1} passed" in held.stdout
    assert "publisher of " in held.stdout and "expected: 'Somebody else'" in held.stdout


def test_a_page_of_no_source(tmp_path: Path) -> None:
    done = copydesk("sources", "check", write(tmp_path), "--url", "https://other.example/1", cwd=tmp_path)
    assert (done.code, done.out) == (21, b"")
    assert "No source in sources has the host of https://other.example/1" in done.err


def test_rules_in_real_runs(tmp_path: Path) -> None:
    with serve() as site:
        write(tmp_path, f"{site}/")
        fetched = copydesk("fetch", f"{site}/page/1", "--sources", tmp_path / "sources")
        looked = copydesk("sources", "check", f"{site}/page/1", cwd=tmp_path)
    extracted = copydesk("extract", tmp_path / "page.html", "--url", f"{site}/1", cwd=tmp_path)
    unruled = copydesk("extract", tmp_path / "page.html", "--url", f"{site}/1", "--sources", "", cwd=tmp_path)
    found = [
        (r["headline"], r["publisher"], r["provenance"]["headline"])
        for d in (fetched, extracted, unruled)
        for r in d.records
    ]
    assert found == [
        (WORDS["en"][0], "The Example Daily", "dom"),
        ("The rule's own", "The Example Daily", "rule"),
        (WORDS["en"][0], None, "dom"),
    ]
    assert "The Example Daily" in looked.out.decode()


@pytest.mark.parametrize("command", ["fetch", "extract", "explain"])
def test_mistakes_of_sources_are_told_before_anything_is_read(tmp_path: Path, command: str) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "daily.toml").write_text("name = 3", "utf-8")
    page = "page.html" if command == "extract" else "https://daily.example/1"
    done = copydesk(command, page, cwd=tmp_path)
    assert (done.code, done.out) == (2, b"")
    assert "daily.toml: name: found 3" in done.err and "Traceback" not in done.err
    assert copydesk(command, "x.html", "--sources", "nowhere", cwd=tmp_path).code == 21


@pytest.mark.parametrize(
    ("target", "expected"),
    [("https://daily.example/1", True), ("pages/1.html", True), ("1.html.gz", True), ("daily", False), ("", False)],
)
def test_pages_and_names_are_told_apart(target: str, expected: bool) -> None:
    assert is_page(target) is expected


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        (URL, "harbour-opens"),
        ("https://daily.example/", "front"),
        ("https://daily.example/a/..", "front"),
        ("https://daily.example/a/b.c.html?x=../..", "b-c"),
        ("https://daily.example/news/항구가-다시-열렸다/", "항구가-다시-열렸다"),
        ("https://daily.example/" + "x" * 300, "x" * 60),
        ("http://[", "front"),
    ],
)
def test_folders_of_pages(url: str, slug: str) -> None:
    assert fixture_folder(Path("pages"), "daily", url) == Path("pages", "daily", slug)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"headline": "a"}, {"headline": "a"}, []),
        ({"headline": None}, {"headline": "a"}, [("headline", "none", "a")]),
        ({"body_hash": "1", "article_body": "x"}, {"body_hash": "2", "article_body": "y"}, []),
        (
            {"blocks": [{"type": "paragraph", "text": "a"}, {"type": "list", "items": ["b", "c"]}]},
            {"blocks": [{"type": "paragraph", "text": "a"}, {"type": "paragraph", "text": "d"}]},
            [("blocks", "- b, c", "+ d")],
        ),
        ({"blocks": [{"type": "image", "image": 0}]}, {"blocks": []}, []),
    ],
)
def test_changes(before: dict[str, object], after: dict[str, object], expected: list[tuple[str, str, str]]) -> None:
    assert [tuple(change) for change in changes(before, after)] == expected


def test_idle_rules() -> None:
    rule = Rule(
        {"headline": ("h1", "h2"), "byline": (".by",)}, (".promo",), ("The Daily keeps", "Nobody says this"), (".plus",)
    )
    found = list(unused_rules(parse(HTML, URL), rule))
    assert found == [
        ("rules.byline", ".by"),
        ("rules.drop", ".promo"),
        ("rules.paid", ".plus"),
        ("rules.boilerplate", "Nobody says this"),
    ]
