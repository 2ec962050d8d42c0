"""``copydesk report --images``: pictures of records as one page for a person to look through."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import zstandard

from crawler.normalize.credits.entity_types import EntityType
from crawler.report.caption_checks import MARKS, ends_in_credit, marks_of
from crawler.report.contact_sheet import _KINDS, contact_sheet, hue, sheets_of, summary_of
from tests.command import copydesk
from tests.markups import MARKUPS
from tests.records import record_of

HOSTILE = "\"><script>alert(1)</script></style><b onclick=x>'&"


def image(**fields: Any) -> dict[str, Any]:
    return {"url": "https://daily.example/a.jpg", "role": "lead", **fields}


def record(*images: Any, **fields: Any) -> dict[str, Any]:
    return {"url": "https://daily.example/1", "headline": "The ship leaves", "images": list(images), **fields}


def page(*records: dict[str, Any]) -> Any:
    return lxml.html.document_fromstring("".join(contact_sheet(list(sheets_of(records)))))


def words(html: Any, name: str) -> list[str]:
    return [" ".join(e.text_content().split()) for e in html.find_class(name)]


@pytest.mark.parametrize(
    ("caption", "alt", "credit", "named", "repeated", "marks"),
    [
        ("The ship leaves.", "A ship", "Jane Doe/AFP", True, False, []),
        (None, None, "AFP", True, False, []),
        (None, "A ship", None, False, False, ["bare"]),
        ("The ship leaves.", None, None, False, False, ["no-credit"]),
        ("The ship leaves.", None, "found in a box", False, False, ["nobody"]),
        ("The ship leaves.", None, "AFP", True, True, ["repeated"]),
        ("The ship leaves.", "the ship leaves", "AFP", True, False, ["as-alt"]),
        ("…", "–", "AFP", True, False, []),
        ("The ship leaves.", None, "A" * 80, True, False, []),
        ("The ship leaves.", None, "A" * 81, True, False, ["long"]),
        ("The ship leaves. (AFP)", None, "Jane Doe", True, False, ["in-caption"]),
        ("The ship leaves. (AFP)", "The ship leaves (AFP)", None, False, True, ["in-caption", "no-credit", "repeated", "as-alt"]),
    ],
)  # fmt: skip
def test_marks(
    caption: str | None, alt: str | None, credit: str | None, named: bool, repeated: bool, marks: list[str]
) -> None:
    assert marks_of(caption, alt, credit, named, repeated) == marks


@pytest.mark.parametrize(
    ("caption", "ends"),
    [
        ("The ship leaves. (AP Photo/Jane Doe, File)", True),
        ("The ship leaves. Photo: Jane Doe", True),
        ("The ship leaves. (Photo: Jane Doe", True),
        ("The ship leaves © Jane Doe", True),
        ("배가 떠난다. [사진=연합뉴스]", True),
        ("The ship leaves. Reuters photo by our man", True),
        ("The ship leaves.", False),
        ("The ship leaves (left).", False),
        ("Reuters and AFP have their offices here.", False),
        ("The ship leaves. It was built by hand.", False),
        ("A mural by Banksy on a wall in Kyiv.", False),
        ("The ship (left) and the quay", False),
        ("…", False),
        ("", False),
    ],
)
def test_ends_in_credit(caption: str, ends: bool) -> None:
    assert ends_in_credit(caption) is ends


@pytest.mark.parametrize("markup", MARKUPS)
def test_a_page_of_every_markup_shows_its_pictures(markup: str) -> None:
    content = json.loads((Path(__file__).parents[1] / "pages" / "harbour.json").read_text("utf-8"))
    html = page(record_of(MARKUPS[markup](content), content["url"]))
    assert words(html, "caption") == [i["caption"] for i in content["images"]]
    assert words(html, "credit") == [i["credit_text"] for i in content["images"]]
    assert words(html, "creator") == ["Jane Doe"]
    assert words(html, "organization") == ["Reuters", "Yonhap", "Agence France-Presse"]
    assert words(html, "marks") == []
    assert [e.get("src") for e in html.iter("img")] == [i["url"] for i in content["images"]]
    assert words(html, "how")[1] == "read by: credit alone Jane Doe (person) · AFP (agency)"


def test_pictures_load_late_and_tell_no_referrer() -> None:
    (picture,) = page(record(image())).iter("img")
    assert (picture.get("loading"), picture.get("referrerpolicy"), picture.get("alt")) == ("lazy", "no-referrer", "")


def test_nothing_comes_from_elsewhere_but_the_pictures() -> None:
    html = page(record(image(caption="The ship leaves.", credit_text="AFP")))
    assert not list(html.iter("script", "link", "iframe", "object"))
    assert "url(" not in html.findtext(".//style") and "@import" not in html.findtext(".//style")
    (policy,) = html.xpath("//meta[@http-equiv]/@content")
    assert policy.startswith("default-src 'none'")


def test_what_a_page_says_is_text() -> None:
    names = ("caption", "alt", "credit_text", "role", "url")
    hostile = image(**dict.fromkeys(names, HOSTILE), creators=[HOSTILE], source_organizations=[HOSTILE])
    html = page(record(hostile, url=HOSTILE, headline=HOSTILE, in_language=HOSTILE))
    assert not list(html.iter("script", "b"))
    assert not html.xpath("//@onclick")
    assert len(list(html.iter("style"))) == 1
    assert html.findtext(".//h2/bdi") == HOSTILE
    assert words(html, "caption") == words(html, "credit") == words(html, "organization") == [HOSTILE]


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", " JavaScript:alert(1)", "java\tscript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//daily.example/a.jpg", "a.jpg", "", "http://[", None, 7],
)  # fmt: skip
def test_only_web_addresses_become_links(url: Any) -> None:
    html = page(record(image(url=url), url=url))
    assert not html.xpath("//@href | //@src")
    assert "no address to load" in html.text_content()


@pytest.mark.parametrize(
    "images",
    [[None], ["a.jpg"], [7, []], [{}], [{"url": 7, "caption": [], "creators": "Jane Doe", "source_organizations": [None, 3, ""]}]],
)  # fmt: skip
def test_values_of_a_wrong_type_count_as_missing(images: list[Any]) -> None:
    html = page(record(*images, headline=3, in_language=[]))
    assert words(html, "caption") == words(html, "chips") == []


def test_cards_lie_under_their_article_and_carry_its_marks() -> None:
    good, bad = image(caption="The ship leaves.", credit_text="AFP", source_organizations=["AFP"]), image()
    html = page(record(good), record(good, bad), record())
    articles = html.xpath("//section[starts-with(@class, 'article')]")
    assert [a.get("class").split() for a in articles] == [["article"], ["article", "suspicious", "bare"]]
    assert [len(a.find_class("card")) for a in articles] == [1, 2]


def test_a_caption_that_equals_its_alt_is_marked_and_not_suspicious() -> None:
    html = page(
        record(image(caption="The ship leaves.", alt="The ship leaves", credit_text="AFP", creators=["Jane Doe"]))
    )
    (card,) = html.find_class("card")
    assert card.get("class").split() == ["card", "as-alt"]
    assert words(html, "marks") == [MARKS["as-alt"]]
    assert "suspicious only (0)" in html.text_content()


def test_every_mark_has_its_filter() -> None:
    one = image(caption="The ship leaves.", alt="The ship leaves")
    html = page(record(one, one, image(), image(caption="It sails. (AFP)", credit_text="x" * 81)))
    shown = set(html.xpath("//input[@type='radio']/@id"))
    assert shown == {"all", "suspicious"} | {f"show-{mark}" for mark in MARKS}
    for mark in MARKS:
        assert f"#show-{mark}:checked" in html.findtext(".//style")


def test_summary() -> None:
    by_afp = image(caption="The ship leaves.", credit_text="AFP", source_organizations=["Agence France-Presse"])
    found = image(credit_text="found in a box")
    summary = summary_of(list(sheets_of([record(by_afp, found), record(by_afp, found, image())])))
    assert (summary.articles, summary.pictures, summary.suspicious) == (2, 5, 3)
    assert dict(summary.shares) == {"caption": 2, "credit": 4, "creators": 0, "organizations": 2, "alt": 0}
    assert summary.organizations == [("Agence France-Presse", 2)]
    assert summary.unread == [("found in a box", 2)]
    assert {mark: count for mark, count in summary.marks.items() if count} == {"nobody": 2, "bare": 1}


def test_no_pictures() -> None:
    assert "No pictures." in page().text_content()


def test_a_name_keeps_its_colour() -> None:
    assert hue("Reuters") == hue("Reuters") != hue("Yonhap")
    assert all(0 <= hue(name) < 360 for name in ("", "연합뉴스", "\ud800"))


def test_every_kind_has_a_word() -> None:
    assert set(_KINDS) == set(EntityType)


LINE = json.dumps(record(image(caption="The ship leaves \ud800.", credit_text="AFP"))).encode() + b"\n"


@pytest.mark.parametrize(
    "data",
    [LINE, b"\xef\xbb\xbf" + LINE, LINE.rstrip(), b"\n\n" + LINE + b"\r\n", gzip.compress(LINE), zstandard.compress(LINE)],
    ids=["plain", "byte order mark", "no newline", "blank lines", "gzip", "zstd"],
)  # fmt: skip
def test_reads_files_and_standard_input(data: bytes, tmp_path: Path) -> None:
    path, out = tmp_path / "records", tmp_path / "sheet.html"
    path.write_bytes(data)
    done = copydesk("report", "--images", path, "-o", out)
    assert (done.code, done.out, done.err) == (0, b"", "")
    assert "The ship leaves �." in out.read_text("utf-8")
    assert copydesk("report", "--images", "-", stdin=data).out == out.read_bytes()


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        (b"{no json}", "Line 2 of standard input is not valid JSON."),
        (b"\xff\xfe\x00", "Line 2 of standard input is not valid JSON."),
        (b"[" * 100_000, "Line 2 of standard input is not valid JSON."),
        (b"[1]", "Line 2 of standard input is not an article record: it has no list of images."),
        (b'{"images": null}', "Line 2 of standard input is not an article record: it has no list of images."),
    ],
)
def test_a_bad_line_is_told_and_costs_no_other_line(bad: bytes, sentence: str) -> None:
    done = copydesk("report", "--images", "-", stdin=LINE + bad + b"\n" + LINE)
    assert (done.code, done.err) == (23, sentence + "\n")
    assert done.out.count(b"<figure") == 2


def test_many_bad_lines_are_counted() -> None:
    done = copydesk("report", "--images", "-", stdin=b"<p>\n" * 500)
    assert len(done.err.splitlines()) == 21
    assert "480 more" in done.err


@pytest.mark.parametrize("cut", [5, 12], ids=["a little", "more"])
def test_a_cut_off_file_gives_what_it_has(cut: int, tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl.gz"
    path.write_bytes((gzip.compress(LINE) + gzip.compress(LINE))[:-cut])
    done = copydesk("report", "--images", path)
    assert done.code == 23
    assert "truncated" in done.err
    assert done.out.count(b"<figure") >= 1


def test_a_missing_file(tmp_path: Path) -> None:
    done = copydesk("report", "--images", "none.jsonl", cwd=tmp_path)
    assert (done.code, done.out, done.err) == (21, b"", "There is no file none.jsonl.\n")


def test_a_folder(tmp_path: Path) -> None:
    done = copydesk("report", "--images", tmp_path)
    assert (done.code, done.out) == (21, b"")
    assert "has no files of records" in done.err


def test_never_replaces_the_records(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(LINE)
    done = copydesk("report", "--images", path, "-o", path)
    assert done.code == 2
    assert path.read_bytes() == LINE
