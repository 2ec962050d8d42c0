"""A site for tests, served by a real HTTP server process on loopback: good pages, and every way of failing."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

WORDS = {
    "en": ("Harbour opens again", "The harbour opened again on Thursday after three days of storm, its office said. "),
    "ja": ("港が再開した", "嵐が三日続いたあと、港は木曜日に再開したと港湾事務所が発表した。漁船は朝から戻っている。"),
    "ko": ("항구가 다시 열렸다", "사흘간의 폭풍이 지나간 뒤 목요일에 항구가 다시 문을 열었다고 항만 사무소가 밝혔다. "),
    "ru": ("Порт снова открыт", "Порт снова открылся в четверг после трёх дней шторма, сообщила его администрация. "),
}
ENCODINGS = {"shift_jis": "ja", "euc-kr": "ko", "windows-1251": "ru", "utf-8": "ko"}


def page(language: str = "en", meta: str = "") -> str:
    """An article in a language."""
    headline, sentence = WORDS[language]
    text = "".join(f"<p>{sentence * 3}</p>" for _ in range(3))
    return (
        f'<!doctype html><html lang="{language}"><head>{meta}<title>{headline}</title></head>'
        f"<body><article><h1>{headline}</h1>{text}</article></body></html>"
    )


class Site(BaseHTTPRequestHandler):
    """Each path is one behaviour."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # one packet for head and body
    tries: dict[str, int] = {}  # noqa: RUF012 (counts over all requests)

    def do_GET(self) -> None:
        """Answer by the first part of the path."""
        name, _, rest = self.path.strip("/").partition("/")
        self.tries[self.path] = self.tries.get(self.path, 0) + 1
        answer = getattr(self, f"get_{name.replace('.', '_').replace('-', '_') or 'page'}", None)
        if answer:
            answer(rest)
        else:
            self.send(b"<h1>Not found</h1>", status=404)

    def send(self, body: bytes, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str) -> None:
        """A whole response."""
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            if value:
                self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def get_robots_txt(self, rest: str) -> None:
        """By the name of the host: that of "localhost" is broken."""
        broken = self.headers["Host"].startswith("localhost")
        self.send(b"User-agent: *\nDisallow: /private/\n", "text/plain", 503 if broken else 200)

    def get__well_known(self, rest: str) -> None:
        """What the site says of text and data mining."""
        said = [
            {"location": "/", "tdm-reservation": 0},
            {"location": "/page/r*", "tdm-reservation": 1, "tdm-policy": "/tdm"},
        ]
        self.send(json.dumps(said).encode(), "application/json")

    def get_asked(self, rest: str) -> None:
        """How often that was asked for."""
        self.send(page().replace("Harbour opens again", f"Asked {self.tries.get('/' + rest, 0)} times").encode())

    def get_page(self, rest: str) -> None:
        self.send(page().encode())

    get_private = get_page

    def get_titled(self, rest: str) -> None:
        self.send(page().replace(WORDS["en"][0], unquote(rest)).encode())

    def get_edited(self, rest: str) -> None:
        """Another headline from the second time on, another body from the third."""
        tries = self.tries[self.path]
        text = page().replace("Harbour opens", "Harbour of Vik opens" if tries > 1 else "Harbour opens")
        self.send((text.replace("three days", "four days") if tries > 2 else text).encode())

    def get_growing(self, rest: str) -> None:
        """A list with one article more each time."""
        links = (f'<a href="/page/{rest}-{number}">x</a>' for number in range(self.tries[self.path]))
        self.send("".join(links).encode())

    def get_list_rss(self, rest: str) -> None:
        link = f"http://{self.headers['Host']}/page/rss-1"
        self.send(f"<rss><channel><item><link>{link}</link></item></channel></rss>".encode(), "application/rss+xml")

    def get_list_xml(self, rest: str) -> None:
        link = f"http://{self.headers['Host']}/page/sitemap-1"
        self.send(f"<urlset><url><loc>{link}</loc></url></urlset>".encode(), "application/xml")

    def get_one_slow(self, rest: str) -> None:
        """A list of one article, which takes so many seconds."""
        self.send(f'<a href="/slow/{rest}">x</a>'.encode())

    def get_tagged(self, rest: str) -> None:
        """A page with an ETag, that is sent to those alone who do not have it; another from the third time on."""
        body = page().replace("three days", "four days" if self.tries[self.path] > 2 else "three days").encode()
        tag = f'"{len(body)}"'
        if self.headers["If-None-Match"] == tag:
            self.send(b"", status=304, ETag=tag)
        else:
            self.send(body, ETag=tag, Last_Modified="Tue, 24 Nov 2026 10:00:00 GMT")

    def get_to_tagged(self, rest: str) -> None:
        self.send(b"", status=301, Location=f"/tagged/{rest}")

    def get_tagged_hollow(self, rest: str) -> None:
        if self.headers["If-None-Match"]:
            self.send(b"", status=304)
        else:
            self.send(b"<html><head></head><body></body></html>", ETag='"1"')

    def get_canonical(self, rest: str) -> None:
        self.send(page(meta='<link rel="canonical" href="/canonical/1">').encode())

    def get_agent(self, rest: str) -> None:
        self.send(page().replace("Harbour opens again", self.headers["User-Agent"]).encode())

    def get_declared(self, rest: str) -> None:
        self.send(page(ENCODINGS[rest]).encode(rest), f"text/html; charset={rest}")

    def get_undeclared(self, rest: str) -> None:
        self.send(page(ENCODINGS[rest]).encode(rest), "text/html")

    def get_by_meta(self, rest: str) -> None:
        self.send(page(ENCODINGS[rest], f'<meta charset="{rest}">').encode(rest), "text/html")

    def get_packed(self, rest: str) -> None:
        self.send(pack(page().encode(), rest), Content_Encoding=rest)

    def get_bomb(self, rest: str) -> None:
        self.send(gzip.compress(b"<p>" + b" " * 50_000_000), Content_Encoding="gzip")

    def get_moved(self, rest: str) -> None:
        self.send(b"", status=int(rest), Location=f"/page/{rest}")

    def get_circle(self, rest: str) -> None:
        self.send(b"", status=302, Location="/circle")

    def get_maze(self, rest: str) -> None:
        self.send(b"", status=302, Location=f"/maze/{int(rest) + 1}")

    def get_status(self, rest: str) -> None:
        self.send(b"<h1>Sorry</h1><p>Something went wrong.</p>", status=int(rest))

    def get_soft_404(self, rest: str) -> None:
        self.send(
            b"<html><head><title>Page not found</title></head><body><h1>Page not found</h1><p>Sorry.</p></body></html>"
        )

    def get_later(self, rest: str) -> None:
        """503 with Retry-After, then the page."""
        if self.tries[self.path] > 1:
            self.send(page().encode())
        else:
            self.send(b"", status=503, Retry_After=rest)

    def get_slow(self, rest: str) -> None:
        time.sleep(float(rest))
        self.get_page(rest)

    def get_cut_off(self, rest: str) -> None:
        body = page().encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body) + 1000))
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def get_endless(self, rest: str) -> None:
        """A page that drips for ever."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        for _ in range(1000):
            self.wfile.write(b"<p>Still going.</p>")
            self.wfile.flush()
            time.sleep(0.05)

    def get_large(self, rest: str) -> None:
        self.send(b"<p>" + b"a " * 25_000_000)

    def get_large_unsaid(self, rest: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Connection", "close")
        self.end_headers()
        for _ in range(50):
            self.wfile.write(b"a " * 500_000)
        self.close_connection = True

    def get_picture(self, rest: str) -> None:
        self.send(b"\x89PNG\r\n\x1a\n" + bytes(1000), "image/png")

    def get_unnamed_picture(self, rest: str) -> None:
        self.send(b"\x89PNG\r\n\x1a\n" + bytes(1000), "")

    def get_lying_picture(self, rest: str) -> None:
        self.send(b"\x89PNG\r\n\x1a\n" + bytes(1000))

    def get_empty(self, rest: str) -> None:
        self.send(b"")

    def get_hollow(self, rest: str) -> None:
        self.send(b"<html><head></head><body></body></html>")

    def get_deep(self, rest: str) -> None:
        self.send(page().replace("<article>", "<article>" + "<div>" * 10_000).encode())

    def get_laughs(self, rest: str) -> None:
        levels = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
        head = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "lol">{levels}]>'
        self.send((head + page().replace("<h1>", "<p>&l9;</p><h1>")).encode(), "application/xhtml+xml")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def handle(self) -> None:
        """A client may leave at any time."""
        try:
            super().handle()
        except OSError:
            self.close_connection = True


def pack(body: bytes, coding: str) -> bytes:
    """The body in a content coding."""
    if coding == "br":
        import brotli

        return bytes(brotli.compress(body))
    if coding == "zstd":
        import zstandard

        return zstandard.compress(body)
    return gzip.compress(body)


@contextmanager
def serve() -> Iterator[str]:
    """The address of the site, served by a process of its own."""
    root = Path(__file__).parents[1]
    process = subprocess.Popen([sys.executable, "-m", "tests.server"], cwd=root, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.kill()
        process.wait()


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    print(server.server_port, flush=True)
    server.serve_forever()
