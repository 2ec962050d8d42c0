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
        ("sqlite:///a", ("sqlite", "a"), Path("a")),
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


@pytest.mark.parametrize(("scheme", "is_there"), [("postgresql", False), ("postgres", False), ("sqlite", True)])
def test_what_needs_an_extra_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: str, is_there: bool
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(registry, "find_spec", asked.append)
    url = f"{scheme}:///{tmp_path}/l.db"
    if is_there:
        registry.open_ledger(url).close()
        assert asked == []
        return
    with pytest.raises(LedgerError) as raised:
        registry.open_ledger(url)
    assert asked == ["psycopg"] and raised.value.kind == "unsupported"
    assert str(raised.value) == f'A ledger at {scheme}: needs psycopg: pip install "copydesk[fleet]".'


def test_all_addresses_are_named_where_one_is_none() -> None:
    with pytest.raises(LedgerError) as raised:
        split_url("mongodb://db.example/press")
    known = "expected a path, or sqlite:, postgresql:, postgres:"
    assert str(raised.value) == f"No ledger has an address that begins with mongodb: ({known})."


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("l.db", "l.db"),
        ("sqlite:///l.db", "sqlite:///l.db"),
        ("postgresql://ann:secret@db.example/news?schema=press", "postgresql://db.example/news?schema=press"),
    ],
)
def test_display_name(url: str, name: str) -> None:
    assert registry.display_name(url) == name


def test_a_missing_ledger_is_not_made_unasked(url: str) -> None:
    with pytest.raises(LedgerError, match="There is no ledger") as raised:
        registry.open_ledger(url, create=False)
    assert raised.value.kind == "missing"
