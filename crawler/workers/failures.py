"""Why a page gave no article, though it came whole."""

from __future__ import annotations

from crawler.errors import Failure
from crawler.workers.job import Job


def bug(job: Job, error: Exception) -> Failure:
    """A mistake of ours."""
    return Failure(job.source, "bug", f"Reading {job.called} failed by a bug: {type(error).__name__}.")


def stuck(job: Job, seconds: float) -> Failure:
    """It takes too much CPU time, or hangs without any."""
    message = f"Reading {job.called} took more than {seconds:g} seconds of CPU time, or hung for as long."
    return Failure(job.source, "stuck", message)


def crashed(job: Job) -> Failure:
    """The process that read it has gone."""
    return Failure(job.source, "crash", f"Reading {job.called} ended the process that read it.")
