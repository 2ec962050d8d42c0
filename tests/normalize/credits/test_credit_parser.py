"""A credit as a chain of names."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.normalize.credits.credit_parser import ParsedCredit, parse_credit, parts_of

CHAINS = [
    ("janedoe / stock.adobe.com (Ausschnitt)", ["janedoe"], ["Adobe Stock"]),
    ("Jane Doe In: Pfarrbriefservice.de", ["Jane Doe"], ["Pfarrbriefservice.de"]),
    ("reddit by u/janedoe", ["janedoe"], ["Reddit"]),
    ("Anna MusterQuelle: Livenet", ["Anna Muster"], ["Livenet"]),
    ("L: Random House / R: Simon & Schuster", ["Random House"], ["Simon & Schuster"]),
    ("Helmut Muster †, Hans-L. Muster", ["Helmut Muster"], ["Hans-L. Muster"]),
    ("Airman 1st Class Jane Doe", ["Jane Doe"], []),
    ("U.S. Air Force photo by Staff Sgt. Jane Doe", ["Jane Doe"], ["U.S. Air Force"]),
    ("Kjell Muster/Göteborg & Co", ["Kjell Muster"], ["Göteborg & Co"]),
    ("新华社记者 才扬", ["才扬"], ["Xinhua"]),
    ("Marco Muster/cc by sa 2.0", ["Marco Muster"], []),
    ("CC-BY-NC 2.0 Jane Doe", ["Jane Doe"], []),
    ("Ric Muster/PGA TOUR", ["Ric Muster"], ["PGA TOUR"]),
    ("RIC MUSTER / JANE DOE", ["Ric Muster", "Jane Doe"], []),
    ("Jane Doe, Michigan Engineering", ["Jane Doe"], ["Michigan Engineering"]),
    ("Stuttgart Marketing", [], ["Stuttgart Marketing"]),
    ("Lisa Marketing", ["Lisa Marketing"], []),
    ("por CyberCook", [], ["CyberCook"]),
    ("Jane Doe/AP, Jan. 6", ["Jane Doe"], ["Associated Press"]),
]


@pytest.mark.parametrize(("credit", "creators", "organizations"), CHAINS)
def test_chains(credit: str, creators: list[str], organizations: list[str]) -> None:
    chain = parse_credit(credit)
    assert (chain.creators, chain.organizations) == (creators, organizations)


@pytest.mark.parametrize(
    ("credit", "expected"),
    [
        ("MDR/Haupt", [("AGENCY", "MDR"), ("PERSON", "Haupt")]),
        ("Fotolia, lassedesignen", [("AGENCY", "Fotolia"), ("PERSON", "lassedesignen")]),
        ("Haaretz", [("AGENCY", "Haaretz")]),
        ("Haupt", [("ORGANIZATION", "Haupt")]),
        ("AFP/Haupt/Meier", [("AGENCY", "AFP"), ("ORGANIZATION", "Haupt"), ("PERSON", "Meier")]),
        ("AFP/Jane Doe/Haupt", [("AGENCY", "AFP"), ("PERSON", "Jane Doe"), ("ORGANIZATION", "Haupt")]),
        ("AFP/haupt/Meier", [("AGENCY", "AFP"), ("PERSON", "haupt"), ("PERSON", "Meier")]),
        ("Jane Doe/AFP", [("PERSON", "Jane Doe"), ("AGENCY", "AFP")]),
        ("ANTARA FOTO/Jane Doe/nym.", [("AGENCY", "ANTARA FOTO"), ("PERSON", "Jane Doe")]),
        ("ANTARA FOTO/nym.", [("AGENCY", "ANTARA FOTO"), ("PERSON", "nym")]),
        ("ANTARA FOTO/Jane Doe/nymph", [("AGENCY", "ANTARA FOTO"), ("PERSON", "Jane Doe"), ("ORGANIZATION", "nymph")]),
        ("Jane Doe/nymp", [("PERSON", "Jane Doe")]),
        ("Jane Doe/Nymp", [("PERSON", "Jane Doe"), ("ORGANIZATION", "Nymp")]),
        ("Mina Tate/Saltmere Post", [("PERSON", "Mina Tate"), ("ORGANIZATION", "Saltmere Post")]),
        ("Mary Post/Saltmere Holder", [("PERSON", "Mary Post"), ("ORGANIZATION", "Saltmere Holder")]),
        ("Mina Tate/Mary Post", [("PERSON", "Mina Tate"), ("PERSON", "Mary Post")]),
        ("Mina Post", [("PERSON", "Mina Post")]),
        ("AFP/PR", [("AGENCY", "AFP")]),
        ("PR", [("ACRONYM", "PR")]),
        ("Jane Doe/PR", [("PERSON", "Jane Doe"), ("ACRONYM", "PR")]),
        ("Anna und Peter Sommer", [("PERSON", "Anna Sommer"), ("PERSON", "Peter Sommer")]),
        ("Anna and Peter Sommer/AFP", [("PERSON", "Anna Sommer"), ("PERSON", "Peter Sommer"), ("AGENCY", "AFP")]),
        ("anna und peter sommer", [("PERSON", "anna sommer"), ("PERSON", "peter sommer")]),
        ("Jane Doe for Taste of Home", [("PERSON", "Jane Doe"), ("ORGANIZATION", "Taste of Home")]),
        ("Jane Doe for Acme Test", [("PERSON", "Jane Doe"), ("ORGANIZATION", "Acme Test")]),
        ("AFP for Jane Doe", [("AGENCY", "AFP"), ("ORGANIZATION", "Jane Doe")]),
        ("Haupt for Jane Doe", [("ORGANIZATION", "Haupt for Jane Doe")]),
        ("Jane Doe and Tom Birch", [("PERSON", "Jane Doe"), ("PERSON", "Tom Birch")]),
        ("Jane Doe & AFP", [("PERSON", "Jane Doe"), ("AGENCY", "AFP")]),
        ("Jane Doe und sein Hund", [("ORGANIZATION", "Jane Doe und sein Hund")]),
        ("Lionel Bonaventure AFP", [("PERSON", "Lionel Bonaventure"), ("AGENCY", "AFP")]),
        ("AFP Lionel Bonaventure", [("AGENCY", "AFP"), ("PERSON", "Lionel Bonaventure")]),
        ("Lionel Bonaventure Getty Images", [("PERSON", "Lionel Bonaventure"), ("AGENCY", "Getty")]),
        ("Jane Doe The Associated Press", [("PERSON", "Jane Doe"), ("AGENCY", "The Associated Press")]),
        ("Lionel Bonaventure Album", [("PERSON", "Lionel Bonaventure Album")]),
        ("Jane Doe from AFP", [("PERSON", "Jane Doe"), ("AGENCY", "AFP")]),
        ("Jane Doe on Flickr", [("PERSON", "Jane Doe"), ("AGENCY", "Flickr")]),
        ("Jane Doe from Rome", [("ORGANIZATION", "Jane Doe from Rome")]),
        ("新华社记者王小明", [("AGENCY", "新华社"), ("PERSON", "王小明")]),
        ("新华社记者 王小明", [("AGENCY", "新华社"), ("PERSON", "王小明")]),
        ("Hair by Jane Doe", []),
        ("Text by Jane Doe / AFP", [("AGENCY", "AFP")]),
        ("Courtesy of Jane Doe", []),
        ("Courtesy of the Mashreq University", [("ORGANIZATION", "Mashreq University")]),
        ("Courtesy of The Times", [("AGENCY", "The Times")]),
        ("Courtesy of Jane Doe and Tom Birch", []),
        ("Courtesy of Acme", [("ORGANIZATION", "Acme")]),
        ("Courtesy of “Acme”", [("ORGANIZATION", "Acme")]),
        ("Rome / AFP", [("PLACE", "Rome"), ("AGENCY", "AFP")]),
        ("Rome, 12 May 2026 / AFP", [("PLACE", "Rome"), ("NOISE", "12 May 2026"), ("AGENCY", "AFP")]),
        ("File / AFP", [("NOISE", "File"), ("AGENCY", "AFP")]),
        ("", []),
        ("Jane Doe sails from here", [("UNKNOWN", "Jane Doe sails from here")]),
        ("Jane Doe from Rome AFP", [("ORGANIZATION", "Jane Doe from Rome AFP")]),
        ("Courtesy of Jane and Acme University", [("ORGANIZATION", "Jane and Acme University")]),
        ("AFP/Jane Post/PR", [("AGENCY", "AFP"), ("PERSON", "Jane Post")]),
        ("Tom Post/Jane Doe", [("PERSON", "Tom Post"), ("PERSON", "Jane Doe")]),
        ("Mary Post/Jane Doe", [("PERSON", "Mary Post"), ("PERSON", "Jane Doe")]),
        ("Anna Post", [("PERSON", "Anna Post")]),
        ("x/AFP", [("PERSON", "x"), ("AGENCY", "AFP")]),
        ("AFP/abcd/Jane Doe", [("AGENCY", "AFP"), ("PERSON", "Jane Doe")]),
        ("AFP/abcde/Jane Doe", [("AGENCY", "AFP"), ("ORGANIZATION", "abcde"), ("PERSON", "Jane Doe")]),
        ("AFP/ABC./Jane Doe", [("AGENCY", "AFP"), ("AGENCY", "ABC"), ("PERSON", "Jane Doe")]),
    ],
)
def test_parts_of(credit: str, expected: Any) -> None:
    assert [(kind.name, part) for kind, part in parts_of(credit)] == expected


@pytest.mark.parametrize(
    ("credit", "expected"),
    [
        (
            "Niall Carson/PA Images via Getty Images",
            ParsedCredit(creators=["Niall Carson"], organizations=["PA Images", "Getty Images"], known=2, parts=3),
        ),
        ("JANE DOE/AFP", ParsedCredit(creators=["Jane Doe"], organizations=["Agence France-Presse"], known=1, parts=2)),
        (
            "Jane Doe 2024/AFP",
            ParsedCredit(creators=["Jane Doe"], organizations=["Agence France-Presse"], known=1, parts=2),
        ),
        (
            "Jane Doe Jr./AFP",
            ParsedCredit(creators=["Jane Doe Jr."], organizations=["Agence France-Presse"], known=1, parts=2),
        ),
        (
            "Jane Doe, Sr./AFP",
            ParsedCredit(creators=["Jane Doe Sr."], organizations=["Agence France-Presse"], known=1, parts=2),
        ),
        (
            "Jane Doe./AFP",
            ParsedCredit(creators=["Jane Doe"], organizations=["Agence France-Presse"], known=1, parts=2),
        ),
        (
            "Jane Doe/Jane Doe/AFP/AFP",
            ParsedCredit(creators=["Jane Doe"], organizations=["Agence France-Presse"], known=2, parts=4),
        ),
        ("Google/Jane Doe", ParsedCredit(creators=["Jane Doe"], organizations=["Google"], parts=2)),
        ("Album/Jane Doe", ParsedCredit(creators=["Jane Doe"], organizations=["Album"], parts=2)),
        ("VII/Jane Doe", ParsedCredit(creators=["Jane Doe"], organizations=["VII Photo"], parts=2)),
        ("MSB/Acme Foo/haupt sails", ParsedCredit(creators=["Acme Foo"], organizations=["MSB"], unknown=2, parts=3)),
        ("Rome/Jane Doe", ParsedCredit(creators=["Jane Doe"], places=1, parts=2)),
        ("Rome/Paris/AFP", ParsedCredit(organizations=["Agence France-Presse"], known=1, places=2, parts=3)),
        ("12 May 2026", ParsedCredit(parts=1)),
        ("", ParsedCredit()),
    ],
)
def test_parse_credit(credit: str, expected: Any) -> None:
    assert parse_credit(credit) == expected


@pytest.mark.parametrize(
    ("credit", "expected"),
    [
        ("Jane Doe", ParsedCredit()),
        ("Mashreq University", ParsedCredit(organizations=["Mashreq University"], unknown=1, parts=1)),
        ("AFP", ParsedCredit(organizations=["Agence France-Presse"], known=1, parts=1)),
        ("Jane Doe/AFP", ParsedCredit(organizations=["Agence France-Presse"], known=1, parts=1)),
        ("The Times", ParsedCredit(organizations=["The Times"], parts=1)),
        ("Acme", ParsedCredit(organizations=["Acme"], unknown=1, parts=1)),
        ("", ParsedCredit()),
    ],
)
def test_parse_given(credit: str, expected: Any) -> None:
    assert parse_credit(credit, from_supplier=True) == expected
