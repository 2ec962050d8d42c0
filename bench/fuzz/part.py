"""What a part of the fuzz is, and which there are."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast


class Part(Protocol):
    """A module: one kind of input, how it is damaged, and what must hold of it."""

    NAME: str
    """As it is called in the table and behind ``--part``."""
    COUNT: int
    """Cases of a whole run."""

    def cases(self, seed: int, count: int) -> Iterator[bytes]:
        """So many inputs. The same seed gives the same, and case N does not depend on ``count``."""

    def check(self, data: bytes) -> None:
        """Read an input; raise whatever is wrong with what comes of it."""


def parts() -> dict[str, Part]:
    """The parts of this folder, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]))
    modules = [import_module(f"bench.fuzz.{name}") for name in names]
    return {module.NAME: cast(Part, module) for module in modules if hasattr(module, "cases")}
