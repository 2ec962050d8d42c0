"""The way from an alarm to its cause to a rule that mends it: the commands of the page, and what they print."""

from __future__ import annotations

import re
import shlex
import signal
import socket
from pathlib import Path

import pytest

from tests.command import ROOT, start_copydesk
from tests.forked import run_forked

CHANGING = re.compile(r"\d{4}-\d\d-\d\dT[\d:]+Z|report-\d+")
"""Times, and which of the articles are the latest."""


def steps() -> list[tuple[str, list[str]]]:
    """Commands of the page and the lines below each."""
    page = (ROOT / "docs/operations.md").read_text().partition("## From an alarm to its cause")[2]
    found: list[tuple[str, list[str]]] = []
    for line in re.findall(r"^    (.*)$", page, re.M):
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif line.strip():
            found[-1][1].append(line)
    return found


def plain(text: str) -> str:
    return " ".join(CHANGING.sub("…", text).split())


def test_the_commands_of_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    (serve, _), (export, _), *rest = [(c.replace("8765", port), lines) for c, lines in steps()]
    environment = dict(pair.split("=") for pair in shlex.split(export)[1:])
    server = start_copydesk(*shlex.split(serve)[1:-1], cwd=tmp_path)
    try:
        wait_for(tmp_path / "demo/press.ledger", int(port))
        for command, expected in rest:
            if command.startswith("printf"):
                with open(command.split(" >> ")[1], "a") as file:
                    file.write(shlex.split(command)[1].replace("\\n", "\n"))
                continue
            done = run_forked("tests.press:begin", *shlex.split(command)[1:], cwd=tmp_path, **environment)
            printed = plain(done.out.decode() + done.err)
            assert done.code == 0, done.err
            for line in expected:
                assert plain(line.replace("8765", port)) in printed, printed
        assert "Martha Quill" in (tmp_path / "now.html").read_text()
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def wait_for(ledger: Path, port: int) -> None:
    """Until the site is served and its ledger is whole."""
    import time

    for _ in range(300):
        time.sleep(0.1)
        if ledger.exists() and not list(ledger.parent.glob("press.ledger-journal")):
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    return
    raise AssertionError("the sample source is not served")
