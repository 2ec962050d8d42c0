"""Lines among the paragraphs that are none of the article."""

from __future__ import annotations

import pytest

from crawler.extract.body.boilerplate import LABEL, NONE, NOTICE, RELATED, kind_of, without_boilerplate
from crawler.extract.body.walk import walk
from crawler.extract.document.page import parse


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ADVERTISEMENT", LABEL),
        ("ADVERTISEMENT - SCROLL TO CONTINUE", LABEL),
        ("– Anzeige –", LABEL),
        ("[Publicité]", LABEL),
        ("廣告", LABEL),
        ("広告", LABEL),
        ("إعلان", LABEL),
        ("โฆษณา", LABEL),
        ("La historia continúa después del anuncio", LABEL),
        ("Advertisement boards line the pier", NONE),
        ("READ MORE: Ferry fares rise", RELATED),
        ("▶ 관련기사: 부두", RELATED),
        ("Läs också: Färjan", RELATED),
        ("اقرأ أيضا: العبّارة", RELATED),
        ("Olvassa el ezt is: A komp", RELATED),
        ("Readmore: one word", NONE),
        ("READ MORE: " + "a ferry " * 31, NONE),
        ("Follow us on Telegram for the latest news.", NOTICE),
        ("Únete a nuestro canal de WhatsApp aquí", NOTICE),
        ("（责任编辑：王小明）", NOTICE),
        ("会員向け記事が読み放題", NOTICE),
        ("よくある質問はこちら", NOTICE),
        ("会員は毎朝、港の記事を読み上げた。", NONE),
        ("字号:T|T", NOTICE),
        ("0人参与0条评论打印转发", NOTICE),
        ("Last updated at 10:01 AM on 12th January 2012", NOTICE),
        ("Copyright ⓒ 말로신문. 무단전재 및 재배포 금지", NOTICE),
        ("Our Standards: The Thomson Reuters Trust Principles.", NOTICE),
        ("Copyright law is to change in spring.", NONE),
        ("Follow us " + "on and on " * 100, NONE),
        ("The harbour council voted on Tuesday.", NONE),
        ("", NONE),
    ],
)
def test_kind_of(text: str, kind: int) -> None:
    assert kind_of(text) == kind


LINK = "<a href=/f>Ferry fares rise once again</a>"
TEXT = "<p>The harbour council voted on Tuesday.</p>"


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        (f"{TEXT}<p>REKLAM</p>{TEXT}", [0, 2]),
        (f"{TEXT}<p><b>READ MORE: {LINK}</b></p>", [0]),
        (f"{TEXT}<h3>Читайте также {LINK}</h3>", [0]),
        (f"{TEXT}<p><em>Lesen Sie auch:</em><br>{LINK}</p>", [0]),
        (f"{TEXT}<p>Read more of this and you see that it is no link.</p>", [0, 1]),
        (f"{TEXT}<p>Read more of this and you see that a <a href=/x>word</a> is.</p>", [0, 1]),
        # What is announced goes too, up to the next text.
        (f"{TEXT}<h3>Related articles</h3><p>{LINK}</p><p>{LINK}</p>{TEXT}<p>{LINK}</p>", [0, 4, 5]),
        (f"{TEXT}<p>Advertisement</p><p>{LINK}</p>{TEXT}", [0, 2, 3]),
        (f"{TEXT}<p>Mehr zum Thema:</p><p>{LINK}</p>{TEXT}", [0, 3]),
        (f"{TEXT}<h3>Related articles</h3>" + f"<p>{LINK}</p>" * 12, [0, 13]),
        (f"{TEXT}<p>Sign up to our letter</p>", [0]),
        (f"{TEXT}<p>Sign up to our {'long ' * 41}letter</p>", [0, 1]),
        (f"{TEXT}<p>Sign up to our {'long ' * 41}<a href=/l>letter</a></p>", [0]),
        (f"{TEXT}<div class=subscribe-box><p>Sign up to our {'long ' * 41}letter</p></div>", [0]),
        ("<h3>15:00</h3><p>15:00 was early.</p><ul><li>15:00</ul><table><tr><th>15:00</table><p>3.05 p.m.</p>", [1, 2, 3]),
        (f"{TEXT}<div class=featured-video><div><div class=caption><p>Ann Lee at the pier</p></div></div></div>", [0]),
        (f"{TEXT}<div class=box><div class=caption><p>Ann Lee at the pier</p></div></div>", [0, 1]),
        ("<p>2026年3月9日 7時00分</p><div>Tuesday, 3 March 2026</div><p>März 2026 war kalt.</p><p>1921</p><li>3 March 2026</li>", [2, 3, 4]),
        ("<table><tr><td>3 March 2026 at 10:05</td></tr></table>", []),
        # Digits alone are a number, eight of them may be a date.
        (f"<div>1921</div>{TEXT}<div>20260402</div>", [0, 1]),
        (f"<table><tr><td>{'long ' * 13}</td><td>3 March 2026</td></tr></table>", [0, 1]),
        ("", []),
    ],
)  # fmt: skip
def test_without_boilerplate(html: str, kept: list[int]) -> None:
    text_blocks = walk(parse(f"<html><body>{html}</body></html>", "https://daily.example/1").root).text_blocks
    assert without_boilerplate(text_blocks, range(len(text_blocks))) == kept
