import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.normalize.text import clean_lines, clean_text, is_clean
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
