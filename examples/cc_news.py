#!/usr/bin/env python3
"""Articles of Common Crawl's news crawl, or of WARC files of your own, as filtered records.

    examples/cc_news.py local warcs/ records/
    examples/cc_news.py slurm https://data.commoncrawl.org/ s3://bucket/records/ --partition cpu --tasks 400 \\
        --paths-file https://data.commoncrawl.org/crawl-data/CC-NEWS/2026/10/warc.paths.gz
    examples/cc_news.py ray s3://bucket/warcs/ s3://bucket/records/ --tasks 400

The pipeline is the same for all; only what executes it differs. A task that failed or was killed is run again by the
same command, and tasks that are done are not. Needs: pip install "copydesk[fleet]", and for Ray: ray.
"""

from __future__ import annotations

import argparse
from typing import Any

from datatrove.data import Document
from datatrove.executor.base import PipelineExecutor
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.filters import LambdaFilter
from datatrove.pipeline.writers import JsonlWriter

from crawler.fleet.datatrove import ArticleReader, only_record


def is_wanted(document: Document, least_letters: int = 500) -> bool:
    """Whether an article is long enough, and is not withheld from text and data mining.

    It is sent to the machines without the rest of this file, so it refers to nothing outside of it.
    """
    return len(document.text) >= least_letters and not document.metadata["tdm_reservation"]


def pipeline(options: argparse.Namespace) -> list[PipelineStep]:
    """The steps: read, filter, write; each task writes a file of its own."""
    return [
        ArticleReader(
            options.input, paths_file=options.paths_file, glob_pattern=None if options.paths_file else "**/*.warc.gz",
            limit=options.limit,
        ),
        LambdaFilter(is_wanted),
        JsonlWriter(options.output, "${rank}.jsonl.gz", adapter=only_record),
    ]  # fmt: skip


def executor(options: argparse.Namespace) -> PipelineExecutor:
    """What runs the pipeline; its modules are imported here, because each wants packages of its own."""
    common: dict[str, Any] = {
        "pipeline": pipeline(options), "tasks": options.tasks, "logging_dir": options.logs or f"{options.output}/logs",
    }  # fmt: skip
    if options.executor == "slurm":
        from datatrove.executor.slurm import SlurmPipelineExecutor

        return SlurmPipelineExecutor(
            **common, workers=options.workers, partition=options.partition, time=options.time, job_name="cc-news",
            mem_per_cpu_gb=4, venv_path=options.venv,
        )  # fmt: skip
    if options.executor == "ray":
        from datatrove.executor.ray import RayPipelineExecutor

        return RayPipelineExecutor(**common, workers=options.workers, mem_per_cpu_gb=4)
    from datatrove.executor.local import LocalPipelineExecutor

    return LocalPipelineExecutor(**common, workers=options.workers)


def main() -> None:
    """Read the command line, and run."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("executor", choices=("local", "slurm", "ray"))
    parser.add_argument("input", help="folder or address of the WARC files")
    parser.add_argument("output", help="folder or address of the records")
    parser.add_argument("--paths-file", help="list of files below the input, one per line, as warc.paths.gz")
    parser.add_argument("--tasks", type=int, default=1, help="parts of the work, with a share of the files each")
    parser.add_argument("--workers", type=int, default=-1, help="tasks at once; default: all")
    parser.add_argument("--limit", type=int, default=-1, help="most articles of each task")
    parser.add_argument("--logs", help="folder of logs, statistics and marks of what is done; default: OUTPUT/logs")
    parser.add_argument("--partition", default="cpu", help="slurm: partition")
    parser.add_argument("--time", default="24:00:00", help="slurm: time limit of a task")
    parser.add_argument("--venv", help="slurm: script that activates the environment")
    executor(parser.parse_args()).run()


if __name__ == "__main__":
    main()
