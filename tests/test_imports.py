"""Imports point inward: the three packages, and the rooms of ``crawler`` in the order of ``docs/architecture.md``."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = {
    "crawler": {"crawler"}, "spiders": {"spiders", "crawler"}, "pipelines": {"pipelines", "crawler"},
    "copydesk": {"copydesk", "crawler"},
}  # fmt: skip
FLOORS = (
    "version errors atomic_write record normalize",
    "extract",
    "engine net sources discover profiles",
    "workers archive ledger exporters",
    "extensions middlewares report metrics datasets fleet fixtures demo",
    "settings",
    "cli",
)
"""From the bottom up; a room imports its own floor and those below it."""
FLOOR = {room: number for number, floor in enumerate(FLOORS) for room in floor.split()}
PURE = ("extract", "normalize", "discover", "record")
FILES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
_DOTTED = re.compile(r"(?:crawler|spiders|pipelines)(?:\.\w+)+")
_KNOWN_BY_SETTINGS = {"settings.py", "ledger_addon.py"}
"""Files that name Scrapy's components of any floor by string, as Scrapy wants it."""


def named(path: Path) -> set[str]:
    """Modules that a file imports or names by a string."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _DOTTED.fullmatch(node.value):
            names |= set() if path.name in _KNOWN_BY_SETTINGS else {node.value}
    return names


def room_of(name: str) -> str:
    """The room of ``crawler.ROOM.module``; empty for other packages."""
    parts = name.split(".")
    return parts[1] if parts[0] == "crawler" and len(parts) > 1 else ""


def ids(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", FILES, ids=ids)
def test_packages_point_inward(path: Path) -> None:
    ours = {name.split(".")[0] for name in named(path)} & set(PACKAGES)
    assert ours <= PACKAGES[path.relative_to(ROOT).parts[0]]


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.parts[-2] != "crawler" and "crawler" in path.parts], ids=ids
)
def test_rooms_point_inward(path: Path) -> None:
    own = (
        FLOOR[path.relative_to(ROOT / "crawler").parts[0].removesuffix(".py")]
        if ROOT / "crawler" in path.parents
        else 9
    )
    above = {name for name in named(path) if (room := room_of(name)) and room != "__init__" and FLOOR[room] > own}
    assert not above


def test_every_room_has_a_floor() -> None:
    rooms = {path.name.removesuffix(".py") for path in (ROOT / "crawler").iterdir() if path.name[0] != "_"}
    assert rooms <= set(FLOOR)


@pytest.mark.parametrize("path", [p for p in FILES if p.relative_to(ROOT).parts[1] in PURE], ids=ids)
def test_the_pure_rooms_know_no_scrapy(path: Path) -> None:
    assert not {name for name in named(path) if name.split(".")[0] in ("scrapy", "twisted")}


@pytest.mark.parametrize("path", [p for p in FILES if "crawler/ledger/sqlite" not in p.as_posix()], ids=ids)
def test_one_room_knows_sqlite(path: Path) -> None:
    """All else asks the protocol; the registry alone names the implementation."""
    if ids(path) == "crawler/datasets/duplicate_store.py":  # a file of its own, which is no ledger
        return
    sqlite = {name for name in named(path) if name.startswith("crawler.ledger.sqlite")}
    assert "sqlite3" not in {name.split(".")[0] for name in named(path)}
    assert not sqlite or ids(path) == "crawler/ledger/registry.py"


def test_no_circles() -> None:
    """No module imports, at its top, one that imports it."""
    tops = {
        ".".join(p.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): top_imports(p) for p in FILES
    }
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join([*trail[trail.index(name) :], name])
        if name not in done:
            for other in tops[name]:
                visit(other, (*trail, name))
            done.add(name)

    def resolved(name: str) -> str | None:
        return name if name in tops else name.rpartition(".")[0] if name.rpartition(".")[0] in tops else None

    tops = {name: {r for i in found if (r := resolved(i)) and r != name} for name, found in tops.items()}
    for name in tops:
        visit(name, ())


def top_imports(path: Path) -> set[str]:
    """What is imported when a module is."""
    nodes = [n for n in ast.parse(path.read_text("utf-8")).body if isinstance(n, ast.ImportFrom)]
    return {f"{node.module}.{alias.name}" for node in nodes for alias in node.names}
