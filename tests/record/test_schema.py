import re
import threading
import time
from collections.abc import Callable
from copy import deepcopy
from dataclasses import fields
from functools import partial
from typing import Any

import jsonschema
import pytest

from crawler.extract.site_rules.rule import FIELDS, LISTS
from crawler.record import schema
from crawler.record.items import Article, Author, Block, BlockType, Correction, Image, Media
from crawler.record.record import to_record
from crawler.record.schema import InvalidRecord, check, field_docs, json_schema
from crawler.record.tables import KINDS, tables
from tests.command import ROOT

FULL = to_record(
    Article(
        url="https://daily.example/1",
        requested_url="https://daily.example/1",
        authors=[Author("Ann Lee", email="ann@daily.example")],
        blocks=[Block("paragraph", text="x"), Block("image", image=0), Block("list", ordered=False, items=["a"])],
        images=[Image("https://daily.example/1.jpg", creators=["Bo Chen"], role="lead")],
        videos=[Media("https://daily.example/1.mp4")],
        corrections=[Correction("A name was wrong.", date="2026-01-02")],
        tdm_reservation=1,
        provenance={"headline": "dom"},
    )
)


def test_json_schema_is_a_schema_with_words_for_every_field() -> None:
    schema = json_schema()
    jsonschema.Draft7Validator.check_schema(schema)
    assert [n for n, p in schema["properties"].items() if "description" not in p] == []
    assert schema["required"] == list(FULL)


def test_a_block_has_only_the_fields_of_its_type() -> None:
    assert FULL["blocks"] == [
        {"type": "paragraph", "text": "x"},
        {"type": "image", "image": 0},
        {"type": "list", "ordered": False, "items": ["a"]},
    ]


def test_a_full_and_an_empty_record_are_valid() -> None:
    for record in (FULL, to_record(Article(url="u", requested_url="u"))):
        check(record)
        jsonschema.validate(record, json_schema())


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("paragraph", "type text"),
        ("heading", "type text level"),
        ("list", "type ordered items"),
        ("quote", "type text cite"),
        ("table", "type rows"),
        ("code", "type text"),
        ("image", "type image"),
        ("embed", "type url provider"),
    ],
)
def test_a_block_has_the_fields_of_its_type_alone(kind: BlockType, expected: str) -> None:
    block = Block(kind, "x", 2, False, ["a"], "Ann Lee", [["a"]], 0, "https://player.example/1", "player.example")
    record = to_record(Article(url="u", requested_url="u", blocks=[block]))
    check(record)
    assert list(record["blocks"][0]) == expected.split()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["headline"], 7),
        (["authors"], None),
        (["authors", 0, "name"], None),
        (["blocks", 0, "type"], "marquee"),
        (["images", 0, "role"], "hero"),
        (["images", 0, "creators"], "Bo Chen"),
        (["tdm_reservation"], 2),
        (["revision"], "1"),
        (["provenance", "headline"], 1),
        (["unheard_of"], "x"),
        (["images", 0, "unheard_of"], "x"),
    ],
)
def test_a_broken_record_is_refused_by_two_validators(path: list[Any], value: Any) -> None:
    record = deepcopy(FULL)
    place: Any = record
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises(InvalidRecord):
        check(record)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(record, json_schema())


@pytest.mark.parametrize("field", list(FULL))
def test_a_missing_field_is_refused_by_name(field: str) -> None:
    with pytest.raises(InvalidRecord, match=field):
        check({k: v for k, v in FULL.items() if k != field})


def test_the_page_for_users_has_the_contract() -> None:
    text = (ROOT / "docs" / "record.md").read_text("utf-8")
    assert text.partition("--format md -->\n\n")[2] == tables() + "\n", "write it anew with copydesk schema --format md"


def test_every_field_and_origin_is_explained() -> None:
    text = (ROOT / "docs" / "record.md").read_text("utf-8")
    origins = field_docs(Article)["provenance"].partition(":")[2]
    assert [o for o in re.findall(r"[a-z-]+", origins) if f"`{o}`" not in text] == []
    assert [kind for _, kind in KINDS if set(field_docs(kind)) != {f.name for f in fields(kind)}] == []


def test_every_key_of_a_rule_is_explained() -> None:
    text = (ROOT / "docs" / "site-rules.md").read_text("utf-8")
    assert [key for key in (*FIELDS, *LISTS) if f"`{key}`" not in text] == []


def test_threads_compile_it_one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """CPython 3.11 raises SystemError where two threads parse source at once, as with the first pages of two threads."""
    inside: list[int] = []
    overlaps: list[int] = []

    def slow(function: Callable[..., dict[str, Any]], kind: type, described: bool) -> dict[str, Any]:
        if kind is Article:
            overlaps.append(len(inside))
            inside.append(1)
            time.sleep(0.05)
            inside.pop()
        return function(kind, described)

    monkeypatch.setattr(schema, "object_schema", partial(slow, schema.object_schema))
    schema._compiled.cache_clear()
    threads = [threading.Thread(target=of) for of in (schema.validator, json_schema, schema.validator, json_schema)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert overlaps == [0, 0, 0]  # compiled once, and shown twice


def _undescribed(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _undescribed(v) for k, v in value.items() if k != "description" or not isinstance(v, str)}
    return [*map(_undescribed, value)] if isinstance(value, list) else value


def test_records_are_checked_by_the_same_schema_without_descriptions() -> None:
    assert json_schema(described=False) == _undescribed(json_schema())
    assert json_schema(described=False) != json_schema()
