"""``copydesk sources`` on the table of a ledger: what works on a folder works there, with the same words."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from crawler.ledger import open_ledger
from tests.command import copydesk
from tests.postgres import new_url
from tests.press import Press, rss, serve

DAILY = '# Ours.\nname = "daily"\nhome = "https://daily.example/"\n'
WEEKLY = 'name = "weekly"\nhome = "https://weekly.example/"\nfeeds = ["https://weekly.example/rss"]\n'


@pytest.fixture
def press() -> Iterator[Press]:
    with serve() as found:
        yield found


@pytest.fixture(params=["postgresql", "sqlite"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A ledger that is not there yet."""
    return new_url() if request.param == "postgresql" else f"sqlite:///{tmp_path}/press.ledger"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "sources"
    found.mkdir()
    (found / "daily.toml").write_text(DAILY)
    (found / "weekly.toml").write_text(WEEKLY)
    return found


def texts(url: str) -> dict[str, str]:
    with closing(open_ledger(url, exclusive=False)) as ledger:
        return ledger.source_texts()


def test_from_a_folder_and_back(url: str, folder: Path, tmp_path: Path) -> None:
    """The texts are the same, comments and all; what is different is not overwritten unless that is asked for."""
    done = copydesk("sources", "import", folder, "--sources", url)
    assert done.code == 0 and "2 sources copied, 0 the same, 0 different, 0 wrong." in done.err, done.err
    assert texts(url) == {"daily": DAILY, "weekly": WEEKLY}
    (folder / "weekly.toml").write_text(f"{WEEKLY}delay = 2\n")
    (folder / "broken.toml").write_text("name = 7")
    again = copydesk("sources", "import", folder, "--sources", url)
    assert again.code == 2 and "0 sources copied, 1 the same, 1 different, 1 wrong." in again.err
    assert "broken.toml: name: found 7" in again.err and "weekly is different; --force" in again.err
    forced = copydesk("sources", "import", folder, "--sources", url, "--force")
    assert "1 source copied, 1 the same" in forced.err and "delay = 2" in texts(url)["weekly"]
    back = tmp_path / "back"
    assert copydesk("sources", "export", back, "--sources", url).code == 0
    assert {path.stem: path.read_text() for path in back.iterdir()} == texts(url)
    one = copydesk("sources", "export", tmp_path / "one", "daily", "--sources", url)
    assert one.code == 0 and [path.name for path in (tmp_path / "one").iterdir()] == ["daily.toml"]
    unknown = copydesk("sources", "export", tmp_path / "one", "daily", "nobody", "--sources", url)
    assert unknown.code == 21 and "has no source nobody" in unknown.err


def test_list_show_pause_resume_remove(url: str, folder: Path) -> None:
    copydesk("sources", "import", folder, "--sources", url)
    where = ("--sources", url)
    assert [row["name"] for row in copydesk("sources", "list", "--json", *where).records] == ["daily", "weekly"]
    assert copydesk("sources", "show", "daily", *where).out.decode() == DAILY
    paused = copydesk("sources", "pause", "daily", *where)
    assert paused.code == 0 and "Paused" in paused.err and ": daily." in paused.err
    assert texts(url)["daily"] == DAILY.replace('"daily"\n', '"daily"\npaused = true\n')
    assert [row["paused"] for row in copydesk("sources", "list", "--json", *where).records] == [True, False]
    assert copydesk("sources", "resume", "daily", *where).code == 0 and texts(url)["daily"] == DAILY
    unknown = copydesk("sources", "remove", "weekly", "nobody", *where)
    assert unknown.code == 2 and "No source is named nobody" in unknown.err and len(texts(url)) == 2
    assert copydesk("sources", "remove", "weekly", *where).code == 0 and set(texts(url)) == {"daily"}


def test_a_source_with_mistakes_says_what_and_where(url: str, folder: Path) -> None:
    """Something else has written it; it can be shown and edited."""
    copydesk("sources", "import", folder, "--sources", url)
    with closing(open_ledger(url, exclusive=False)) as ledger:
        ledger.put_sources({"daily": "delay = 'fast'\n", "weekly": DAILY})
    done = copydesk("sources", "list", "--sources", url)
    assert done.code == 2 and done.out == b""
    assert ": daily: name: is missing" in done.err and ": daily: delay: found 'fast', expected a number" in done.err
    assert ": weekly: name: found 'daily', expected 'weekly', under which it is kept" in done.err
    assert b"fast" in copydesk("sources", "show", "daily", "--sources", url).out
    crawled = copydesk("crawl", "--sources", url)
    assert crawled.code == 2 and ": daily: delay: found 'fast'" in crawled.err


def editor(folder: Path, *texts: str) -> dict[str, str]:
    """An editor that writes these texts, one each time it is opened."""
    for number, text in enumerate(texts):
        (folder / f"text-{number}").write_text(text)
    script = folder / "editor"
    script.write_text(
        f"#!/bin/sh\nn=$(cat {folder}/count 2>/dev/null || echo 0)\necho $((n + 1)) > {folder}/count\n"
        f'cat {folder}/text-$n > "$1" && touch -d "@$((2000000000 + n))" "$1"\n'
    )
    script.chmod(script.stat().st_mode | stat.S_IEXEC)
    return {"EDITOR": str(script), "VISUAL": str(script)}


def test_edit(url: str, folder: Path, tmp_path: Path) -> None:
    copydesk("sources", "import", folder, "--sources", url)
    right = DAILY.replace("Ours", "Theirs")
    done = copydesk("sources", "edit", "daily", "--sources", url, stdin=b"y\n", **editor(tmp_path, "name = 7", right))
    assert done.code == 0 and "found 7" in done.err and "Stored" in done.err and texts(url)["daily"] == right
    renamed = copydesk("sources", "edit", "daily", "--sources", url, stdin=b"n\n",
                       **editor(tmp_path, WEEKLY, WEEKLY, WEEKLY))  # fmt: skip
    assert renamed.code == 2 and "expected 'daily'" in renamed.err and "is as before" in renamed.err
    unknown = copydesk("sources", "edit", "nobody", "--sources", url)
    assert unknown.code == 21 and "There is no source" in unknown.err and texts(url)["daily"] == right


def test_add_and_crawl(url: str, press: Press) -> None:
    paths = [f"/2026/11/2{n}/old-pier-number-{n}-breaks-in-storm" for n in range(3)]
    for path in paths:
        press.article(path, f"Story {path}")
    press.put("/", '<link rel="alternate" type="application/rss+xml" href="/rss">')
    press.put("/rss", rss(*((path, f"Story {path}", "") for path in paths)), "application/rss+xml")
    where = ("--sources", url)
    done = copydesk("sources", "add", press.url, "--name", "pier", *where)
    assert done.code == 0 and ": pier; next: " in done.err, done.err
    assert "postgres@" not in done.err and set(texts(url)) == {"pier"}
    again = copydesk("sources", "add", press.url, "--name", "pier", *where)
    assert again.code == 3 and ": pier exists; --force" in again.err
    many = copydesk("sources", "import", "-", *where, stdin=f"{press.url}\n".encode())
    assert many.code == 0 and "1 had a source file" in many.err, many.err
    crawled = copydesk("crawl", *where)
    assert crawled.code == 0 and len(crawled.records) == 3
    checked = copydesk("sources", "check", "pier", *where, "--json")
    assert checked.code == 0 and checked.records[0]["lists"][0]["articles"] == 3


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("list", "--sources", "sqlite:///none.ledger"), 21, "There is no ledger none.ledger."),
        (("list", "--sources", "postgresql://127.0.0.1:1/none"), 5, "postgresql://127.0.0.1:1/none cannot be used"),
        (("list", "--sources", "s3://bucket/sources"), 21, "There is no folder s3://bucket/sources"),
        (("import", "sqlite:///none.ledger", "--sources", "x"), 21, "There is no ledger none.ledger."),
    ],
)
def test_ledgers_that_are_not_there(
    arguments: tuple[str, ...], code: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = copydesk("sources", *arguments)
    assert (done.code, done.out) == (code, b"") and words in done.err and "Traceback" not in done.err


def test_an_empty_table(url: str) -> None:
    open_ledger(url).close()
    done = copydesk("sources", "list", "--sources", url)
    assert done.code == 21 and "There is no source in " in done.err and "sources add" in done.err


def test_a_schedule_reads_a_folder(url: str, tmp_path: Path) -> None:
    with closing(open_ledger(url)) as ledger:
        ledger.put_sources({"daily": DAILY})
    done = copydesk("schedule", "--ledger", tmp_path / "x.ledger", "--sources", url, "-o", tmp_path / "x.jsonl")
    assert done.code == 2 and "schedule reads a folder of source files" in done.err
