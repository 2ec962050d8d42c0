"""What `dataset build` costs for ever more records: wall time, CPU time, peak memory of its process."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from results import table

_COMMAND = "import sys; from crawler.cli import main; main()"


def records_file(records: Iterable[dict[str, Any]], path: Path) -> Path:
    """The records as JSON Lines, written unless an earlier run left them."""
    if not path.exists():
        unfinished = path.with_suffix(".unfinished")
        with gzip.open(unfinished, "wt", compresslevel=1, encoding="utf-8") as file:
            for record in records:
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
        unfinished.replace(path)
    return path


def measure(lines: Path, folder: Path) -> dict[str, Any]:
    """Build a dataset of a file in a process of its own."""
    shutil.rmtree(folder, ignore_errors=True)
    options = ["dataset", "build", str(lines), "-o", str(folder), "--split", "publisher", "--progress"]
    start, load = time.monotonic(), os.getloadavg()[0]
    child = os.posix_spawn(sys.executable, [sys.executable, "-c", _COMMAND, *options], os.environ)
    _, status, usage = os.wait4(child, 0)
    assert status == 0, f"the build ended with {status}"
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    return {
        "records": manifest["counts"]["read"],
        "written": manifest["records_written"],
        "wall": time.monotonic() - start,
        "cpu": usage.ru_utime + usage.ru_stime,
        "peak": usage.ru_maxrss * 1024,
        "load": [load, os.getloadavg()[0]],
        "bytes": sum(entry["bytes"] for entry in manifest["files"]),
    }


def measured(sizes: Sequence[int], work: Path, records: Any) -> list[dict[str, Any]]:
    """Measure each size, unless an earlier run left its figures in ``work``. ``records``: size → records."""
    work.mkdir(parents=True, exist_ok=True)
    found = []
    for size in sizes:
        figures = work / f"{size}.json"
        if not figures.exists():
            lines = records_file(records(size), work / f"{size}.jsonl.gz")
            figures.write_text(json.dumps(measure(lines, work / f"set-{size}")), "utf-8")
        found.append(json.loads(figures.read_text("utf-8")))
    return found


def to_table(figures: Sequence[dict[str, Any]]) -> str:
    """A row for each size."""
    head = ["records", "wall time", "CPU time", "CPU time a record", "peak memory", "load of the machine"]
    return table(head, [
        [f"{f['records']:,}", f"{f['wall'] / 60:.1f} min", f"{f['cpu'] / 60:.1f} min",
         f"{1000 * f['cpu'] / f['records']:.2f} ms", f"{f['peak'] / 1e6:,.0f} MB", f"{max(f['load']):.0f}"]
        for f in figures
    ])  # fmt: skip


def plot(figures: Sequence[dict[str, Any]], path: Path) -> None:
    """CPU time a record and peak memory against the number of records."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "copydesk"
    from matplotlib import pyplot

    sizes = [f["records"] for f in figures]
    figure, (time_axis, memory_axis) = pyplot.subplots(1, 2, figsize=(9, 3.2))
    time_axis.plot(sizes, [1000 * f["cpu"] / f["records"] for f in figures], marker="o")
    time_axis.set(xscale="log", xlabel="records", ylabel="CPU time a record, ms", ylim=(0, None))
    memory_axis.plot(sizes, [f["peak"] / 1e6 for f in figures], marker="o")
    memory_axis.set(xscale="log", xlabel="records", ylabel="peak memory, MB", ylim=(0, None))
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})
