"""The language of a page, declared and heard."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.extract.document.page import parse
from crawler.extract.language import disagreement, read_language, tag
from crawler.normalize.languages import base, seems_other

TEXTS = {
    "en": "The council has decided that the old pier will be rebuilt before the winter, and that the town is to pay for it. ",
    "de": "Der Rat hat beschlossen, dass die alte Mole noch vor dem Winter gebaut wird und dass die Stadt dafür bezahlt. ",
    "fr": "Le conseil a décidé que la vieille jetée sera reconstruite avant l'hiver et que la ville paiera pour les travaux. ",
    "es": "El consejo ha decidido que el viejo muelle se reconstruya antes del invierno y que la ciudad pague por las obras. ",
    "pt": "O conselho decidiu que o velho cais será reconstruído antes do inverno e que a cidade pagará as obras com o que tem. ",
    "it": "Il consiglio ha deciso che il vecchio molo sarà ricostruito prima dell'inverno e che la città pagherà per i lavori. ",
    "nl": "De raad heeft besloten dat de oude pier nog voor de winter wordt gebouwd en dat de stad het werk gaat betalen. ",
    "sv": "Rådet har beslutat att den gamla piren ska byggas före vintern och att staden ska betala för det som behövs. ",
    "no": "Rådet har vedtatt at den gamle moloen skal bygges før vinteren, og at byen skal betale for det som trengs. ",
    "fi": "Neuvosto on päättänyt, että vanha laituri rakennetaan ennen talvea ja että kaupunki maksaa sen, mitä se maksaa. ",
    "pl": "Rada zdecydowała, że stare molo zostanie odbudowane przed zimą i że za prace zapłaci miasto, ale nie od razu. ",
    "cs": "Rada rozhodla, že staré molo bude opraveno ještě před zimou a že za práce zaplatí město, ale ne hned a ne samo. ",
    "hu": "A tanács úgy döntött, hogy a régi móló még a tél előtt megépül, és hogy a város fizet érte, de nem az egész árat. ",
    "tr": "Meclis eski iskelenin kıştan önce yapılmasına ve bunun için şehrin ödemesine karar verdi, ancak bu bir yıl daha sürecek. ",
    "id": "Dewan memutuskan bahwa dermaga lama itu akan dibangun sebelum musim dingin dan kota yang akan membayar untuk itu. ",
    "vi": "Hội đồng đã quyết định rằng bến tàu cũ sẽ được xây lại trước mùa đông và thành phố sẽ trả tiền cho việc này. ",
    "ru": "Совет решил, что старый пирс будет построен до зимы и что за это заплатит город, но не сразу и не весь. ",
    "uk": "Рада вирішила, що старий пірс буде збудовано до зими і що за це заплатить місто, але не відразу та не все. ",
    "el": "Το συμβούλιο αποφάσισε ότι η παλιά προβλήτα θα χτιστεί πριν από τον χειμώνα και ότι η πόλη θα πληρώσει για το έργο. ",
    "ar": "قرر المجلس أن يعاد بناء الرصيف القديم قبل الشتاء وأن تدفع المدينة كلفة ذلك من مالها في هذا العام أو الذي بعد ذلك. ",
    "fa": "شورا تصمیم گرفت که اسکله قدیمی را پیش از زمستان بسازد و شهر هزینه آن را از بودجه خود برای این کار بدهد. ",
    "he": "המועצה החליטה כי הרציף הישן ייבנה לפני החורף וכי העיר תשלם על כך, אבל לא את כל הסכום ולא מיד. ",
    "hi": "परिषद ने तय किया है कि पुराने घाट को सर्दियों से पहले फिर से बनाया जाएगा और शहर इस काम का खर्च देगा। ",
    "zh": "市议会决定在冬天之前重建旧码头，费用由城市承担，但不会一次付清。港务局说，工程将在秋天开始，春天结束。",
    "ja": "市議会は、古い桟橋を冬までに造り直し、その費用は市が払うことを決めた。工事は秋に始まり、春に終わるという。",
    "ko": "시의회는 겨울이 오기 전에 옛 부두를 다시 짓고 비용은 시가 내기로 했다. 공사는 가을에 시작해 봄에 끝난다. ",
}


def read(lang: str, text: str, head: str = "", **headers: str) -> tuple[Any, str | None]:
    found = read_language(
        parse(f"<html lang='{lang}'><head>{head}</head></html>", "https://daily.example/1", headers), text
    )
    return (found[0].value, found[0].origin) if found else None, disagreement(found)


@pytest.mark.parametrize("language", TEXTS)
def test_a_language_rightly_declared_is_believed(language: str) -> None:
    assert not seems_other(language, TEXTS[language] * 4)
    assert read(language, TEXTS[language] * 4) == ((language, "dom"), None)


@pytest.mark.parametrize("language", TEXTS)
def test_a_language_wrongly_declared_is_not(language: str) -> None:
    wrong = "en-US" if language != "en" else "de"
    chosen, warning = read(wrong, TEXTS[language] * 4)
    assert chosen == (language, "inferred")
    assert warning == f"in_language: declared {wrong}, the text is {language}"


@pytest.mark.parametrize("language", TEXTS)
def test_a_language_not_declared_is_heard(language: str) -> None:
    assert read("", TEXTS[language] * 4) == ((language, "inferred"), None)


@pytest.mark.parametrize(
    ("lang", "head", "text", "expected"),
    [
        ("en", "", TEXTS["de"][:100], ("en", "dom")),
        ("en", "<meta property=og:locale content=de_AT>", TEXTS["de"] * 4, ("de-AT", "opengraph")),
        ("de-CH", "<meta property=og:locale content=en_US>", TEXTS["de"] * 4, ("de-CH", "dom")),
        ("nb-NO", "", TEXTS["no"] * 4, ("nb-NO", "dom")),
        ("", "", "", None),
    ],
)
def test_of_several_the_one_that_fits(lang: str, head: str, text: str, expected: tuple[str, str] | None) -> None:
    assert read(lang, text, head)[0] == expected


def test_the_header_counts_last() -> None:
    headers = {"content-language": "fr"}
    assert read("", "", **headers)[0] == ("fr", "header")
    assert read("de", "", **headers)[0] == ("de", "dom")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("en", "en"), ("EN_us", "en-US"), ("zh-hant-tw", "zh-Hant-TW"), ("es-419", "es-419"), ("sr-Latn", "sr-Latn"),
        ("deu", "de"), ("jp", "ja"), ("cz", "cs"), ("ger-AT", "de-AT"), ("English", "en"), ("Português", "pt"), ("日本語", "ja"),
        ("de-DE-1996", "de-DE"), ("de, en", "de"), ("gsw", "gsw"), ("iw", "he"), (" fr ", "fr"),
        ("x-default", None), ("", None), ("klingon", None), ("a", None), (None, None), (3, None), ("{lang}", None),
    ],
)  # fmt: skip
def test_tag(said: Any, expected: str | None) -> None:
    assert tag(said) == expected


@pytest.mark.parametrize(
    ("said", "expected"), [("nb-NO", "no"), ("zh-Hans", "zh"), ("en", "en"), ("fil", "tl"), ("", "")]
)
def test_base(said: str, expected: str) -> None:
    assert base(said) == expected


@pytest.mark.parametrize("text", ["", "one two", "x" * 100_000, "12 " * 100, "— " * 100])
def test_too_little_or_nothing_is_no_reason(text: str) -> None:
    assert not seems_other("en", text[:20])
    assert isinstance(seems_other("en", text), bool)
