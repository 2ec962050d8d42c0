"""Break a module that is loaded: its functions keep their identity and get the code of the broken ones."""

from __future__ import annotations

import gc
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from types import CodeType, FunctionType, MemberDescriptorType, ModuleType
from typing import Any

from bench.mutation.operators import Mutant


class Functions:
    """What is loaded, looked up once: all functions by the file that holds their code, and all caches."""

    def __init__(self) -> None:
        self.caches: list[_lru_cache_wrapper[Any]] = []
        self.by_file: dict[str, list[FunctionType]] = defaultdict(list)
        for thing in gc.get_objects():
            if isinstance(thing, _lru_cache_wrapper):
                if not str(thing.__module__).startswith("tests."):  # a server that is started once
                    self.caches.append(thing)
            elif isinstance(thing, FunctionType):
                self.by_file[thing.__code__.co_filename].append(thing)
        gc.freeze()  # so that the forks share the memory of what is loaded

    def renew(self, path: str, codes: dict[tuple[str, int], CodeType]) -> None:
        """Give the functions of a file other code, and empty the caches."""
        for cache in self.caches:
            cache.cache_clear()
        for function in self.by_file[path]:
            code = codes.get((function.__code__.co_qualname, function.__code__.co_firstlineno))
            if code and code.co_freevars == function.__code__.co_freevars:
                function.__code__ = code


def apply(mutant: Mutant, functions: Functions) -> None:
    """Break the module in this process, wherever its functions and values have been imported to."""
    code = compile(mutant.tree(), mutant.path, "exec")
    if mutant.lines is None:
        _load_again(code, mutant.path)
        functions.renew(mutant.path, {})
    else:
        functions.renew(mutant.path, {(c.co_qualname, c.co_firstlineno): c for c in _codes(code)})


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


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
            _renew_class(old, new, path)
        elif getattr(old, "__module__", None) == module.__name__ and isinstance(old, FunctionType):
            _renew_defaults(old, new)
        elif not name.startswith("__") and old is not new:
            _rebind(name, old, new)


def _renew_defaults(old: FunctionType, new: FunctionType) -> None:
    old.__defaults__, old.__kwdefaults__ = new.__defaults__, new.__kwdefaults__


def _renew_class(old: type, new: type, path: str) -> None:
    for name, value in vars(new).items():
        is_own = not name.startswith("__") or name == "__init__"
        before = vars(old).get(name)
        if isinstance(value, FunctionType) and isinstance(before, FunctionType) and value.__code__.co_filename == path:
            _renew_defaults(before, value)  # its own class, which `super()` needs, stays; a dataclass's has other code
        elif is_own and not isinstance(value, MemberDescriptorType):  # which reads slots of its own class alone
            try:
                setattr(old, name, value)
            except (AttributeError, TypeError):
                continue


def _rebind(name: str, old: Any, new: Any) -> None:
    for module in list(sys.modules.values()):
        if module.__class__ is ModuleType and name in vars(module) and vars(module)[name] is old:
            setattr(module, name, new)
