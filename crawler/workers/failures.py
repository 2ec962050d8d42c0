"""Failures of pages that were downloaded completely."""

from __future__ import annotations

from crawler.errors import Failure
from crawler.workers.job import Job


def bug(job: Job, error: Exception) -> Failure:
    """Return the failure of an unexpected error."""
    return Failure(job.source, "bug", f"Reading {job.called} failed by a bug: {type(error).__name__}.")


def stuck(job: Job, seconds: float) -> Failure:
    """Return the failure of a page that takes too much CPU time, or hangs."""
    message = f"Reading {job.called} took more than {seconds:g} seconds of CPU time, or hung for as long."
    return Failure(job.source, "stuck", message)


def crashed(job: Job) -> Failure:
    """Return the failure of a page whose worker has crashed."""
    return Failure(job.source, "crash", f"Reading {job.called} ended the process that read it.")
