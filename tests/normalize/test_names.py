"""Names of people."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.normalize.name_types import (
    has_shape,
    is_all_things,
    is_desk,
    is_full,
    is_name,
    is_nobody,
    is_outlet,
    is_plain_name,
    is_thing,
    is_title,
)
from crawler.normalize.names import fold_name, is_person

PEOPLE = """Jane Doe | LUDOVIC MARIN | K.C. Alfred | J.D. Vance | Mary-Ann O'Brien | Nikolai von Bismarck | Ana María de la Cruz
Jan van der Ploeg | Mohamed El Saife | Fouzia Van Der Fort | Robert F. Bukaty | Charles Rex Arbogast | Jack GUEZ | Li XU
Дмитрий Азаров | Γιώργος Παπαδόπουλος | Nguyễn Văn An | Jón Jónsson | Ľuboš Pilc | יונתן זינדל | محمد علي | Nelson Jr.
김혜진 | 남궁민수 | 张三 | 王小明 | 山田太郎 | 山田 太郎 | スティーブ・ジョブズ | Yusof Mat Isa | Alexander Ragnoli Winger""".replace(
    "\n", "|"
)

NOBODY = """Jane | Berlin | VS Tristach | left to right | The White House | Boeing 737 | 뉴스 | Handout | A B C D E F G H
at the gate | Jane and | van der | x | 2024 | Jane's / John | Jane Doe 2024""".replace("\n", "|")


@pytest.mark.parametrize("name", [n.strip() for n in PEOPLE.split("|")])
def test_person(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize("name", ["", *(n.strip() for n in NOBODY.split("|"))])
def test_nobody(name: str) -> None:
    assert not is_person(name)


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("LUDOVIC MARIN", "Ludovic Marin"),
        ("Jack GUEZ", "Jack Guez"),
        ("JEAN-CLAUDE O'BRIEN", "Jean-Claude O'Brien"),
        ("ANNA VAN DER BERG", "Anna van der Berg"),
        ("O'NEILL MCDONALD", "O'Neill McDonald"),
        ("JJ Abrams", "JJ Abrams"),
        ("MCRAE MCCOY", "McRae McCoy"),
        ("MCBE LEE", "Mcbe Lee"),
        ("Ann McCoy", "Ann McCoy"),
        ("AJ LEE", "AJ Lee"),
        ("ANN DE LEE", "Ann de Lee"),
        ("Ann DE Lee", "Ann De Lee"),
        ("K.C. ALFRED", "K.C. Alfred"),
        ("Li XU", "Li Xu"),
        ("ДМИТРИЙ АЗАРОВ", "Дмитрий Азаров"),
        ("Jane Doe", "Jane Doe"),
        ("John MacDougall", "John MacDougall"),
        ("김혜진", "김혜진"),
        ("", ""),
    ],
)
def test_fold(printed: str, folded: str) -> None:
    assert fold_name(printed) == folded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A B C D E", True),
        ("Aa Bb Cc Dd Ee", True),
        ("Aa Bb Cc Dd Ee Ff", False),
        ("Aa de la Bb Cc Dd Ee", True),
        ("Aa de la Bb Cc Dd Ee Ff", False),
        ("Aa de la van Bb Cc Dd Ee", False),
        ("van der Berg", False),
        ("de Berg", False),
        ("De Berg", True),
        ("Jane xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", False),
        ("Jane Xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", True),
        ("Jane X" + "x" * 55, False),
        ("Jane von", False),
        ("The Jane", False),
        ("Jane d'Arc", True),
        ("Jane l'Arc", True),
        ("Jane al-Sayed", True),
        ("Jane elSayed", True),
        ("Jane doe", False),
        ("NASA Jane", False),
        ("NA Jane", True),
        ("NASAS Jane", True),
        ("JJ Abrams", True),
        ("BBC NWS", False),
        ("BC Lee", False),
        ("Jane BCD", False),
        ("Jane XYZ", True),
        ("TJ Doe", True),
        ("JC Doe", False),
        ("Doe. Jane", True),
        ("Doela. Jane", False),
        ("K.C. Doe", True),
        ("שלום כהן", True),
        ("김수", False),
        ("김수한", True),
        ("남궁수한", True),
        ("제갈", False),
        ("金", False),
        ("张", False),
        ("张三", True),
        ("张三三", True),
        ("张三三三", False),
        ("山田", True),
        ("山田太郎", True),
        ("山太郎", False),
        ("高橋 太", True),
        ("高橋\u3000太郎", True),
        ("スティーブ・ジョブズ", True),
        ("スティーブ", False),
        ("ABC DEF", True),
        ("ABCD EFGH", True),
        ("BCD FGH", False),
        ("BCDF GHJK", True),
        ("DJ Doe", True),
        ("JJ Doe", True),
        ("AJ Doe", True),
        ("CJ Doe", True),
        ("JD Doe", True),
        ("JP Doe", True),
        ("JT Doe", True),
        ("KC Doe", True),
        ("PJ Doe", True),
        ("RJ Doe", True),
        ("BJ Doe", True),
        ("NT Doe", False),
    ],
)
def test_persons(text: str, expected: bool) -> None:
    assert is_person(text) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ANN X. LEE", "Ann X. Lee"),
        ("Ann LE", "Ann Le"),
        ("DJ LEE", "DJ Lee"),
        ("AB LEE", "Ab Lee"),
        ("ABE LEE", "Abe Lee"),
        ("McRae", "McRae"),
        ("MCR LEE", "Mcr Lee"),
        ("MCRA LEE", "Mcra Lee"),
        ("ANN-MARIE", "Ann-Marie"),
        ("ANN MCDONALD-LEE", "Ann McDonald-Lee"),
        ("J.R. LEE", "J.R. Lee"),
        ("ANN VON LEE", "Ann von Lee"),
        ("A LEE", "A Lee"),
        ("AJ", "AJ"),
        ("ANN O’NEILL", "Ann O’Neill"),
        ("Ann D'ARC", "Ann D'Arc"),
        ("TJ LEE", "TJ Lee"),
        ("BC LEE", "BC Lee"),
        ("DJ LEE X", "DJ Lee X"),
        ("EJ LEE", "Ej Lee"),
    ],
)
def test_folded(name: str, expected: str) -> None:
    assert fold_name(name) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane Q. Doe", True),
        ("Jane Q Doe", True),
        ("Jane Doe", True),
        ("Jane Ann Doe", True),
        ("Jane Ann Mary Doe", False),
        ("Jane-Ann Doe", True),
        ("Jane", False),
        ("jane doe", False),
        ("Sports Desk", False),
        ("Associated Press", False),
        ("Jane Reporter", False),
        ("Émile Zola", True),
        ("Jane Q. R. Doe", False),
    ],
)
def test_plain_names(text: str, expected: bool) -> None:
    assert is_plain_name(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fouzia Van Der Fort", True),
        ("viktor hedlund", False),
        ("MND Staff", False),
        ("홍길동", True),
        ("Jane van Doe", True),
        ("Jane xDoe", True),
        ("Jane doe", False),
        ("J", False),
        ("Jo", True),
        ("x" * 61, False),
        ("Xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", True),
        ("Aa Bb Cc Dd Ee Ff", True),
        ("Aa Bb Cc Dd Ee Ff Gg", False),
        ("Jane 2", False),
        ("Jane Doe!", False),
        ("O'Neill", True),
        ("12 Jane", False),
        ("1a", False),
        ("ab1", False),
        ("Jane: Doe", False),
        ("daily.example", False),
    ],
)
def test_names_by_shape(text: str, expected: bool) -> None:
    assert is_name(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("J", False),
        ("Jo", True),
        ("J2", False),
        ("1J", False),
        ("1Jo", False),
        ("Jane Doe (x)", True),
        ("Jane, Doe", False),
        ("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", True),
        ("x" * 61, False),
        ("Aa Bb Cc Dd Ee Ff", True),
        ("Aa Bb Cc Dd Ee Ff Gg", False),
        ("किरण", True),
        ("Jane\u200bDoe", True),
        ("12", False),
        ("Jane·Doe", True),
        ("1 J", False),
        ("12 Jo", False),
        ("(Jo", True),
        ("(J", False),
    ],
)
def test_shapes(text: str, expected: bool) -> None:
    assert has_shape(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane Doe", False),
        ("Sports Desk", True),
        ("The Company", True),
        ("Reporter Jane", True),
        ("daily.example Jane", True),
        ("Redaktion", True),
        ("Jane Web-Desk", True),
        ("Jane Web-Doe", False),
    ],
)
def test_nobodies(text: str, expected: bool) -> None:
    assert is_nobody(text) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Jane Doe", True),
        ("jdoe", False),
        ("Gramnæs", False),
        ("홍길동", True),
        ("ɐbc", True),
        ("ɏbc", False),
        ("", False),
    ],
)
def test_full_names(name: str, expected: bool) -> None:
    assert is_full(name) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Key Takeaways", (True, True)),
        ("Larry Page", (True, False)),
        ("Jane Doe", (False, False)),
        ("Premier League", (True, True)),
        ("Premier", (True, True)),
        ("", (False, False)),
    ],
)
def test_things(text: str, expected: Any) -> None:
    assert (is_thing(text), is_all_things(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chief Political Correspondent", (True, False, False)),
        ("Sports Desk", (False, True, False)),
        ("Redaktion", (False, True, False)),
        ("Lesotho Times", (False, False, True)),
        ("ntv.com.tr", (False, False, True)),
        ("Jane Doe", (False, False, False)),
        ("Web-Desk", (False, True, False)),
        ("reporter,", (True, False, False)),
        ("(Staff)", (False, True, False)),
        ("a.b", (False, False, False)),
        ("abc.example x", (False, False, True)),
        ("", (False, False, False)),
    ],
)
def test_kinds_of_names(text: str, expected: Any) -> None:
    assert (is_title(text), is_desk(text), is_outlet(text)) == expected
