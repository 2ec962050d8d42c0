"""Nothing that leaves us steers a terminal: records of a hostile page, logs, messages, tables."""

from __future__ import annotations

import json
import logging
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from crawler.cli.credit import credit
from crawler.errors import Failure
from crawler.report.live import JsonLines, to_table
from crawler.report.logs import PrintableFormatter
from crawler.report.run_report import RunReport
from crawler.report.source_counts import SourceCounts
from tests.command import copydesk

EVIL = "&#27;]0;x&#7;&#8238;&#x9b;&#8297;\x1b[2J\u202e"
CONTROLS = "\x1b]0;x\x07\x9b\u202e\u2066"
META = (
    "author description keywords robots googlebot date language og:site_name og:title og:url og:image og:video og:audio "
    "article:section article:tag article:author article:published_time dc.rights dc.publisher twitter:image copyright "
    "tdm-reservation tdm-policy og:locale og:type og:image:alt"
).split()
JSON_LD = {
    "@context": "https://schema.org", "@type": "NewsArticle", "headline": f"Rain{CONTROLS}",
    "author": {"@type": "Person", "name": f"Ann Lee{CONTROLS}", "url": f"https://h.example/{CONTROLS}", "email": f"a@b.example{CONTROLS}", "jobTitle": CONTROLS},
    "image": {"@type": "ImageObject", "url": f"https://h.example/{CONTROLS}.jpg", "caption": f"Boats{CONTROLS}", "license": f"https://h.example/{CONTROLS}", "acquireLicensePage": "javascript:x", "creditText": f"AP{CONTROLS}", "copyrightNotice": f"AP{CONTROLS}"},
    "license": f"https://h.example/{CONTROLS}", "isBasedOn": f"https://other.example/{CONTROLS}", "inLanguage": f"en{CONTROLS}",
    "video": {"@type": "VideoObject", "contentUrl": f"https://h.example/{CONTROLS}.mp4", "name": CONTROLS},
    "audio": {"@type": "AudioObject", "contentUrl": "data:audio/mp3,x", "name": CONTROLS},
    "correction": f"Corrected{CONTROLS}", "datePublished": f"2026-11-26T10:00:00Z{CONTROLS}", "publisher": {"name": CONTROLS}, "copyrightHolder": CONTROLS,
}  # fmt: skip
TEXT = "The council of the town met on Monday and decided that the old pier will be rebuilt."


def page() -> str:
    metas = "".join(f'<meta name="{name}" property="{name}" content="https://h.example/{EVIL}">' for name in META)
    body = "".join(
        f"<{tag}>{TEXT} {EVIL}</{tag}>" for tag in ("p", "h2", "li", "blockquote", "td", "pre", "figcaption", "cite")
    )
    return (
        f'<html lang="en"><head><link rel="canonical" href="https://h.example/a?{EVIL}"><title>Rain {EVIL}</title>{metas}'
        f'<script type="application/ld+json">{json.dumps(JSON_LD)}</script></head><body><article><h1>Rain {EVIL}</h1>'
        f'<p class="byline">By Ann {EVIL} Lee</p><p>{TEXT}</p>{body}<figure><img src="https://h.example/{EVIL}.jpg" '
        f'alt="{EVIL}"><figcaption>Boats {EVIL}. Photo: {EVIL}Jane Doe/AP</figcaption></figure><pre>a&#11;b&#12;c&#8232;d'
        f'&#133;e</pre><iframe src="https://www.youtube.com/embed/a?{EVIL}"></iframe><p>{TEXT}</p></article></body></html>'
    )


def steering(text: str) -> set[str]:
    """Control and formatting characters but line ends."""
    return {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") and c != "\n"}


def strings(value: Any) -> Iterator[str]:
    """All texts within a value, keys among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for inner in value.items() if isinstance(value, dict) else value:
            yield from strings(inner)
    elif isinstance(value, tuple):
        yield from strings(list(value))


@pytest.mark.parametrize("form", ["jsonl", "json", "md", "text"])
def test_a_hostile_page(tmp_path: Path, form: str) -> None:
    (tmp_path / "page.html").write_text(page(), "utf-8")
    done = copydesk("extract", tmp_path / "page.html", "--format", form)
    text = done.out.decode()
    assert done.code == 0 and "council of the town" in text and not steering(text + done.err)
    assert "breaks the contract" not in text and "javascript:" not in text and "data:" not in text
    if form == "jsonl":
        assert not any(map(steering, strings(done.records[0])))


def test_a_log_is_printable(capsys: pytest.CaptureFixture[str]) -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(PrintableFormatter(logging.Formatter("%(levelname)s\t%(message)s")))
    try:
        raise ValueError(CONTROLS)
    except ValueError:
        handler.handle(logging.LogRecord("a", logging.ERROR, "", 0, "GET %s", (CONTROLS,), None))
    err = capsys.readouterr().err
    assert err.startswith("ERROR\tGET \ufffd]0;x") and steering(err) <= {"\t"}


def test_scrapys_log_is_printable(tmp_path: Path) -> None:
    done = copydesk("fetch", f"http://127.0.0.1:1/{CONTROLS}", "-v", "-o", tmp_path / "out.jsonl")
    assert "127.0.0.1:1" in done.err and "[scrapy" in done.err and not steering(done.err)


def test_a_table_of_a_crawl_and_its_lines(capsys: pytest.CaptureFixture[str]) -> None:
    from rich.console import Console

    Console(force_terminal=False).print(to_table({f"a[red]{CONTROLS}": SourceCounts(found=1)}, 1, 5))
    shown = capsys.readouterr().out
    assert "a[red]" in shown and not steering(shown)
    JsonLines(dict).say(CONTROLS)
    line = capsys.readouterr().err
    assert json.loads(line)["message"] == CONTROLS and not steering(line)


def test_a_file_of_errors(tmp_path: Path) -> None:
    from crawler.report.console import Console

    report = RunReport(Console(False), str(tmp_path / "errors.jsonl"))
    report.opened()
    report.failed(Failure(CONTROLS, "http", CONTROLS))
    report.closed("finished")
    text = (tmp_path / "errors.jsonl").read_text()
    assert not steering(text) and json.loads(text)["url"] == CONTROLS


def test_a_credit_is_printable() -> None:
    done = CliRunner().invoke(credit, [f"Boats{CONTROLS}. (AP Photo/Jane{CONTROLS} Doe)"])
    assert done.exit_code == 0 and not steering(done.output)
