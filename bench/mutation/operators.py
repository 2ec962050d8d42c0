"""Small breakages of a module: each a syntax tree that differs from the module's own in one place."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_REMOVED = (ast.Expr, ast.AugAssign, ast.Raise, ast.Delete)
Replace = Callable[[ast.AST], ast.AST]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module with one breakage."""

    path: str
    """The module's file."""
    line: int
    before: str
    """The code that was changed, on one line."""
    after: str
    tree: Callable[[], ast.Module]
    """Makes the broken module's tree; only few of all mutants are ever tried."""
    lines: tuple[int, int] | None
    """First and last line of the function that holds the change; ``None`` for what runs when the module is loaded."""


def mutants(path: str, source: str) -> list[Mutant]:
    """All breakages of a module, in the order of its lines."""
    tree = ast.parse(source)
    return [
        Mutant(path, getattr(node, "lineno", 0), ast.unparse(node), ast.unparse(replace(node)), build, lines)
        for place, (node, lines) in enumerate(_nodes(tree, None))
        for replace in _replacements(node)
        for build in [partial(_broken, tree, place, replace)]
    ]


def _broken(tree: ast.Module, place: int, replace: Replace) -> ast.Module:
    broken = copy.deepcopy(tree)
    target = [node for node, _ in _nodes(broken, None)][place]
    changed = replace(target)
    if isinstance(target, ast.stmt):  # what never runs keeps the variables of the function, and what `super()` needs
        changed = ast.If(ast.Constant(False), [copy.copy(target)], [changed])  # type: ignore[list-item]
    _put(broken, target, ast.copy_location(changed, target))
    return ast.fix_missing_locations(broken)


def _nodes(node: ast.AST, lines: tuple[int, int] | None) -> Iterator[tuple[ast.AST, tuple[int, int] | None]]:
    """What may be changed, with the lines of its outermost function: no annotations, decorators, docstrings."""
    yield node, lines
    inside = lines or _lines(node)
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_params"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _says_nothing(child):
                yield from _nodes(child, lines if name == "args" else inside)  # defaults are made with the function


def _lines(node: ast.AST) -> tuple[int, int] | None:
    if not isinstance(node, _FUNCTIONS):
        return None
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    return first, node.end_lineno or first


def _says_nothing(node: ast.AST) -> bool:
    """Docstrings, types, and what is public by name."""
    if isinstance(node, ast.If):
        return ast.unparse(node.test) == "TYPE_CHECKING"
    if isinstance(node, ast.Assign):
        return ast.unparse(node.targets[0]) == "__all__" or ast.unparse(node.value).startswith("TypeVar(")
    is_type = isinstance(node, ast.Subscript) and ast.unparse(node.value) == "Literal"
    return is_type or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))


def _put(tree: ast.AST, target: ast.AST, changed: ast.AST) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is target:
                setattr(parent, name, changed)
            elif isinstance(value, list) and any(child is target for child in value):
                value[:] = [changed if child is target else child for child in value]


def _replacements(node: ast.AST) -> Iterator[Replace]:
    if isinstance(node, ast.Compare):
        yield from (_compared(i) for i, op in enumerate(node.ops) if type(op) in _COMPARED)
    elif isinstance(node, ast.BoolOp):
        yield lambda n: ast.BoolOp(ast.And() if isinstance(n.op, ast.Or) else ast.Or(), n.values)  # type: ignore[attr-defined]
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield lambda n: n.operand  # type: ignore[attr-defined,no-any-return]
    elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
        yield lambda n: ast.Constant(n.value + 1)  # type: ignore[attr-defined]
        yield lambda n: ast.Constant(n.value - 1)  # type: ignore[attr-defined]
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield lambda n: ast.Constant(n.value + "X")  # type: ignore[attr-defined]
    elif isinstance(node, ast.Return) and node.value and ast.unparse(node.value) != "None":
        kept = ast.unparse(node.value)  # None is as good as False to whoever asks
        yield lambda _: ast.Return(ast.Constant(True if kept == "False" else None))
    elif isinstance(node, ast.Break):
        yield lambda _: ast.Continue()
    elif isinstance(node, ast.Continue):
        yield lambda _: ast.Break()
    elif isinstance(node, _REMOVED):
        yield lambda _: ast.Pass()


def _compared(place: int) -> Replace:
    def replace(node: ast.AST) -> ast.AST:
        assert isinstance(node, ast.Compare)
        ops = [_COMPARED[type(op)]() if i == place else op for i, op in enumerate(node.ops)]
        return ast.Compare(node.left, ops, node.comparators)

    return replace
