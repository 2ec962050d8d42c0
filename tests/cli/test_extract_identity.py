"""Stored pages that state no address, and several files of one article."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.command import copydesk
from tests.server import page

PAGE = page()
ADDRESS = '<link rel="canonical" href="https://daily.example/1">'
WITH_ADDRESS = PAGE.replace("<head>", f"<head>{ADDRESS}", 1) if "<head>" in PAGE else ADDRESS + PAGE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The same page in four files, one of which is compressed, and another page."""
    for name in ("a.html", "b.html", "deep/c.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(PAGE, "utf-8")
    (tmp_path / "d.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    (tmp_path / "e.html").write_text(PAGE + "<!-- another -->", "utf-8")
    return tmp_path


def test_a_page_without_an_address_has_a_urn_of_its_content(folder: Path) -> None:
    done = copydesk("extract", folder)
    piped = copydesk("extract", "-", stdin=PAGE.encode())
    assert (done.code, piped.code) == (0, 0), done.err
    assert str(folder).encode() not in done.out and b"file:" not in done.out
    urls = [record["url"] for record in done.records]
    assert all(url.startswith("urn:uuid:") for url in urls)
    assert len(urls) == 5 and urls.count(urls[0]) == 4
    assert len({record["id"] for record in done.records}) == 2
    assert (piped.records[0]["url"], piped.records[0]["id"]) == (urls[0], done.records[0]["id"])
    for record in done.records:
        assert record["requested_url"] == record["url"]
        assert "url: the page states none; this one stands for its content" in record["warnings"]


def test_given_an_address_there_is_no_warning(folder: Path) -> None:
    [record] = copydesk("extract", folder / "a.html", "--url", "https://daily.example/1").records
    assert record["url"] == "https://daily.example/1" and not any(w.startswith("url:") for w in record["warnings"])


def test_a_failure_of_such_a_page_names_its_file(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><body></body></html>", "utf-8")
    done = copydesk("extract", tmp_path / "a.html", "--errors", tmp_path / "errors.jsonl")
    assert done.code == 20 and str(tmp_path / "a.html") in done.err and "urn:" not in done.err, done.err
    assert str(tmp_path / "a.html") in (tmp_path / "errors.jsonl").read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "records", "summary"), [((), 2, "2 records."), (("--unique",), 1, "1 record, 1 repeated (met before")]
)
def test_two_files_of_one_article(tmp_path: Path, options: tuple[str, ...], records: int, summary: str) -> None:
    for name, more in (("a.html", ""), ("b.html", "<p>Later, the mayor opened the pier to walkers again.</p>")):
        (tmp_path / name).write_text(WITH_ADDRESS.replace("</p>", f"</p>{more}", 1), "utf-8")
    done = copydesk("extract", tmp_path / "a.html", tmp_path / "b.html", *options)
    assert done.code == 0 and summary in done.err, done.err
    assert len(done.records) == records and len({record["id"] for record in done.records}) == 1
    [first] = copydesk("extract", tmp_path / "a.html").records
    assert done.records[0]["body_hash"] == first["body_hash"]


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.parquet"])
def test_a_file_of_records_is_told_in_one_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    copydesk("extract", tmp_path / "a.html", "-o", tmp_path / name)
    done = copydesk("extract", tmp_path / name)
    sentences = [line for line in done.err.splitlines() if str(tmp_path / name) in line]
    assert done.code == 18 and len(sentences) == 1 and done.records == [], done.err
