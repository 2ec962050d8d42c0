"""Imports point inward: spiders and pipelines may import crawler, never each other; crawler imports neither."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ALLOWED = {"crawler": {"crawler"}, "spiders": {"spiders", "crawler"}, "pipelines": {"pipelines", "crawler"}}
FILES = [path for room in ALLOWED for path in sorted((ROOT / room).rglob("*.py"))]


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            names.add(node.module or "")
    return names


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_imports_point_inward(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]
    ours = {name.split(".")[0] for name in imported(path)} & set(ALLOWED)
    assert ours <= ALLOWED[room]


@pytest.mark.parametrize(
    "path",
    [p for p in FILES if p.relative_to(ROOT).parts[1] in ("page", "normalize", "discover")],
    ids=lambda p: p.relative_to(ROOT).as_posix(),
)
def test_the_pure_rooms_know_no_scrapy(path: Path) -> None:
    assert not {name for name in imported(path) if name.split(".")[0] in ("scrapy", "twisted")}
