"""What language a text is in, at a glance."""

from __future__ import annotations

import pytest

from crawler.normalize.languages import base, plainly, seems_other

ENGLISH = "the ferry is in the harbour and the office of the town said it was for the people on the pier"
GERMAN = "die Fähre ist in dem Hafen und das Amt der Stadt hat gesagt, dass es für die Leute auf dem Steg ist"


@pytest.mark.parametrize(
    ("tag", "language"),
    [("nb-NO", "no"), ("nn", "no"), ("NN", "no"), ("bs", "hr"), ("sh", "hr"), ("iw", "he"), ("in", "id"), ("fil", "tl"),
     ("cmn-Hans", "zh"), ("zh-Hant", "zh"), ("en", "en"), ("", "")],
)  # fmt: skip
def test_base(tag: str, language: str) -> None:
    assert base(tag) == language


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("en", ENGLISH, False),
        ("en", GERMAN, True),
        ("de", ENGLISH, True),
        ("de", GERMAN, False),
        ("de-AT", ENGLISH.upper(), True),
        ("xx", ENGLISH, False),
        ("en", "xyzzy " * 20, True),
        ("en", "xyzzy " * 19, False),
        ("en", "the " + "xyzzy " * 24, False),
        ("en", "the " + "xyzzy " * 25, True),
        ("en", "the " + "und " * 2 + "xyzzy " * 20, False),
        ("en", "the " + "und " * 3 + "xyzzy " * 20, True),
        ("en", "the " * 120 + "xyzzy xyzzy xyzzy xyz" + " und" * 500, False),
        ("en", "the " * 20 + "x" * 420 + " und" * 500, False),
        ("en", "the " * 20 + "x" * 416 + " und" * 500, False),
        ("en", ENGLISH + "." * 300 + GERMAN * 5, False),
    ],
)
def test_seems_other(tag: str, text: str, expected: bool) -> None:
    assert seems_other(tag, text) is expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (GERMAN, "de"),
        ("«The», (the) “the”; " * 7, "en"),
        ("the " * 4 + "xyzzy " * 16, "en"),
        ("the " * 3 + "xyzzy " * 17, None),
        ("the " * 19, None),
        ("the " * 10 + "und " * 5 + "xyzzy " * 5, "en"),
        ("the " * 10 + "und " * 6 + "xyzzy " * 4, None),
        ("the " * 20 + "der " * 10, "en"),
        ("the " * 20, "en"),
        (f"{ENGLISH} {GERMAN}", None),
        ("xyzzy " * 30, None),
        ("", None),
    ],
)
def test_plainly(text: str, language: str | None) -> None:
    assert plainly(text) == language
