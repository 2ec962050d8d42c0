"""A real crawl: a site served by a real HTTP server process on loopback, and everything that can go wrong with one."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import ROOT, Done, copydesk, environment
from tests.server import ENCODINGS, WORDS, serve

EN, JA, KO, RU = (WORDS[code][0] for code in ("en", "ja", "ko", "ru"))
OPTIONS = ["--timeout", "4", "--retries", "1", "--contact", "https://daily.example/contact"]

GOOD = {
    "page/1": EN,
    "agent": "Copydesk/",
    **{
        f"{way}/{name}": WORDS[lang][0]
        for way in ("declared", "undeclared", "by-meta")
        for name, lang in ENCODINGS.items()
    },
    "packed/gzip": EN,
    "packed/br": EN,
    "packed/zstd": EN,
    **{f"moved/{code}": EN for code in (301, 302, 303, 307, 308)},
    "later/1": EN,
    "slow/0.5": EN,
    "deep": EN,
    "laughs": EN,
}
BAD = {
    "private/1": ("robots", 12, "robots.txt"),
    "nothing": ("http", 13, "404 Not Found"),
    "status/403": ("http", 13, "403 Forbidden"),
    "status/500": ("http", 13, "500 Internal Server Error"),
    "status/503": ("http", 13, "503 Service Unavailable"),
    "slow/9": ("timeout", 14, "too long"),
    "endless": ("timeout", 14, "too long"),
    "circle": ("redirects", 16, "circle"),
    "maze/0": ("redirects", 16, "too many times"),
    "cut-off": ("cut-off", 17, "cut off"),
    "picture": ("not-html", 18, "image/png"),
    "unnamed-picture": ("not-html", 18, "not HTML"),
    "lying-picture": ("not-html", 18, "not HTML"),
    "large": ("too-large", 19, "larger than the limit"),
    "large-unsaid": ("too-large", 19, "larger than the limit"),
    "bomb": ("too-large", 19, "larger than the limit"),
    "empty": ("empty", 20, "empty"),
    "hollow": ("empty", 20, "without"),
    "status/410": ("http", 13, "410 Gone"),
    "soft-404": ("no-article", 28, "gives an error page, not the article"),
}
ELSEWHERE = {
    "not a url": ("not-a-url", 10, "not the address of a page"),
    "ftp://daily.example/1": ("not-a-url", 10, "not the address of a page"),
    "http://nobody.invalid/1": ("unknown-host", 11, "nobody.invalid"),
    "http://127.0.0.1:1/": ("connection", 15, "refuses"),
}


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serve() as address:
        yield address


@pytest.fixture(scope="module")
def run(site: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Done, list[dict[str, str]]]:
    """One crawl of everything, good and bad together."""
    errors = tmp_path_factory.mktemp("fetch") / "errors.jsonl"
    addresses = "\n".join([*(f"{site}/{path}" for path in (*GOOD, *BAD)), "# elsewhere", "", *ELSEWHERE])
    done = copydesk("fetch", "--input", "-", *OPTIONS, "--errors", errors, stdin=addresses.encode("utf-8-sig"))
    return done, [json.loads(line) for line in errors.read_text("utf-8").splitlines()]


@pytest.mark.parametrize(("path", "headline"), GOOD.items())
def test_a_good_page_gives_its_record(
    run: tuple[Done, list[dict[str, str]]], site: str, path: str, headline: str
) -> None:
    records = {record["requested_url"]: record for record in run[0].records}
    record = records[f"{site}/{path}"]
    assert record["headline"].startswith(headline)
    assert record["discovered_via"] == "url"
    assert record["url"] == f"{site}/{path.replace('moved', 'page')}"


@pytest.mark.parametrize(("path", "expected"), [*BAD.items(), *ELSEWHERE.items()])
def test_a_bad_input_gives_one_sentence_and_no_record(
    run: tuple[Done, list[dict[str, str]]], site: str, path: str, expected: tuple[str, int, str]
) -> None:
    done, failures = run
    url = path if path in ELSEWHERE else f"{site}/{path}"
    kind, _, words = expected
    told = [failure for failure in failures if failure["url"] == url]
    assert [f["kind"] for f in told] == [kind]
    assert words in told[0]["message"]
    assert told[0]["message"].endswith(".")
    assert done.err.splitlines().count(told[0]["message"]) == 1
    assert url not in {record["requested_url"] for record in done.records}


def test_nothing_else_comes_out(run: tuple[Done, list[dict[str, str]]]) -> None:
    done, failures = run
    assert len(done.records) == len(GOOD)
    assert len(failures) == len(BAD) + len(ELSEWHERE)
    assert len(done.err.splitlines()) == len(failures) + 1
    assert done.err.splitlines()[-1].startswith(f"{len(GOOD)} records, {len(failures)} failures (")
    assert "Traceback" not in done.err
    assert done.code == 10


def test_the_user_agent_is_honest(run: tuple[Done, list[dict[str, str]]]) -> None:
    told = next(r["headline"] for r in run[0].records if r["requested_url"].endswith("/agent"))
    assert told.startswith("Copydesk/")
    assert "https://daily.example/contact" in told


def test_a_broken_robots_txt_forbids(site: str) -> None:
    done = copydesk("fetch", site.replace("127.0.0.1", "localhost") + "/page/1", "--retries", "0")
    assert (done.code, done.out) == (12, b"")


@pytest.mark.parametrize("path", ["private/1", "nothing", "picture", "empty"])
def test_the_exit_code_tells_the_kind(site: str, path: str) -> None:
    done = copydesk("fetch", f"{site}/{path}", *OPTIONS)
    assert done.code == BAD[path][1]
    assert done.out == b""


def test_an_address_given_twice_is_fetched_once(site: str) -> None:
    done = copydesk("fetch", f"{site}/page/2", f"{site}/page/2")
    assert (done.code, len(done.records)) == (0, 1)


def test_scrapy_crawl(site: str, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    command = [
        sys.executable,
        "-m",
        "scrapy",
        "crawl",
        "url",
        "-a",
        f"urls={site}/page/1,{site}/page/2",
        "-O",
        str(out),
    ]
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    assert [json.loads(line)["headline"] for line in out.read_text("utf-8").splitlines()] == [EN, EN]
