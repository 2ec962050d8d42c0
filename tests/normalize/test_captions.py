from typing import Any

import pytest

from crawler.normalize.captions import _spoken, fold_repeat, squash, take_captions_out
from crawler.record.items import Block, Image

CAPTION = "Rain falls on the harbour of Busan on April 2."


@pytest.mark.parametrize(
    ("caption", "folded"),
    [
        (None, None),
        ("", ""),
        (CAPTION, CAPTION),
        (f"{CAPTION} {CAPTION}", CAPTION),
        ("New York New York", "New York New York"),
        ("사진은 부산항의 모습이다 사진은 부산항의 모습이다", "사진은 부산항의 모습이다"),
        (f"{CAPTION} Rain again", f"{CAPTION} Rain again"),
        ("Rain in Rome Rain in Rome", "Rain in Rome"),
        ("Rain at sea Rain at sea", "Rain at sea Rain at sea"),
    ],
)
def test_fold_repeat(caption: str | None, folded: str | None) -> None:
    assert fold_repeat(caption) == folded


@pytest.mark.parametrize(
    ("text", "image", "kept"),
    [
        (CAPTION, Image("u", caption=CAPTION), False),
        (f"{CAPTION} [YONHAP]", Image("u", caption=CAPTION, credit_text="Yonhap"), False),
        (f"Yonhap {CAPTION}", Image("u", caption=CAPTION, credit_text="Yonhap"), False),
        (CAPTION, Image("u", caption=f"{CAPTION} [REUTERS/YONHAP]"), False),
        (CAPTION, Image("u", caption=f"{CAPTION} Boats lie at anchor. (AP)"), True),
        (CAPTION.upper(), Image("u", caption=CAPTION), False),
        (f"{CAPTION} The rain went on for days.", Image("u", caption=CAPTION), True),
        ("Rain", Image("u", caption="Rain"), True),
        ("Rain in Romes", Image("u", caption="Rain in Rome"), True),
        ("Rain in Romes", Image("u", caption="Rain, in Romes!"), True),
        ("Rain in old Rome", Image("u", caption="Rain, in old Rome!"), False),
        ("Photo by Jane Doe", Image("u", credit_text="Photo by Jane Doe"), False),
        (f"{CAPTION}{' ' * 40}", Image("u", caption=CAPTION), False),
        (f"{CAPTION}{' ' * 41}", Image("u", caption=CAPTION), True),
        (f"{CAPTION} Yonhap{' ' * 39}", Image("u", caption=CAPTION, credit_text="Yonhap"), False),
        (CAPTION, Image("u", alt=CAPTION), True),
        ("Another paragraph.", Image("u", caption=None), True),
    ],
)
def test_take_captions_out(text: str, image: Image, kept: bool) -> None:
    assert bool(take_captions_out([Block("paragraph", text=text)], [image])) is kept


def test_quotes_and_lists_are_never_taken_for_captions() -> None:
    blocks = [Block("quote", text=CAPTION), Block("list", items=[CAPTION]), Block("image", image=0)]
    assert take_captions_out(blocks, [Image("u", caption=CAPTION)]) == blocks


@pytest.mark.parametrize(
    ("caption", "credit", "expected"),
    [
        ("A b", "C", ["ab", "abc", "cab"]),
        ("A b (C)", None, ["ab", "abc"]),
        ("A b [C].", None, ["ab", "abc"]),
        ("A b （C）", None, ["ab", "abc"]),
        ("A b 【C】!?. ", None, ["abc"]),
        ("A b (C) d", None, ["abcd"]),
        ("A b (" + "c" * 200 + ")", None, ["ab", "ab" + "c" * 200]),
        ("A b (" + "c" * 201 + ")", None, ["ab" + "c" * 201]),
        (None, "C d", ["cd"]),
        ("", "C d", ["cd"]),
        (None, None, [""]),
    ],
)
def test_spoken(caption: str | None, credit: str | None, expected: Any) -> None:
    assert sorted(set(_spoken(Image("u", caption=caption, credit_text=credit)))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On April 2.  [REUTERS/Yonhap]", "onapril2reutersyonhap"),
        (None, ""),
        ("", ""),
    ],
)
def test_squash(text: str | None, expected: str) -> None:
    assert squash(text) == expected


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("Rain at sea! Rain at sea!", "Rain at sea!"),
        ("Rain at seas Rain at seas", "Rain at seas"),
        ("abcdefghijkl abcdefghijkl", "abcdefghijkl"),
        ("abcdefghijk abcdefghijk", "abcdefghijk abcdefghijk"),
        ("a b c d e f a b c d e f", "a b c d e f a b c d e f"),
        ("a b c a b c d", "a b c a b c d"),
    ],
)
def test_repeated(caption: str, expected: str) -> None:
    assert fold_repeat(caption) == expected
