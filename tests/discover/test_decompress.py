"""Bodies packed once, several times and without end, and texts in wide units."""

from __future__ import annotations

import gzip
import io

import pytest

from crawler.discover.decompress import MOST_BYTES, in_utf8, unpack
from crawler.discover.encoding import to_text, wide_encoding
from tests.bombs import zeros

TEXT = b"https://daily.example/1"


def packed(data: bytes, layers: int) -> bytes:
    return packed(gzip.compress(data), layers - 1) if layers else data


@pytest.mark.parametrize(("layers", "is_read"), [(0, True), (1, True), (3, True), (4, False)])
def test_layers(layers: int, is_read: bool) -> None:
    assert (unpack(io.BytesIO(packed(TEXT, layers))).read() == TEXT) is is_read


@pytest.mark.parametrize(("most", "found"), [(0, b""), (22, TEXT[:22]), (23, TEXT), (24, TEXT)])
def test_bound(most: int, found: bytes) -> None:
    assert unpack(io.BytesIO(TEXT), most).read() == found


@pytest.mark.parametrize(("layers", "most"), [(1, 4_000), (2, 5_000), (3, 5_000)])
def test_the_bound_holds_for_what_is_unpacked(layers: int, most: int) -> None:
    assert unpack(io.BytesIO(packed(b"x" * 9_000, layers)), most).read() == b"x" * most


def test_what_is_unpacked_ends() -> None:
    stream = unpack(io.BytesIO(zeros(110)))
    assert sum(map(len, iter(lambda: stream.read(5_000_000), b""))) == MOST_BYTES == 100_000_000


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("Café".encode("utf-16"), "Café", "utf-8"),
        ("<Café>".encode("utf-16-be"), "<Café>", "utf-8"),
        ("<a>".encode("utf-16-le") + b"\x00", "<a>", "utf-8"),  # half a letter at the end
        (b"\xff\xfe\x00\xd8a\x00", "\ufffda", "utf-8"),
        ("Café".encode(), "Café", None),
        (b"", "", None),
    ],
)
def test_in_utf8(data: bytes, text: str, encoding: str | None) -> None:
    stream, told = in_utf8(unpack(io.BytesIO(data)))
    assert (stream.read().decode(), told) == (text, encoding)


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-32", "utf-32"),
        ("utf-32-le", "utf-32-le"),
        ("utf-32-be", "utf-32-be"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-8", None),
        ("utf-8-sig", None),
    ],
)
def test_wide_encoding(encoding: str, found: str | None) -> None:
    data = "<a/>".encode(encoding)
    assert (wide_encoding(data), to_text(data)) == (found, "<a/>")


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"\0\0\xfe\xff"])
def test_marks(mark: bytes) -> None:
    name = "utf-16" if len(mark) == 2 else "utf-32"
    order = "le" if mark[0] == 0xFF else "be"
    data = mark + "é".encode(f"{name}-{order}")
    assert (wide_encoding(data), to_text(data)) == (name, "é")


@pytest.mark.parametrize(
    ("data", "fallback", "text"),
    [
        (b"caf\xe9", "cp1252", "café"),
        (b"caf\xe9", "utf-8", "caf\ufffd"),
        (b"\xff\x81", "cp1252", "ÿ\ufffd"),
        (b"\xef\xbb\xbfcaf\xe9", "latin-1", "café"),
        ("<a>".encode("utf-16") + b"x", "cp1252", "<a>\ufffd"),
    ],
)
def test_to_text(data: bytes, fallback: str, text: str) -> None:
    assert to_text(data, fallback) == text
