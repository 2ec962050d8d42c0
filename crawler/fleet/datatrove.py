"""Archives as the first step of a datatrove pipeline: https://github.com/huggingface/datatrove.

Needs the extra ``fleet``; nothing else in Copydesk imports this module.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from datatrove.data import Document
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.readers.base import BaseDiskReader
from datatrove.utils.logging import logger

from crawler.errors import Failure
from crawler.normalize.text import replace_surrogates
from crawler.workers.read_stored import read_stored

_UNREAD = ("missing", "unreadable")
"""Kinds of failure after which another attempt may succeed."""


class ArticleReader(BaseDiskReader):  # type: ignore[misc]  # datatrove has no types
    """Reads WARC files, and all else that ``copydesk extract`` reads, and gives a document for each article.

    A document has the article's body as its ``text``, the record's ``id``, and the whole record as its ``metadata``.
    Each task reads every ``world_size``-th file. Statistics count pages without a record (``failures``, and
    ``failures_KIND`` for each kind) and records without text (``without_text``), which give no document. A damaged file
    gives the documents before the damage, and a failure; a file that is not there or cannot be read fails the task,
    so that datatrove runs it again.
    """

    name = "📰 Articles"

    def __init__(
        self,
        data_folder: Any,
        paths_file: Any = None,
        limit: int = -1,
        skip: int = 0,
        file_progress: bool = False,
        doc_progress: bool = False,
        adapter: Callable[..., dict[str, Any]] | None = None,
        default_metadata: dict[str, Any] | None = None,
        recursive: bool = True,
        glob_pattern: str | None = None,
        shuffle_files: bool = False,
        add_file_path: bool = False,
        sources: str = "",
    ) -> None:
        """Arguments are those of datatrove's readers; ``limit`` applies to each task.

        ``sources``: folder of source files whose rules are used.
        """
        super().__init__(
            data_folder, paths_file, limit, skip, file_progress, doc_progress, adapter, "article_body", "id",
            default_metadata, recursive, glob_pattern, shuffle_files, add_file_path,
        )  # fmt: skip
        self.sources = sources

    def _default_adapter(self, data: dict[str, Any], path: str, id_in_file: int | str) -> dict[str, Any]:
        return {"text": data[self.text_key], "id": data[self.id_key], "metadata": data}

    def read_file(self, filepath: str) -> Iterator[Document]:
        """Yield the documents of a file.

        :raises OSError: if it cannot be read.
        """
        with self._local(filepath) as path:
            count = partial(self._count, filepath, path)
            records = read_stored([path], sources=self.sources, limited=True, on_error=count)
            for number, record in enumerate(self._timed(records)):
                if not record["article_body"]:
                    self.stat_update("without_text")
                elif document := self.get_document_from_dict(_as_written(record), filepath, number):
                    yield document

    def _timed(self, records: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """Yield the records, and measure what reading takes, as other readers do."""
        while True:
            with self.track_time():
                record = next(records, None)
            if record is None:
                return
            yield record

    @contextmanager
    def _local(self, filepath: str) -> Iterator[str]:
        """Yield the local path of a file; a remote one is copied, so that a lost connection costs no record."""
        if self.data_folder.is_local():
            yield self.data_folder.resolve_paths(filepath)
            return
        with tempfile.TemporaryDirectory(prefix="copydesk-") as scratch:
            target = str(Path(scratch, os.path.basename(filepath)))
            self.data_folder.get_file(filepath, target)
            yield target

    def _count(self, filepath: str, path: str, failure: Failure) -> None:
        """Count a failure, or raise it if the file must be read again."""
        message = failure.message.replace(path, filepath)
        if failure.source == path and failure.kind in _UNREAD:
            raise OSError(message)
        logger.warning(message)
        self.stat_update("failures", f"failures_{failure.kind}")


def only_record(writer: PipelineStep, document: Document) -> dict[str, Any]:
    """Return the record alone, for the ``adapter`` of a writer, whose lines are then those of ``copydesk extract``.

    What steps in between have changed in the document's text is not in it; what they added to its metadata is.
    """
    return dict(document.metadata)


def _as_written(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record as it is read back from its line in a file."""
    record = json.loads(replace_surrogates(json.dumps(record, ensure_ascii=False)))
    return record
