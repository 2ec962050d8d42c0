"""The Python API: what it gives, what it loads, what it raises; and the examples of ``docs/python.md``, run."""

from __future__ import annotations

import asyncio
import importlib.util
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import copydesk
from tests.command import ROOT
from tests.command import copydesk as command
from tests.server import WORDS, serve

PAGE = "<title>Rain</title><h1>Rain at last</h1><p>It rained in Norderhafen on Thursday, and nobody was surprised.</p>"
URL = "https://daily.example/1"
PAGES = ROOT / "tests" / "pages"
DOCS = (ROOT / "docs" / "python.md").read_text("utf-8")
EXAMPLES = re.findall(r"^```python\n(.*?)^```", DOCS, re.M | re.S)


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serve() as url:
        yield url


@pytest.mark.parametrize(
    ("html", "headline"),
    [
        (PAGE, "Rain at last"),
        (PAGE.encode(), "Rain at last"),
        ("<h1>Dåbådé ずっと</h1><p>木曜日、ノルダーハーフェンに雨が降った。誰も驚かなかった。</p>", "Dåbådé ずっと"),
        (
            "<meta charset=shift_jis><h1>雨が降った</h1><p>木曜日、ノルダーハーフェンに雨が降った。誰も驚かなかった。</p>",
            "雨が降った",
        ),  # text has been decoded already
        (
            "<meta charset=shift_jis><h1>雨が降った</h1><p>木曜日、ノルダーハーフェンに雨が降った。誰も驚かなかった。</p>".encode(
                "shift_jis"
            ),
            "雨が降った",
        ),
        ("<h1>a\ud800b c</h1><p>It rained.</p>", "a\ufffdb c"),
    ],
)
def test_extract(html: str | bytes, headline: str) -> None:
    article = copydesk.extract(html, url=URL)
    assert (article.headline, article.requested_url) == (headline, URL)
    assert article.article_body and article.id and article.date_downloaded


@pytest.mark.parametrize("url", ["", "daily.example/1", "file:///etc/passwd", "https://daily.example:80x/"])
def test_an_address_is_needed(url: str) -> None:
    with pytest.raises(ValueError, match=r"^url: expected an http or https address, got "):
        copydesk.extract(PAGE, url=url)


@pytest.mark.parametrize(
    ("html", "headers", "kind"),
    [
        ("", None, "empty"),
        ("<p></p>", None, "empty"),
        (b"%PDF-1.7", {"Content-Type": "application/pdf"}, "not-html"),
        (b"\x89PNG\r\n\x1a\n\0", None, "not-html"),
    ],
)
def test_what_is_no_article_raises(html: str | bytes, headers: dict[str, str] | None, kind: str) -> None:
    with pytest.raises(copydesk.ExtractionError) as caught:
        copydesk.extract(html, url=URL, headers=headers)
    assert caught.value.failure.kind == kind
    assert str(caught.value).startswith(URL)


def test_headers_are_read_in_any_case() -> None:
    article = copydesk.extract(PAGE, url=URL, headers={"X-Robots-Tag": "noai"})
    assert article.robots == ["noai"]


def test_the_record_is_that_of_the_command(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(PAGE, "utf-8")
    [line] = command("extract", file, "--url", URL).records
    record = copydesk.to_record(copydesk.extract(PAGE, url=URL, date_downloaded=line["date_downloaded"]))
    assert record == {**line, "discovered_via": "url"}


def test_schema_is_that_of_the_command() -> None:
    assert copydesk.schema() == json.loads(command("schema").out)


def test_extract_loads_no_scrapy() -> None:
    code = f"import sys, copydesk; copydesk.to_record(copydesk.extract({PAGE!r}, url={URL!r})); print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    ).stdout.split()
    assert not {name for name in loaded if name.split(".")[0] in ("scrapy", "twisted")}


def test_what_is_listed_is_all_that_is_public() -> None:
    public = {name for name in vars(copydesk) if name[0] != "_"} - {"annotations", "version"}
    assert public == set(copydesk.__all__)
    assert all(f"`{name}`" in DOCS or f"`{name}(" in DOCS or f"copydesk.{name}" in DOCS for name in copydesk.__all__)
    assert (ROOT / "copydesk" / "py.typed").is_file()


@pytest.mark.parametrize("workers", [0, 2])
def test_read(workers: int) -> None:
    expected = [r["url"] for r in command("extract", PAGES).records]
    assert [record["url"] for record in copydesk.read(PAGES, workers=workers)] == expected
    assert [record["url"] for record in copydesk.read([PAGES, str(PAGES)], workers=workers)] == 2 * expected


@pytest.mark.parametrize("workers", [0, 2])
def test_what_gives_no_record_is_told(tmp_path: Path, workers: int) -> None:
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    (tmp_path / "b.html").write_text("<p></p>", "utf-8")
    told: list[copydesk.Failure] = []
    records = list(copydesk.read([tmp_path, tmp_path / "none"], workers=workers, on_error=told.append))
    assert [record["headline"] for record in records] == ["Rain at last"]
    assert sorted(failure.kind for failure in told) == ["empty", "missing"]


def test_failures_are_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert list(copydesk.read(tmp_path / "none.html")) == []
    assert [(r.name, r.levelname) for r in caplog.records] == [("copydesk", "WARNING")]


@pytest.mark.parametrize("workers", [0, 2])
def test_read_stops_early(workers: int) -> None:
    records = copydesk.read([PAGES] * 50, workers=workers)
    assert next(records)["headline"]
    records.close()


def test_fetch_beside_an_event_loop(site: str) -> None:
    told: list[copydesk.Failure] = []

    async def notebook() -> list[dict[str, object]]:
        urls = [f"{site}/page/1", f"{site}/nothing", "not a url"]
        return list(copydesk.fetch(urls, allow_hosts=["127.0.0.1"], on_error=told.append))

    records = asyncio.run(notebook())
    assert [record["headline"] for record in records] == [WORDS["en"][0]]
    assert sorted(failure.kind for failure in told) == ["http", "not-a-url"]


def test_fetch_of_nothing() -> None:
    assert list(copydesk.fetch([])) == []


@pytest.mark.parametrize("place", range(len(EXAMPLES)))
def test_examples(place: int, site: str, tmp_path: Path) -> None:
    code = EXAMPLES[place].replace("https://www.example.com/", f"{site}/page/1")
    if "pandas" in code and importlib.util.find_spec("pandas") is None:
        pytest.skip("pandas is not installed")
    if "fetch(" in code:
        code = code.replace('contact="you@example.org"', 'contact="you@example.org", allow_hosts=["127.0.0.1"]')
        code += "assert frame.headline[0] and len(pictures)\n"
    if "Spider" in code:
        code += _RUN
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, timeout=60)


_RUN = """
from scrapy import signals
from scrapy.crawler import CrawlerProcess

items = []
process = CrawlerProcess({"LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False})
crawler = process.create_crawler(DailySpider)
keep = lambda item: items.append(item)
crawler.signals.connect(keep, signals.item_scraped)
process.crawl(crawler)
process.start()
assert [item["provenance"]["headline"] for item in items], items
"""
