"""The inputs and options of a dataset."""

from __future__ import annotations

import json
import platform
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, fields
from importlib.metadata import version as version_of
from typing import Any, Literal

from crawler.datasets.filters import Filters
from crawler.datasets.parquet import LEVEL
from crawler.datasets.splits import By
from crawler.datasets.summary import sha256
from crawler.report.record_files import size_of
from crawler.version import version


@dataclass(frozen=True)
class Plan:
    """The inputs and options of a dataset."""

    records: Sequence[str]
    """JSON Lines files, or Parquet files that Copydesk wrote."""
    filters: Filters = field(default_factory=Filters)
    duplicates: Literal["drop", "mark", "keep"] = "drop"
    split: By = "none"
    test_share: float = 0.1
    shard_size: int = 500_000_000
    level: int = LEVEL

    def to_json(self) -> dict[str, Any]:
        """Return the plan as plain values, with sizes and times that identify the input files."""
        inputs = [{"path": path, "bytes": size_of(path)} for path in self.records]
        plan: dict[str, Any] = json.loads(json.dumps({**asdict(self), "records": inputs, "copydesk": version()}))
        return plan

    def to_manifest(self) -> dict[str, Any]:
        """Return the plan with the SHA-256 of the input files, the command, and the versions of the software."""
        plan = self.to_json()
        for entry in plan["records"]:
            entry["sha256"] = sha256(entry["path"])
        packages = {name: version_of(name) for name in ("pyarrow", "rensa", "numpy")}
        versions = {"copydesk": version(), "python": platform.python_version(), **packages}
        return {"command": self.command(), "versions": versions, **plan}

    def command(self) -> str:
        """Return the command line that builds the dataset again, in a folder DIR.

        >>> Plan(["a b.jsonl"], Filters(languages=["en"], rights=True), split="time").command()
        "copydesk dataset build 'a b.jsonl' -o DIR --language en --rights --split time"
        """
        return shlex.join(["copydesk", "dataset", "build", *self.records, "-o", "DIR", *self._options()])

    def _options(self) -> Iterator[str]:
        chosen = {**asdict(self.filters), **{f.name: getattr(self, f.name) for f in fields(self)[2:]}}
        usual = {**asdict(Filters()), **{f.name: f.default for f in fields(self)[2:]}}
        for name, value in chosen.items():
            option = f"--{_SINGULAR.get(name, name).replace('_', '-')}"
            if value == usual[name]:
                continue
            if value is True:
                yield option
            else:
                for part in value if isinstance(value, list | tuple) else [value]:
                    yield from (option, str(part))


_SINGULAR = {"languages": "language", "publishers": "publisher", "types": "type"}
