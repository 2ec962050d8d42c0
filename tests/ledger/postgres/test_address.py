"""Where a ledger on a server is."""

from __future__ import annotations

import pytest

from crawler.ledger.errors import LedgerError
from crawler.ledger.postgres.address import to_address
from crawler.ledger.registry import display_name


@pytest.mark.parametrize(
    ("place", "conninfo", "schema", "name"),
    [
        ("db.example/news", "postgresql://db.example/news", "copydesk", "postgresql://db.example/news"),
        ("ann:p%40ss@db.example:5433/news?schema=press_2&sslmode=require",
         "postgresql://ann:p%40ss@db.example:5433/news?sslmode=require", "press_2",
         "postgresql://db.example:5433/news?schema=press_2"),
        ("postgres:@/postgres?host=/tmp/pg", "postgresql://postgres:@/postgres?host=%2Ftmp%2Fpg", "copydesk",
         "postgresql:///postgres"),
        ("/news?password=secret", "postgresql:///news?password=secret", "copydesk", "postgresql:///news"),
    ],
)  # fmt: skip
def test_addresses(place: str, conninfo: str, schema: str, name: str) -> None:
    address = to_address(place)
    assert (address.conninfo, address.schema, address.name) == (conninfo, schema, name)
    assert display_name(f"postgresql://{place}") == name and "secret" not in repr(address)


@pytest.mark.parametrize("schema", ["", "Press", "1st", "a-b", "a;drop", "a" * 64, "é"])
def test_names_of_schemas_that_are_none(schema: str) -> None:
    with pytest.raises(LedgerError) as raised:
        to_address(f"db.example/news?schema={schema}")
    assert str(raised.value) == f"{schema}: expected the name of a schema, of small letters, digits and _."
    assert raised.value.kind == "unsupported"


def test_the_longest_name_of_a_schema() -> None:
    assert to_address(f"db.example/news?schema={'a' * 63}").schema == "a" * 63


def test_an_address_that_is_none_gives_no_password() -> None:
    with pytest.raises(LedgerError) as raised:
        to_address("ann:secret@[::1/news")
    sentence = "The address of the ledger after postgresql:// is none: Invalid IPv6 URL."
    assert (str(raised.value), raised.value.kind) == (sentence, "unsupported")
