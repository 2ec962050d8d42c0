"""A page gives the same record in every process, whatever the order of its sets."""

from __future__ import annotations

from pathlib import Path

from tests.command import ROOT, copydesk_process

GALLERY = "".join(
    f"<div class='g{place % 3}'><p>Paragraph {place} of the report about the harbour, which is long enough to be text.</p>"
    f"<a href='/full/pier-{place}_964f67af-4acb-43ae-8465-3f3bd1aef{place:03}_2048x.jpg'>"
    f"<img src='/s/pier-{place}_964f67af-4acb-43ae-8465-3f3bd1aef{place:03}_100x.jpg' alt='Pier {place}'></a>"
    f"<img src='/s/pier-{place % 4}-1.jpg'></div>"
    for place in range(12)
)


def test_records_do_not_depend_on_the_order_of_sets(tmp_path: Path) -> None:
    page = tmp_path / "gallery.html"
    page.write_text(f"<title>Pier</title><h1>The pier in pictures</h1><main>{GALLERY}</main>", "utf-8")
    runs = [
        copydesk_process("extract", page, ROOT / "tests" / "pages", PYTHONHASHSEED=str(seed)).out for seed in range(4)
    ]
    assert runs[0] and len(set(runs)) == 1
