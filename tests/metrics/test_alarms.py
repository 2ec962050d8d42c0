"""Alarms from a crawl to the command that shows them: raised once, told, and closed."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from crawler.extensions.notify import notify
from crawler.ledger import open_ledger
from crawler.ledger.model import DayTally
from crawler.metrics.packing import merge_packed, pack
from tests.command import Done
from tests.forked import run_forked
from tests.metrics.test_drift import usual
from tests.press import Press, crawl, rss, serve, source

DAY = 86_400
PICTURE = '<figure><img src="/boats-in-the-harbour.jpg" width="800" height="600"></figure>'
CAPTION = '<figure><img src="/boats-in-the-harbour.jpg" width="800" height="600"><figcaption>Boats in the harbour of the town. Photo: Ann Lee/Reuters</figcaption></figure>'


def past(ledger: Path, days: int = 30) -> None:
    """A month of which all is well."""
    today = int(time.time()) // DAY * DAY
    held = open_ledger(str(ledger))
    held.add_tallies(
        [DayTally("daily", today - n * DAY, pack(usual().to_dict())) for n in range(1, days)], merge_packed
    )
    held.close()


def put(press: Press, name: str, count: int, picture: str) -> None:
    """Put articles there, with or without a picture."""
    paths = [f"/2026/{name}-story-number-{number}" for number in range(count)]
    for path in paths:
        press.article(path, f"Story {path}", '<meta name="author" content="Ann Lee">')
        found = press.answers[path]
        found.body = found.body.replace(b"</h1>", f"</h1>{picture}".encode())  # type: ignore[union-attr]
    press.put("/rss", rss(*((path, f"Story {path}", "") for path in paths)))


def command(*arguments: str | Path) -> Done:
    return run_forked("tests.press:begin", *map(str, arguments))


def rejudge(ledger: Path) -> None:
    """As if an hour had passed."""
    import sqlite3

    from crawler.metrics.packing import unpack

    connection = sqlite3.connect(ledger)
    for source_name, day, value in connection.execute("SELECT * FROM tallies").fetchall():
        values = unpack(value)
        if values.pop("judged", None):
            changed = (pack(values), source_name, day)
            connection.execute("UPDATE tallies SET value = ? WHERE source = ? AND day = ?", changed)
    connection.commit()
    connection.close()


def test_from_the_crawl_to_the_command(tmp_path: Path) -> None:
    ledger, out = tmp_path / "l.db", tmp_path / "o.jsonl"
    past(ledger)
    told = tmp_path / "told"
    (tmp_path / "tell").write_text(f"#!/bin/sh\ncat >> {told}\n")
    (tmp_path / "tell").chmod(0o755)
    more: list[str | Path] = ["--ledger", ledger, "-o", out, "--notify", str(tmp_path / "tell")]
    with serve() as press:
        source(tmp_path, press, 'feeds = ["SITE/rss"]\n')
        put(press, "broken", 12, PICTURE)
        first = crawl(tmp_path, *more, "--receipt", tmp_path / "r.json")
        assert (
            first.code == 0
            and "daily: captions: 95 % of 560 articles with pictures before, none of the latest 12." in first.err
        )
        assert "alarms are open; copydesk alarms" in first.err
        again = crawl(tmp_path, *more, "--fail-on", "drift")
        assert again.code == 6 and "captions: 95 %" not in again.err, again.err
        rejudge(ledger)
        put(press, "mended", 60, CAPTION)
        mended = crawl(tmp_path, *more)
    assert "daily: captions-missing is over: as before again." in mended.err, mended.err
    raised, closed = [json.loads(text) for text in told.read_text().replace("}{", "}\n{").splitlines()]
    [alarm] = [a for a in raised["alarms"] if a["kind"] == "captions-missing"]
    assert alarm["examples_before"] == ["https://daily.example/before"] and len(alarm["examples_now"]) == 3
    assert "captions-missing is over" in closed["text"]
    receipt = json.loads((tmp_path / "r.json").read_text())
    assert "captions-missing" in [a["kind"] for a in receipt["alarms"]]
    found = [json.loads(line) for line in command("alarms", ledger, "--all", "--format", "json").out.splitlines()]
    kinds = {a["kind"]: a["until"] for a in found}
    assert kinds["captions-missing"]
    table = command("alarms", ledger, "--all").out.decode()
    assert "captions-missing" in table and "https://daily.example/before" in table
    tsv = command("alarms", ledger, "daily", "--all", "--format", "tsv").out.decode().splitlines()
    assert tsv[0].startswith("source\tkind\t") and len(tsv) == 1 + len(found)
    assert command("alarms", ledger, "nobody").out == b"No alarm is open.\n"


def test_nothing_is_said_of_a_new_source(tmp_path: Path) -> None:
    with serve() as press:
        source(tmp_path, press, 'feeds = ["SITE/rss"]\n')
        put(press, "new", 12, "")
        done = crawl(tmp_path, "--ledger", tmp_path / "l.db", "-o", tmp_path / "o.jsonl", "--fail-on", "drift")
    assert done.code == 0 and "alarm" not in done.err
    assert command("alarms", tmp_path / "l.db").out == b"No alarm is open.\n"


@pytest.mark.parametrize("option", [["--fail-on", "drift"], ["--notify", "true"]])
def test_a_ledger_is_needed(tmp_path: Path, option: list[str]) -> None:
    (tmp_path / "sources").mkdir()
    assert crawl(tmp_path, *option).code == 2


@contextmanager
def webhook(status: int) -> Iterator[tuple[str, list[Any]]]:
    received: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.append((self.headers["Content-Type"], json.loads(body)))
            self.send_response(status)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/hook?token=secret", received
    finally:
        server.shutdown()
        server.server_close()


def test_a_webhook_gets_json() -> None:
    with webhook(204) as (url, received):
        assert notify(url, {"text": "é"}) == ""
    assert received == [("application/json", {"text": "é"})]


@pytest.mark.parametrize(
    ("target", "said"),
    [("false", "ended with 1"), ("/no/such/command", "No such file"), ('sh -c "', "No closing quotation")],
)
def test_a_command_that_fails(target: str, said: str) -> None:
    assert said in notify(target, {}) and notify(target, {}).startswith("Alarms could not be sent to ")


def test_a_webhook_that_fails_keeps_its_token_to_itself() -> None:
    with webhook(500) as (url, _):
        said = notify(url, {})
    assert "/hook" in said and "secret" not in said and "Internal Server Error" in said
