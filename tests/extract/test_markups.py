"""The same article in three markups, and the seed document, give the same record."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.markups import MARKUPS, Content
from tests.records import record_of

SEED = Path(__file__).parents[3] / "shared" / "seed" / "record.json"
OWN = Path(__file__).parents[1] / "pages" / "harbour.json"
CONTENTS = {"harbour": OWN, "seed": SEED}
FIELDS = "headline in_language byline authors source_organizations date_published article_body blocks images".split()


def load(name: str) -> Content:
    if not CONTENTS[name].exists():
        pytest.skip("the seed document lies beside the checkout, in ../shared/seed, and is absent here")
    content: Content = json.loads(CONTENTS[name].read_text("utf-8"))
    return content


def told(field: str, value: Any, expected: Any) -> Any:
    """Of each image, the fields that the content tells."""
    if field != "images":
        return value
    return [{key: image[key] for key in e} for image, e in zip(value, expected, strict=True)]


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("markup", MARKUPS.values(), ids=MARKUPS)
@pytest.mark.parametrize("name", CONTENTS)
def test_markup(name: str, markup: Callable[[Content], str], field: str) -> None:
    content = load(name)
    record = record_of(markup(content), content["url"])
    assert told(field, record[field], content[field]) == content[field]
