"""What of a page is its article: pages of many shapes, in many languages and scripts."""

import pytest

from crawler.extract.body import read_body
from crawler.extract.document.page import parse
from crawler.record.body_text import body_text
from tests.records import record_of

SENTENCES = {
    "en": "The ferry number {} left the old pier at dawn, with eleven passengers and two dogs on its deck, and came back at nine.",
    "de": "Die Fähre Nummer {} verließ im Morgengrauen die alte Anlegestelle, mit elf Fahrgästen und zwei Hunden an Bord.",
    "ko": "연락선 {} 호는 새벽에 승객 열한 명과 개 두 마리를 태우고 오래된 부두를 떠났다가 아홉 시에 돌아왔다고 관계자가 밝혔다.",
    "ja": "渡し船{}号は夜明けに、十一人の乗客と二匹の犬を乗せて古い桟橋を離れ、九時に戻ってきたと、関係者が明らかにした。",
    "zh": "第{}号渡轮黎明时分载着十一名乘客和两条狗离开了老码头，并于九点返回，港口办公室的一位发言人周四表示。",
    "th": "เรือข้ามฟากหมายเลข {} ออกจากท่าเรือเก่าตอนรุ่งสางพร้อมผู้โดยสารสิบเอ็ดคนและสุนัขสองตัว และกลับมาตอนเก้าโมง เจ้าหน้าที่ท่าเรือกล่าว",
    "ar": "غادرت العبّارة رقم {} الرصيف القديم عند الفجر، وعلى متنها أحد عشر راكبا وكلبان، وعادت في الساعة التاسعة صباحا.",
    "he": "המעבורת מספר {} עזבה את המזח הישן עם שחר, ועל סיפונה אחד עשר נוסעים ושני כלבים, וחזרה בשעה תשע בבוקר.",
    "fa": "کشتی شماره {} سپیده‌دم با یازده مسافر و دو سگ اسکله قدیمی را ترک کرد و ساعت نه صبح بازگشت، یک مقام بندر گفت.",
    "hi": "नौका संख्या {} भोर में ग्यारह यात्रियों और दो कुत्तों को लेकर पुराने घाट से निकली और नौ बजे वापस आई, एक अधिकारी ने कहा।",
}
MENU = "<header><nav><ul><li><a href=/world>World</a></li><li><a href=/sport>Sport</a></li></ul></nav></header>"
FOOT = "<footer><p>© The Daily Example. All rights reserved.</p></footer>"
RELATED = "".join(
    f"<li><a href=/n/{n}>Council votes to keep bridge number {n} open in winter</a></li>" for n in range(5)
)


def page(body: str) -> str:
    return f"<html><head><title>The ferry</title></head><body>{MENU}<main><h1>The ferry</h1>{body}</main>{FOOT}</body></html>"


def read(html: str) -> list[str]:
    body = read_body(parse(html, "https://daily.example/2026/04/02/ferry"))
    return body_text(piece.block for piece in body.pieces).split("\n\n")


def paragraphs(language: str, first: int, last: int) -> list[str]:
    return [" ".join(SENTENCES[language].format(n * 10 + m) for m in range(2)) for n in range(first, last)]


def marked(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


SHAPES = {
    "one container": "<div class=article-body>{}{}</div>",
    "several containers": "<div class=article-body>{}</div><div class=ad-slot><p>Advertisement</p></div><div class=article-body>{}</div>",
    "read more": "<div class=article-body>{}<button>Read more</button><div class=more-text hidden>{}</div></div>",
    "a list of others amid": f"<div class=article-body>{{}}<aside class=related><h3>Read also</h3><ul>{RELATED}</ul></aside>{{}}</div>",
    "a newsletter amid": "<article>{}<div class=newsletter-signup><p>Sign up for our newsletter.</p><form><input></form></div>{}</article>",
    "sharing and tags behind": "<article>{}{}<div class=share><a href=/f>Facebook</a> <a href=/x>X</a></div><ul class=tags><li>"
    "<a href=/t>Ferries</a></li></ul></article>",
    "others behind": f"<article>{{}}{{}}</article><section class=related-articles><h2>More news</h2><ul>{RELATED}</ul></section>",
}


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_the_article_and_nothing_else(shape: str, language: str) -> None:
    texts = paragraphs(language, 1, 7)
    assert read(page(shape.format(marked(texts[:3]), marked(texts[3:])))) == texts


@pytest.mark.parametrize("language", SENTENCES)
def test_line_breaks_for_paragraphs(language: str) -> None:
    texts = paragraphs(language, 1, 6)
    assert read(page(f"<div class=text>{'<br><br>'.join(texts)}</div>")) == texts


@pytest.mark.parametrize("language", SENTENCES)
def test_what_others_lose(language: str) -> None:
    texts = paragraphs(language, 1, 9)
    html = (
        f"<article>{marked(texts[:3])}<h2>The boats</h2><ul>{''.join(f'<li>{t}</li>' for t in texts[3:5])}</ul>"
        f"<blockquote><p>{texts[5]}</p></blockquote>{marked(texts[6:])}</article>"
    )
    assert read(page(html)) == [*texts[:3], "The boats", *texts[3:]]


@pytest.mark.parametrize("language", ["en", "ko", "th", "ar"])
def test_a_live_blog_in_its_order(language: str) -> None:
    texts = paragraphs(language, 1, 13)
    entries = "".join(
        f"<article class=live-post><time datetime=2026-04-02T0{n}:00Z>0{n}:00</time><h2>Boat {n}</h2>{marked(texts[2 * n : 2 * n + 2])}</article>"
        for n in range(6)
    )
    found = [
        text for text in read(page(f"<div class=live-blog>{entries}</div>")) if text in texts or text.startswith("Boat")
    ]
    assert found == [said for n in range(6) for said in (f"Boat {n}", *texts[2 * n : 2 * n + 2])]


@pytest.mark.parametrize("language", SENTENCES)
def test_a_short_article(language: str) -> None:
    texts = paragraphs(language, 1, 3)
    assert read(page(f"<article>{marked(texts)}</article><aside><ul>{RELATED}</ul></aside>")) == texts


@pytest.mark.parametrize("opening", [True, False])
def test_a_standfirst_that_opens_the_text_as_well_is_of_the_text(opening: bool) -> None:
    first, *texts = paragraphs("en", 1, 6)
    html = page(f"<p class=standfirst>{first}</p><div class=article-body>{marked([first] * opening + texts)}</div>")
    record = record_of(html.replace("</title>", f"</title><meta name=description content='{first}'>"))
    assert record["article_body"].split("\n\n") == [first] * opening + texts
    assert record["description"] == first


ARTICLE = [SENTENCES["en"].format(n) for n in range(6)]


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<div><noscript>{}</noscript></div><script type='text/template'>{}</script>", 6),
        # Never closed, as in a tag manager's snippet.
        ("<noscript><iframe src='/ns.html'></iframe><div>{}</div>", 6),
        ("<noscript><p>Please enable JavaScript in your browser to read this page.</p></noscript>", 0),
    ],
)
def test_an_article_in_noscript_is_read(html: str, texts: int) -> None:
    found = read(
        f"<html><head><title>The ferry</title></head><body>{html.replace('{}', marked(ARTICLE))}</body></html>"
    )
    assert [text for text in found if text] == ARTICLE[:texts]
