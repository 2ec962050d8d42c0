"""The ledger of a crawl that keeps none."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from scrapy.settings import Settings

from crawler.ledger.temporary_ledger import add_ledger, delete_temporary_ledger


def test_it_is_there_until_it_is_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    settings = Settings({"COPYDESK_REVISIT": True})
    add_ledger(settings)
    [folder] = tmp_path.iterdir()
    assert folder.name.startswith("copydesk-") and settings["COPYDESK_TEMPORARY_LEDGER"] == str(folder)
    assert settings["COPYDESK_LEDGER"] == str(folder / "run.ledger") and not settings.getbool("COPYDESK_REVISIT")
    (folder / "run.ledger").touch()
    delete_temporary_ledger(settings)
    delete_temporary_ledger(settings)
    assert list(tmp_path.iterdir()) == []


def test_a_ledger_that_is_set_stays(tmp_path: Path) -> None:
    settings = Settings({"COPYDESK_REVISIT": True, "COPYDESK_LEDGER": "l.db"})
    add_ledger(settings)
    delete_temporary_ledger(settings)
    assert settings["COPYDESK_LEDGER"] == "l.db" and settings.getbool("COPYDESK_REVISIT")
    assert not settings["COPYDESK_TEMPORARY_LEDGER"]


def test_it_is_deleted_at_the_end_of_the_process_in_any_case(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    registered: list[tuple[object, ...]] = []
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr("atexit.register", lambda call, *values, **named: registered.append((call, values, named)))
    settings = Settings()
    add_ledger(settings)
    [(call, values, named)] = registered
    call(*values, **named)  # type: ignore[operator,misc]
    call(*values, **named)  # type: ignore[operator,misc]
    assert list(tmp_path.iterdir()) == []
