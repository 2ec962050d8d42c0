"""No request to an address that is not public: by a real server on loopback that counts who connects."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from threading import Thread
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response

from crawler.middlewares.guard import Guard, PrivateAddress
from crawler.net.resolver import allowed_hosts, proxy_hosts
from crawler.normalize.request_urls import without_userinfo
from tests.command import Done, copydesk
from tests.forked import run_forked
from tests.server import page


def begin(*urls: str) -> int:
    """The crawl itself."""
    from crawler.cli.run import run

    chosen = {"output": "-", "form": None, "errors": "/dev/stderr", "progress": False, "verbose": False}
    settings = {"TWISTED_DNS_RESOLVER": "tests.names.Names", "RETRY_TIMES": 0, "DOWNLOAD_TIMEOUT": 20}
    return run("url", chosen, settings, urls=urls)


class Server(ThreadingHTTPServer):
    """Counts connections and the paths that are asked for; also a proxy."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.connections = 0
        self.paths: list[str] = []

    def get_request(self) -> Any:
        self.connections += 1
        return super().get_request()


class Handler(BaseHTTPRequestHandler):
    """A page, or after /to/ a redirect, or after /refresh/ a page that leads on."""

    server: Server

    def do_GET(self) -> None:
        self.server.paths.append(self.path)
        port = self.server.server_port
        kind, _, target = self.path.strip("/").partition("/")
        target = target.replace("PORT", str(port))
        if self.path == "/robots.txt" and self.headers["Host"].startswith("robots."):
            kind, target = "to", f"http://127.0.0.1:{port}/secret"
        body = page(meta=f'<meta http-equiv="refresh" content="0; url={target}">' if kind == "refresh" else "").encode()
        self.send_response(302 if kind == "to" else 404 if self.path.endswith("/robots.txt") else 200)
        if kind == "to":
            self.send_header("Location", target)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()  # HTTP/1.0: the connection ends, and the next request looks the name up again
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def fetch(names: dict[str, list[list[str]]], *urls: str, **more: str) -> Done:
    """Fetch addresses whose hosts are looked up in the table."""
    more = {"TEST_NAMES": json.dumps(names), "COPYDESK_ALLOW_HOSTS": "", **more}
    return run_forked(f"{__name__}:begin", *urls, **more)


def kinds(done: Done) -> dict[str, str]:
    """The kind of failure of each address."""
    lines = [json.loads(line) for line in done.err.splitlines() if line.startswith("{")]
    return {line["url"]: line["kind"] for line in lines}


FORMS = """
http://127.0.0.1:PORT/ http://127.1:PORT/ http://127.0.1:PORT/ http://2130706433:PORT/ http://0x7f000001:PORT/
http://0x7f.1:PORT/ http://0177.0.0.1:PORT/ http://017700000001:PORT/ http://0x7f.0x0.0x0.0x1:PORT/
http://127.0.0.1.:PORT/ http://%31%32%37.0.0.1:PORT/ http://１２７.０.０.１:PORT/ http://127。0。0。1:PORT/
http://0:PORT/ http://0.0.0.0:PORT/ http://127.8.8.8:PORT/ http://[::1]:PORT/ http://[::]:PORT/
http://[0:0:0:0:0:0:0:1]:PORT/ http://[::ffff:127.0.0.1]:PORT/ http://[::ffff:7f00:1]:PORT/ http://[::127.0.0.1]:PORT/
http://[64:ff9b::7f00:1]:PORT/ http://[2002:7f00:1::]:PORT/ http://[fe80::1]:PORT/ http://[fd00:ec2::254]:PORT/
http://localhost:PORT/ http://LOCALHOST:PORT/ http://localhost.:PORT/ http://a.localhost:PORT/
http://user@127.0.0.1:PORT/ http://user:word@127.0.0.1:PORT/ http://daily.example@127.0.0.1:PORT/
http://daily.example:80@127.0.0.1:PORT/ http://169.254.169.254/latest/meta-data/ http://metadata.google.internal/
http://10.0.0.1/ http://172.16.0.1/ http://192.168.1.1/ http://100.64.0.1/ http://224.0.0.1/ http://255.255.255.255/
http://router/ http://nas.local/
""".split()


def test_every_form_of_an_address_is_refused(server: Server) -> None:
    urls = [form.replace("PORT", str(server.server_port)) + f"?{place}" for place, form in enumerate(FORMS)]
    done = copydesk("fetch", *urls, "--errors", "/dev/stderr", "--retries", "0", COPYDESK_ALLOW_HOSTS="")
    assert kinds(done) == dict.fromkeys(map(without_userinfo, urls), "private-address")
    assert (done.code, done.out, server.connections) == (24, b"", 0)


def test_allow_host(server: Server) -> None:
    url = f"http://127.0.0.1:{server.server_port}/1"
    refused = copydesk("fetch", url, COPYDESK_ALLOW_HOSTS="")
    assert refused.err.splitlines()[0] == (
        f"{url} may not be fetched: 127.0.0.1 is no public address; --allow-host 127.0.0.1 would allow it."
    )
    for option in ("127.0.0.1", "127.1:80", "[127.0.0.1]"):
        allowed = copydesk("fetch", url, "--allow-host", option, COPYDESK_ALLOW_HOSTS="")
        assert (allowed.code, len(allowed.records)) == (0, 1)
    assert copydesk("explain", url, COPYDESK_ALLOW_HOSTS="").code == 24
    assert copydesk("explain", url, "--allow-host", "127.0.0.1", COPYDESK_ALLOW_HOSTS="").code == 0


PRIVATE = [
    ["127.0.0.1"],
    ["::1"],
    ["::ffff:127.0.0.1"],
    ["0.0.0.0"],
    ["127.0.0.1", "::1"],
    ["10.0.0.1"],
    ["64:ff9b::7f00:1"],
]


def test_names_that_lead_here_are_refused(server: Server) -> None:
    names = {f"{place}.example": [addresses] for place, addresses in enumerate(PRIVATE)}
    urls = [f"http://{name}:{server.server_port}/1" for name in names]
    done = fetch(names, *urls, "http://unknown.example/1")
    assert kinds(done) == {**dict.fromkeys(urls, "private-address"), "http://unknown.example/1": "unknown-host"}
    for name, [addresses] in names.items():
        assert f"{name} has {addresses[-1]}, no public address" in done.err
    assert (done.code, server.connections) == (11, 0)


def test_of_several_addresses_the_public_one_is_asked(server: Server) -> None:
    names = {"daily.example": [["10.0.0.1", "127.0.0.1", "::1"]]}
    done = fetch(names, f"http://daily.example:{server.server_port}/1", TEST_PUBLIC="127.0.0.1")
    assert (done.code, len(done.records)) == (0, 1)


def test_answers_that_change(server: Server) -> None:
    """The name is public when robots.txt is asked for, and leads into the network afterwards."""
    url = f"http://daily.example:{server.server_port}/1"
    done = fetch({"daily.example": [["127.0.0.1"], ["::1"], ["10.0.0.1"]]}, url, TEST_PUBLIC="127.0.0.1")
    assert kinds(done) == {url: "private-address"}
    assert server.paths == ["/robots.txt"]


def test_being_led_to_a_private_address(server: Server) -> None:
    names = {"daily.example": [["127.0.0.1"]], "inner.example": [["127.0.0.1"]]}
    targets = ["http://127.0.0.1:PORT/secret", "http://inner.example:PORT/secret", "//2130706433:PORT/secret"]
    leading = [f"{way}/{target}-{way}" for target in targets for way in ("to", "refresh")]
    urls = [f"http://daily.example:{server.server_port}/{path}" for path in (*leading, "to/file:///etc/passwd")]
    done = fetch(names, *urls, COPYDESK_ALLOW_HOSTS="daily.example")
    assert kinds(done) == {**dict.fromkeys(urls, "private-address"), urls[-1]: "http"}
    assert not [path for path in server.paths if path.startswith("/secret")]


def test_robots_txt_leads_to_a_private_address(server: Server) -> None:
    url = f"http://robots.example:{server.server_port}/1"
    done = fetch({"robots.example": [["127.0.0.1"]]}, url, COPYDESK_ALLOW_HOSTS="robots.example", COPYDESK_TDMREP="0")
    assert len(done.records) == 1
    assert server.paths == ["/robots.txt", "/1"]


def test_through_a_proxy(server: Server) -> None:
    """The proxy may be private; where it may be led to is told by how the host is written."""
    proxy = f"http://127.0.0.1:{server.server_port}"
    bad = [f"{proxy}/1", "http://localhost/1", "http://10.0.0.1/1", "http://printer/1"]
    done = fetch({}, "http://daily.example/1", *bad, HTTP_PROXY=proxy, http_proxy=proxy, COPYDESK_TDMREP="0")
    assert [record["url"] for record in done.records] == ["http://daily.example/1"]
    assert kinds(done) == dict.fromkeys(bad, "private-address")
    assert server.paths == ["http://daily.example/robots.txt", "http://daily.example/1"]


def test_an_answer_from_elsewhere_is_thrown_away() -> None:
    """Where another resolver than the product's has looked the name up."""
    guard = Guard(allowed_hosts(["allowed.example"]), frozenset())
    for host, address, fine in (
        ("daily.example", "93.184.215.14", True),
        ("daily.example", "127.0.0.1", False),
        ("daily.example", "::ffff:10.0.0.1", False),
        ("allowed.example", "127.0.0.1", True),
    ):
        request, response = Request(f"http://{host}/"), Response(f"http://{host}/", ip_address=ip_address(address))
        if fine:
            assert guard.process_response(request, response) is response
        else:
            with pytest.raises(PrivateAddress):
                guard.process_response(request, response)
        proxied = Request(f"http://{host}/", meta={"proxy": "http://10.0.0.1:3128"})
        assert guard.process_response(proxied, response) is response


def test_a_page_does_not_lead_to_the_proxy(server: Server) -> None:
    names = {"proxy.example": [["127.0.0.1"]]}
    more = {"https_proxy": f"http://proxy.example:{server.server_port}"}
    done = fetch(names, f"http://proxy.example:{server.server_port}/1", **more)
    assert (list(kinds(done).values()), server.connections) == (["private-address"], 0)


@pytest.mark.parametrize(
    ("hosts", "allowed"),
    [
        (["Localhost:80", "[::1]:80", "::1"], {"localhost", "::1"}),
        (["", ":80", "[bad"], set()),
    ],
)
def test_allowed_hosts(hosts: list[str], allowed: set[str]) -> None:
    assert allowed_hosts(hosts) == allowed


def test_proxy_hosts(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", "http://user:word@Proxy.example:3128")
    monkeypatch.setenv("https_proxy", "10.0.0.1:3128")
    monkeypatch.setenv("no_proxy", "daily.example")
    assert proxy_hosts() == {"proxy.example", "10.0.0.1"}
