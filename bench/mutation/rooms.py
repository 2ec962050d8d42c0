"""The rooms whose tests are tried, and the breakages that once survived them."""

from __future__ import annotations

import ast
import random
import tomllib
from pathlib import Path

from bench.mutation.operators import Mutant, mutants

ROOT = Path(__file__).resolve().parents[2]
_SLOW = [
    "--ignore=tests/ledger/test_list_tree.py",
    "-k",
    "not interleaved",
]
"""Leaves out tests of very many crawls and calls, which take minutes; what they run is run by others, too."""
TESTS = {
    "normalize": ["tests/normalize"],
    "discover": ["tests/discover"],
    "net": ["tests/net", "tests/middlewares"],
    "middlewares": ["tests/middlewares"],
    "ledger": ["tests/ledger", "tests/exporters/test_exact_feed.py", "tests/exporters/test_outputs.py", *_SLOW],
    "extract": ["tests/extract"],
    "sources": ["tests/sources"],
    "report": ["tests/report"],
}
_TABLES = tomllib.loads(Path(__file__).with_name("known.toml").read_text("utf-8"))
EQUIVALENT: list[dict[str, str]] = _TABLES.get("equivalent", [])
"""Breakages that change nothing that can be seen, each with the reason."""


def sample(room: str, count: int, seed: int, only: str = "") -> list[Mutant]:
    """So many breakages of each module of a room, the same for the same seed."""
    found = []
    for path in sorted((ROOT / "crawler" / room).rglob("*.py")):
        name = str(path.relative_to(ROOT))
        if only in name:
            every = [m for m in mutants(str(path), path.read_text("utf-8")) if not _is_equivalent(m)]
            chosen = random.Random(f"{seed}:{name}").sample(every, min(count, len(every)))
            found += sorted(chosen, key=lambda m: m.line)
    return found


def known(room: str) -> list[Mutant]:
    """The breakages of ``known.toml`` in a room; :class:`ValueError` where their code is no longer there."""
    return [_known(**row) for row in _TABLES["mutant"] if row["file"].startswith(f"crawler/{room}/")]


def _known(file: str, before: str, after: str) -> Mutant:
    path = ROOT / file
    source = path.read_text("utf-8")
    if source.count(before) != 1:
        raise ValueError(f"known.toml: {file}: found {before!r} {source.count(before)} times, expected once")
    line = source[: source.index(before)].count("\n") + 1
    tree = ast.parse(source.replace(before, after))
    held = [n for n in ast.walk(tree) if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef))]
    lines = [(n.lineno, n.end_lineno or n.lineno) for n in held if n.lineno <= line <= (n.end_lineno or 0)]
    return Mutant(str(path), line, before, after, lambda: tree, min(lines, default=None))


def _is_equivalent(mutant: Mutant) -> bool:
    return any(
        mutant.path.endswith(row["file"]) and (mutant.before, mutant.after) == (row["before"], row["after"])
        for row in EQUIVALENT
    )
