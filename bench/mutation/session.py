"""A pytest session that stays loaded: each mutant is tried in a fork of it, with the tests that run the changed code.

Tests that start processes are left out: what happens there cannot be broken from here, and they are slow.
"""

from __future__ import annotations

import ast
import os
import pickle
import resource
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import accumulate
from operator import itemgetter
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import pytest

from bench.mutation.apply import Functions, apply
from bench.mutation.operators import Mutant

SECONDS = 20
"""Of CPU time per mutant more than its tests take; one that takes longer is killed by that: its code does not end."""
WAITS = 60
"""Seconds, however busy the machine, after which a test that takes no time waits for what does not come."""
_SLOW = 4.0
_MOST = 30.0
"""Seconds of tests that a mutant is tried with; what only slower ones would notice counts as survived."""
_Covered = dict[tuple[str, int], dict[int, float]]
"""For the first line of each function of a file, the numbers of the tests that run it, and their seconds."""


class Session:
    """pytest plugin: try mutants in place of running the tests."""

    def __init__(self, mutants: list[Mutant], report: Callable[[Mutant, str], None]) -> None:
        self.mutants, self.report = mutants, report
        self.covered: _Covered = {}
        self._functions: Functions
        self._unfit: dict[str, set[int]] = {}
        self._failed = self._skipped = False

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Learn what each test runs; then try each mutant."""
        _forbid_processes()
        self.covered = _in_fork(lambda: self._learn(session.items))
        self._functions = Functions()
        for mutant in self.mutants:
            self.report(mutant, self._try(mutant, session.items))
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Whether the test that runs now has failed or was left out."""
        self._failed |= report.failed
        self._skipped |= report.skipped

    def tests(self, mutant: Mutant) -> dict[int, float]:
        """The tests that run the changed code with their seconds, the fastest first; for a module's own values all that
        use the module.

        Where one test alone runs a function, others may use the value that is kept of it: those of the module, or else
        of its folder.
        """
        first, last = mutant.lines or (0, sys.maxsize)
        folder = os.path.dirname(mutant.path)
        found = self._found(lambda path, line: path == mutant.path and first <= line <= last)
        if not found and mutant.lines is None:  # it has values alone: all that run a module which has taken one
            takers = _takers(mutant.path)
            found = self._found(lambda path, _: path in takers)
        if len(found) == 1:
            found = self._found(lambda path, _: path == mutant.path)
        if len(found) == 1:
            found = self._found(lambda path, _: os.path.dirname(path) == folder)
        return _fastest(found)

    def _found(self, is_near: Callable[[str, int], bool]) -> dict[int, float]:
        near = (tests for place, tests in self.covered.items() if is_near(*place))
        return {number: seconds for tests in near for number, seconds in tests.items()}

    def _run(self, item: pytest.Item) -> None:
        self._failed = self._skipped = False
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)

    def _learn(self, items: list[pytest.Item]) -> _Covered:
        covered: _Covered = defaultdict(dict)
        for number, item in enumerate(items):
            seen: set[tuple[str, int]] = set()
            started = time.process_time()
            sys.settrace(partial(_note, seen))
            self._run(item)
            sys.settrace(None)
            took = time.process_time() - started
            if not self._failed and not self._skipped and took < _SLOW:
                for place in seen:
                    covered[place][number] = took
        return dict(covered)

    def _try(self, mutant: Mutant, items: list[pytest.Item]) -> str:
        tests = self.tests(mutant)
        if tests and mutant.lines is None:
            unfit = self._unfit_tests(mutant, tests, items)
            tests = {number: seconds for number, seconds in tests.items() if number not in unfit}
        if not tests:
            return "no test"
        return str(_in_fork(lambda: self._judge(mutant, tests, items)) or "killed")

    def _judge(self, mutant: Mutant, tests: dict[int, float], items: list[pytest.Item]) -> str:
        _limit(SECONDS + int(sum(tests.values())))
        try:
            apply(mutant, self._functions)
        except Exception:
            return "error" if mutant.lines else "killed"  # a module that cannot be loaded is noticed by any test
        return "killed" if next(self._failing(tests, items), None) is not None else "survived"

    def _failing(self, tests: dict[int, float], items: list[pytest.Item]) -> Iterator[int]:
        for number, seconds in tests.items():
            signal.alarm(WAITS + 20 * int(seconds))
            self._run(items[number])
            if self._failed:
                yield number

    def _unfit_tests(self, mutant: Mutant, tests: dict[int, float], items: list[pytest.Item]) -> set[int]:
        """Tests that fail where the module is loaded again unchanged, and so cannot judge."""
        if mutant.path not in self._unfit:
            source = Path(mutant.path).read_text("utf-8")
            whole = replace(mutant, tree=lambda: ast.parse(source))
            found = _in_fork(lambda: apply(whole, self._functions) or set(self._failing(tests, items)))
            self._unfit[mutant.path] = set(tests) if found is None else found
        return self._unfit[mutant.path]


def _note(seen: set[tuple[str, int]], frame: FrameType, *_: object) -> None:
    """Note the function that is called; of a dataclass's own functions, whose code is in no file, the module."""
    path, line = frame.f_code.co_filename, frame.f_code.co_firstlineno
    seen.add((frame.f_globals.get("__file__") or path, 0) if path == "<string>" else (path, line))


def _fastest(tests: dict[int, float]) -> dict[int, float]:
    """Return the fastest tests, in that order, that take not too long together."""
    found = sorted(tests.items(), key=itemgetter(1))
    together = accumulate(seconds for _, seconds in found)
    return dict(test for test, total in zip(found, together, strict=True) if total <= _MOST)


def _takers(path: str) -> set[str]:
    """The files of the modules that have taken a value of a module."""
    loaded = [m for m in list(sys.modules.values()) if getattr(m, "__file__", None)]
    own = {id(value) for m in loaded if m.__file__ == path for name, value in vars(m).items() if name[:2] != "__"}
    return {str(m.__file__) for m in loaded if any(id(value) in own for value in vars(m).values())}


def _limit(seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def _forbid_processes() -> None:
    def skip(*_: Any, **__: Any) -> NoReturn:
        pytest.skip("starts a process")

    subprocess.Popen.__init__ = skip  # type: ignore[method-assign]


def _in_fork(work: Callable[[], Any]) -> Any:
    """What a function returns in a fork of this process; ``None`` if that ends without an answer."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        quiet = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(quiet, number)
        try:
            answer = pickle.dumps(work())
            with os.fdopen(writing, "wb") as pipe:
                pipe.write(answer)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        found = pipe.read()
    os.waitpid(child, 0)
    return pickle.loads(found) if found else None
