"""The commands and programs of ``docs/using-datasets.md``, run as they stand there."""

from __future__ import annotations

import glob
import gzip
import json
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from tests.archive.test_archive import record
from tests.command import ROOT, copydesk, environment
from tests.datasets.hub import served
from tests.datasets.test_duplicates import story

pytest.importorskip("pyarrow", reason="the extra datasets is not installed")
PAGE_OF_DOCS = (ROOT / "docs" / "using-datasets.md").read_text("utf-8")
_STEP = re.compile(r"```python\n(?P<program>.*?)\n```|^ {4}(?P<command>copydesk [^\n]*)$", re.M | re.S)
PUBLISHERS = ["daily.example", "gazette.example", "post.example", "gorod.example", "reserved.example"]


def steps(title: str) -> list[tuple[str, str]]:
    """The programs and commands of a section, in their order; those before the first heading for an empty title."""
    sections = dict(re.findall(r"(?:^|\n## ?([^\n]*)\n)(.*?)(?=\n## |\Z)", PAGE_OF_DOCS, re.S))
    return [(str(match.lastgroup), match[match.lastgroup or 0]) for match in _STEP.finditer(sections[title])]


def page(number: int) -> bytes:
    """A page of a publisher; of five publishers, one of which is Russian and another reserves its pages."""
    host = PUBLISHERS[number % 5]
    language = "ru" if host == "gorod.example" else "en"
    robots = '<meta name="robots" content="noai">' if host == "reserved.example" else ""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in story(number, language))
    markup = (
        f"<html lang={'de' if number % 5 == 3 else 'en'}><head><title>Harbour {number} opens</title>{robots}"
        f'<meta property="og:site_name" content="{host}"><meta property="article:published_time" '
        f'content="2026-04-{number + 1:02}T10:00:00Z"></head><body><article><h1>Harbour {number} opens</h1>'
        f'<figure><img src="/{number}.jpg" width=800 height=600><figcaption>Boats at sea. Photo: Jane Doe/Reuters'
        f"</figcaption></figure>{text}</article></body></html>"
    )
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + markup.encode()
    return record(f"https://{host}/news/harbour-{number}-opens", http)


def run(folder: Path, kind: str, text: str, **variables: str) -> str:
    """Run a step in a folder, and return what it writes to standard output."""
    if kind == "command":
        words = shlex.split(text)[1:]
        done = copydesk(*chain.from_iterable(_expanded(folder, word) for word in words), cwd=folder)
        assert done.code == 0, done.err
        return done.out.decode()
    offline = {"HF_HOME": str(folder / "hf"), "HF_HUB_DISABLE_TELEMETRY": "1", **variables}
    command = [sys.executable, "-c", text]
    process = subprocess.run(
        command, cwd=folder, env=environment(**offline), capture_output=True, timeout=180, check=False
    )
    assert process.returncode == 0, process.stderr.decode()
    return process.stdout.decode()


def _expanded(folder: Path, word: str) -> list[str]:
    return sorted(glob.glob(word, root_dir=folder)) if "*" in word else [word]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder after the first commands of the page."""
    folder = tmp_path_factory.mktemp("walk")
    (folder / "archive.warc.gz").write_bytes(b"".join(gzip.compress(page(number)) for number in range(20)))
    commands = steps("")
    assert [text.split()[1] for _, text in commands] == ["extract", "dataset", "dataset"]
    for step in commands:
        run(folder, *step)
    return folder


@pytest.fixture
def walk(built: Path, tmp_path: Path) -> Iterator[Path]:
    shutil.copytree(built / "news", tmp_path / "news")
    yield tmp_path


def count(folder: Path, pattern: str = "*.parquet") -> int:
    import pyarrow.parquet as pq

    return sum(pq.read_metadata(path).num_rows for path in (folder / "news" / "data").glob(pattern))


def test_the_page_has_these_walks() -> None:
    kinds = {title: [kind for kind, _ in steps(title)] for title in re.findall(r"^## (.*)$", PAGE_OF_DOCS, re.M)}
    assert kinds == {
        "A dataset on a hub": ["program", "program"],
        "A training pipeline": ["program"],
        "A newsroom's search": ["command", "program", "program"],
    }


def test_the_build_leaves_out_other_languages_and_what_is_reserved(built: Path) -> None:
    assert count(built) == 12


def test_a_dataset_on_a_hub(walk: Path) -> None:
    pytest.importorskip("datasets", reason="datasets, of Hugging Face, is not installed")
    load, upload = steps("A dataset on a hub")
    assert "DatasetDict" in run(walk, *load) and "opens" in run(walk, *load)
    with served() as hub:
        run(walk, *upload, HF_ENDPOINT=hub.address, HF_TOKEN="hf_test", HF_HUB_DISABLE_XET="1")
    news = walk / "news"
    assert hub.files == {str(path.relative_to(news)): path.read_bytes() for path in news.rglob("*") if path.is_file()}


def test_a_training_pipeline(walk: Path) -> None:
    for package in ("datatrove", "orjson", "regex"):
        pytest.importorskip(package, reason=f"{package} is not installed: pip install 'copydesk[fleet]'")
    [program] = steps("A training pipeline")
    run(walk, *program)
    with gzip.open(walk / "training" / "00000.jsonl.gz", "rt", encoding="utf-8") as file:
        documents: list[dict[str, Any]] = [json.loads(line) for line in file]
    assert len(documents) == count(walk, "train-*.parquet") > 0
    assert all(document["text"] and document["metadata"]["url"].startswith("https://") for document in documents)
    assert "blocks" not in documents[0]["metadata"]


def test_a_newsroom_s_search(walk: Path) -> None:
    export, sqlite, bulk = steps("A newsroom's search")
    run(walk, *export)
    assert run(walk, *sqlite).count("https://") == 10  # of 12, by the credit
    with sqlite3.connect(walk / "news.db") as index:
        [row] = index.execute("select uri, day from news where headline match '7 AND opens'")
    assert row == ("https://post.example/news/harbour-7-opens", "2026-04-08")
    run(walk, *bulk)
    lines = [json.loads(line) for line in (walk / "news.bulk").read_text("utf-8").splitlines()]
    assert [line["index"]["_id"] for line in lines[::2]] == [line["uri"] for line in lines[1::2]]
    assert len(lines) == 24 and (walk / "news.bulk").read_bytes().endswith(b"}\n")
