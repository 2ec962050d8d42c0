"""Redirects and refreshes to what is no address: each costs itself alone."""

from __future__ import annotations

import pytest

from tests.command import copydesk
from tests.press import Answer, serve
from tests.server import page

BAD = [
    "http://daily.example:80x/",
    "http://daily.example:99999/",
    "http://]/",
    "http://[::1/",
    "http://exa\uff0fmple.example/",
]


def test_strange_redirects() -> None:
    with serve() as site:
        for number, url in enumerate(BAD):
            site.answers[f"/to/{number}"] = Answer(status=302, headers={"Location": url.encode().decode("latin-1")})
            site.answers[f"/refresh/{number}"] = Answer(
                page(meta=f'<meta http-equiv="refresh" content="0;url={url}">').encode()
            )
            site.answers[f"/header/{number}"] = Answer(
                page().encode(), headers={"Refresh": f"0;url={url}".encode().decode("latin-1")}
            )
        ways = [[f"{site.url}/{way}/{number}" for number in range(len(BAD))] for way in ("to", "refresh", "header")]
        done = copydesk("fetch", *ways[0], *ways[1], *ways[2], "--retries", "0", "--no-progress", "-o", "-")
    assert sorted(record["requested_url"] for record in done.records) == sorted([*ways[1], *ways[2]]), done.err
    assert done.code == 16 and done.err.count("redirects to what is no address") == len(BAD)


@pytest.mark.parametrize("url", BAD)
def test_strange_addresses_of_the_command_line(url: str) -> None:
    done = copydesk("fetch", url, "--no-progress")
    assert done.code == 10 and "is not the address of a page" in done.err
