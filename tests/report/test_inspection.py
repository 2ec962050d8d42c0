"""A page next to its record: its fields are marked, and it is sanitized."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from crawler.archive import Stored
from crawler.report.inspection import inspection_page
from crawler.report.marks import MARK
from crawler.report.sanitize import sanitize, to_html
from crawler.workers.inspect import inspect_page, page_of
from tests.cli.test_explain import HTML, URL
from tests.command import copydesk
from tests.forked import run_forked
from tests.report.browser import Page

HOSTILE = HTML.replace("</article>", """<script>document.title='run'</script><img src=x onerror="document.title='run'">
<a href="javascript:document.title='run'" onclick="document.title='run'">x</a><iframe srcdoc="<script>1</script>"></iframe>
<form action="https://evil.example/"><input name=a>Kept words</form><svg><script>1</script><a xlink:href="javascript:1">t</a></svg>
<p style="background:url(https://evil.example/p.png)">y</p><link rel=stylesheet href="https://evil.example/s.css">
<style>p{background:url(https://evil.example/q.png)}</style><meta http-equiv=refresh content="0;url=https://evil.example/">
<video src="https://evil.example/v.mp4" poster="https://evil.example/v.png"></video><math><mi xlink:href="javascript:1">m</mi></math>
<object data="https://evil.example/o"></object></article>""")  # fmt: skip


def stored(text: str = HTML) -> Stored:
    return Stored(URL, {"content-type": "text/html; charset=utf-8"}, text.encode(), "2026-05-01T00:00:00Z", "file")


def written(text: str = HTML) -> str:
    page = stored(text)
    return inspection_page(page, inspect_page(page))


def inner(page: str) -> html.HtmlElement:
    """The page within."""
    return html.fromstring(html.fromstring(page).xpath("//iframe/@srcdoc")[0])


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("headline", "Old pier breaks in the storm"),
        ("byline", "By Tom Birch"),
        ("caption", "The pier at noon."),
    ],
)
def test_fields_are_marked_where_the_page_says_them(field: str, text: str) -> None:
    [element] = inner(written()).xpath(f"//*[@{MARK}='{field}']")
    assert text in element.text_content()
    assert field in element.get("title")


def test_what_lost_is_told_on_hover_and_beside() -> None:
    [headline] = inner(written()).xpath(f"//*[@{MARK}='headline']")
    assert "lost: You must see this pier (opengraph)" in headline.get("title")
    assert "You must see this pier (opengraph)" in html.fromstring(written()).xpath("string(//section)")
    assert len(inner(written()).xpath(f"//*[@{MARK}='body']")) == 5 and inner(written()).xpath(
        f"//img[@{MARK}='image']"
    )


def test_nothing_of_a_page_runs_or_loads() -> None:
    found = inner(written(HOSTILE))
    assert not found.xpath("//script | //iframe | //svg | //link | //form | //input | //object | //video | //math")
    assert not found.xpath("//meta[not(@charset) and not(contains(@content, \"default-src 'none'\"))]")
    assert not found.xpath("//@href | //@src | //@action | //@onclick | //@onerror | //@srcset | //@poster")
    assert "evil.example" not in written(HOSTILE).split("</iframe>")[0] and "Kept words" in found.text_content()


@pytest.mark.parametrize("text", ["", "<p>", "<!-- a --><?pi?>b", "<svg>tail</svg> of text", "<table><td>x"])
def test_any_tree_is_taken(text: str) -> None:
    assert isinstance(to_html(sanitize(page_of(stored(f"<html><body>{text}</body></html>")).root)), str)


def test_the_command(tmp_path: Path) -> None:
    (tmp_path / "pier.html").write_text(HTML)
    done = run_forked(
        "tests.press:begin", "inspect", str(tmp_path / "pier.html"), "--url", URL, "--html", str(tmp_path / "o.html")
    )
    assert done.code == 0, done.err
    assert "Old pier breaks in the storm" in (tmp_path / "o.html").read_text()
    assert copydesk("inspect", tmp_path / "none.html", "--html", tmp_path / "o.html").code == 21


@pytest.mark.parametrize("width", [390, 1280])
def test_a_browser_shows_it_and_runs_nothing(tmp_path: Path, page: Page, width: int) -> None:
    (tmp_path / "o.html").write_text(written(HOSTILE))
    page.show(tmp_path / "o.html", width, "light")
    assert page.requests == [] or all(url.startswith("about:") for url in page.requests)
    assert page.evaluate("document.title") != "run" and page.overflow() <= 0
    assert page.contrast() >= 4.5
    assert page.frame_text("[data-copydesk=headline]") == "Old pier breaks in the storm"
