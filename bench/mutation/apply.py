"""Break a module that is loaded: its functions keep their identity and get the code of the broken ones."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from types import CodeType, FunctionType, MemberDescriptorType, ModuleType
from typing import Any

from bench.mutation.operators import Mutant


def apply(mutant: Mutant) -> None:
    """Break the module in this process, wherever its functions and values have been imported to."""
    code = compile(mutant.tree, mutant.path, "exec")
    if mutant.lines is None:
        _load_again(code, mutant.path)
    else:
        _swap({(c.co_qualname, c.co_firstlineno): c for c in _codes(code)}, mutant.path)


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


def _swap(broken: dict[tuple[str, int], CodeType], path: str) -> None:
    for thing in gc.get_objects():
        if isinstance(thing, _lru_cache_wrapper):
            thing.cache_clear()
        elif isinstance(thing, FunctionType) and thing.__code__.co_filename == path:
            code = broken.get((thing.__code__.co_qualname, thing.__code__.co_firstlineno))
            if code and code.co_freevars == thing.__code__.co_freevars:
                thing.__code__ = code


def _load_again(code: CodeType, path: str) -> None:
    """Run the broken module, and put its values where those of the whole one are."""
    module = next(m for m in list(sys.modules.values()) if getattr(m, "__file__", None) == path)
    fresh = ModuleType(module.__name__)
    fresh.__dict__.update({name: module.__dict__[name] for name in ("__file__", "__package__", "__spec__")})
    sys.modules[module.__name__] = fresh
    exec(code, fresh.__dict__)
    sys.modules[module.__name__] = module
    for name, new in list(vars(fresh).items()):
        old = vars(module).get(name)
        if isinstance(old, type) and getattr(old, "__module__", "") == module.__name__:
            _renew_class(old, new)
        elif getattr(old, "__module__", None) == module.__name__ and isinstance(old, FunctionType):
            old.__defaults__, old.__kwdefaults__ = new.__defaults__, new.__kwdefaults__
        elif not name.startswith("__") and old is not new:
            _rebind(name, old, new)
    _swap({}, path)


def _renew_class(old: type, new: type) -> None:
    for name, value in vars(new).items():
        is_own = not name.startswith("__") or name == "__init__"
        if is_own and not isinstance(value, MemberDescriptorType):  # which reads slots of its own class alone
            try:
                setattr(old, name, value)
            except (AttributeError, TypeError):
                continue


def _rebind(name: str, old: Any, new: Any) -> None:
    for module in list(sys.modules.values()):
        if module.__class__ is ModuleType and name in vars(module) and vars(module)[name] is old:
            setattr(module, name, new)
