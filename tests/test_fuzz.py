"""A small fuzz of everything that reads what strangers wrote, and the runner itself."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from random import Random
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bench.fuzz import measure as measuring
from bench.fuzz.json_level import mutate_json
from bench.fuzz.measure import SourceCounts, case, measure
from bench.fuzz.mutate import MARKUP
from bench.fuzz.part import Part, parts
from crawler.workers.time_limit import OutOfTime
from tests.command import ROOT, environment

PARTS = parts()
SEED = 20
PAGE = b'<html><body class="a b"><p id=c>The ferry left.</p><img src="/a.jpg"><div><p>At dawn.</p></div></body></html>'


def small(part: Part) -> int:
    return max(10, part.COUNT // 50)


@pytest.mark.parametrize("name", PARTS)
def test_a_few_cases(name: str) -> None:
    """A fault says its case: ``bench/fuzz/run --part NAME --seed 20 --case N``."""
    tally = measure(PARTS[name], SEED, small(PARTS[name]))
    assert len(tally.seconds) == small(PARTS[name])
    assert not tally.faults, "\n".join(f"{name}, seed {SEED}, case {number}: {fault}" for number, fault in tally.faults)
    assert not tally.slow


@pytest.mark.parametrize("name", PARTS)
def test_cases_are_repeatable_and_differ(name: str) -> None:
    part = PARTS[name]
    first = list(part.cases(SEED, 12))
    assert first == list(islice(part.cases(SEED, 99), 12)) and first[7] == case(part, SEED, 7)
    assert len(set(first)) > 9 and first != list(part.cases(SEED + 1, 12))


@pytest.mark.parametrize("mutation", MARKUP)
def test_every_mutation_changes_something_and_stands_anything(mutation: Any) -> None:
    changed = [mutation(Random(seed), PAGE) for seed in range(20)]
    assert any(data != PAGE for data in changed) and all(len(data) < 2_000_000 for data in changed)
    for data in (b"", b"<", b"<p>", b"\xff", b"no markup"):
        assert isinstance(mutation(Random(1), data), bytes)


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"7", b"{", b'{"a": [{"b": null}], "c": "d"}', b"[" * 9000])
def test_json_stands_anything(data: bytes) -> None:
    changed = [mutate_json(Random(seed), data) for seed in range(40)]
    assert not data or sum(other != data for other in changed) > 10


def part(check: Any) -> Part:
    def cases(seed: int, count: int) -> Iterator[bytes]:
        yield from (b"%d" % number for number in range(count))

    return cast(Part, SimpleNamespace(NAME="part", COUNT=5, cases=cases, check=check))


def busy(data: bytes) -> None:
    while data == b"3":
        pass


def wrong(data: bytes) -> None:
    assert data != b"2"


@pytest.mark.parametrize(
    ("check", "number", "words"), [(busy, 3, OutOfTime.__name__), (wrong, 2, 'assert data != b"2"')]
)
def test_a_fault_has_its_number(monkeypatch: pytest.MonkeyPatch, check: Any, number: int, words: str) -> None:
    monkeypatch.setattr(measuring, "_GIVEN_UP", 0.2)
    [(found, fault)] = measure(part(check), 1, 5).faults
    assert found == number and words in fault


def test_time_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "MOST_SECONDS", -1)
    tally = measure(part(wrong), 1, 2)
    assert tally.slow == 2 and [number for number, _ in tally.faults] == [0, 1]
    assert "s of CPU for 1 bytes" in tally.faults[0][1]


def test_a_row_of_nothing() -> None:
    assert SourceCounts("part").row() == ["part", "0", "0", "0.0", "0.00", "0", "0", "0", "0"]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "bench" / "fuzz" / "run"), *arguments]
    return subprocess.run(command, cwd="/", env=environment(), capture_output=True, text=True, timeout=120)


def test_the_command(tmp_path: Any) -> None:
    done = run("--part", "pages", "--count", "5", "--seed", "2")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"^\| pages \| 5 \| 0 \|", done.stdout, re.M)
    done = run("--part", "pages", "--seed", "2", "--case", "4", "--save", str(tmp_path / "case"))
    assert done.returncode == 0 and (tmp_path / "case").read_bytes() == case(PARTS["pages"], 2, 4)
    assert run("--case", "4").returncode == run("--part", "nothing").returncode == 2
