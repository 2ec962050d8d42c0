"""What is taken off the words of a picture before they are read: signs, notices, prompts, repeats."""

from __future__ import annotations

import pytest

from crawler.normalize.credits.notices import without_notices
from crawler.normalize.credits.punctuation import may_hold_sign, unwrap
from crawler.normalize.credits.repeats import without_repeats
from crawler.normalize.credits.ui_labels import without_prompts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" — (AP Photo/Jane Doe). ", "AP Photo/Jane Doe"),
        ("Jane Doe (AFP)", "Jane Doe (AFP)"),
        ("(Jane Doe)", "Jane Doe"),
        ("[Jane Doe]", "Jane Doe"),
        ("（山田）", "山田"),
        ("［山田］", "山田"),
        ("【山田】", "山田"),
        ("〔山田〕", "山田"),
        ("《山田》", "山田"),
        ("〈山田〉", "山田"),
        ("『山田』", "山田"),
        ("{Jane}", "Jane"),
        ("(Jane) (Doe)", "(Jane) (Doe)"),
        ("Jane)", "Jane"),
        ("(Jane", "Jane"),
        ("(Jane]", "Jane"),
        ("Jane (Doe", "Jane (Doe"),
        ("Jane) Doe)", "Jane) Doe"),
        ("【山田】。", "山田"),
        ("~Jane=", "Jane"),
        ("►Jane_", "Jane"),
        ("Jane.", "Jane."),
        ("(Jane.)", "Jane."),
        ("", ""),
        ("(", ""),
        ("()", ""),
        ("(a) b)", "a) b"),
        ("((a) b)", "((a) b)"),
        ("(a (b)", "(a (b)"),
        ("X(Jane)X", "X(Jane)X"),
        ("Jane] Doe", "Jane] Doe"),
        ("(Jane Doe》", "Jane Doe"),
        ("《Jane", "Jane"),
        ("Jane〉", "Jane"),
        ("【Jane", "Jane"),
        ("{Jane", "Jane"),
        ("Jane}", "Jane"),
        ("[Jane) Doe", "[Jane) Doe"),
    ],
)
def test_unwrap(text: str, expected: str) -> None:
    assert unwrap(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a © b", True),
        ("ⓒ a", True),
        ("℗ a", True),
        ("(C) a", True),
        ("(Ｃ) a", True),
        ("（C） a", True),
        ("（Ｃ） a", True),
        ("COPYRIGHT a", True),
        ("&copy; a", True),
        ("(ca) a", False),
        ("Copy a", False),
        ("", False),
    ],
)
def test_may_hold_sign(text: str, expected: bool) -> None:
    assert may_hold_sign(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A ship leaves. REUTERS/Jane Doe TPX IMAGES OF THE DAY", "A ship leaves. REUTERS/Jane Doe"),
        ("Copyright 2026 The AP. All rights reserved.", "Copyright 2026 The AP."),
        ("All rights reserved", "All rights reserved"),
        ("Jane Doe/dpa +++ dpa-Bildfunk +++", "Jane Doe/dpa"),
        ("+++ Jane Doe/dpa", "Jane Doe/dpa"),
        ("Jane Doe/dpa", "Jane Doe/dpa"),
        ("A ship leaves. MANDATORY CREDIT: Jane Doe/AP", "A ship leaves. MANDATORY CREDIT: Jane Doe/AP"),
        ("Jane Doe/AP. NO SALES. NO ARCHIVES.", "Jane Doe/AP."),
        ("Jane Doe/AP NO SALES, FOR EDITORIAL USE ONLY | AFP", "Jane Doe/AP | AFP"),
        ("Jane Doe. EDITORIAL USE ONLY", "Jane Doe."),
        ("Editors: an EDITOR at work", "Editors: an EDITOR at work"),
        ("Jane Doe | All rights reserved", "Jane Doe"),
        ("© Jane Doe. Alle Rechte vorbehalten", "© Jane Doe."),
        ("NO RESALES", "NO RESALES"),
        (
            "Jane Doe/Reuters ATTENTION EDITORS - THIS IMAGE WAS PROVIDED BY A THIRD PARTY. A ship leaves.",
            "Jane Doe/Reuters A ship leaves.",
        ),
        ("REFILE - CORRECTING DATE A ship leaves. Jane Doe", "CORRECTING DATE A ship leaves. Jane Doe"),
        ("", ""),
        ("Jane Doe/AFP NO RESALE", "Jane Doe/AFP"),
        ("Jane Doe/AFP NO ARCHIVE", "Jane Doe/AFP"),
        ("Jane Doe/AFP MANDATORY CREDIT", "Jane Doe/AFP"),
        ("Jane Doe/AFP NO USE", "Jane Doe/AFP"),
        ("Jane Doe/AFP REFILE", "Jane Doe/AFP"),
        ("Jane Doe/AFP TPX", "Jane Doe/AFP"),
        ("Jane Doe/AFP BEST QUALITY AVAILABLE", "Jane Doe/AFP"),
        ("Jane Doe/AFP NO COMMERCIAL USE", "Jane Doe/AFP"),
        ("Jane Doe/AFP NOT FOR USE AFTER MAY 3", "Jane Doe/AFP"),
        ("Jane Doe/AFP ATTENTION: EDITORS", "Jane Doe/AFP"),
        ("Jane Doe/AFP 無断転載禁止", "Jane Doe/AFP"),
        ("Jane Doe/AFP. 版权所有。", "Jane Doe/AFP."),
        ("XNO SALES", "XNO SALES"),
        ("NO SALESX", "NO SALESX"),
        ("Jane Doe/dpa ++ x ++", "Jane Doe/dpa"),
        ("+++", "+++"),
        ("Jane Doe ©. All rights reserved | X", "Jane Doe ©. | X"),
    ],
)
def test_without_notices(text: str, expected: str) -> None:
    assert without_notices(text) == expected


@pytest.mark.parametrize(
    ("credit", "expected"),
    [
        ("Jane Doe/AP | Copyright Jane Doe/AP", "Jane Doe/AP"),
        ("Jane Doe | AP", "Jane Doe | AP"),
        ("Jane Doe © Jane Doe", "Jane Doe"),
        ("AP © AP", "AP © AP"),
        ("Jan | Jan", "Jan"),
        ("Jane Doe | Foto: Jane Doe", "Jane Doe"),
        ("Fotos: JANE DOE | Jane Doe. Styling: Ann Lee", "Fotos: JANE DOE | Jane Doe. Styling: Ann Lee"),
        ("Fotos: JANE DO | Jane Do. Styling: Ann Lee", "Fotos: JANE DO | Jane Do. Styling: Ann Lee"),
        ("Foto: JANEDO1 | Janedo1. Styling: Ann Lee", "Foto: JANEDO1 | Janedo1. Styling: Ann Lee"),
        ("Foto: JANEDO12 | Janedo12. Styling: Ann Lee", "Janedo12. Styling: Ann Lee"),
        ("JANE DOE | Jane Doe. Styling: Ann Lee", "JANE DOE | Jane Doe. Styling: Ann Lee"),
        ("x" * 80 + " © xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "x" * 80),
        (
            "x" * 81 + " © xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "x" * 81 + " © xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        ),
        ("Jane Doe. | Jane Doe | AP", "Jane Doe. | AP"),
        ("", ""),
        ("Foto: JANEDOE1 | Janedoe1. Styling: Ann Lee", "Janedoe1. Styling: Ann Lee"),
        ("AFP", "AFP"),
        ("AFP | AFP | AFP", "AFP"),
        ("Foto: Abcdefgh | Abcdefgh", "Foto: Abcdefgh"),
        ("abc © abc", "abc"),
        ("ab © ab", "ab © ab"),
    ],
)
def test_without_repeats(credit: str, expected: str) -> None:
    assert without_repeats(credit) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Enlarge this image A ship leaves. toggle caption Jane Doe/AP hide caption", "A ship leaves.\nJane Doe/AP"),
        ("Make sure to click to enlarge the image.", "Make sure to click to enlarge the image."),
        ("Image 1 of 3 A ship leaves.", "A ship leaves."),
        ("Photo 12/30: A ship leaves.", "A ship leaves."),
        ("Bild 1 von 3 | Ein Schiff", "Ein Schiff"),
        ("Image 1 of 3000 A ship", "Image 1 of 3000 A ship"),
        ("Image 1234 of 3 A ship", "Image 1234 of 3 A ship"),
        ("A ship. Enlarge this image", "A ship."),
        ("A ship, enlarge this image and more", "A ship, enlarge this image and more"),
        ("A ship. enlarge this image and more", "A ship. enlarge this image and more"),
        ("A ship. Enlarge this image And more", "A ship.\nAnd more"),
        ("", ""),
        ("A ship,X enlarge", "A ship,X enlarge"),
        ("A ship, Enlarge this image And", "A ship, Enlarge this image And"),
        ("A ship; Enlarge this image And", "A ship;\nAnd"),
    ],
)
def test_without_prompts(text: str, expected: str) -> None:
    assert without_prompts(text) == expected
