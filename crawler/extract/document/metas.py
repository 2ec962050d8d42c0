"""Names of meta elements by meaning, from ``metas.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path

with open(Path(__file__).with_suffix(".toml"), "rb") as _file:
    METAS: dict[str, tuple[str, ...]] = {kind: tuple(names) for kind, names in tomllib.load(_file).items()}
