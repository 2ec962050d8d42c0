"""Names of people."""

from __future__ import annotations

import pytest

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
