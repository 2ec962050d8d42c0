"""The worked examples in ``sources/``: each mends what the general reading gets wrong on its page, by all its rules."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crawler.extract.site_rules.unused import unused_rules
from crawler.fixtures import Fixture
from crawler.report.record_diff import changes
from crawler.sources.source import Sources, load_sources
from crawler.workers.inspect import inspect_page, page_of
from tests.command import ROOT

KEPT = sorted(path.parent for path in (ROOT / "tests" / "pages").glob("*/*/expected.json"))
SOURCES = load_sources(ROOT / "sources")


def test_each_has_a_page() -> None:
    assert len(SOURCES) >= 5
    assert {source.name for source in SOURCES} == {folder.parent.name for folder in KEPT}


@pytest.mark.parametrize("folder", KEPT, ids=lambda folder: folder.parent.name)
def test_every_rule_does_something_and_they_mend_the_record(folder: Path) -> None:
    fixture = Fixture.load(folder)
    source = Sources(SOURCES).find(fixture.url)
    assert source is not None and source.name == folder.parent.name
    assert list(unused_rules(page_of(fixture.page), source.rules)) == []
    before, after = inspect_page(fixture.page).record, inspect_page(fixture.page, source.rules).record
    assert len(list(changes(before, after))) >= 3
    assert {after["provenance"].get(name) for name in source.rules.selectors} == {"rule"}


def test_what_is_kept_is_what_the_command_writes() -> None:
    for folder in KEPT:
        text = (folder / "expected.json").read_text("utf-8")
        assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n"
