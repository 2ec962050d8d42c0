"""Archives as the first step of a datatrove pipeline, by its own executors."""
# ruff: noqa: E402  # what follows is imported where datatrove is installed

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

for package in ("datatrove", "orjson", "regex"):
    pytest.importorskip(package, reason=f"{package} is not installed: pip install '.[fleet]'")

from datatrove.executor.local import LocalPipelineExecutor
from datatrove.io import DataFolder
from datatrove.pipeline.filters import LambdaFilter
from datatrove.pipeline.writers import JsonlWriter

from crawler.fleet.datatrove import ArticleReader, only_record
from tests.archive.test_archive import record, response

ROOT = Path(__file__).parents[2]
TEXT = "The ferry between the islands sails again from Monday, two winters after the landing stage was closed. " * 8
PAGE = "<!doctype html><html lang=en><head><title>Harbour {0} opens</title></head><body><h1>Harbour {0} opens</h1><p>{1}</p></body></html>"
LATIN = PAGE.format(
    "Zürich", "Die Fähre fährt ab Montag wieder, zwei Winter nachdem der Anleger geschlossen wurde. " * 8
)


def page(number: int) -> bytes:
    return response(number, PAGE.format(number, TEXT + str(number)).encode())


@pytest.fixture
def warcs(tmp_path: Path) -> Path:
    """Three files with seven articles, one without text, and four pages that are none."""
    folder = tmp_path / "in"
    folder.mkdir()
    latin = response(6, LATIN.encode("latin-1"), "Content-Type: text/html; charset=iso-8859-1\r\n")
    picture = response(7, b"\x89PNG\r\n\x1a\n" + b"\0" * 99)
    files = {
        "a.warc": [page(1), response(8, b" "), page(2)],
        "b.warc": [page(3), picture, record("https://e.org/9", b"GET / HTTP/1.1\r\n\r\n", "request"), latin],
        "c.warc": [page(4), response(10, PAGE.format("bare", "").encode()), page(5)],
    }
    for name, records in files.items():
        (folder / f"{name}.gz").write_bytes(b"".join(map(gzip.compress, records)))
    return folder


def extracted(folder: Path) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "crawler.cli", "extract", str(folder), "--workers", "0"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    return sorted(map(json.loads, done.stdout.splitlines()), key=lambda x: str(x["id"]))


def written(folder: Path) -> list[dict[str, Any]]:
    lines = [line for file in folder.glob("*.jsonl.gz") for line in gzip.decompress(file.read_bytes()).splitlines()]
    return sorted(map(json.loads, lines), key=lambda x: str(x["id"]))


def read(folder: Any, rank: int = 0, world_size: int = 1, **more: Any) -> tuple[list[Any], dict[str, int]]:
    reader = ArticleReader(folder, **more)
    documents = list(reader.run(rank=rank, world_size=world_size))
    return documents, {name: int(stat.total) for name, stat in reader.stats.stats.items()}


def test_local_executor_with_filter_and_writer(warcs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    steps = [
        ArticleReader(str(warcs)),
        LambdaFilter(lambda document: "Harbour 3" not in document.metadata["headline"]),
        JsonlWriter(str(out), adapter=only_record),
    ]
    stats = LocalPipelineExecutor(steps, tasks=2, workers=1, logging_dir=str(tmp_path / "logs")).run()
    wanted = [x for x in extracted(warcs) if x["article_body"] and "Harbour 3" not in x["headline"]]
    assert written(out) == wanted and len(wanted) == 5
    counts = {name: int(stat.total) for name, stat in stats.stats[0].stats.items()}
    assert (counts["failures"], counts["failures_empty"], counts["failures_not-html"]) == (2, 1, 1)
    assert (counts["documents"], counts["without_text"], counts["input_files"]) == (6, 1, 3)


def test_a_document_is_text_id_and_record(warcs: Path) -> None:
    documents, _ = read(str(warcs))
    for document, found in zip(sorted(documents, key=lambda x: str(x.id)), extracted_with_text(warcs), strict=True):
        assert (document.text, document.id, document.metadata) == (found["article_body"], found["id"], found)
    assert any("fährt" in document.text for document in documents)  # by the HTTP header's charset
    assert {document.metadata["date_downloaded"] for document in documents} == {"2025-04-27T10:11:12Z"}


def extracted_with_text(folder: Path) -> list[dict[str, Any]]:
    return [found for found in extracted(folder) if found["article_body"]]


@pytest.mark.parametrize(
    ("rank", "world_size", "more", "expected"),
    [
        (0, 1, {}, [1, 2, 3, 6, 4, 5]),
        (0, 2, {}, [1, 2, 4, 5]),
        (1, 2, {}, [3, 6]),
        (2, 3, {}, [4, 5]),
        (3, 4, {}, []),
        (0, 1, {"limit": 3}, [1, 2, 3]),
        (0, 1, {"limit": 0}, []),
        (0, 1, {"skip": 4}, [4, 5]),
        (0, 1, {"skip": 1, "limit": 1}, [2]),
        (0, 1, {"glob_pattern": "b*"}, [3, 6]),
        (1, 2, {"paths_file": True}, [1, 2]),
    ],
)
def test_parts(warcs: Path, rank: int, world_size: int, more: dict[str, Any], expected: list[int]) -> None:
    if "paths_file" in more:
        names = warcs.parent / "names"
        names.write_text("c.warc.gz\na.warc.gz\n")
        more = {"paths_file": str(names)}
    documents, _ = read(str(warcs), rank, world_size, **more)
    assert [document.metadata["url"] for document in documents] == [f"https://e.org/{n}" for n in expected]


def test_remote_files_are_the_same(warcs: Path) -> None:
    import fsspec

    system = fsspec.filesystem("memory")
    for file in warcs.iterdir():
        system.pipe(f"/cc/{file.name}", file.read_bytes())
    documents, counts = read(DataFolder("/cc", fs=system), default_metadata={"crawl": "CC"}, add_file_path=True)
    local, local_counts = read(str(warcs))
    for document in documents:
        assert document.metadata.pop("crawl") == "CC" and document.metadata.pop("file_path").startswith("memory:///cc/")
    assert documents == local and counts == local_counts


def test_a_damaged_file_costs_what_follows_in_it(warcs: Path) -> None:
    file = warcs / "a.warc.gz"
    file.write_bytes(gzip.compress(page(1)) + gzip.compress(page(2))[:-40])
    documents, counts = read(str(warcs))
    assert [x.metadata["url"][-1] for x in documents] == ["1", "3", "6", "4", "5"]
    assert counts["failures_damaged"] == 1


def test_a_file_that_is_not_there_fails_the_task(warcs: Path) -> None:
    (warcs.parent / "names").write_text("a.warc.gz\nnone.warc.gz\n")
    with pytest.raises(OSError, match=r"There is no file none\.warc\.gz"):
        read(str(warcs), paths_file=str(warcs.parent / "names"))


def test_nothing_else_loads_datatrove() -> None:
    code = "import sys, crawler.cli.extract, crawler.cli.shards, crawler.fleet.shard, copydesk; sys.exit('datatrove' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def example(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "examples/cc_news.py"), *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_the_example_runs_here(warcs: Path, tmp_path: Path) -> None:
    done = example("local", warcs, tmp_path / "out", "--tasks", "2", "--workers", "1")
    assert done.returncode == 0, done.stderr
    assert written(tmp_path / "out") == extracted_with_text(warcs)


SBATCH = """#!/bin/sh
for script; do :; done
export SLURM_NODELIST=here SLURM_JOB_ID=7
case "$*" in *RUN_OFFSET*) tasks="0 1" ;; esac
for task in $tasks; do SLURM_ARRAY_TASK_ID=$task sh "$script" || exit; done >>"$SBATCH_LOG" 2>&1
echo Submitted batch job 7
"""
"""Runs the tasks of an array here, one after another; the job after it, which adds up statistics, is none."""
SRUN = f"""#!/bin/sh
shift 4  # -l -n 1 launch_pickled_pipeline
exec {sys.executable} -m datatrove.tools.launch_pickled_pipeline "$@"
"""


def test_the_example_runs_on_slurm(warcs: Path, tmp_path: Path) -> None:
    """What is submitted, run here: the pipeline is pickled, and has all it needs."""
    for name, script in (("sbatch", SBATCH), ("srun", SRUN), ("scontrol", "#!/bin/sh\necho here\n")):
        (tmp_path / name).write_text(script)
        (tmp_path / name).chmod(0o755)
    log = tmp_path / "log"
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "SBATCH_LOG": str(log), "HOME": str(tmp_path)}
    done = example("slurm", warcs, tmp_path / "out", "--tasks", "2", **environment)
    assert done.returncode == 0, done.stderr
    assert written(tmp_path / "out") == extracted_with_text(warcs), log.read_text()


def test_the_example_runs_on_ray(warcs: Path, tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="ray, which the example names, is not installed")
    done = example("ray", warcs, tmp_path / "out", "--tasks", "2")
    assert done.returncode == 0, done.stderr
    assert written(tmp_path / "out") == extracted_with_text(warcs)


def test_a_page_that_takes_too_long_costs_no_other(warcs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from crawler.workers import read as module

    def parse(body: bytes, url: str, *rest: Any) -> Any:
        while url.endswith("/3"):
            pass
        return original(body, url, *rest)

    read(str(warcs))  # what is loaded on first use takes its time
    original = module.parse
    monkeypatch.setattr(module, "parse", parse)
    monkeypatch.setattr("crawler.workers.read_stored.PAGE_SECONDS", 0.5)
    documents, counts = read(str(warcs))
    assert [x.metadata["url"][-1] for x in documents] == ["1", "2", "6", "4", "5"]
    assert counts["failures_stuck"] == 1
