"""Sites for tests whose every answer the test itself gives, served on loopback, with a log of what was asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.command import Done
from tests.forked import run_forked
from tests.server import page

RULES = ("/robots.txt", "/.well-known/tdmrep.json")


@dataclass
class Answer:
    """What an address answers."""

    body: bytes = b""
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Asked:
    """A request as it came in."""

    path: str
    at: float
    agent: str
    head: dict[str, str] = field(default_factory=dict)
    """Its header fields, names in lower case."""


@dataclass
class Press:
    """A site: answers by path, which may change while it is served; what is not there is 404."""

    url: str
    answers: dict[str, Answer | Callable[[int], Answer]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def put(self, path: str, body: str | bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> None:
        """Answer a path with a body, in which ``SITE`` is the address of the site."""
        data = body.encode() if isinstance(body, str) else body
        data = data.replace(b"SITE", self.url.encode())
        self.answers[path] = Answer(data, kind, headers={k.replace("_", "-"): v for k, v in headers.items()})

    def article(self, path: str, headline: str = "Harbour opens again", meta: str = "", text: str = "") -> None:
        """Put an article there; each has a text of its own, or that of another path."""
        words = page(meta=meta).replace("Harbour opens again", headline)
        self.put(path, words.replace("three days", f"{text or path} days"))

    def paths(self, start: str = "/") -> list[str]:
        """Paths asked for so far, in order, those of a site's own rules aside."""
        return [a.path for a in self.asked if a.path.startswith(start) and a.path not in RULES]


@contextmanager
def serve(host: str = "127.0.0.1") -> Iterator[Press]:
    """A site on a loopback address."""
    press = Press("")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1

        def do_GET(self) -> None:
            head = {name.lower(): value for name, value in self.headers.items()}
            press.asked.append(Asked(self.path, time.monotonic(), head.get("user-agent", ""), head))
            missing = press.answers.get(self.path.split("?")[0], Answer(b"<h1>Not found</h1>", status=404))
            found = press.answers.get(self.path, missing)
            answer = found(press.paths().count(self.path)) if callable(found) else found
            self.send_response(answer.status)
            head = {"Content-Type": answer.kind, "Content-Length": str(len(answer.body)), **answer.headers}
            for name, value in head.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

        def handle(self) -> None:
            try:
                super().handle()
            except OSError:
                self.close_connection = True

    server = ThreadingHTTPServer((host, 0), Handler)
    server.daemon_threads = True
    press.url = f"http://{host}:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield press
    finally:
        server.shutdown()
        server.server_close()


def rss(*items: tuple[str, str, str]) -> str:
    """A feed; an item is a path, a title and more elements of it."""
    entries = "".join(f"<item><link>SITE{p}</link><title>{t}</title>{more}</item>" for p, t, more in items)
    return f'<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Daily</title>{entries}</channel></rss>'


DATED = "<pubDate>Tue, 24 Nov 2026 0{}:00:00 GMT</pubDate>"


def source(folder: Path, press: Press, lines: str, name: str = "daily") -> None:
    """Write a source file, in which ``SITE`` is the address of the site."""
    path = folder / "sources" / f"{name}.toml"
    path.parent.mkdir(exist_ok=True)
    delay = "" if "delay" in lines else "delay = 0\n"
    path.write_text(f'name = "{name}"\nhome = "{press.url}/"\n{delay}' + lines.replace("SITE", press.url))


def crawl(folder: Path, *arguments: str | Path) -> Done:
    """Run ``copydesk crawl`` over the sources of a folder."""
    hosts = [f"--allow-host=127.0.0.{number}" for number in range(1, 9)]
    return run_forked("tests.press:begin", "crawl", "--sources", str(folder / "sources"), *hosts, *map(str, arguments))


def begin(*arguments: str) -> None:
    """The command itself."""
    from crawler.cli import group

    group(arguments, prog_name="copydesk")
