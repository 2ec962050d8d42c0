"""Live coverage and opinion, by what pages declare and by what they call it in many languages."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.extract.document.page import parse
from crawler.extract.page_type.article_type import read_type

NEWS, LIVE, OPINION = "NewsArticle", "LiveBlogPosting", "OpinionNewsArticle"
HOST = "https://daily.example"


def kind(path: str = "/2026/a", headline: str = "The pier", kicker: str = "", section: str = "", head: str = "") -> str:
    found: str = read_type(parse(f"<html><head>{head}</head></html>", HOST + path), headline, kicker, section)[0].value
    return found


def ld(**fields: Any) -> str:
    return f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', 'headline': 'The pier'} | fields)}</script>"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/news/live/world-europe-61234567", LIVE), ("/world/live/2026/apr/02/storm", LIVE), ("/live-news/storm-04-02", LIVE),
        ("/politik/storm-im-liveticker-a-123.html", LIVE), ("/news/newsblog-storm", LIVE), ("/international/en-direct/storm", LIVE),
        ("/espana/minuto-a-minuto-temporal.html", LIVE), ("/mundo/ao-vivo/tempestade", LIVE), ("/esteri/diretta/tempesta", LIVE),
        ("/gundem/canli-blog/firtina", LIVE), ("/nyheter/direktestudio/storm", LIVE), ("/sport/liveblog-finale", LIVE),
        ("/opinion/storm", OPINION), ("/commentisfree/2026/apr/02/storm", OPINION), ("/meinung/sturm", OPINION),
        ("/politik/sturm-kommentar-1.234567", OPINION), ("/politik/kommentar-zum-sturm.html", OPINION), ("/idees/article/2026/04/02/x", OPINION),
        ("/opinion/columnas/2026/temporal", OPINION), ("/opiniao/coluna/tempestade", OPINION), ("/opinioni/tempesta", OPINION),
        ("/debatt/storm", OPINION), ("/yazarlar/ayse-demir/firtina", OPINION), ("/mneniya/2026/shtorm", OPINION),
        ("/opinion", NEWS), ("/live", NEWS), ("/blogs/live/zero-waste", NEWS), ("/culture/live-music-returns", NEWS),
        ("/2026/public-opinion-shifts", NEWS), ("/politics/opinion-polls-2026", NEWS), ("/sport/fifth-column-wins", NEWS),
        ("/law/supreme-court-opinion", NEWS), ("/sociedad/muere-en-directo-un-cantante", NEWS), ("/people/live-well", NEWS), ("", NEWS),
    ],
)  # fmt: skip
def test_addresses(path: str, expected: str) -> None:
    assert kind(path) == expected


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Live: storm reaches the coast", LIVE), ("Storm reaches the coast – live", LIVE), ("Storm reaches the coast – as it happened", LIVE),
        ("Sturm an der Küste im Liveticker", LIVE), ("Newsblog: Sturm an der Küste", LIVE), ("EN DIRECT - La tempête", LIVE),
        ("Temporal en la costa, minuto a minuto", LIVE), ("AO VIVO: tempestade", LIVE), ("Tempesta, la diretta: onde alte", NEWS),
        ("DIREKT: Stormen når kusten", LIVE), ("Онлайн: шторм на побережье", LIVE), ("CANLI | Fırtına kıyıda", LIVE), ("【直播】风暴登陆", LIVE),
        ("Kommentar: Der Deich muss höher werden", OPINION), ("Opinion | The pier should stay", OPINION), ("Édito : la jetée", OPINION),
        ("Editorial: el muelle", OPINION), ("【社説】港の灯を守れ", OPINION), ("[사설] 항구의 등대", OPINION), ("社论：守住码头", OPINION),
        ("Колонка: пирс", OPINION), ("رأي: الميناء القديم", OPINION), ("Ledare: Bygg piren", OPINION), ("Pääkirjoitus: Laituri", OPINION),
        ("How people live on the islands", NEWS), ("Where to live", NEWS), ("The band will play live", NEWS), ("Long live the pier", NEWS),
        ("Public opinion: what the town thinks", NEWS), ("Mayor: the pier stays", NEWS), ("In my opinion the pier is old", NEWS), ("", NEWS),
    ],
)  # fmt: skip
def test_headlines(headline: str, expected: str) -> None:
    assert kind(headline=headline) == expected


@pytest.mark.parametrize(
    "name",
    "Opinion|Op-Ed|Editorials|Letters to the editor|Meinung|Gastkommentar|Leitartikel|Tribune|Éditos|Opinión|Columnas|Opinião|Opinioni|"
    "L'editoriale|Opinie|Debatt|Ledare|Kronikk|Klumme|Mielipide|Komentarze|Názory|Vélemény|Opinii|Мнения|Думка|Köşe Yazıları|"
    "Απόψεις|آراء|یادداشت|דעות|संपादकीय|社説|オピニオン|評論|专栏|사설|칼럼|Opini|Quan điểm".split("|"),
)
def test_sections_and_kickers(name: str) -> None:
    assert kind(section=name) == OPINION
    assert kind(kicker=name.upper()) == OPINION
    assert kind(section=f"{name} > Harbour") == OPINION
    assert kind(section=f"{name} harbour") == NEWS


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (ld(**{"@type": "LiveBlogPosting"}), LIVE),
        (ld(liveBlogUpdate=[]), LIVE),
        (ld(**{"@type": "AnalysisNewsArticle"}), "AnalysisNewsArticle"),
        (ld(**{"@type": ["Article", "ReviewNewsArticle"]}), "ReviewNewsArticle"),
        (ld(**{"@type": ["Article", "WebPage"]}), "Article"),
        (ld(genre="Opinion"), OPINION),
        (ld(genre=["News", "Kommentar"]), OPINION),
        (ld(**{"@type": "BlogPosting"}), "BlogPosting"),
        ("<meta property='article:opinion' content='true'>", OPINION),
        ("<meta property='article:opinion' content='false'>", NEWS),
        (ld(**{"@type": [""]}), NEWS),
    ],
)
def test_what_is_declared(head: str, expected: str) -> None:
    assert kind(head=head) == expected
