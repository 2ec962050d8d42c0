"""Whether a short text is a credit."""

from __future__ import annotations

import pytest

from crawler.normalize.credits.evidence import is_credit, is_description, spells_out, stands_for_credit
from crawler.normalize.credits.reads_as_names import _is_slashed_chain, may_be_small, reads_as_names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Supplied", True),
        ("(Supplied).", True),
        (" [Handout] ", True),
        ("zVg", True),
        ("z.V.g.", True),
        ("z.Vg.", False),
        ("Supplied Jane", False),
        ("", False),
    ],
)
def test_is_lone(text: str, expected: bool) -> None:
    assert stands_for_credit(text) is expected


@pytest.mark.parametrize(
    ("text", "before", "expected"),
    [
        ("CDU", "x", False),
        ("gop.", "x", False),
        ("Jane Doe", "x.", True),
        ("Jane Doe", "x", False),
        ("Jane Doe", "", False),
        ("Jane Doe", "It sails.”", True),
        ("Christie's", "It sold.", True),
        ("Christie's", "It sold", False),
        ("Rome", "It rained.", False),
        ("Bax", "It rained.", False),
        ("Baxe", "It rained.", True),
        ("BAXE", "It rained.", False),
        ("baxe", "It rained.", False),
        ("Express photo by Jane Doe", "x", True),
        ("The photo by Jane Doe", "x", False),
        ("Express photo by the old pier men who came", "x", False),
        ("Photo: Jane Doe", "x", True),
        ("photo taken in May", "x", False),
        ("山田太郎撮影", "x", True),
        ("本社ヘリから撮影", "x", False),
        ("© Jane Doe", "x", True),
        ("© the ferry sails from the old pier at dawn today", "x", False),
        ("홍길동 기자", "x", True),
        ("홍길동", "x", False),
        ("Photo Jane Doe / AFP", "x", True),
        ("Tomer Appelbaum/Haaretz", "x", True),
        ("Roman Warschauer (hr)", "x", True),
        ("WHO", "World Health Organization", False),
        ("AFP", "x", True),
        ("AFP", "Agence France-Presse", True),
        ("AP/Jane Doe/Tom Birch/Ann Lee", "x", True),
        ("AP/Jane Doe/Tom Birch/Ann Lee/Max Muster", "x", False),
        ("AP/Foo bar baz/Qux Quux Corge/Aa bb", "x", False),
        ("Jane Doe/AFP" + " " * 148, "x", True),
        ("Jane Doe/AFP" + " " * 149, "x", False),
        ("Jane Doe, Tom Birch, Ann Lee", "It sails.", True),
        ("Jane Doe, Tom Birch, Ann Lee, Max Muster", "It sails.", False),
        ("Jane Doe, Rome", "It sails.", True),
        ("Jane Doe/CDU", "x", False),
        ("Jane Doe/Mashreq University", "x", True),
        ("Jane Doe/Tom Birch/Ann Lee/Haaretz", "x", True),
        ("Jane Doe/Tom Birch/Ann Lee/Max Muster/Haaretz", "x", False),
        ("Jane Doe/Tom Birch/Ann Lee/Max Muster/Mashreq University", "x", False),
        ("Jane Doe/Tom Birch/Ann Lee/Mashreq University", "x", True),
        ("Jane Doe/Mashreq University", "x", True),
        ("Xgop", "x", False),
        ("gopX", "x", False),
        ("AP/Acme Foo Bar baz/Jane Doe", "x", True),
        ("AP/MSB/Acme Org", "x", True),
        ("AP/MSB", "x", True),
    ],
)
def test_is_credit(text: str, before: str, expected: bool) -> None:
    assert is_credit(text, before) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Photo: Jane Doe", False),
        ("Tomer Appelbaum/Haaretz", True),
        ("Jane Doe/Mashreq University", True),
        ("Mashreq University/Jane Doe", True),
        ("Jane Doe/Mashreq University/Tom Birch", False),
        ("Jane Doe/AFP", True),
        ("Jane Doe", False),
        ("AFP", True),
        ("Roman Warschauer (hr)", False),
        ("Mashreq University/Rescue", False),
    ],
)
def test_is_bare_credit(text: str, expected: bool) -> None:
    assert is_credit(text, "", bare=True) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fot. ilustracyjne", True),
        ("fot. Anna Nowak", False),
        ("photo by dpa", False),
        ("Jane Doe", False),
        ("photo by Archiv", True),
        ("photo by archiv", True),
        ("(photo by him)", True),
        ("photo by supplied", False),
        ("", False),
    ],
)
def test_describes(text: str, expected: bool) -> None:
    assert is_description(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane Doe", True),
        ("", False),
        ("123", False),
        ("Jane Doe sails home", False),
        ("Jane Doe Tom sails", True),
        ("Jane sails", False),
        ("Aa Bb Cc Dd Ee sails.", False),
        ("Aa Bb Cc Dd sails.", True),
        ("Aa Bb Cc Dd Ee Ff sails?", False),
        ("Aa Bb Cc Dd Ee Ff sails!", False),
        ("Aa Bb Cc Dd Ee Ff Gg Hh.", True),
        ("Aa Bb Cc Dd Ee Ff Gg sails/abc.", True),
        ("Aa Bb Cc Dd Ee Ff Gg sails/abcde.", False),
        ("ああああああああああああああああああああああああ", True),
        ("あああああああああああああああああああああああああ", False),
        ("amedeo / ground picture / kasarp studio / Shutterstock", False),
        ("X" * 160, True),
        ("X" * 161, False),
        ("Aa Bb Cc dd", True),
        ("Aa Bb cc", True),
        ("Aa Bb Cc Dd Ee ff gg", False),
        ("Aa Bb Cc Dd Ee Ff ff gg", True),
        ("ああああああああああああああああああああああああ B", True),
    ],
)
def test_reads_as_names(text: str, expected: bool) -> None:
    assert reads_as_names(text, lenient=False) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", False),
        ("Jane sails", True),
        ("jane sails home", False),
        ("jane sails", True),
        ("volunteers mend old", False),
        ("A b c d e Fff Ggg Hhh Iii", True),
        ("A b c d e Fff Ggg hhh Iii", False),
        ("courtesy of Jane Doe", True),
        ("courtesy of the Smith family", True),
        ("courtesy of the family.", True),
        ("courtesy of volunteers", False),
        ("courtesy of Aa Aa Aa Aa Aa Aa Aa Aa Aa Aa Aa Aa ", True),
        ("courtesy of Aa Aa Aa Aa Aa Aa Aa Aa Aa Aa Aa Aa Aa ", False),
        ("amedeo / ground picture / kasarp studio / Shutterstock", True),
        ("amedeo sells old prints / ground picture / kasarp studio / Shutterstock", False),
        ("X" * 160, True),
        ("X" * 161, False),
        ("courtesy of family", True),
        ("courtesy of x y family", True),
    ],
)
def test_reads_as_names_behind_a_label(text: str, expected: bool) -> None:
    assert reads_as_names(text, lenient=True) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane Doe van Berg", True),
        ("Jane Doe sails", False),
        ("Jane Doe Tom Birch sails", False),
        ("Jane Doe", True),
    ],
)
def test_reads_as_names_alone(text: str, expected: bool) -> None:
    assert reads_as_names(text, lenient=False, strict=True) is expected


@pytest.mark.parametrize(
    ("text", "before", "expected"),
    [
        ("WHO", "World Health Organization", True),
        ("WHO", "world health", False),
        ("WHO", "The World Health Organization of", True),
        ("who", "World Health Organization", False),
        ("WHO", "World Health and then a day of Organization", False),
        ("WHO", "World of a Health Organization", True),
        ("ABCDEF", "Aa Bb Cc Dd Ee Ff", True),
        ("ABCDEFG", "Aa Bb Cc Dd Ee Ff Gg", False),
        ("W3C", "World 3 Consortium", False),
    ],
)
def test_spells_out(text: str, before: str, expected: bool) -> None:
    assert spells_out(text, before) is expected


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("van", True),
        ("(van),", True),
        ("dpa", True),
        ("archiv", True),
        ("sails", False),
        ("a.b", True),
        ("sails.", False),
        ("j@x", True),
        ("iPhone", True),
        ("B", False),
        ("X.a", True),
        ("x.", False),
        (".x", False),
        ("[van]", True),
    ],
)
def testmay_be_small(token: str, expected: bool) -> None:
    assert may_be_small(token) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a / b / AFP", True),
        ("a / AFP", False),
        ("a b c / b / AFP", True),
        ("a b c d / b / AFP", False),
        ("a / b / c", False),
        ("AFP / b", False),
        ("a / b / c d e f", False),
        ("a / b c d e / AFP", False),
    ],
)
def test_is_slashed_chain(text: str, expected: bool) -> None:
    assert _is_slashed_chain(text) is expected
