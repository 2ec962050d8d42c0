"""Middlewares as functions of requests and responses: pauses, codings, redirects, userinfo, policies of sources."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator
from ipaddress import ip_address
from types import SimpleNamespace
from typing import Any

import pytest
import twisted.internet
from scrapy import Request
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest
from scrapy.http import HtmlResponse, Response
from scrapy.http.request import NO_CALLBACK
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager

from crawler.middlewares import guard as guard_module
from crawler.middlewares.backoff import Backoff
from crawler.middlewares.compression import CUT_OFF, HttpCompression
from crawler.middlewares.guard import Guard, PrivateAddress
from crawler.middlewares.redirect import COOKIES, Redirect
from crawler.middlewares.source_policy import SourcePolicy
from crawler.middlewares.userinfo import Userinfo
from crawler.net.pace import Pace
from crawler.net.pacing import LeftAlone
from crawler.sources.source import Source

URL = "https://daily.example/1"
PAGE = b"<html><title>Harbour</title></html>"


def parse_article(response: Response) -> None:
    """A callback."""


# Pauses


@pytest.mark.parametrize(
    ("slows", "status", "asked", "answered"),
    [
        (True, 200, None, [("daily.example", 200, None)]),
        (True, 503, "7", [("daily.example", 503, 7.0)]),
        (False, 503, None, []),
        (False, 503, "60", []),
        (False, 503, "61", [("daily.example", 503, 61.0)]),
        (False, 200, "0", []),
    ],
)
def test_what_slows_a_site_down(slows: bool, status: int, asked: str | None, answered: list[Any]) -> None:
    found: list[Any] = []
    pacing: Any = SimpleNamespace(longest_wait=60, answered=lambda *values: found.append(values))
    response = Response(URL, status, headers={"Retry-After": asked} if asked else {})
    assert Backoff(pacing, slows).process_response(Request(URL), response) is response
    assert found == answered


def test_without_a_limit_only_a_pause_that_is_asked_for_counts() -> None:
    found: list[Any] = []
    pacing: Any = SimpleNamespace(longest_wait=0, answered=lambda *values: found.append(values))
    Backoff(pacing, False).process_response(Request(URL), Response(URL, 503))
    assert found == []


@pytest.mark.parametrize("shut", ["daily.example", "other.example"])
def test_a_site_that_asked_for_a_pause_is_not_asked(shut: str) -> None:
    pacing: Any = SimpleNamespace(is_shut=lambda site: site == shut)
    if shut == "daily.example":
        with pytest.raises(LeftAlone):
            Backoff(pacing, True).process_request(Request(URL))
    else:
        Backoff(pacing, True).process_request(Request(URL))


@pytest.mark.parametrize("slows", [True, False])
def test_backoff_is_a_setting(slows: bool) -> None:
    pacing = object()
    crawler: Any = SimpleNamespace(get_extension=lambda cls: pacing, settings=Settings({"COPYDESK_BACKOFF": slows}))
    found = Backoff.from_crawler(crawler)
    assert (found.pacing, found.slows) == (pacing, slows)
    crawler.get_extension = lambda cls: None
    with pytest.raises(AssertionError, match=r"^EXTENSIONS lacks crawler\.net\.pacing\.Pacing$"):
        Backoff.from_crawler(crawler)


# Codings


def decoded(body: bytes, method: str = "GET", size: int = 0, kind: str = "text/html", coding: str = "") -> Response:
    crawler: Any = SimpleNamespace(
        settings=Settings({"DOWNLOAD_MAXSIZE": size}), stats=None, spider=None, signals=SignalManager()
    )
    headers = {"Content-Type": kind, **({"Content-Encoding": coding} if coding else {})}
    found = HttpCompression(crawler=crawler)
    return found.process_response(Request(URL, method=method), Response(URL, headers=headers, body=body, flags=["x"]))


PACKED = gzip.compress(PAGE, mtime=0)


@pytest.mark.parametrize(
    ("given", "body", "flags", "is_page"),
    [
        ({"body": PACKED, "coding": "gzip"}, PAGE, ["x"], True),
        ({"body": PACKED}, PAGE, ["x"], True),
        ({"body": PACKED, "kind": "application/gzip"}, PACKED, ["x"], False),
        ({"body": gzip.compress(PACKED), "coding": "gzip"}, PAGE, ["x"], True),
        ({"body": gzip.compress(PACKED), "coding": "gzip", "kind": "application/gzip"}, PACKED, ["x"], False),
        ({"body": PAGE, "coding": "gzip"}, PAGE, ["x"], True),
        ({"body": PACKED[:-12], "coding": "gzip"}, PAGE[:0], ["x", CUT_OFF], None),
    ],
)
def test_codings(given: dict[str, Any], body: bytes, flags: list[str], is_page: bool | None) -> None:
    found = decoded(**given)
    assert found.flags == flags and b"Content-Encoding" not in found.headers
    if is_page is None:
        assert PAGE.startswith(found.body)
    else:
        assert found.body == body and isinstance(found, HtmlResponse) is is_page


@pytest.mark.parametrize("given", [{"body": PACKED, "method": "HEAD", "coding": "gzip"}, {"body": PAGE}])
def test_what_has_no_coding_stays_as_it_is(given: dict[str, Any]) -> None:
    found = decoded(**given)
    assert type(found) is Response and found.body == given["body"]


@pytest.mark.parametrize(("size", "is_read"), [(len(PAGE), True), (len(PAGE) - 1, False), (0, True)])
def test_what_comes_out_has_a_limit(size: int, is_read: bool) -> None:
    if is_read:
        assert decoded(PACKED, size=size, coding="gzip").body == PAGE
    else:
        with pytest.raises(IgnoreRequest, match=r"^<200 https://daily\.example/1> is larger than DOWNLOAD_MAXSIZE\.$"):
            decoded(PACKED, size=size, coding="gzip")


# Hosts


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://proxy.example/", "is a proxy"),
        ("http://PROXY.example/", "is a proxy"),
        ("http://both.example/", None),
        ("http://daily.example/", None),
        ("http://127.0.0.1/", "has no public address"),
    ],
)
def test_hosts_that_are_refused_by_name(url: str, words: str | None) -> None:
    guard = Guard(frozenset({"both.example"}), frozenset({"proxy.example", "both.example"}))
    if words is None:
        assert guard.process_request(Request(url)) is None
        return
    with pytest.raises(PrivateAddress) as raised:
        guard.process_request(Request(url))
    assert str(raised.value) == words or words == "has no public address"


@pytest.mark.parametrize(
    ("address", "proxy", "is_refused"),
    [
        ("10.0.0.1", None, True),
        ("10.0.0.1", "http://proxy.example", False),
        ("93.184.215.14", None, False),
        (None, None, False),
    ],
)
def test_a_response_from_a_private_address_is_refused(address: str | None, proxy: str | None, is_refused: bool) -> None:
    request = Request(URL, meta={"proxy": proxy} if proxy else {})
    response = Response(URL, ip_address=ip_address(address) if address else None)
    guard = Guard(frozenset(), frozenset())
    if is_refused:
        with pytest.raises(PrivateAddress, match=r"^has 10\.0\.0\.1, no public address$"):
            guard.process_response(request, response)
    else:
        assert guard.process_response(request, response) is response
    assert Guard(frozenset({"daily.example"}), frozenset()).process_response(request, response) is response


def test_a_request_goes_on_without_its_password() -> None:
    found = Guard(frozenset(), frozenset()).process_request(Request("https://ann:secret@daily.example/1"))
    assert found and found.url == URL and found.dont_filter


@pytest.mark.parametrize(("error", "host", "refused"), [
    (CannotResolveHostError(), "inside.example", True),
    (CannotResolveHostError(), "daily.example", False),
    (TimeoutError(), "inside.example", False),
])  # fmt: skip
def test_a_refused_address_is_no_unknown_host(
    monkeypatch: pytest.MonkeyPatch, error: Exception, host: str, refused: bool
) -> None:
    resolver = SimpleNamespace(refused={"inside.example": "10.0.0.1"})
    monkeypatch.setattr(twisted.internet, "reactor", SimpleNamespace(nameResolver=resolver), raising=False)
    guard, request = Guard(frozenset(), frozenset()), Request(f"https://{host}/")
    if refused:
        with pytest.raises(PrivateAddress, match=r"^has 10\.0\.0\.1, no public address$"):
            guard.process_exception(request, error)
    else:
        guard.process_exception(request, error)
    monkeypatch.setattr(twisted.internet, "reactor", SimpleNamespace(nameResolver=object()), raising=False)
    assert guard_module._withheld("inside.example") is None


# Userinfo


OUTPUTS = [
    Request("https://ann:secret@daily.example/1", meta={"a": 1}),
    Request(URL),
    {"url": "https://a:b@c.example/"},
]


async def given(outputs: list[Any]) -> AsyncIterator[Any]:
    for output in outputs:
        yield output


async def listed(found: AsyncIterator[Any]) -> list[Any]:
    return [output async for output in found]


@pytest.mark.parametrize("way", ["start", "output", "async"])
def test_userinfo_is_removed_from_requests(way: str) -> None:
    middleware, response = Userinfo(), Response(URL)
    if way == "start":
        found = asyncio.run(listed(middleware.process_start(given(OUTPUTS))))
    elif way == "output":
        found = list(middleware.process_spider_output(response, OUTPUTS))
    else:
        found = asyncio.run(listed(middleware.process_spider_output_async(response, given(OUTPUTS))))
    assert found[0].url == URL and found[0].meta == {"a": 1} and found[1:] == OUTPUTS[1:]


# Policies of sources


DAILY = Source("daily", "https://daily.example/", delay=7, user_agent="Newsbot/1.0")
OPEN = Source("open", "https://daily.example/", obey_robots=False)


@pytest.mark.parametrize(
    ("source", "callback", "agent", "ignores_robots", "delay"),
    [
        (DAILY, parse_article, b"Newsbot/1.0", None, 7),
        (OPEN, parse_article, b"Known/1.0", True, 1),
        (None, parse_article, None, None, None),
        (None, NO_CALLBACK, b"Known/1.0", None, None),
    ],
)
def test_the_policy_of_a_request(
    source: Source | None, callback: Any, agent: bytes | None, ignores_robots: bool | None, delay: float | None
) -> None:
    """A request for robots.txt has the name that its site knows."""
    paces: dict[str, Pace] = {}
    pacing: Any = SimpleNamespace(usual=Pace(1, 0, 2), set_pace=paces.__setitem__)
    policy = SourcePolicy(pacing, lambda request: source)
    policy._agents["daily.example"] = "Known/1.0"
    request = Request(URL, callback)
    policy.process_request(request)
    assert request.headers.get("User-Agent") == agent
    assert request.meta.get("dont_obey_robotstxt") == ignores_robots
    assert {site: pace.delay for site, pace in paces.items()} == ({} if delay is None else {"daily.example": delay})


def test_a_site_without_a_name_of_its_own_has_the_usual_one() -> None:
    pacing: Any = SimpleNamespace(usual=Pace(1, 0, 2), set_pace=lambda *_: None)
    for find in (lambda request: OPEN, None):
        request = Request(URL, NO_CALLBACK)
        SourcePolicy(pacing, find).process_request(request)
        assert b"User-Agent" not in request.headers


# Redirects


def redirects(**settings: Any) -> Redirect:
    usual = {"REDIRECT_ENABLED": True, "METAREFRESH_ENABLED": True, "METAREFRESH_MAXDELAY": 100}
    found = Redirect(Settings({**usual, **settings}))
    found.crawler = SimpleNamespace(spider=None)  # type: ignore[assignment]
    return found


def moved(to: str, status: int = 302, **headers: Any) -> Response:
    return Response(URL, status, headers={"Location": to, **{k.replace("_", "-"): v for k, v in headers.items()}})


def refreshed(markup: str, status: int = 200, **headers: Any) -> HtmlResponse:
    return HtmlResponse(URL, status, headers=headers, body=markup.encode(), encoding="utf-8")


def meta(content: str) -> str:
    return f'<meta http-equiv="refresh" content="{content}">'


@pytest.mark.parametrize(
    ("response", "url"),
    [
        (moved("/2"), "https://daily.example/2"),
        (moved("https://ann:secret@other.example/"), "https://other.example/"),
        (refreshed(meta("0;url=/2")), "https://daily.example/2"),
        (refreshed(meta("99;url=/2")), "https://daily.example/2"),
        (refreshed(meta("100;url=/2")), None),
        (refreshed(meta("0;url=/1")), None),
        (refreshed(meta("0;url=mailto:ann@daily.example")), None),
        (refreshed(meta("0;url=/2"), 404), None),
        (refreshed(meta("0;url=/2"), 399), "https://daily.example/2"),
        (refreshed("<p>", Refresh="0;url=/2"), "https://daily.example/2"),
        (refreshed(meta("0;url=/3"), Refresh="soon"), "https://daily.example/3"),
        (refreshed(meta("0;url=/3"), Refresh="5"), "https://daily.example/3"),
        (Response(URL, headers={"Refresh": "0;url=/2"}), "https://daily.example/2"),
        (Response(URL, body=meta("0;url=/2").encode()), None),
        (refreshed(" " * 4096 * 4 + meta("0;url=/2")), None),
        (refreshed("<p>"), None),
    ],
)
def test_where_a_response_leads(response: Response, url: str | None) -> None:
    found = redirects().process_response(Request(URL), response)
    assert (found.url if isinstance(found, Request) else None) == url
    if isinstance(found, Request) and response.status != 302:
        assert found.meta["redirect_reasons"] == ["meta refresh"]
    assert url is not None or found is response


@pytest.mark.parametrize(
    ("request_", "settings"),
    [
        (Request(URL, meta={"dont_redirect": True}), {}),
        (Request(URL, method="HEAD"), {}),
        (Request(URL), {"METAREFRESH_ENABLED": False}),
    ],
)
def test_what_is_not_refreshed(request_: Request, settings: dict[str, Any]) -> None:
    response = refreshed(meta("0;url=/2"))
    assert redirects(**settings).process_response(request_, response) is response


def test_a_redirect_to_no_address_is_none() -> None:
    with pytest.raises(IgnoreRequest, match=r"^It redirects to no address\.$"):
        redirects().process_response(Request(URL), moved("http://[::1/"))


@pytest.mark.parametrize(("to", "slot"), [("/2", "daily.example"), ("https://other.example/", None)])
def test_a_redirect_to_another_host_has_its_turn(to: str, slot: str | None) -> None:
    request = Request(URL, meta={"download_slot": "daily.example"})
    found = redirects().process_response(request, moved(to))
    assert found.meta.get("download_slot") == slot
    own = Request(URL, meta={"download_slot": "own"})
    assert redirects().process_response(own, moved(to)).meta["download_slot"] == "own"


def test_cookies_of_a_chain_go_along_to_their_site() -> None:
    middleware = redirects()
    request = Request(URL, headers={"Cookie": "old=1"})
    second = middleware.process_response(request, moved("/2", Set_Cookie="a=1; Path=/"))
    assert isinstance(second, Request) and second.headers["Cookie"] == b"a=1" and second.meta[COOKIES]
    away = middleware.process_response(
        second, Response(second.url, 302, headers={"Location": "https://other.example/"})
    )
    assert isinstance(away, Request) and b"Cookie" not in away.headers and away.meta[COOKIES] == second.meta[COOKIES]
    plain = middleware.process_response(Request(URL), moved("/2"))
    assert COOKIES not in plain.meta and middleware._kept == {}


@pytest.mark.parametrize("dont_filter", [True, False])
def test_a_site_that_wants_its_cookies_gets_them_from_then_on(dont_filter: bool) -> None:
    """The same address is asked again; what it leads to is filtered as it was."""
    middleware, request = redirects(), Request(URL, dont_filter=dont_filter)
    again = middleware.process_response(request, moved(URL, Set_Cookie="a=1; Path=/"))
    assert isinstance(again, Request) and again.url == URL and again.dont_filter and again.headers["Cookie"] == b"a=1"
    onward = middleware.process_response(again, moved("/2"))
    assert isinstance(onward, Request) and onward.dont_filter is dont_filter and onward.headers["Cookie"] == b"a=1"
    for url, sent in ((f"{URL}0", b"a=1"), ("https://other.example/", None)):
        later = Request(url)
        middleware.process_request(later)
        assert later.headers.get("Cookie") == sent
    own = Request(URL, headers={"Cookie": "own=1"})
    middleware.process_request(own)
    assert own.headers["Cookie"] == b"own=1"


def test_a_page_that_reloads_itself_with_its_cookie_is_asked_again() -> None:
    response = refreshed(meta("0;url=/1"), **{"Set-Cookie": "a=1; Path=/"})
    found = redirects().process_response(Request(URL), response)
    assert isinstance(found, Request) and found.headers["Cookie"] == b"a=1" and found.dont_filter


def test_a_circle_of_one_cookie_is_a_redirect_as_any_other() -> None:
    middleware, request = redirects(), Request(URL)
    again = middleware.process_response(request, moved(URL, Set_Cookie="a=1; Path=/"))
    assert isinstance(again, Request)
    third = middleware.process_response(again, moved(URL))
    assert isinstance(third, Request) and not third.dont_filter and third.meta["redirect_times"] == 2
