"""The command: stored pages in, records out; formats, pipes, interrupts, and what is wrong said in one sentence."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
import zstandard

from crawler.cli import COMMANDS
from tests.command import MAIN, ROOT, Done, copydesk, copydesk_process, environment, start_copydesk
from tests.server import WORDS, page

SHARED = Path(__file__).parents[3] / "shared"
HEADLINE = WORDS["en"][0]


def warc(count: int) -> list[bytes]:
    """Members of a WARC file, gzipped one by one as crawlers do."""
    return [gzip.compress(_member(number)) for number in range(count)]


def _member(number: int) -> bytes:
    body = page().replace(HEADLINE, f"{HEADLINE} {number}").encode()
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://daily.example/{number}\r\n"
        f"WARC-Date: 2026-04-02T06:30:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    """A WARC of 30 pages."""
    path = tmp_path / "pages.warc.gz"
    path.write_bytes(b"".join(warc(30)))
    return path


def test_extract_keeps_the_order(stored: Path) -> None:
    done = copydesk("extract", stored)
    assert (done.code, done.err) == (0, "30 records.\n")
    assert [r["headline"] for r in done.records] == [f"{HEADLINE} {n}" for n in range(30)]
    first = done.records[0]
    assert (first["url"], first["requested_url"]) == ("https://daily.example/0",) * 2
    assert (first["date_downloaded"], first["discovered_via"]) == ("2026-04-02T06:30:00Z", "warc")


BAD = {
    "none.html": (None, 0, "missing", "There is no file"),
    "half.warc.gz": (b"".join(warc(5))[:-40], 4, "damaged", "damaged or cut off"),
    "rotten.warc.gz": (b"".join(warc(3)) + b"\x1f\x8b\x08rotten", 3, "damaged", "damaged or cut off"),
    "half.html.gz": (gzip.compress(os.urandom(999))[:500], 0, "damaged", "truncated gzip"),
    "empty.html": (b"", 0, "empty", "is empty"),
    "picture.html": (b"\x89PNG\r\n\x1a\n" + bytes(99), 0, "not-html", "neither HTML nor text"),
    "bomb.html.gz": (gzip.compress(b"<p>" + b" " * 50_000_000), 0, "too-large", "has more than"),
    "hollow.html": (b"<html><body></body></html>", 0, "empty", "without a headline"),
}


@pytest.fixture(scope="module")
def bad_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Done, dict[str, list[dict[str, str]]]]:
    """One run over all bad inputs, a good one after each; failures by the name of the file."""
    folder = tmp_path_factory.mktemp("bad")
    paths: list[Path] = []
    for name, (data, *_) in BAD.items():
        if data is not None:
            (folder / name).write_bytes(data)
        good = folder / f"good-{name.split('.')[0]}.html"
        good.write_text(page(), "utf-8")
        paths += [folder / name, good]
    done = copydesk("extract", *paths, "--errors", folder / "errors.jsonl")
    failures: dict[str, list[dict[str, str]]] = {name: [] for name in BAD}
    for line in (folder / "errors.jsonl").read_text("utf-8").splitlines():
        failure = json.loads(line)
        failures[failure["url"].rpartition("/")[2]].append(failure)
    return done, failures


@pytest.mark.parametrize("name", BAD)
def test_bad_inputs(bad_run: tuple[Done, dict[str, list[dict[str, str]]]], name: str) -> None:
    _, _, kind, words = BAD[name]
    (failure,) = bad_run[1][name]
    assert set(failure) == {"url", "kind", "message"}
    assert failure["kind"] == kind
    assert words in failure["message"]
    assert bad_run[0].err.splitlines().count(failure["message"]) == 1


def test_bad_inputs_cost_no_record(bad_run: tuple[Done, dict[str, list[dict[str, str]]]]) -> None:
    done = bad_run[0]
    assert len(done.records) == sum(kept + 1 for _, kept, _, _ in BAD.values())
    assert len(done.err.splitlines()) == len(BAD) + 1
    assert done.code == 18


@pytest.mark.parametrize(
    "html",
    [
        page().replace("<article>", "<article>" + "<div>" * 10_000),
        page().replace("<article>", "<article>" + "<b><i>" * 5_000),
        '<!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b "' + "&a;" * 1000 + '">]>' + page().replace("<h1>", "&b;<h1>"),
    ],
    ids=["deep", "deep inline", "entities"],
)
def test_hostile_pages_are_read_like_others(tmp_path: Path, html: str) -> None:
    (tmp_path / "page.html").write_text(html, "utf-8")
    done = copydesk("extract", tmp_path / "page.html", "--url", "https://daily.example/1")
    assert (done.code, done.err) == (0, "1 record.\n")
    assert done.records[0]["headline"] == HEADLINE


@pytest.mark.parametrize("escape", ["\\ud83d", "\\u0000", "\\u001b[31m"])
def test_no_character_breaks_a_line(tmp_path: Path, escape: str) -> None:
    thing = (
        f'{{"@type": "NewsArticle", "headline": "{HEADLINE} {escape}", "image": "https://daily.example/{escape}.jpg"}}'
    )
    html = page(meta=f'<script type="application/ld+json">{thing}</script>')
    (tmp_path / "page.html").write_text(html, "utf-8")
    done = copydesk("extract", tmp_path / "page.html", "--url", "https://daily.example/1")
    assert (done.code, done.err, len(done.records)) == (0, "1 record.\n", 1)
    assert b"\x1b" not in done.out


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz", "out.jsonl.zst", "new/folder/out", "50% off.jsonl"])
def test_output_files(stored: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "out.jsonl":
        path.write_bytes(b"what was there before is replaced" * 10_000)
    done = copydesk("extract", stored, "-o", path)
    assert (done.code, done.out) == (0, b"")
    data = path.read_bytes()
    if name.endswith(".gz"):
        data = gzip.decompress(data)
    if name.endswith(".zst"):
        data = zstandard.ZstdDecompressor().stream_reader(data).read()
    assert [json.loads(line)["url"] for line in data.splitlines()] == [f"https://daily.example/{n}" for n in range(30)]


@pytest.mark.parametrize(
    ("form", "opening"),
    [
        ("jsonl", '{"url": "https://daily.example/0"'),
        ("json", "[\n{"),
        ("md", f'---\ntitle: "{HEADLINE} 0"\n'),
        ("text", f"{HEADLINE} 0"),
    ],
)
def test_formats(stored: Path, tmp_path: Path, form: str, opening: str) -> None:
    done = copydesk("extract", stored, "--format", form)
    assert done.out.decode().startswith(opening)
    assert done.code == 0
    if form == "json":
        assert len(json.loads(done.out)) == 30


def test_the_name_of_the_file_tells_the_format(stored: Path, tmp_path: Path) -> None:
    copydesk("extract", stored, "-o", tmp_path / "out.json.gz")
    assert len(json.loads(gzip.decompress((tmp_path / "out.json.gz").read_bytes()))) == 30


@pytest.mark.parametrize("option", ["--output", "--errors"])
def test_an_unwritable_output_is_said_at_once(stored: Path, tmp_path: Path, option: str) -> None:
    done = copydesk("extract", stored, option, tmp_path)
    assert (done.code, done.out) == (3, b"")
    assert done.err.count("\n") == 1
    assert "cannot be written" in done.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_ends_the_run(stored: Path) -> None:
    done = copydesk("extract", stored, "-o", "/dev/full")
    assert done.code == 3
    assert "/dev/full cannot be written: No space left on device." in done.err.splitlines()


def test_markdown_is_read_back(stored: Path, tmp_path: Path) -> None:
    copydesk("extract", stored, "-o", tmp_path / "all.md")
    one = (tmp_path / "all.md").read_text("utf-8").partition("\n---\ntitle: ")[0]
    done = copydesk("extract", "-", "--url", "https://daily.example/0", stdin=one.encode())
    assert done.records[0]["headline"] == f"{HEADLINE} 0"
    assert WORDS["en"][1].strip() in done.records[0]["article_body"]


def test_a_reader_that_leaves_early_ends_the_run_quietly(stored: Path) -> None:
    for arguments in (["extract", str(stored)], ["schema"]):
        run = subprocess.Popen(
            [*MAIN, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env=environment()
        )
        assert run.stdout and run.stderr
        run.stdout.read(10)
        run.stdout.close()
        assert b"Error" not in run.stderr.read()
        assert run.wait(30) == 0


def test_an_interrupt_leaves_whole_lines(tmp_path: Path) -> None:
    path, out = tmp_path / "many.warc.gz", tmp_path / "out.jsonl"
    path.write_bytes(b"".join(warc(500)))
    run = start_copydesk("extract", path, "-o", out)
    while not out.exists() or out.stat().st_size < 20_000:
        time.sleep(0.02)
    run.send_signal(signal.SIGINT)
    done = run.wait()
    lines = out.read_text("utf-8").splitlines(keepends=True)
    assert done.code == 130
    assert "Traceback" not in done.err
    assert 0 < len(lines) < 500
    assert all(line.endswith("\n") and json.loads(line) for line in lines)


def test_an_interrupt_ends_a_wait_for_standard_input() -> None:
    run = subprocess.Popen(
        [*MAIN, "extract", "-v", "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env=environment()
    )
    assert run.stderr
    while b"Crawled 0 pages" not in run.stderr.readline():
        pass
    time.sleep(1)
    run.send_signal(signal.SIGINT)
    said = run.stderr.read().splitlines()
    assert run.wait(10) == 130
    assert b"0 records." in said and b"Traceback (most recent call last):" not in said


@pytest.mark.parametrize("room", ["spiders", "pipelines"])
def test_a_foreign_package_is_told(tmp_path: Path, room: str) -> None:
    (tmp_path / room).mkdir()
    (tmp_path / room / "__init__.py").touch()
    done = copydesk_process("schema", cwd=tmp_path, PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}")
    assert (done.code, done.out) == (4, b"")
    assert done.err.count("\n") == 1
    assert f"“{room}”" in done.err


def test_it_works_from_any_folder(stored: Path, tmp_path: Path) -> None:
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = nothing.settings\n")
    done = copydesk_process("extract", stored, cwd=tmp_path, SCRAPY_SETTINGS_MODULE="nothing.settings")
    assert len(done.records) == 30


@pytest.mark.parametrize(
    "arguments",
    [[], ["fetch"], ["extract"], ["extract", "--url", "ftp://x", "-"], ["fetch", "--format", "xml"], ["nothing"]],
)
def test_a_wrong_command_line(arguments: list[str]) -> None:
    done = copydesk(*arguments)
    assert (done.code, done.out) == (2, b"")
    assert "Usage" in done.err


@pytest.mark.parametrize("arguments", [[], *([name] for name in COMMANDS)])
def test_help(arguments: list[str]) -> None:
    done = copydesk(*arguments, "--help")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(b"Usage: copydesk")


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from crawler.cli import group; group(['--help'], standalone_mode=False); print(set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment(), text=True, check=True)
    assert not {"'scrapy'", "'twisted'", "'lxml'", "'rich'"} & set(done.stdout.strip("{}\n").split(", "))


def test_schema() -> None:
    done = copydesk("schema")
    assert "article_body" in json.loads(done.out)["properties"]


DEMO = {
    "en": ("The Sample Daily", "Martha Quill", "2026-03-14T08:30:00+00:00", "Reuters", "© 2026 The Sample Daily. All rights reserved."),
    "de": ("Musterbote", "Jule Brandt", "2026-03-10T17:45:00+01:00", "dpa", "© Musterbote 2026"),
    "ja": ("見本新聞", "山田花子", "2026-03-09T07:00:00", None, "著作権 見本新聞社"),
    "ko": ("견본일보", "김하늘", "2026-03-12T10:20:00+09:00", "Yonhap", "무단 전재 및 재배포 금지"),
    "ru": ("Образцовая газета", "Мария Соколова", "2026-03-08T09:15:00+05:00", "TASS", "Все права защищены"),
}  # fmt: skip


def test_demo_is_right_in_every_language() -> None:
    done = copydesk("demo")
    assert done.code == 0
    assert all(record["headline"] and record["article_body"] for record in done.records)
    found = {
        record["in_language"]: (
            record["publisher"],
            record["authors"][0]["name"],
            record["date_published"],
            next(iter(record["images"][0]["source_organizations"]), None),
            record["copyright_notice"],
        )
        for record in done.records
    }
    assert found == DEMO


def test_a_part_of_the_corpora(tmp_path: Path) -> None:
    paths = [SHARED / "corpus" / f"{name}.warc.gz" for name in ("press", "articles")]
    if not all(path.exists() for path in paths):
        pytest.skip("the corpora lie beside the checkout, in ../shared/corpus, and are absent here")
    for path in paths:
        (tmp_path / path.name).write_bytes(b"".join(first_members(path, 1_000_000)))
    done = copydesk("extract", tmp_path)
    assert (done.code, done.err) == (0, f"{len(done.records)} records.\n")
    assert len(done.records) > 20


def first_members(path: Path, size: int) -> Iterator[bytes]:
    """Those within the first bytes of a gzip file."""
    with path.open("rb") as file:
        left = file.read(size)
    while left:
        unpacker = zlib.decompressobj(31)
        unpacker.decompress(left)
        end = len(left) - len(unpacker.unused_data)
        if unpacker.eof:
            yield left[:end]
        left = left[end:]


def test_the_seed() -> None:
    seed = SHARED / "seed"
    if not seed.exists():
        pytest.skip("the seed document lies beside the checkout, in ../shared/seed, and is absent here")
    expected = json.loads((seed / "record.json").read_text("utf-8"))
    record = copydesk("extract", seed / "article.md", "--url", expected["url"]).records[0]
    images = expected.pop("images")
    assert {name: record[name] for name in expected} == expected
    assert [{k: image[k] for k in e} for image, e in zip(record["images"], images, strict=True)] == images
