"""From the words of an image to caption, credit, creators and organisations."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.normalize.credits.bare_label import without_bare_label
from crawler.normalize.credits.credit import Credit
from crawler.normalize.credits.read import _cut_repeat, _may_be_credit, _take_ends, _trim, read_credit


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        (
            "The ship leaves. (AP Photo/Jane Doe, File)",
            Credit(
                caption="The ship leaves.",
                credit_text="AP Photo/Jane Doe, File",
                creators=["Jane Doe"],
                source_organizations=["Associated Press"],
                rule="bracket at the end",
            ),
        ),
        ("The ship leaves.", Credit(caption="The ship leaves.")),
        ("Foto: Jane Doe", Credit(credit_text="Jane Doe", creators=["Jane Doe"], rule="credit alone")),
        (
            "© Jane Doe/AFP",
            Credit(
                credit_text="Jane Doe/AFP",
                creators=["Jane Doe"],
                source_organizations=["Agence France-Presse"],
                copyright_notice="© Jane Doe/AFP",
                rule="credit alone",
            ),
        ),
        (
            "The ship  leaves. Foto: Jane Doe/AFP",
            Credit(
                caption="The ship leaves.",
                credit_text="Jane Doe/AFP",
                creators=["Jane Doe"],
                source_organizations=["Agence France-Presse"],
                rule="label",
            ),
        ),
        (
            "Photo by Jane Doe. AFP",
            Credit(
                credit_text="Jane Doe. AFP",
                creators=["Jane Doe"],
                source_organizations=["Agence France-Presse"],
                rule="credit alone",
            ),
        ),
        ("Enlarge this image A ship leaves. toggle caption", Credit(caption="A ship leaves.")),
        (
            "船が出る。山田太郎撮影",
            Credit(caption="船が出る。", credit_text="山田太郎", creators=["山田太郎"], rule="closing label"),
        ),
        (
            "Photo Jane Doe / AFP",
            Credit(
                credit_text="Jane Doe / AFP",
                creators=["Jane Doe"],
                source_organizations=["Agence France-Presse"],
                rule="credit alone",
            ),
        ),
        ("Courtesy of Jane Doe", Credit(credit_text="Courtesy of Jane Doe", rule="credit alone")),
        ("Supplied", Credit(credit_text="Supplied", rule="credit alone")),
        ("", Credit()),
    ],
)
def test_a_caption(caption: str, expected: Any) -> None:
    assert read_credit(caption) == expected


@pytest.mark.parametrize(
    ("caption", "credit", "expected"),
    [
        (
            "The ship leaves.",
            "Jane Doe/AFP",
            Credit(
                caption="The ship leaves.",
                credit_text="Jane Doe/AFP",
                creators=["Jane Doe"],
                source_organizations=["Agence France-Presse"],
                rule="element",
            ),
        ),
        (
            "The ship leaves.",
            "© Jane Doe/AFP",
            Credit(
                caption="The ship leaves.",
                credit_text="Jane Doe/AFP",
                creators=["Jane Doe"],
                source_organizations=["Agence France-Presse"],
                copyright_notice="© Jane Doe/AFP",
                rule="element",
            ),
        ),
        (
            "The ship leaves. Photo by",
            "Jane Doe",
            Credit(caption="The ship leaves.", credit_text="Jane Doe", creators=["Jane Doe"], rule="opener"),
        ),
        (
            "The ship leaves. Foto:",
            "Jane Doe",
            Credit(caption="The ship leaves.", credit_text="Jane Doe", creators=["Jane Doe"], rule="label"),
        ),
        (
            "The ship leaves. Photo from",
            "AFP",
            Credit(
                caption="The ship leaves.",
                credit_text="Photo from AFP",
                source_organizations=["Agence France-Presse"],
                rule="opener",
            ),
        ),
        (
            "The ship leaves. Photo via",
            "AFP",
            Credit(
                caption="The ship leaves.",
                credit_text="AFP",
                source_organizations=["Agence France-Presse"],
                rule="opener",
            ),
        ),
        (
            "The ship leaves. ©",
            "AFP",
            Credit(
                caption="The ship leaves.",
                credit_text="AFP",
                source_organizations=["Agence France-Presse"],
                copyright_notice="© AFP",
                rule="©",
            ),
        ),
        (
            "The ship leaves. Jane Doe/",
            "AFP",
            Credit(
                caption="The ship leaves.",
                credit_text="Jane Doe/ AFP",
                creators=["Jane Doe"],
                source_organizations=["Agence France-Presse"],
                rule="bare at the end",
            ),
        ),
        (
            "The ship leaves. Image",
            "Credits: Jane Doe",
            Credit(caption="The ship leaves.", credit_text="Jane Doe", creators=["Jane Doe"], rule="element"),
        ),
        (
            "The ship leaves. Jane Doe",
            "AFP",
            Credit(
                caption="The ship leaves.",
                credit_text="Jane Doe AFP",
                creators=["Jane Doe"],
                source_organizations=["Agence France-Presse"],
                rule="element",
            ),
        ),
        (
            "The ship leaves. Jane Doe",
            "Tom Birch/AFP",
            Credit(
                caption="The ship leaves. Jane Doe",
                credit_text="Tom Birch/AFP",
                creators=["Tom Birch"],
                source_organizations=["Agence France-Presse"],
                rule="element",
            ),
        ),
        (
            "The ship leaves. Jane Doe/AFP",
            "Jane Doe/AFP",
            Credit(
                caption="The ship leaves.",
                credit_text="Jane Doe/AFP",
                creators=["Jane Doe"],
                source_organizations=["Agence France-Presse"],
                rule="element, repeated in the caption",
            ),
        ),
        (
            "The ship leaves. (Jane Doe/AFP)",
            "Jane Doe/AFP",
            Credit(
                caption="The ship leaves.",
                credit_text="Jane Doe/AFP",
                creators=["Jane Doe"],
                source_organizations=["Agence France-Presse"],
                rule="element, repeated in the caption",
            ),
        ),
        (
            "The ship leaves. Foto: Jane Doe/AFP",
            "Foto: Jane Doe/AFP",
            Credit(
                caption="The ship leaves.",
                credit_text="Jane Doe/AFP",
                creators=["Jane Doe"],
                source_organizations=["Agence France-Presse"],
                rule="element, repeated in the caption",
            ),
        ),
        (
            "Jane Doe/AFP",
            "Jane Doe/AFP",
            Credit(
                credit_text="Jane Doe/AFP",
                creators=["Jane Doe"],
                source_organizations=["Agence France-Presse"],
                rule="element, repeated in the caption",
            ),
        ),
        (
            "The ship leaves. Foto: Jane Doe",
            "Jane Doe/AFP",
            Credit(
                caption="The ship leaves.",
                credit_text="Jane Doe/AFP",
                creators=["Jane Doe"],
                source_organizations=["Agence France-Presse"],
                rule="element and label",
            ),
        ),
        (
            "The ship leaves. Foto: Jane Doe/AFP",
            "Jane Doe",
            Credit(
                caption="The ship leaves.",
                credit_text="Jane Doe/AFP",
                creators=["Jane Doe"],
                source_organizations=["Agence France-Presse"],
                rule="element and label",
            ),
        ),
        (
            "The ship leaves. Foto: Jane Doe",
            "Tom Birch",
            Credit(
                caption="The ship leaves.",
                credit_text="Jane Doe / Tom Birch",
                creators=["Jane Doe", "Tom Birch"],
                rule="element and label",
            ),
        ),
        (
            "The ship leaves.",
            "It sails far out to the sea today and comes back.",
            Credit(caption="The ship leaves. It sails far out to the sea today and comes back."),
        ),
        ("", "Jane Doe", Credit(credit_text="Jane Doe", creators=["Jane Doe"], rule="element")),
        (
            "The ship leaves. –",
            "Jane Doe",
            Credit(caption="The ship leaves.", credit_text="Jane Doe", creators=["Jane Doe"], rule="element"),
        ),
        (
            "The ship leaves.",
            "Jane Doe hide caption",
            Credit(caption="The ship leaves.", credit_text="Jane Doe", creators=["Jane Doe"], rule="element"),
        ),
        (
            "The ship leaves.",
            "The old ferry leaves the harbour of the town at dawn. Foto: Jane Doe",
            Credit(
                caption="The ship leaves. The old ferry leaves the harbour of the town at dawn.",
                credit_text="Jane Doe",
                creators=["Jane Doe"],
                rule="label",
            ),
        ),
        (
            "The ship leaves.",
            "Jane Doe | Copyright Jane Doe",
            Credit(caption="The ship leaves.", credit_text="Jane Doe", creators=["Jane Doe"], rule="element"),
        ),
        (
            "Line one. toggle caption Line two",
            "Jane Doe",
            Credit(caption="Line one. Line two", credit_text="Jane Doe", creators=["Jane Doe"], rule="element"),
        ),
        (
            "The ship leaves.",
            "山田太郎撮影",
            Credit(caption="The ship leaves.", credit_text="山田太郎", creators=["山田太郎"], rule="element"),
        ),
    ],
)
def test_a_caption_and_its_credit(caption: str, credit: str, expected: Any) -> None:
    assert read_credit(caption, credit) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane Doe", True),
        ("Foto:" + " Aa" * 98 + " ", True),
        ("Foto:" + " Aa" * 98 + " a", False),
        ("Jane goes home", True),
        ("It sails far out to the sea today and comes back.", False),
        ("山田太郎撮影", True),
        ("The old ferry leaves the harbour of the town at dawn. Foto: Jane Doe", False),
        ("Jane Doe sails home today", False),
        ("Aa Bb Cc Dd Ee Ff Gg Hh Ii Jj Kk Ll Mm Nn Oo Pp sails h", True),
        ("Aa Bb Cc Dd Ee Ff Gg Hh Ii Jj Kk Ll sails goes runs four abcd", False),
        ("Aa Bb Cc Dd Ee Ff Gg Hh Ii Jj Kk Ll sails goes runs four abc", True),
    ],
)
def test_may_be_credit(text: str, expected: bool) -> None:
    assert _may_be_credit(text) is expected


@pytest.mark.parametrize(
    ("caption", "credit", "expected"),
    [
        ("It rains in Rome. Image", "Credits: Jane Doe", ("It rains in Rome.", "Credits: Jane Doe")),
        ("It rains in Rome. Photo", "by Jane Doe", ("It rains in Rome. Photo", "by Jane Doe")),
        ("It rains in Rome. Image", "Jane Doe", ("It rains in Rome. Image", "Jane Doe")),
        ("It rains. Jane Doe", "AFP", ("It rains.", " Jane Doe AFP")),
        ("It rains. Jane Doe", "Jane Doe/AFP", ("It rains. Jane Doe", "Jane Doe/AFP")),
        ("It rains – Jane Doe", "AFP", ("It rains –", "Jane Doe AFP")),
        ("It rains. –", "AFP", ("It rains.", "AFP")),
        (
            "It rains. Jane Abcdefghijklmnopqrst Doeabcdefghi",
            "AFP",
            ("It rains.", " Jane Abcdefghijklmnopqrst Doeabcdefghi AFP"),
        ),
        (
            "It rains. Jane Abcdefghijklmnopqrst Doeabcdefghij",
            "AFP",
            ("It rains. Jane Abcdefghijklmnopqrst Doeabcdefghij", "AFP"),
        ),
        ("It rains. -–—|/•·", "AFP", ("It rains.", "AFP")),
        ("It rains ", "AFP", ("It rains ", "AFP")),
        ("It rains. Nobody here", "AFP", ("It rains. Nobody here", "AFP")),
        ("", "AFP", ("", "AFP")),
        ("A ship X", "AFP", ("A ship X", "AFP")),
        ("A shipX –", "AFP", ("A shipX", "AFP")),
        ("USA Photo", "Credits: Jane Doe", ("USA", "Credits: Jane Doe")),
        ("Aphoto Photo", "s: Jane Doe", ("Aphoto Photo", "s: Jane Doe")),
        ("It rains. Photo", "Credit: Jane Doe", ("It rains.", "Credit: Jane Doe")),
    ],
)
def test_take_ends(caption: str, credit: str, expected: Any) -> None:
    assert _take_ends(caption, credit) == expected


@pytest.mark.parametrize(
    ("caption", "credit", "expected"),
    [
        ("It rains. Jane Doe", "Jane Doe", ("It rains.", True)),
        ("It rains. (Foto: Jane Doe)", "Foto: Jane Doe", ("It rains.", True)),
        ("It rains. (Jane Doe).", "Jane Doe", ("It rains.", True)),
        ("It rains. Jane Doe", "(Jane Doe)", ("It rains.", True)),
        ("It rains. Jane Doe again", "Jane Doe", ("It rains. Jane Doe again", False)),
        ("Jane Doe. It rains. Jane Doe", "Jane Doe", ("Jane Doe. It rains.", True)),
        ("It rains. A", "A", ("It rains. A", False)),
        ("It rains. AB", "AB", ("It rains.", True)),
        ("Jane Doe", "Jane Doe", ("", True)),
        ("It rains.", "Jane Doe", ("It rains.", False)),
        ("It rains. Photo by Jane Doe", "Jane Doe", ("It rains.", True)),
        ("A It rains.", "A", ("A It rains.", False)),
        ("It rains. Jane Doe.)", "Jane Doe", ("It rains.", True)),
        ("It rains. Jane Doe x", "Jane Doe", ("It rains. Jane Doe x", False)),
        ("Jane Doe It rains.", "Jane Doe", ("Jane Doe It rains.", False)),
    ],
)
def test_cut_repeat(caption: str, credit: str, expected: Any) -> None:
    assert _cut_repeat(caption, credit) == expected


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("It rains. Foto:", "It rains."),
        ("It rains. (Foto: ", "It rains."),
        ("It rains. Photo by", "It rains."),
        ("It rains. (Photo by ", "It rains."),
        ("It rains —", "It rains"),
        ("It rains ©", "It rains"),
        ("Foto: a ship", "Foto: a ship"),
        ("It rains", "It rains"),
        ("Photo by", ""),
        ("It rains. © ", "It rains."),
        ("", ""),
        ("It rainsX", "It rainsX"),
        ("It rains. Photo X by", "It rains. Photo X by"),
        ("It rains. Photo", "It rains. Photo"),
        ("It rains （", "It rains"),
        ("It rains ［", "It rains"),
        ("It rains 【", "It rains"),
        ("It rains ＝", "It rains"),
    ],
)
def test_trim(caption: str, expected: str) -> None:
    assert _trim(caption) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Photo Jane Doe / AFP", "Jane Doe / AFP"),
        ("Photo AFP", "AFP"),
        ("Photo nobody here", "Photo nobody here"),
        ("Photo / Jane Doe", "Jane Doe"),
        ("Photo/ Jane Doe", "Photo/ Jane Doe"),
        ("Photo. Jane Doe", "Photo. Jane Doe"),
        ("Foto Huebner", "Foto Huebner"),
        ("Courtesy Jane Doe", "Courtesy Jane Doe"),
        ("Handout Jane Doe", "Handout Jane Doe"),
        ("PA Images", "PA Images"),
        ("Photo Archiv dpa", "Archiv dpa"),
        ("Foto Archiv Jane Doe", "Archiv Jane Doe"),
        ("Photo Acme / AFP", "Photo Acme / AFP"),
        ("Photo sails / AFP", "Photo sails / AFP"),
        ("Photo AFP / nobody", "AFP / nobody"),
        ("Photo nobody / Jane Doe", "Photo nobody / Jane Doe"),
    ],
)
def test_without_bare_label(text: str, expected: str) -> None:
    assert without_bare_label(text) == expected
