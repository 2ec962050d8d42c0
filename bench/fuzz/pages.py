"""Pages: whatever comes in, a valid record whose blocks and body agree."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from zlib import crc32

from bench.fuzz.json_level import in_scripts
from bench.fuzz.mutate import MARKUP, mutate
from tests.blown import PAGES
from tests.records import agree, record_of

NAME, COUNT = "pages", 20_000
ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT.parent / "shared" / "cases"
"""Small pages of the maintainers, used where they are."""
_FILES = ("tests/pages/*/*/page.html", "crawler/demo/*.html")
_CONTENT_TYPES = ("", "text/html", *(f"text/html; charset={name}" for name in ("utf-8", "utf-8", "euc-kr", "nonsense")))
_URLS = ("https://daily.example/", "https://daily.example/ü?a=%zz#b", "http://xn--/", "")
_MUTATIONS = (*MARKUP, in_scripts, in_scripts, in_scripts)


def cases(seed: int, count: int) -> Iterator[bytes]:
    """Pages mutated; one in ten with a piece of another."""
    for number in range(count):
        rng = Random(f"pages {seed} {number}")
        data = rng.choice(originals())
        if rng.random() < 0.1:
            other = rng.choice(originals())
            data = data[: rng.randrange(len(data))] + other[rng.randrange(len(other)) :]
        yield mutate(rng, data, _MUTATIONS)


def check(data: bytes) -> None:
    """Raise at an invalid record, or blocks that disagree with the body; headers and address vary with the page."""
    chance = crc32(data)
    content_type = _CONTENT_TYPES[chance % len(_CONTENT_TYPES)]
    url = _URLS[chance // 7 % len(_URLS)] if chance % 10 == 0 else "https://daily.example/2026/04/02/ferry"
    record = record_of(data, url, **{"content-type": content_type})
    agree(record)
    json.dumps(record, ensure_ascii=False).encode()  # no lone surrogate, which no file can hold


@cache
def originals() -> list[bytes]:
    """Pages of the tests, of the demo and of the cases, and generated ones of every repeated element."""
    files = [path.read_bytes() for pattern in _FILES for path in sorted(ROOT.glob(pattern))]
    rows = [json.loads(line) for name in ("pages", "pictures") for line in _lines(CASES / f"{name}.jsonl")]
    shared = [row["html"].encode() if "html" in row else b64decode(row["html_base64"]) for row in rows]
    return [*files * 10, *shared, *(page(1).encode() for page in PAGES.values())]


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines() if path.exists() else []
