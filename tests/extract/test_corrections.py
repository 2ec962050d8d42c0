"""Corrections and editor's notes in many languages: in the text, beside it, in the data."""

from __future__ import annotations

import json

import pytest

from crawler.extract.corrections import is_correction
from tests.records import record_of

NOTES = """
Correction: the pier is 80 metres long.
CORRECTION — The pier is 80 metres long.
Correction, April 3, 2026: The pier is 80 metres long.
Editor’s note: This story was first printed in 2025.
(Editor's note: the writer owns a boat.)
Clarification (April 3): the council paid.
An earlier version of this article gave the wrong length of the pier.
This article was amended on 3 April 2026 to correct the length of the pier.
For the record: The pier is 80 metres long.
Korrektur: Die Mole ist 80 Meter lang.
Anm. d. Red.: Der Autor besitzt ein Boot.
Transparenzhinweis: Der Autor besitzt ein Boot.
In einer früheren Version dieses Artikels stand eine falsche Länge.
In einer ursprünglichen Fassung des Textes hieß es, die Mole sei 90 Meter lang.
Rectificatif : la jetée mesure 80 mètres.
Note de la rédaction : l'auteur possède un bateau.
Une première version de cet article donnait une longueur fausse.
Fe de errores: el muelle mide 80 metros.
Nota de la redacción: el autor tiene un barco.
Una versión anterior de este artículo daba mal la longitud.
Correção: o cais tem 80 metros.
Erramos: o cais tem 80 metros.
Uma versão anterior deste texto dava o comprimento errado.
Rettifica: il molo è lungo 80 metri.
Errata corrige: il molo è lungo 80 metri.
Correctie: de pier is 80 meter lang.
In een eerdere versie van dit artikel stond een verkeerde lengte.
Rättelse: Piren är 80 meter lång.
I en tidigare version av artikeln angavs fel längd.
Rettelse: Moloen er 80 meter lang.
Oikaisu: Laituri on 80 metriä pitkä.
Sprostowanie: molo ma 80 metrów.
Oprava: molo má 80 metrů.
Helyesbítés: a móló 80 méter hosszú.
Исправление: длина пирса 80 метров.
От редакции: автору принадлежит лодка.
В предыдущей версии этого материала была указана неверная длина.
Уточнення: довжина пірсу 80 метрів.
Düzeltme: İskele 80 metre uzunluğunda.
Διόρθωση: η προβλήτα έχει μήκος 80 μέτρα.
تصحيح: طول الرصيف ثمانون مترا.
تنويه: الكاتب يملك قاربا.
תיקון: אורך הרציף 80 מטר.
भूल सुधार: घाट की लंबाई 80 मीटर है।
Koreksi: panjang dermaga 80 meter.
Đính chính: Bến tàu dài 80 mét.
訂正：桟橋の長さは80メートルです。
【訂正】桟橋の長さは80メートルです。
記事の一部を訂正しました。桟橋の長さは80メートルです。
更正：码头长八十米。
【编者按】作者拥有一条船。
[정정] 부두의 길이는 80미터입니다.
바로잡습니다: 부두의 길이는 80미터입니다.
[편집자주] 필자는 배를 가지고 있다.
""".strip().splitlines()

OTHERS = """
Corrections officers went on strike.
The correction of the river took ten years.
A newer version of this software came out on Monday.
An earlier version of the bill failed in March.
Clarification is needed, the mayor said.
Die Korrektur der Elbe dauerte zehn Jahre.
Die Redaktion lädt zum Gespräch ein.
La correction du fleuve a duré dix ans.
Notas de prensa llegan cada día.
Precisamente ayer se cerró el puerto.
Rettungskräfte waren schnell da.
Уточнения к закону примут в мае.
訂正の記者会見が開かれた。
정정당당하게 겨뤘다.
더 나은 부두를 위해 바로잡을 일이 많다.
""".strip().splitlines()


@pytest.mark.parametrize("text", NOTES)
def test_a_note(text: str) -> None:
    assert is_correction(text)


@pytest.mark.parametrize("text", ["", "Correction", "x" * 5_000, "(" * 5_000, *OTHERS])
def test_no_note(text: str) -> None:
    assert not is_correction(text)


PROSE = "".join(
    f"<p>{n}. The ferry left the old pier at dawn on Thursday with eleven passengers, two dogs and a piano on its deck.</p>"
    for n in range(5)
)
NOTE = "Correction (April 3, 2026): The pier is 80 metres long."


@pytest.mark.parametrize(
    "html",
    [
        f"<article><h1>The pier</h1>{PROSE}<p>{NOTE}</p></article>",
        f"<article><h1>The pier</h1><p>{NOTE}</p>{PROSE}</article>",
        f"<article><h1>The pier</h1>{PROSE}</article><aside class=note><div>{NOTE}</div></aside>",
        f"<article><h1>The pier</h1>{PROSE}<p>{NOTE}</p></article><div><p>{NOTE}</p></div>",
    ],
)
def test_a_note_is_no_body(html: str) -> None:
    record = record_of(f"<html lang=en><body>{html}</body></html>")
    assert record["corrections"] == [{"text": NOTE, "date": "2026-04-03"}]
    assert "80 metres" not in record["article_body"]
    assert record["provenance"]["corrections"] == "dom"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            {"@type": "CorrectionComment", "text": "It is 80 metres long.", "datePublished": "2026-04-03"},
            [("It is 80 metres long.", "2026-04-03")],
        ),
        (["It is long.", {"text": ""}, 3], [("It is long.", None)]),
        (None, []),
    ],
)
def test_notes_of_the_data(said: object, expected: list[tuple[str, str | None]]) -> None:
    node = json.dumps({"@type": "NewsArticle", "headline": "The pier", "correction": said})
    record = record_of(f"<script type='application/ld+json'>{node}</script><h1>The pier</h1>{PROSE}")
    assert [(note["text"], note["date"]) for note in record["corrections"]] == expected
