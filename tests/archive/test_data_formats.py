"""What is text and no page."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.net.data_formats import data_format
from crawler.net.mime import is_html
from tests.command import copydesk

LOG = "2026-11-26 10:00:00,123 INFO Starting\n2026-11-26 10:00:01,456 ERROR Failed\n  at line 3\n"
ACCESS = '192.0.2.1 - - [26/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 5\n' * 3
FORMATS = [
    ('{"url": "https://daily.example/1", "headline": "Rain"}\n' * 3, "JSON"),
    ('[{"a": 1}]', "JSON"),
    ("[1, 2]", "JSON"),
    ("[]", "JSON"),
    ("\ufeff{\n  }", "JSON"),
    ("a,b,c\n1,2,3\n4,5,6\n", "a table"),
    ("a;b;c\n1;2;3", "a table"),
    ("name\tage\nAnn\t30\n", "a table"),
    (LOG, "a log"),
    (ACCESS, "a log"),
    ("Nov 26 10:00:00 host app: started\nNov 26 10:00:01 host app: ended\n", "a log"),
    ("[INFO] one\n[ERROR] two\n", "a log"),
    ("%PDF-1.7\n", "PDF"),
    ("PK\x03\x04", "a ZIP file"),
    ('<?xml version="1.0"?><rss version="2.0">', "XML (rss)"),
    ('<?xml version="1.0"?><!-- a --><NewsML>', "XML (newsml)"),
    ("<urlset><url>", "XML (urlset)"),
    ("<Workbook>", "XML (workbook)"),
]
PROSE = [
    "Hello",
    "Rain in Zürich\n\nIt rained, they said, all day, and all night, too.\n\nThen it stopped.",
    "[1] The first note\n[2] The second note",
    "[Music] plays.",
    '["Why?" she asked, and left.',
    "{{template}}",
    "2026-11-26 10:00\n\nThe ship left the harbour at ten and came back late.\n\nNobody said why.",
    "INFO: the talk is at ten.",
    "Ann, Bob, Eve\nThe three met.",
    "- one\n- two\n- three",
    '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x">\n<html>',
    "<!-- a --><div>",
    "<p>A,b,c</p>\n<p>d,e,f</p>\n<p>g,h,i</p>",
    "",
]


@pytest.mark.parametrize(("text", "expected"), [*FORMATS, *((text, None) for text in PROSE)])
def test_data_format(text: str, expected: str | None) -> None:
    assert data_format(text) == expected


@pytest.mark.parametrize("text", [text for text, _ in FORMATS])
def test_what_is_no_page_is_none_whatever_its_header_says(text: str) -> None:
    assert not any(is_html(kind, text.encode()) for kind in ("text/html", "application/xhtml+xml", "", "text/plain"))


@pytest.mark.parametrize("name", ["records.jsonl", "sheet.csv", "app.log", "config.yaml", "sheet.xlsx"])
def test_a_file_of_data_is_no_article_whatever_it_holds(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("The ship left the harbour.\n\nIt came back late.\n")
    done = copydesk("extract", tmp_path / name)
    assert (done.code, done.records) == (18, []) and f"{name} is data, by its name, not a page." in done.err


@pytest.mark.parametrize(("text", "words"), [FORMATS[0], FORMATS[5], (LOG, "a log")])
@pytest.mark.parametrize("name", ["dump.txt", "dump.md", "page.html", "no-name"])
def test_data_is_no_article_whatever_its_name(tmp_path: Path, name: str, text: str, words: str) -> None:
    (tmp_path / name).write_text(text)
    done = copydesk("extract", tmp_path / name)
    assert (done.code, done.records) == (18, []), done.err


def test_records_are_no_pages(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<title>Rain</title><h1>Rain in Zürich</h1><p>It rained all day, and all night, too.</p>")
    assert copydesk("extract", page, "-o", tmp_path / "out.jsonl").code == 0
    done = copydesk("extract", tmp_path / "out.jsonl", "-o", tmp_path / "again.jsonl")
    assert done.code == 18 and (tmp_path / "again.jsonl").read_bytes() == b""
