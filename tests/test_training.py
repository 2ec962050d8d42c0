"""Training: the same corpora give the same bytes, and the notes beside the tables are of these tables."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

import copydesk
from tests.command import ROOT, environment

PAGES = [*sorted((ROOT / "tests" / "pages").glob("*/*/page.html")), *sorted((ROOT / "crawler" / "demo").glob("*.html"))]
CORPORA = ("press", "press2", "articles", "classic", "web", "magazines")
COMMANDS = {
    "train": ("weights.csv", "trees.csv", "last_trees.csv", "confidence.csv", "trained_on.toml"),
    "train_images": ("weights.csv", "caption_trees.csv", "credit_trees.csv", "trained_on.toml"),
}
Page = tuple[str, bytes, dict[str, Any]]


MOST = {"train": 14, "train_images": 20}
"""Pages of each corpus to train on. More pages as alike as these are learned by heart by the body, and boosting overshoots."""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Small corpora: pages of the tests and of the demo, as two sites in each show them; true is what is read of them."""
    folder = tmp_path_factory.mktemp("corpus")
    for place, name in enumerate(CORPORA):
        write_corpus(folder / name, [page for site in (2 * place, 2 * place + 1) for page in pages_of(site)])
    return folder


def pages_of(site: int) -> Iterator[Page]:
    for number, path in enumerate(PAGES):
        url = f"https://daily{site}.org/{number}"
        record = copydesk.to_record(copydesk.extract(path.read_bytes(), url=url))
        images = [truth_of(image) for image in record["images"]] if site % 2 else []  # some are to be told apart
        yield url, path.read_bytes(), {"url": url, "text": record["article_body"], "images": images}


def truth_of(image: dict[str, Any]) -> dict[str, Any]:
    credits = [image["credit_text"]] if image["credit_text"] else []
    return {"urls": [image["url"]], "caption": image["caption"], "credits": credits}


def write_corpus(path: Path, pages: list[Page]) -> None:
    with open(path.with_suffix(".warc.gz"), "wb") as file:
        writer = WARCWriter(file)
        for url, data, _ in pages:
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            days = {"WARC-Date": "2026-04-02T05:40:00Z"}
            writer.write_record(
                writer.create_warc_record(
                    url, "response", payload=BytesIO(data), http_headers=headers, warc_headers_dict=days
                )
            )
    path.with_suffix(".truth.jsonl").write_text("".join(json.dumps(row) + "\n" for *_, row in pages), "utf-8")


@pytest.mark.parametrize(("command", "names"), COMMANDS.items())
def test_the_same_bytes(command: str, names: tuple[str, ...], corpus: Path, tmp_path: Path) -> None:
    pytest.importorskip("sklearn", reason="training needs the extra train")
    folders = [tmp_path / seed for seed in ("1", "2")]
    for folder in folders:
        arguments = [
            "--into",
            str(folder),
            "--pages",
            str(MOST[command]),
            *(["--folds", "3"] if command == "train" else []),
        ]
        env = environment() | {"COPYDESK_CORPUS": str(corpus), "PYTHONHASHSEED": folder.name}
        subprocess.run([sys.executable, ROOT / "bench" / "model" / command, *arguments], env=env, check=True)
    first, second = ({path.name: path.read_bytes() for path in folder.iterdir()} for folder in folders)
    assert sorted(first) == sorted(names)
    assert first == second
    assert all(data.count(b"\n") > 10 for data in first.values())  # something was learned
    note = tomllib.loads(first["trained_on.toml"].decode())
    assert note["pages_of_each_corpus"] == MOST[command]
    assert {corpus["newest"] for corpus in note["corpora"].values()} == {"2026-04-02"}


@pytest.mark.parametrize("folder", ["body", "images", "page_type"])
def test_the_note_is_of_the_tables(folder: str) -> None:
    """Whoever changes a table by hand, or trains it without its note, is told."""
    place = ROOT / "crawler" / "extract" / folder
    note = tomllib.loads((place / "trained_on.toml").read_text("utf-8"))
    assert {name: sha256((place / name).read_bytes()).hexdigest() for name in note["tables"]} == note["tables"]
