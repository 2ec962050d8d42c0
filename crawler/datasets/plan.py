"""What a dataset is made of, and how."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from crawler.datasets.filters import Filters
from crawler.datasets.splits import By
from crawler.version import version


@dataclass(frozen=True)
class Plan:
    """What a dataset is made of, and how."""

    records: Sequence[str]
    """Files of JSON Lines."""
    filters: Filters = field(default_factory=Filters)
    duplicates: Literal["drop", "mark", "keep"] = "drop"
    split: By = "none"
    test_share: float = 0.1
    shard_size: int = 500_000_000

    def to_json(self) -> dict[str, Any]:
        """As the manifest has it: with what tells the files from others of their names."""
        inputs = [{"path": path, "bytes": os.path.getsize(path)} for path in self.records]
        return {**asdict(self), "records": inputs, "copydesk": version()}
