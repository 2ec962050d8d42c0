"""Stored pages from archives, files, folders and standard input, good and bad."""

from __future__ import annotations

import gzip
import io
import os
import tempfile
import zlib
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.archive import Failure, Stored, files, read_paths
from crawler.archive.content_codings import gunzip, unchunk, undo
from crawler.archive.declared_url import address_in
from crawler.archive.files import urn_of
from crawler.archive.stored_page import TooLarge

SHARED = Path(__file__).parents[3] / "shared"
PAGE = b"<!DOCTYPE html><html><head><title>Rain</title></head><body><p>It rained.</p></body></html>"
HTML = "Content-Type: text/html; charset=utf-8\r\n"


def read(*paths: object, url: str | None = None) -> tuple[list[Stored], list[Failure]]:
    failures: list[Failure] = []
    return list(read_paths(map(str, paths), url, failures.append)), failures


def record(url: str, block: bytes, kind: str = "response") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-04-27T10:11:12Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def response(number: int, body: bytes = PAGE, headers: str = HTML, status: str = "200 OK") -> bytes:
    return record(f"https://e.org/{number}", f"HTTP/1.1 {status}\r\n{headers}\r\n".encode() + body)


def noise(size: int) -> bytes:
    """Letters that gzip cannot make much smaller."""
    return os.urandom(size).hex().encode()


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def chunked(body: bytes) -> bytes:
    parts = [body[:10], body[10:]]
    return b"".join(b"%x;x=1\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_warc(tmp_path: Path, pack: type[bytes]) -> None:
    others = [
        record("https://e.org/", b"software: x\r\n", "warcinfo"),
        record("https://e.org/1", b"GET / HTTP/1.1\r\n\r\n", "request"),
        record("https://e.org/1", b"a: b\r\n", "metadata"),
        record("https://e.org/1", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", "revisit"),
        response(7, status="301 Moved"),
        response(8, status="404 Not Found"),
        response(9, b"\x89PNG", "Content-Type: image/png\r\n"),
        record("dns:e.org", b"e.org. 300 IN A 127.0.0.1"),
    ]
    records = [
        *others,
        response(1),
        response(2, headers=""),
        response(3, headers=HTML + "Set-Cookie: a\r\nset-cookie: b\r\n"),
    ]
    pages, failures = read(write(tmp_path / "a.warc.gz", b"".join(map(pack, records))))
    assert [page.url for page in pages] == ["https://e.org/1", "https://e.org/2", "https://e.org/3"]
    assert {page.body for page in pages} == {PAGE}
    assert pages[0].date_downloaded == "2025-04-27T10:11:12Z"
    assert pages[0].discovered_via == "warc"
    assert pages[2].headers == {"content-type": "text/html; charset=utf-8", "set-cookie": "a, b"}
    assert failures == []


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (chunked(PAGE), "Transfer-Encoding: chunked\r\n"),
        (PAGE, "Transfer-Encoding: chunked\r\n"),
        (gzip.compress(PAGE, mtime=0), "Content-Encoding: gzip\r\n"),
        (chunked(gzip.compress(PAGE, mtime=0)), "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"),
        (brotli.compress(PAGE), "Content-Encoding: br\r\n"),
        (zstandard.compress(PAGE), "Content-Encoding: zstd\r\n"),
        (zlib.compress(PAGE), "Content-Encoding: deflate\r\n"),
        (zlib.compress(PAGE)[2:-4], "Content-Encoding: deflate\r\n"),
        (brotli.compress(gzip.compress(PAGE, mtime=0)), "Content-Encoding: gzip, br\r\n"),
        (PAGE, "Content-Encoding: identity\r\n"),
        *((PAGE, f"Content-Encoding: {name}\r\n") for name in ("gzip", "br", "zstd", "deflate", "unheard-of")),
    ],
)
def test_codings_are_undone(tmp_path: Path, body: bytes, headers: str) -> None:
    pages, failures = read(write(tmp_path / "a.warc", response(1, body, HTML + headers)))
    assert [page.body for page in pages] == [PAGE]
    assert not {"content-encoding", "transfer-encoding"} & set(pages[0].headers)
    assert failures == []


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd", "deflate", "identity"])
def test_codings_are_bounded(coding: str) -> None:
    pack = {"gzip": gzip.compress, "br": brotli.compress, "zstd": zstandard.compress, "deflate": zlib.compress}
    body = pack.get(coding, bytes)(b"a" * 300_000)
    with pytest.raises(TooLarge):
        undo(body, {"content-encoding": coding}, 200_000)
    assert len(undo(body, {"content-encoding": coding}, 300_000)) == 300_000


@pytest.mark.parametrize(
    ("body", "expected"),
    [(b"3\r\nabc\r\n0\r\n\r\n", b"abc"), (b"3\nabc\n0\n\n", b"abc"), (b"3\r\nabc\r\nA\r\ndefg", b"abcdefg"),
     (b"0\r\n\r\n", b""), (b"", b""), (b"<html>", b"<html>"), (b"3\r\nabc\r\n0\r\nX-Trailer: y\r\n\r\n", b"abc")],
)  # fmt: skip
def test_unchunk(body: bytes, expected: bytes) -> None:
    assert unchunk(body) == expected


PACKED = [gzip.compress(response(number, noise(3000))) for number in range(4)]
PLAIN = [response(number, noise(3000)) for number in range(4)]


@pytest.mark.parametrize(
    ("data", "kept"),
    [
        (b"".join(PACKED)[:-1000], 3),
        (b"".join(PLAIN)[:-1000], 3),
        (b"".join(PLAIN[:3]) + PLAIN[3][:70], 3),
        (b"".join(PACKED[:3]) + PACKED[3][:30], 3),
        (b"".join(PACKED)[:-6], 4),
        (gzip.compress(b"".join(PLAIN), mtime=0)[:-1000], 3),
        (PACKED[0] + PACKED[1][:800] + b"\0" * 90 + PACKED[1][890:] + PACKED[2], 1),
        (PACKED[0] + b"junk" + PACKED[1], 1),
        (b"".join(PLAIN[:2]) + b"no record\r\n" * 9 + PLAIN[2], 2),
        (b"WARC/1.0\r\n", 0),
    ],
)
def test_damaged_warc(tmp_path: Path, data: bytes, kept: int) -> None:
    good = write(tmp_path / "good.warc", response(9))
    pages, failures = read(write(tmp_path / "a.warc.gz", data), good)
    assert [page.url for page in pages] == [f"https://e.org/{number}" for number in [*range(kept), 9]]
    assert [failure.kind for failure in failures] == ["damaged"]
    assert "a.warc.gz" in failures[0].message


def test_padding_between_members_is_no_damage(tmp_path: Path) -> None:
    pages, failures = read(write(tmp_path / "a.warc.gz", PACKED[0] + b"\0" * 9000 + PACKED[1] + b"\0"))
    assert (len(pages), failures) == (2, [])


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("<https://daily.example/1>", "https://daily.example/1"),
        ("http://h.example/\x1b]0;pwn\x07a\x00b", "http://h.example/%1B]0;pwn%07a%00b"),
        ("http://user:secret@h.example/a", "http://h.example/a"),
        ("http://h.example/a b", "http://h.example/a%20b"),
        ("http://[", None),
        ("http://h.example:99999/a", None),
        ("javascript:1", None),
        ("file:///etc/passwd", None),
        ("", None),
    ],
)
def test_the_address_of_a_record_is_valid_or_told(tmp_path: Path, address: str, url: str | None) -> None:
    block = b"HTTP/1.1 200 OK\r\n" + HTML.encode() + b"\r\n" + PAGE
    good = response(2)
    pages, failures = read(write(tmp_path / "a.warc", record(address, block) + good))
    assert [page.url for page in pages] == [*([url] if url else []), pages[-1].url]
    assert len(pages) == 1 + bool(url) and [failure.kind for failure in failures] == ([] if url else ["not-a-url"])
    assert not url or "secret" not in str(pages)


def test_bad_pages_in_an_archive(tmp_path: Path) -> None:
    bomb = gzip.compress(b"a" * 21_000_000, mtime=0)
    data = response(1, b" \r\n") + response(2, bomb, HTML + "Content-Encoding: gzip\r\n") + response(3)
    pages, failures = read(write(tmp_path / "a.warc", data))
    assert [page.url for page in pages] == ["https://e.org/3"]
    assert [(failure.source, failure.kind) for failure in failures] == [
        ("https://e.org/1", "empty"),
        ("https://e.org/2", "too-large"),
    ]


CANONICAL = b'<html><link rel="canonical" href="https://e.org/a?b&amp;c"><p>Text.</p>'


@pytest.mark.parametrize(
    ("name", "data", "url"),
    [
        ("a.html", CANONICAL, "https://e.org/a?b&c"),
        ("a.htm", b"Text <b>first</b>", ""),
        ("a.xhtml", b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>", ""),
        (
            "a.html.gz",
            gzip.compress(CANONICAL[:30], mtime=0) + gzip.compress(CANONICAL[30:], mtime=0),
            "https://e.org/a?b&c",
        ),
        ("page", CANONICAL, "https://e.org/a?b&c"),
        ("a.txt", PAGE, ""),
        ("a.html", CANONICAL.decode().encode("utf-16"), "https://e.org/a?b&c"),
    ],
)
def test_files(tmp_path: Path, name: str, data: bytes, url: str) -> None:
    file = write(tmp_path / name, data)
    os.utime(file, (0, 1_700_000_000))
    pages, failures = read(file)
    expected = gunzip(data) if name.endswith(".gz") else data
    assert pages == [Stored(url or urn_of(expected), {}, expected, "2023-11-14T22:13:20Z", "file", name=str(file))]
    assert failures == []
    assert read(file, url="https://x.org/")[0][0].url == "https://x.org/"


@pytest.mark.parametrize(
    ("name", "text"), [("a.md", "# Rain\n\n<b>It</b>"), ("a.txt", "Rain\nIt rained."), ("note", "Rain")]
)
def test_dumps(tmp_path: Path, name: str, text: str) -> None:
    pages, failures = read(write(tmp_path / name, text.encode()))
    assert b"<h1>Rain</h1>" in pages[0].body
    assert pages[0].headers == {"content-type": "text/html; charset=utf-8"}
    assert failures == []


def test_folders(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("c.html", "a.html", "b/z.html.gz", "b/n.txt", "skipped.css", "b/skipped.json"):
        write(tmp_path / name, gzip.compress(PAGE, mtime=0) if name.endswith("gz") else PAGE)
    write(tmp_path / "b/a.warc", response(1))
    pages, failures = read(tmp_path)
    names = [(page.name or page.url).rpartition("/")[2] for page in pages]
    assert names == ["a.html", "c.html", "1", "n.txt", "z.html.gz"]
    assert failures == []


@pytest.mark.parametrize(
    ("data", "url"),
    [(CANONICAL, "https://e.org/a?b&c"), (PAGE, urn_of(PAGE)), (b"Rain\nIt rained.", urn_of(b"Rain\nIt rained.")), (response(1), "https://e.org/1"),
     (gzip.compress(response(2), mtime=0), "https://e.org/2"), (gzip.compress(CANONICAL, mtime=0), "https://e.org/a?b&c"),
     (response(1, noise(90_000)), "https://e.org/1")],
)  # fmt: skip
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes, url: str) -> None:
    monkeypatch.setattr(files, "open", lambda *_, **__: io.BytesIO(data), raising=False)
    pages, failures = read("-")
    assert [page.url for page in pages] == [url]
    assert failures == []


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.html", b"", "empty"),
        ("a.html", b" \n", "empty"),
        ("a.html.gz", gzip.compress(b"", mtime=0), "empty"),
        ("a.warc", b"", "empty"),
        ("a.html.gz", gzip.compress(noise(3000), mtime=0)[:-400], "damaged"),
        ("a.html.gz", gzip.compress(PAGE, mtime=0)[:20] + b"\xff" * 40, "damaged"),
        ("a.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "not-html"),
        ("a.html", b"%PDF-1.7\nno markup", "not-html"),
        ("picture", b"\xff\xd8\xff\xe0\0\x10JFIF\0", "not-html"),
        ("a.html", b"<p>" + b"a" * 20_000_000, "too-large"),
        ("a.html.gz", gzip.compress(b"a" * 21_000_000, mtime=0), "too-large"),
    ],
)
def test_bad_files(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    file, good = write(tmp_path / name, data), write(tmp_path / "good.html", PAGE)
    pages, failures = read(file, good)
    assert [page.body for page in pages] == [PAGE]
    assert [(failure.source, failure.kind) for failure in failures] == [(str(file), kind)]
    assert failures[0].message.endswith(".")


def test_missing_and_unreadable(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop.html").symlink_to(tmp_path / "loop.html")
    (tmp_path / "empty").mkdir()
    pages, failures = read(tmp_path / "nothing.html", tmp_path / "empty", "a\0b", tmp_path / "loop.html", tmp_path)
    assert pages == []
    assert [failure.kind for failure in failures] == ["missing", "empty", "missing", "missing", "unreadable"]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<link rel="canonical" href="https://e.org/a">', "https://e.org/a"),
        ("<link href=https://e.org/a rel=canonical>", "https://e.org/a"),
        ("<LINK REL='canonical' HREF='https://e.org/a'/>", "https://e.org/a"),
        ('<meta property="og:url" content="https://e.org/a">', "https://e.org/a"),
        (
            '<meta content="https://e.org/o" property="og:url"><link rel=canonical href=https://e.org/c>',
            "https://e.org/c",
        ),
        ('<link rel="canonical" href="/a"><meta property="og:url" content="https://e.org/o">', "https://e.org/o"),
        ('<link rel="canonical" href="/a">', ""),
        ('<link rel="canonical">', ""),
        ('<link rel="alternate" href="https://e.org/a">', ""),
        ('<a href="https://e.org/a">canonical</a>', ""),
        ("", ""),
    ],
)
def test_address(head: str, expected: str) -> None:
    assert address_in(head) == expected


@settings(deadline=None)
@given(
    st.sampled_from(["a.html", "a.warc.gz", "a.md", "a"]),
    st.sampled_from([b"", b"WARC/1.0\r\n", b"\x1f\x8b\x08\0", PLAIN[0], PACKED[0], PACKED[0][:900], PLAIN[0][:900]]),
    st.binary(max_size=300),
)
def test_any_bytes_never_raise(name: str, head: bytes, tail: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        pages, failures = read(write(Path(folder, name), head + tail))
        assert pages or failures or b"WARC" in head or head[:2] == b"\x1f\x8b"


@given(st.binary(max_size=300), st.sampled_from(["gzip", "br", "zstd", "deflate", "gzip, br"]))
def test_any_body_never_raises(body: bytes, coding: str) -> None:
    undo(body, {"transfer-encoding": "chunked", "content-encoding": coding})


@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="the corpora are not beside the checkout")
def test_corpora_are_read_whole() -> None:
    pages, failures = read(SHARED / "corpus/press.warc.gz", SHARED / "corpus/articles.warc.gz")
    assert len({page.url for page in pages}) == len(pages) == 914
    assert failures == []
