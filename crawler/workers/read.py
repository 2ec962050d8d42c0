"""The function that turns every response into an item, in a worker process or in this one."""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Sequence

from crawler.errors import Failure
from crawler.extract.document.page import parse
from crawler.extract.read import extract
from crawler.net.mime import is_html
from crawler.record.items import Article
from crawler.workers.failures import bug, stuck
from crawler.workers.job import Answer, Job, Step
from crawler.workers.time_limit import OutOfTime, time_limit

logger = logging.getLogger(__name__)


def read(job: Job, steps: Sequence[Step] = (), seconds: float = 0) -> Answer:
    """Read a page, and process its article in the steps. Never raises. ``seconds``: limit of CPU time."""
    begun = time.thread_time()
    answer = _within_limit(job, steps, seconds)
    return answer._replace(seconds=time.thread_time() - begun)


def _within_limit(job: Job, steps: Sequence[Step], seconds: float) -> Answer:
    try:
        with time_limit(seconds):
            return _refused(job) or _read(job, steps)
    except OutOfTime:
        return Answer(failure=stuck(job, seconds))
    except Exception as error:  # one page must never affect the others
        logger.error("Reading %s failed:\n%s", job.called, traceback.format_exc())
        return Answer(failure=bug(job, error))


def _refused(job: Job) -> Answer | None:
    """Return the answer to a job that is not a page; None if it may be one."""
    source, declared = job.source, job.headers.get("content-type", "")
    if not job.body.strip():
        return Answer(failure=Failure(source, "empty", f"{job.called} is an empty page."))
    if not is_html(declared, job.body):
        message = f"{job.called} is not HTML but {declared or 'something else'}."
        return Answer(failure=Failure(source, "not-html", message))
    return None


def _read(job: Job, steps: Sequence[Step]) -> Answer:
    article = extract(parse(job.body, job.url, job.headers, job.date_downloaded), job.hints, job.rule)
    if not article.headline and not article.blocks:
        message = f"{job.called} is a page without a headline and without text."
        return Answer(failure=Failure(job.source, "empty", message))
    article.requested_url, article.discovered_via = job.requested_url, job.discovered_via
    return Answer(_taken_through(article, steps))


def _taken_through(article: Article, steps: Sequence[Step]) -> Article:
    for step in steps:
        article = step.process_item(article)
    return article
