"""Names of people against phrases, roles and outlets."""

from __future__ import annotations

import pytest

from crawler.normalize.name_types import is_name, is_nobody, is_plain_name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Lee", True),
        ("Zur Person", False),
        ("Ihre Nachricht", False),
        ("Afficher le profil complet", False),
        ("Die Juniorwahl", False),
        ("Zur", True),
        ("Ann Zur Mühlen", True),
        ("Projektleiterin der HSS", False),
        ("Ann von der Au", True),
        ("Ann von", False),
    ],
)
def test_is_name(text: str, expected: bool) -> None:
    assert is_name(text) is expected


@pytest.mark.parametrize(
    ("text", "nobody", "plain"),
    [
        ("Ann Lee", False, True),
        ("Sportredakteurin Lee", True, False),
        ("Daily-Redakteur Lee", True, False),
        ("Kommentar Lee", False, False),
        ("Anna-Lena Lee", False, True),
    ],
)
def test_roles_in_compounds(text: str, nobody: bool, plain: bool) -> None:
    assert (is_nobody(text), is_plain_name(text)) == (nobody, plain)
