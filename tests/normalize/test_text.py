import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.normalize.text import (
    _joins,
    clean_lines,
    clean_paragraph,
    clean_text,
    escape_controls,
    is_clean,
    without_controls,
)
from crawler.normalize.word_tables import squash


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("", ""),
        ("plain", "plain"),
        ("  two \n\t words ", "two words"),
        ("no\xa0break thin", "no break thin"),
        ("Cafe\u0301", "Café"),
        ("sof\xadt hy\xadphen", "soft hyphen"),
        ("zero\u200bwidth", "zerowidth"),
        ("\ufeffmark", "mark"),
        ("bell\x07 and \x1b[31mred", "bell and [31mred"),
        ("nul\x00l", "null"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("Latin\u200cjoiner", "Latinjoiner"),
        ("joiner \u200dspace", "joiner space"),
        ("👩\u200d🔬 at work", "👩\u200d🔬 at work"),
        ("CafÃ© in MÃ¼nchen", "Café in München"),
        ("donâ€™t", "don’t"),
        ("Ã la carte", "Ã la carte"),
        ("서울 한국", "서울 한국"),
        ("\u202eoverride\u202c", "override"),
        ("עברית\u200f,", "עברית\u200f,"),
        ("ÂȘ", "ÂȘ"),
    ],
)
def test_clean_text(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean


@given(st.text())
def test_clean_text_folds_white_space(raw: str) -> None:
    assert clean_text(raw) == " ".join(clean_text(raw).split())


@given(st.text(st.characters(max_codepoint=0x7F)))
def test_clean_text_is_settled_after_one_pass(raw: str) -> None:
    assert clean_text(clean_text(raw)) == clean_text(raw)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [("a\n  b", "a\n  b"), ("\n\nx \n", "x"), ("a\r\nb", "a\nb"), ("\x07a\u200b", "a")],
)
def test_clean_lines(raw: str, clean: str) -> None:
    assert clean_lines(raw) == clean


@given(st.lists(st.text(), min_size=1))
def test_what_is_told_clean_is_not_changed(texts: list[str]) -> None:
    if is_clean(" ".join(texts)):
        assert list(map(clean_text, texts)) == texts


@pytest.mark.parametrize(
    ("line", "clean"),
    [("one line", True), ("Ça va — “ok”", True), ("", False), (" a", False), ("a\nb", False), ("Cafe\u0301", False),
     ("CafÃ©", False), ("a\xa0b", False)],
)  # fmt: skip
def test_is_clean(line: str, clean: bool) -> None:
    assert is_clean(line) is clean


@given(st.text())
def test_squash_leaves_letters_and_digits_alone(raw: str) -> None:
    assert squash(raw) == "".join(filter(str.isalnum, raw.casefold()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One  line \n\n another ", "One line\nanother"),
        ("one  line", "one line"),
        ("\n a \n", "a"),
        ("\n\n", ""),
        ("", ""),
    ],
)
def test_paragraphs(text: str, expected: str) -> None:
    assert clean_paragraph(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\ta\n    b  \n", "\ta\n    b"),
        ("a\x0bb\x0cc\x1cd\x1ee\x85f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("a\rb\r\nc", "a\nb\nc"),
        ("a\x1fb", "a b"),
        ("é́\n", "é́"),
        ("\n\n a\n\n\n b\n\n", " a\n\n\n b"),
    ],
)
def test_code(text: str, expected: str) -> None:
    assert clean_lines(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\x1b[31m\u202e\ttwo\n", "one[31m\ttwo\n"),
        ("plain", "plain"),
        ("\x00\x0b\x7f\x9f\u061c\u200e\u200f\u2028\u2029\u202a\u2066\u2069a", "a"),
        ("\u200ba", "\u200ba"),
    ],
)
def test_without_controls(text: str, expected: str) -> None:
    assert without_controls(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"\x9b\u202e"', '"\\u009b\\u202e"'),
        ('"a"', '"a"'),
        ('"\u200e"', '"\\u200e"'),
    ],
)
def test_escaped(text: str, expected: str) -> None:
    assert escape_controls(text) == expected


@pytest.mark.parametrize(
    ("char", "expected"),
    [
        ("a", False),
        ("я", False),
        ("֏", False),
        ("\u0590", True),
        ("ب", True),
        ("᷿", True),
        ("Ḁ", False),
        ("\u218f", False),
        ("←", True),
        ("👩", True),
        (" ", False),
        ("\u3000", False),
        ("", False),
    ],
)
def test_joining(char: str, expected: bool) -> None:
    assert _joins(char) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ب\u200cب", "ب\u200cب"),
        ("ب\u200c b", "ب b"),
        ("a\u200cب", "aب"),
        ("\u200cب", "ب"),
        ("ب\u200c", "ب"),
        ("a\x1eb", "a b"),
        ("a\u2028b", "a b"),
        ("tab\tb", "tab b"),
        (" a", "a"),
        ("a ", "a"),
        ("\ue000a", "a"),
        ("\ufff9a", "a"),
        ("a\x85b", "a b"),
    ],
)
def test_cleaned(text: str, expected: str) -> None:
    assert clean_text(text) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("a", True),
        ("a ", False),
        ("Ä", True),
        ("a  b", False),
        ("Ã©", False),
        ("ü", True),
    ],
)
def test_clean_lines_told(line: str, expected: bool) -> None:
    assert is_clean(line) is expected
