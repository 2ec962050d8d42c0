"""Agencies named where a story ends."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.normalize.agency_footers import agency_footer
from tests.records import record_of

AFP = "Agence France-Presse"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Das sagte der Minister am Montag. (dpa)", ["dpa"]),
        ("Das sagte der Minister am Montag. (afp/dpa)", [AFP, "dpa"]),
        ("Das sagte der Minister am Montag. (SDA)", ["Keystone"]),
        ("Le ministre l'a dit lundi. (AFP)", [AFP]),
        ("Lo dijo el ministro el lunes. (EFE)", ["EFE"]),
        ("قال الوزير يوم الاثنين. (رويترز)", ["Reuters"]),
        ("大臣は月曜日に述べた。（共同）", ["Kyodo News"]),
        ("部长星期一说。（新华社）", ["Xinhua"]),
        ("Source: AFP", [AFP]),
        ("Quelle: APA/dpa", ["APA", "dpa"]),
        ("Fuente: EFE", ["EFE"]),
        ("Bron: ANP", ["ANP"]),
        ("Kaynak: AA", ["Anadolu"]),
        ("Источник: ТАСС", ["TASS"]),
        ("المصدر: رويترز", ["Reuters"]),
        ("来源：新华社", ["Xinhua"]),
        ("출처: 연합뉴스", ["Yonhap"]),
        ("With files from The Canadian Press", ["Canadian Press"]),
        ("Con información de EFE", ["EFE"]),
        ("Com informações da Reuters", ["Reuters"]),
        ("mit dpa", ["dpa"]),
        ("— Reuters", ["Reuters"]),
        ("Associated Press writer John Leicester in Paris contributed to this report.", ["Associated Press"]),
        ("She works for Reuters.", []),
        ("He joined Reuters (in 2004)", []),
        ("The bank said so (see below).", []),
        ("Foto: dpa", []),
        ("With Reuters gone, the town has no paper. " * 8, []),
        ("Source: the mayor's office", []),
        ("", []),
        ("(" * 10_000, []),
    ],
)
def test_agency_footer(text: str, expected: list[str]) -> None:
    assert agency_footer(text) == expected


def test_brackets_beside_a_text_may_be_a_picture_s() -> None:
    assert agency_footer("Waves break over the old pier. (Jane Doe/Reuters)", is_text=False) == []
    assert agency_footer("Source: AFP", is_text=False) == [AFP]


PROSE = "".join(
    f"<p>{n}. The ferry left the old pier at dawn on Thursday with eleven passengers, two dogs and a piano on its deck.</p>"
    for n in range(5)
)


def ld(**fields: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', 'headline': 'The pier'} | fields)}</script>"


@pytest.mark.parametrize(
    ("head", "opening", "closing", "expected", "origin"),
    [
        (
            "",
            "<p>PARIS (AFP) — The ferry sailed again on Thursday, said the harbour office of the town.</p>",
            "<p>Source: Reuters</p>",
            [AFP, "Reuters"],
            "dom",
        ),
        (ld(sourceOrganization={"@type": "Organization", "name": "dpa"}), "", "", ["dpa"], "json-ld"),
        (ld(provider=[{"name": "Reuters"}, {"name": "The Daily"}]), "", "", ["Reuters"], "json-ld"),
        (ld(creditText="AFP / The Daily"), "", "", [AFP], "json-ld"),
        (ld(sourceOrganization="The Daily"), "", "", [], None),
        ("<meta name=source content=ANSA>", "", "", ["ANSA"], "meta"),
        ("", "", "<p>The boat came back at noon. (dpa)</p>", ["dpa"], "dom"),
        ("", "", "</article><div>Quelle: APA</div>", ["APA"], "dom"),
    ],
)
def test_who_supplied_a_story(head: str, opening: str, closing: str, expected: list[str], origin: str | None) -> None:
    record = record_of(
        f"<html><head>{head}</head><body><article><h1>The pier</h1>{opening}{PROSE}{closing}</article></body></html>"
    )
    assert record["source_organizations"] == expected
    assert record["provenance"].get("source_organizations") == origin


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Er kam. [dpa]", ["dpa"]),
        ("Er kam. 【dpa】", ["dpa"]),
        ("Er kam. (dpa) .", ["dpa"]),
        ("Er kam. (dpa)。", ["dpa"]),
        ("Er kam. (dpa) So", []),
        ("Er kam. (dpa und AFP)", ["dpa", "Agence France-Presse"]),
        ("Er kam. (dpa mit AFP)", ["dpa", "Agence France-Presse"]),
        ("Er kam. (dpa & AFP)", ["dpa", "Agence France-Presse"]),
        ("Er kam. (dpa + AFP)", ["dpa", "Agence France-Presse"]),
        ("Er kam. (dpa; AFP)", ["dpa", "Agence France-Presse"]),
        ("Er kam. (dpa·AFP)", ["dpa", "Agence France-Presse"]),
        ("Er kam. (dpa、AFP)", ["dpa", "Agence France-Presse"]),
        ("Er kam. (dpa and AFP)", ["dpa", "Agence France-Presse"]),
        ("Er kam. (dpa et AFP)", ["dpa", "Agence France-Presse"]),
        ("Er kam. (dpa, Abcdefghij klmnopqrs)", ["dpa"]),
        ("Er kam. (dpa, Abcdefghij klmnopqrst)", []),
        ("Er kam. (Abcdefgh ijkl)", []),
        ("(dpa, abcd efgh, abcd efgh, abcd efgh, ab)", ["dpa"]),
        ("(dpa, abcd efgh, abcd efgh, abcd efgh, abc)", []),
        ("dpa)", []),
        ("Er kam. (dpa)" + "." * 60, []),
        ("Source: AFP" + " and so on and on" * 11 + " ab", []),
        ("Source: AFP" + " and so on and on" * 11 + " abc", []),
        ("Source: AFP" + " and so on and on" * 11 + "abcd", []),
        ("— Reuters", ["Reuters"]),
        ("- Reuters -", ["Reuters"]),
        ("– Jane", []),
        ("— Reuters said so.", []),
        ("— Reuters a a a a a a a a a a a a", []),
        ("Sources: none", []),
        ("Mit Material von dpa", ["dpa"]),
        ("Sourced from AFP", []),
        ("*Quelle: AFP*", []),
        ("Source: AFP " + "x" * 188, ["Agence France-Presse"]),
        ("Source: AFP " + "x" * 189, []),
        ("Er kam. (dpa, dpa, dpa, dpa, dpa, dpa, dpa, dpa, dpa)" + " " * 10, []),
        ("Er kam. (dpa)" + " " * 54, ["dpa"]),
        ("Er kam. (dpa)" + " " * 55, ["dpa"]),
        ("Er kam. (dpa)" + " " * 56, []),
    ],
)
def test_where_footers_end(text: str, expected: Any) -> None:
    assert agency_footer(text) == expected
