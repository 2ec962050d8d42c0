"""Ledgers by their address."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.ledger import LedgerError, Task, registry
from crawler.ledger.registry import split_url, to_path


def open_ledger(*values: object) -> tuple[object, ...]:
    """What an implementation is asked for."""
    return values


def test_a_path_and_a_url_are_the_same_ledger(tmp_path: Path) -> None:
    path = tmp_path / "press.ledger"
    first = registry.open_ledger(str(path))
    first.add([Task(1, "https://daily.example/1")])
    first.close()
    for url in (f"sqlite:///{path}", f"SQLite:///{path}"):
        second = registry.open_ledger(url)
        assert second.seen([1]) == {1}
        second.close()


@pytest.mark.parametrize(
    ("url", "place", "path"),
    [
        ("press.ledger", ("sqlite", "press.ledger"), Path("press.ledger")),
        ("C:\\press.ledger", ("sqlite", "C:\\press.ledger"), Path("C:\\press.ledger")),
        ("a:b", ("sqlite", "a:b"), Path("a:b")),
        ("", ("sqlite", ""), None),
        ("sqlite:///a/b", ("sqlite", "a/b"), Path("a/b")),
        ("sqlite:////a/b", ("sqlite", "/a/b"), Path("/a/b")),
    ],
)
def test_places(url: str, place: tuple[str, str], path: Path | None) -> None:
    assert split_url(url) == place and to_path(url) == path


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        (
            "mongodb://ann:secret@db.example/press",
            "No ledger has an address that begins with mongodb: (expected a path, or sqlite:",
        ),
        ("https://daily.example/l.db", "No ledger has an address that begins with https: (expected "),
        ("sqlite://press.ledger", "sqlite://press.ledger: expected sqlite:///PATH"),
        ("sqlite://", "sqlite://: expected sqlite:///PATH"),
        ("sqlite:///", "sqlite:///: expected sqlite:///PATH"),
    ],
)
def test_addresses_that_nothing_opens(url: str, sentence: str) -> None:
    with pytest.raises(LedgerError) as raised:
        registry.open_ledger(url)
    assert str(raised.value).startswith(sentence) and raised.value.kind == "unsupported"


def test_another_implementation_is_a_module_and_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry.IMPLEMENTATIONS, "test", __name__)
    assert registry.open_ledger("test://here", exclusive=False, create=False) == ("here", False, False)  # type: ignore[comparison-overlap]
    assert to_path("test://here") is None


def test_a_missing_ledger_is_not_made_unasked(url: str) -> None:
    with pytest.raises(LedgerError, match="There is no ledger") as raised:
        registry.open_ledger(url, create=False)
    assert raised.value.kind == "missing"
