"""``copydesk extract`` on every kind of stored page at once, and ``copydesk explain`` beside it."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from crawler.cli.feeds import feeds
from crawler.errors import EXIT_CODES
from tests.command import MAIN, ROOT, copydesk, environment
from tests.server import WORDS, page

HEADLINE, SENTENCE = WORDS["en"]
DUMP = f"# {HEADLINE}\n\n![The old pier at noon on Monday. [REUTERS]](https://daily.example/1.jpg)\n\nThe old pier at noon on Monday.\n\n{SENTENCE * 3}\n"


def warc(*bodies: str) -> bytes:
    records = []
    for number, body in enumerate(bodies):
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body.encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://daily.example/{number}\r\n"
            f"WARC-Date: 2026-04-02T06:30:00Z\r\nWARC-Record-ID: <urn:uuid:{number:036}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        records.append(head.encode() + block + b"\r\n\r\n")
    return b"".join(records)


def test_a_folder_and_standard_input_in_their_order(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(warc(page(), page("ja"))))
    (tmp_path / "b.warc").write_bytes(warc(page("ru")))
    (tmp_path / "c.html.gz").write_bytes(gzip.compress(page("ko").encode()))
    (tmp_path / "d.md").write_text(DUMP, "utf-8")
    (tmp_path / "e").mkdir()
    (tmp_path / "e" / "page.html").write_bytes(page("ru").encode("cp1251"))
    (tmp_path / "notes.csv").write_text("no page", "utf-8")
    done = copydesk("extract", tmp_path, "-", stdin=page("ja").encode())
    assert (done.code, done.err) == (0, "7 records.\n")
    expected = [WORDS[code][0] for code in ("en", "ja", "ru", "ko", "en", "ru", "ja")]
    assert [record["headline"] for record in done.records] == expected
    assert [record["discovered_via"] for record in done.records] == ["warc"] * 3 + ["file"] * 4


@pytest.mark.parametrize("name", ["x.md", "a.txt.gz", "e/x.txt", "link.md", "hard.md"])
def test_a_folder_never_gives_what_the_run_writes_into_it(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.html").write_text(page(), "utf-8")
    (tmp_path / "e").mkdir()
    (tmp_path / "e" / "w.md").write_text(DUMP, "utf-8")
    (tmp_path / "real").write_text("")
    (tmp_path / "link.md").symlink_to("real")
    (tmp_path / "hard.md").hardlink_to(tmp_path / "real")
    written = [tmp_path / "link.md", tmp_path / "hard.md"]
    for _ in range(2):
        options = ["--errors", tmp_path / "errors.txt", "--workers", "0"]
        done = copydesk("extract", tmp_path, "-o", tmp_path / name, *options)
        assert done.err.splitlines()[-1] == (
            "2 records." if tmp_path / name in written else "2 records, 2 failures (2 empty)."
        )


def test_only_articles(tmp_path: Path) -> None:
    shop = "".join(
        f"<div class='product-card'><a href='/p/{n}'>Pier cup number {n} in blue</a><p>$1{n}</p></div>"
        for n in range(60)
    )
    (tmp_path / "a.warc").write_bytes(warc(page(), f"<title>Cups</title><h1>Cups</h1><p>{SENTENCE}</p>{shop}"))
    done = copydesk("extract", tmp_path / "a.warc")
    assert [record["type"] for record in done.records] == ["NewsArticle", "CollectionPage"]
    done = copydesk("extract", tmp_path / "a.warc", "--only-articles")
    assert (done.code, done.err) == (0, "1 record, 1 left out (not an article).\n")
    assert [record["type"] for record in done.records] == ["NewsArticle"]


def test_a_dump_gives_its_picture(tmp_path: Path) -> None:
    (tmp_path / "d.md").write_text(DUMP, "utf-8")
    (record,) = copydesk("extract", tmp_path / "d.md", "--url", "https://daily.example/2").records
    (image,) = record["images"]
    assert record["url"] == "https://daily.example/2"
    assert (image["caption"], image["source_organizations"]) == ("The old pier at noon on Monday.", ["Reuters"])
    assert "The old pier" not in record["article_body"]


@pytest.mark.parametrize("name", ["100%.jsonl", "%(x)s #?.jsonl", "%41 기사.jsonl"])
def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "page.html").write_text(page(), "utf-8")
    assert copydesk("extract", tmp_path / "page.html", "-o", tmp_path / name).code == 0
    assert len((tmp_path / name).read_text("utf-8").splitlines()) == 1


@pytest.mark.parametrize(
    ("path", "form", "expected"),
    [
        ("a.json", None, ("json", 0)),
        ("a", None, ("jsonl", 0)),
        ("a.csv", None, ("csv", 0)),
        ("a.xml.gz", None, ("xml", 1)),
        ("a.out", "jsonl", ("jsonl", 0)),
        ("a.md.gz", None, ("md", 1)),
        ("a.gz", None, ("jsonl", 1)),
        ("A.TXT.ZST", None, ("text", 1)),
        ("a.md", "text", ("text", 0)),
        ("-", None, ("jsonl", 0)),
        ("a.ninjs.json", None, ("ninjs", 0)),
        ("a.b.json.gz", None, ("json", 1)),
        ("a.jsonld", None, ("jsonld", 0)),
        ("a.parquet", None, ("parquet", 0)),
    ],
)
def test_formats_by_name_and_by_option(path: str, form: str | None, expected: tuple[str, int]) -> None:
    (options,) = feeds(path, form).values()
    assert (options["format"], len(options.get("postprocessing", []))) == expected


@pytest.mark.parametrize("name", ["a.xyz", "a.xyz.gz", "a.orc", ".csv.bak"])
def test_a_name_without_a_format_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "page.html").write_text(page(), "utf-8")
    done = copydesk("extract", tmp_path / "page.html", "-o", tmp_path / name)
    assert done.code == 2 and "there is no format for ." in done.err and "Traceback" not in done.err
    assert not (tmp_path / name).exists()


def test_a_stray_zero_byte_makes_no_page_a_picture(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(page().replace("</article>", "\0</article>").encode())
    (record,) = copydesk("extract", tmp_path / "page.html").records
    assert record["headline"] == HEADLINE


def test_explain_shows_where_a_value_came_from(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(page(), "utf-8")
    done = copydesk("explain", tmp_path / "page.html", COLUMNS="160")
    assert (done.code, done.err) == (0, "")
    assert HEADLINE in done.out.decode()


def test_a_bar_is_drawn_on_a_terminal_alone(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    (tmp_path / "page.html").write_text(page(), "utf-8")
    master, slave = pty.openpty()
    command = [*MAIN, "extract", str(tmp_path / "page.html")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=slave, env=environment(TERM="xterm")) as process:
        os.close(slave)
        drawn = b""
        with suppress(OSError):  # which is how a terminal ends
            while data := os.read(master, 1 << 16):
                drawn += data
        os.close(master)
        records = process.stdout.read() if process.stdout else b""
    assert json.loads(records)["headline"] == HEADLINE
    assert b"\x1b[" in drawn
    assert drawn.endswith(b"1 record.\r\n")


def test_every_exit_code_is_documented_once() -> None:
    text = (ROOT / "docs" / "command-line.md").read_text("utf-8")
    assert len(set(EXIT_CODES.values())) == len(EXIT_CODES)
    assert [kind for kind, code in EXIT_CODES.items() if text.count(f"| {code} | `{kind}` |") != 1] == []
