"""The receipt of a run: its requests and results by source, with versions and settings."""

from __future__ import annotations

import platform
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version as version_of
from typing import Any

from crawler.metrics.tallies import NO_SOURCE, Tallies
from crawler.metrics.tally import Tally
from crawler.record.schema import object_schema
from crawler.version import version

SCHEMA_VERSION = "1.0.0"
_SETTINGS = (
    "USER_AGENT", "ROBOTSTXT_OBEY", "DOWNLOAD_DELAY", "DOWNLOAD_TIMEOUT", "DOWNLOAD_MAXSIZE", "RETRY_TIMES",
    "CONCURRENT_REQUESTS", "CONCURRENT_REQUESTS_PER_DOMAIN", "REDIRECT_MAX_TIMES", "COPYDESK_BACKOFF",
    "COPYDESK_LIMITS", "COPYDESK_LEDGER", "COPYDESK_OUTPUT", "COPYDESK_ONLY_DUE", "COPYDESK_ONLY_ARTICLES",
    "COPYDESK_REVISIT", "COPYDESK_SOURCES", "COPYDESK_TDMREP", "COPYDESK_WARC", "COPYDESK_WORKERS",
)  # fmt: skip

_OF_A_SOURCE = ("digests", "streaks", "latest", "newest", "top_authors", "top_captions", "top_paragraphs")
"""Fields of a tally that make sense for a single source only."""

_USERINFO = re.compile(r"//[^/\s@]*@")


@dataclass(slots=True)
class Receipt:
    """The receipt of a run (``--receipt``)."""

    schema_version: str
    """Semantic version of this contract."""
    spider: str
    """Name of the spider: source, url or archive."""
    started: str
    """ISO 8601 in UTC."""
    ended: str
    reason: str
    """Why it ended: finished, shutdown, limit, or a kind of failure."""
    cpu_seconds: float
    """CPU time of the run, its worker processes included."""
    versions: dict[str, str]
    """Of Copydesk, Python, Scrapy and lxml."""
    settings: dict[str, Any]
    """Scrapy settings that decide which requests are made, and how."""
    alarms: list[dict[str, Any]]
    """Alarms that are open when it ends; see docs/operations.md."""
    total: Tally
    """The sum of all sources."""
    unassigned: Tally
    """Counts without a source, such as robots.txt and files that cannot be written."""
    sources: dict[str, Tally] = field(default_factory=dict)
    """Tallies by source; by host for pages fetched by URL or read from files."""


def receipt_of(
    tallies: Tallies, spider: str, started: float, ended: float, reason: str, cpu_seconds: float, settings: Any
) -> Receipt:
    """Return the receipt of a run; ``settings``: those of Scrapy."""
    sources = {name: tally for name, tally in sorted(tallies.items()) if name != NO_SOURCE}
    return Receipt(
        schema_version=SCHEMA_VERSION,
        spider=spider,
        started=iso(started),
        ended=iso(ended),
        reason=reason,
        cpu_seconds=round(cpu_seconds, 3),
        versions=versions(),
        settings=chosen_settings(settings),
        alarms=[],
        total=tallies.total(),
        unassigned=tallies.get(NO_SOURCE, Tally()),
        sources=sources,
    )


def versions() -> dict[str, str]:
    """Return the versions of the software that a record depends on."""
    found = {name: version_of(name) for name in ("scrapy", "lxml")}
    return {"copydesk": version(), "python": platform.python_version(), **found}


def chosen_settings(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings that decide which requests are made, with credentials removed from URLs."""
    values = {name: settings.get(name) for name in _SETTINGS}
    return {name: _plain(value) for name, value in values.items() if value not in (None, "", {})}


def _plain(value: Any) -> Any:
    if isinstance(value, bool | int | float):
        return value
    return dict(value) if isinstance(value, Mapping) else _USERINFO.sub("//", str(value))


def iso(at: float) -> str:
    """Return a Unix time in ISO 8601."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def to_dict(receipt: Receipt) -> dict[str, Any]:
    """Return a receipt as plain values; in sources, counts of zero are left out."""
    plain = {name: getattr(receipt, name) for name in Receipt.__dataclass_fields__}
    sources = {name: _without(tally, "digests") for name, tally in receipt.sources.items()}
    total, unassigned = _without(receipt.total, *_OF_A_SOURCE), _without(receipt.unassigned, *_OF_A_SOURCE)
    return {**plain, "total": total, "unassigned": unassigned, "sources": sources}


def _without(tally: Tally, *names: str) -> dict[str, Any]:
    return {name: value for name, value in tally.to_dict().items() if name not in names}


def receipt_schema() -> dict[str, Any]:
    """Return the JSON Schema of a receipt; a missing count is zero."""
    found = object_schema(Receipt)
    tally = object_schema(Tally)
    tally["required"] = []
    found["definitions"] = {"tally": tally}
    reference = {"$ref": "#/definitions/tally"}
    found["properties"] |= {
        "total": reference,
        "unassigned": reference,
        "sources": {**found["properties"]["sources"], "additionalProperties": reference},
    }
    return {"$schema": "http://json-schema.org/draft-07/schema#", "title": "Receipt of a Copydesk run", **found}
