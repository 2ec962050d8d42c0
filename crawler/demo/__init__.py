"""A sample site on loopback, for a machine without the web: five pages in five languages, markups and encodings."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from threading import Thread

Page = tuple[str, bytes]


def load_pages() -> dict[str, Page]:
    """Type and body of each page, by its path."""
    here = files(__name__)
    table = tomllib.loads(here.joinpath("site.toml").read_text("utf-8"))
    return {
        page["path"]: (page["type"], here.joinpath(page["file"]).read_text("utf-8").encode(page["encoding"]))
        for page in table["page"]
    }


@contextmanager
def served(pages: dict[str, Page] | None = None, port: int = 0) -> Iterator[list[str]]:
    """The addresses of the pages, by default the bundled ones, while the site is up; by default on a free port."""
    pages = pages or load_pages()
    site = {"/robots.txt": ("text/plain", b"User-agent: *\nAllow: /\n"), **pages}
    server = ThreadingHTTPServer(("127.0.0.1", port), type("Handler", (_Handler,), {"site": site}))
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield [f"http://127.0.0.1:{server.server_port}{path}" for path in pages]
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    """Answers from a table, and keeps no log."""

    site: dict[str, Page]

    def do_GET(self) -> None:
        kind, body = self.site.get(self.path, ("", b""))
        self.send_response(200 if kind else 404)
        self.send_header("Content-Type", kind or "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass
