"""Many sources at once, and sources that change while a crawl runs, as a user has them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_schedule import scheduled, urls, write
from tests.command import copydesk
from tests.extensions.test_daemon import until
from tests.press import Press, rss, serve

PATHS = [f"/2026/11/2{n}/old-pier-number-{n}-breaks-in-storm" for n in range(4)]


@pytest.fixture
def press() -> Iterator[Press]:
    with serve() as found:
        yield found


def papers(press: Press) -> None:
    """Two publishers on one host, one without articles, one that is gone, and one with a feed that only a list knows."""
    for path in PATHS:
        press.article(path, f"Story {path}")
    feed = rss(*((path, f"Story {path}", "") for path in PATHS))
    for name in ("daily", "courier"):
        press.put(
            f"/{name}/",
            f'<head><title>{name}</title><link rel="alternate" type="application/rss+xml" href="/{name}.xml"></head>',
        )
        press.put(f"/{name}.xml", feed, "application/rss+xml")
    press.put("/empty/", "<p>Under construction.</p>")
    press.put("/hidden.xml", feed, "application/rss+xml")
    press.put("/robots.txt", "User-agent: *\nCrawl-delay: 0.05\n", "text/plain")


def written(folder: Path) -> dict[str, dict[str, Any]]:
    return {path.stem: tomllib.loads(path.read_text("utf-8")) for path in folder.glob("*.toml")}


def test_one_bad_publisher_costs_no_other(tmp_path: Path, press: Press) -> None:
    papers(press)
    outlines = f'<outline xmlUrl="{press.url}/hidden.xml" htmlUrl="{press.url}/gone/" text="The Hidden"/>'
    (tmp_path / "list.opml").write_text(f"<opml>{outlines}</opml>")
    (tmp_path / "list.csv").write_text(
        f"name,url\nThe Daily,{press.url}/daily/\nNone,{press.url}/nothing/\nEmpty,{press.url}/empty/\nBad,no url\nCourier,{press.url}/courier/\n"
    )
    options = ("--sources", tmp_path / "sources")
    done = copydesk("sources", "import", tmp_path / "list.csv", *options, "--json")
    results = {
        x["home"].rpartition("127.0.0.1")[2].partition("/")[2] or x["home"]: (x["lists"], x["result"])
        for x in done.records
    }
    assert results == {
        "daily/": ("1 feed", "written"), "courier/": ("1 feed", "written"), "empty/": ("", "No list of articles was found."),
        "nothing/": ("", f"{press.url}/nothing/ answered 404 Not Found."), "no url": ("", "no url is no URL of a site."),
    }, done.err  # fmt: skip
    assert done.code == 10 and "2 written, 0 had a source file, 3 failed." in done.err and "4 of 4: " in done.err
    found = written(tmp_path / "sources")
    assert sorted(values["publisher"] for values in found.values()) == ["Courier", "The Daily"]
    assert set(found) == {values["name"] for values in found.values()} and len(found) == 2

    before = len(press.paths())
    again = copydesk("sources", "import", "-", *options, stdin=f"{press.url}/daily\n{press.url}/courier/\n".encode())
    assert again.code == 0 and "0 written, 2 had a source file, 0 failed." in again.err and len(press.paths()) == before

    opml = copydesk("sources", "import", tmp_path / "list.opml", *options)
    assert opml.code == 0 and b"1 feed" in opml.out, opml.err
    [hidden] = [values for values in written(tmp_path / "sources").values() if values["home"].endswith("/gone/")]
    assert (hidden["feeds"], hidden["publisher"]) == ([f"{press.url}/hidden.xml"], "The Hidden")


def test_add_takes_several(tmp_path: Path, press: Press) -> None:
    papers(press)
    sites = f"{press.url}/daily/", f"{press.url}/courier/", "http://10.0.0.1/"
    done = copydesk("sources", "add", *sites, "--sources", tmp_path / "s")
    assert done.code == 24 and "2 written" in done.err and "10.0.0.1" in done.out.decode()
    assert len(written(tmp_path / "s")) == 2
    forced = copydesk("sources", "add", *sites[:2], "--sources", tmp_path / "s", "--force", "--at-once", "1")
    assert forced.code == 0 and "2 written, 0 had a source file, 0 failed." in forced.err
    assert copydesk("sources", "add", *sites, "--name", "x").code == 2


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("import", "none.opml"), 21, "There is no file none.opml."),
        (("import", "."), 21, "There is no source in ."),
        (("import", "empty"), 20, "empty names no publishers."),
        (("pause", "daily"), 21, "There is no folder"),
        (("add",), 2, "Missing argument"),
    ],
)
def test_mistakes(
    tmp_path: Path, arguments: tuple[str, ...], code: int, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").touch()
    done = copydesk("sources", *arguments, "--sources", tmp_path / "none")
    assert (done.code, done.out) == (code, b"") and words in done.err and "Traceback" not in done.err


def test_pause_resume_remove(tmp_path: Path, press: Press) -> None:
    for name in ("daily", "weekly"):
        write(tmp_path, press, name, "")
    folder = ("--sources", tmp_path / "sources")
    unknown = copydesk("sources", "pause", "daily", "nobody", *folder)
    assert unknown.code != 0 and "No source is named nobody" in unknown.err
    assert "paused" not in written(tmp_path / "sources")["daily"]
    assert copydesk("sources", "pause", "daily", "weekly", *folder).code == 0
    crawled = copydesk("crawl", *folder)
    assert crawled.code == 21 and "paused" in crawled.err and not press.paths()
    assert [x["paused"] for x in copydesk("sources", "list", "--json", *folder).records] == [True, True]
    assert copydesk("sources", "resume", "daily", *folder).code == 0
    assert copydesk("sources", "remove", "weekly", *folder).code == 0
    assert set(written(tmp_path / "sources")) == {"daily"}
    copydesk("crawl", *folder)
    assert press.paths("/daily") and not press.paths("/weekly")


def test_a_running_schedule_notices(tmp_path: Path, press: Press) -> None:
    """A source that is added is fetched, one that is paused or removed is left alone, without a signal."""
    for name in ("one", "two", "three"):
        press.article(f"/2026/one-that-is-{name}", name)
        press.put(f"/{name}", rss((f"/2026/one-that-is-{name}", name, "")), "application/rss+xml")
    often = 'schedule = "every second"\n'
    write(tmp_path, press, "one", often)
    folder = ("--sources", tmp_path / "sources")
    with scheduled(tmp_path) as process:
        until(lambda: press.paths("/one"))
        write(tmp_path, press, "two", often)
        until(lambda: f"{press.url}/2026/one-that-is-two" in urls(tmp_path), 30)
        (tmp_path / "sources/broken.toml").write_text("name = ")
        assert copydesk("sources", "pause", "one", *folder).code != 0  # it says what is broken
        (tmp_path / "sources/broken.toml").unlink()
        assert copydesk("sources", "pause", "one", *folder).code == 0
        assert copydesk("sources", "remove", "two", *folder).code == 0
        write(tmp_path, press, "three", often)
        until(lambda: not asked_beside(press, "/three", "/one", "/two"), 60)
        assert copydesk("sources", "resume", "one", *folder).code == 0
        before = len(press.paths("/one"))
        until(lambda: len(press.paths("/one")) > before, 30)
        process.send_signal(15)
        assert process.wait().code == 0
    assert len(set(urls(tmp_path))) == len(urls(tmp_path)) == 3


def asked_beside(press: Press, path: str, *others: str) -> bool:
    """Whether other feeds are asked for while one is asked for twice."""
    before, times = [len(press.paths(other)) for other in others], len(press.paths(path))
    until(lambda: len(press.paths(path)) > times + 1, 30)
    return [len(press.paths(other)) for other in others] != before
