"""Encodings of pages, declared or not, rightly or wrongly."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from crawler.extract.document.decode import decode
from crawler.extract.document.page import parse

JA = "市議会は二十三日、老朽化した図書館の建て替え計画を可決した。「子どもたちのための場所にしたい」と市長は語った。"
KO = "시의회는 23일 낡은 도서관을 새로 짓는 계획을 통과시켰다. 시장은 아이들을 위한 공간으로 만들겠다고 말했다."
RU = "Городской совет утвердил план перестройки старой библиотеки. «Мы хотим сделать место для детей», — сказал мэр."
ZH = "市议会二十三日通过了旧图书馆的改建计划。市长表示：“我们希望为孩子们提供一个空间。”"
TW = "市議會二十三日通過了舊圖書館的改建計畫。市長表示：「我們希望為孩子們提供一個空間。」"
DE = "Der Stadtrat hat den Umbau der alten Bücherei beschlossen. „Für die Kinder wäre es schön“, sagte die Leiterin."
PL = "Rada miasta przyjęła plan przebudowy starej biblioteki. Prace zaczną się wiosną i potrwają dwa lata w środku."
EL = "Το δημοτικό συμβούλιο ενέκρινε το σχέδιο ανακαίνισης της παλιάς βιβλιοθήκης."
HE = "מועצת העיר אישרה את התוכנית לשיפוץ הספרייה הישנה. העבודות יתחילו באביב ויימשכו שנתיים."
AR = "وافق مجلس المدينة على خطة تجديد المكتبة القديمة. ستبدأ الأعمال في الربيع وتستمر عامين."

UNDECLARED = [
    (JA, "shift_jis"), (JA, "cp932"), (JA, "euc_jp"), (JA, "iso2022_jp"), (KO, "euc_kr"), (KO, "cp949"),
    (RU, "cp1251"), (ZH, "gbk"), (TW, "big5"), (DE, "cp1252"), (PL, "cp1250"), (EL, "cp1253"), (HE, "cp1255"),
    (AR, "cp1256"), (JA, "utf-8"), (RU, "utf-8"), (KO, "utf-16"), (DE, "utf-16-le"), (RU, "utf-16-be"),
]  # fmt: skip


def page(text: str, meta: str = "", paragraphs: int = 3) -> str:
    """A page with navigation and script around a few paragraphs."""
    body = "".join(f"<p>{text} {number}</p>" for number in range(paragraphs))
    return (
        f"<html><head>{meta}<title>{text[:20]}</title><script>var a = {{b: 1}};</script></head><body>"
        f"<nav><a href='/'>Home</a> | <a href='/news'>News</a></nav><article><h1>{text[:20]}</h1>{body}</article></body>"
    )


def as_text(found: str | bytes) -> str:
    return found if isinstance(found, str) else found.decode("utf-8")


@pytest.mark.parametrize("paragraphs", [1, 8])
@pytest.mark.parametrize(("text", "encoding"), UNDECLARED)
def test_undeclared(text: str, encoding: str, paragraphs: int) -> None:
    html = page(text, paragraphs=paragraphs)
    assert as_text(decode(html.encode(encoding))) == html


@pytest.mark.parametrize(("text", "encoding"), UNDECLARED)
def test_wrongly_declared_as_utf8(text: str, encoding: str) -> None:
    html = page(text, '<meta charset="utf-8">')
    assert as_text(decode(html.encode(encoding), "text/html; charset=utf-8")) == html


@pytest.mark.parametrize(
    ("text", "encoding"), [(JA, "euc_jp"), (KO, "euc_kr"), (RU, "cp1251"), (ZH, "gbk"), (EL, "cp1253"), (DE, "utf-8")]
)
def test_wrongly_declared_as_western(text: str, encoding: str) -> None:
    html = page(text)
    assert as_text(decode(html.encode(encoding), "text/html; charset=ISO-8859-1")) == html


@pytest.mark.parametrize(
    ("header", "meta", "encoding", "text"),
    [
        ("text/html; charset=windows-1251", "", "cp1251", RU),
        ("text/html;charset=KOI8-R", "", "koi8_r", "Городской совет утвердил план"),
        ('text/html; charset="euc-kr"', "", "cp949", KO),
        ("text/html", '<meta charset="Shift_JIS">', "cp932", JA),
        ("", "<meta http-equiv='Content-Type' content='text/html; charset=gb2312'>", "gb18030", ZH),
        ("text/html; charset=iso-8859-1", '<meta charset="iso-8859-2">', "iso8859_2", "Zażółć gęślą jaźń"),
        ("text/html; charset=iso-8859-1", "", "cp1252", "“café” – déjà vu…"),
        ("text/html; charset=windows-1252", "", "cp1252", "© « Précédent » | « Suivant »"),
        ("text/html; charset=no-such-thing", "<meta charset=windows-1251>", "cp1251", RU),
        ("text/html; charset=base64", "<meta charset=windows-1251>", "cp1251", RU),
        ("text/html; charset=utf-16", "<meta charset=windows-1251>", "cp1251", RU),
        ("text/html; charset=utf-16", "", "utf-8", RU),
    ],
)
def test_declared(header: str, meta: str, encoding: str, text: str) -> None:
    html = page(text, meta, 1)
    assert as_text(decode(html.encode(encoding), header)) == html


@pytest.mark.parametrize("text", ["", "plain ASCII", page(JA), page(DE, '<meta charset="windows-1252">')])
def test_utf8_is_returned_untouched(text: str) -> None:
    data = text.encode()
    assert decode(data, "text/html; charset=utf-8") is data


@pytest.mark.parametrize(
    ("bom", "encoding"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
     (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be")],
)  # fmt: skip
def test_mark_outdoes_what_is_declared(bom: bytes, encoding: str) -> None:
    assert as_text(decode(bom + page(KO).encode(encoding), "text/html; charset=windows-1251")) == page(KO)


@pytest.mark.parametrize(
    "html",
    [
        *(page(text).encode(encoding) for text, encoding in UNDECLARED),
        *(
            html % b"Sch\xf6n"
            for html in (b"<p>%s</p>", b"<p title='%s'>a</p>", b"<p>a</p></html>%s", b"<script>%s</script>")
        ),
        # libxml2 stops telling of errors behind the hundredth, that of the encoding among them.
        b"</b>" * 99 + b"<p>Sch\xf6n",
        b"</b>" * 100 + b"<p>Sch\xf6n",
        b"</b>" * 300 + b"<p>Sch\xf6n",
        b"</b>" * 300 + "<p>Schön".encode(),
        page(JA).encode() + b"\xff",
        codecs.BOM_UTF8 + page(RU).encode(),
        b"<p>\x1b$ is no escape",
        b"",
    ],
)
def test_bytes_are_parsed_as_they_decode(html: bytes) -> None:
    parsed = [etree.tostring(parse(text, "https://daily.example/1").root) for text in (html, decode(html))]
    assert parsed[0] == parsed[1]


@pytest.mark.parametrize("damage", [b"\xff", b"\xe3\x81", b"\xc0\x80"])
def test_a_few_broken_bytes_are_still_utf8(damage: bytes) -> None:
    found = as_text(decode(page(JA).encode() + damage + b"</html>", "text/html"))
    assert JA in found
    assert "\ufffd" in found


@given(st.binary(max_size=2000), st.text(max_size=40))
def test_never_raises(data: bytes, content_type: str) -> None:
    as_text(decode(data, content_type))


@given(st.text(max_size=300).filter(lambda text: "\0" not in text and "\x1b" not in text and "\ufeff" not in text))
def test_valid_utf8_is_utf8_whatever_is_declared(text: str) -> None:
    assert as_text(decode(text.encode("utf-8", "replace"), "text/html; charset=euc-kr")) == text
