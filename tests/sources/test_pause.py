"""Pausing a source changes one line of its file; a watch notices what has changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crawler.sources.folder_watch import FolderWatch
from crawler.sources.pause import set_paused
from crawler.sources.source import Source, active

FILE = '# Ours.\nname = "daily"  # short\nhome = "https://daily.example/"\nfeeds = [\n    "https://daily.example/rss",\n]\n\n[rules]\nheadline = "h1"\n'
PAUSED = FILE.replace("# short\n", "# short\npaused = true\n")


@pytest.mark.parametrize(
    ("text", "paused", "expected"),
    [
        (FILE, True, PAUSED),
        (PAUSED, False, FILE),
        (PAUSED, True, PAUSED),
        (FILE, False, FILE),
        (FILE.replace("[rules]", "paused = false  # not now\n[rules]"), True, PAUSED),
        (FILE.replace("[rules]", "paused=true\n[rules]"), False, FILE),
        ('home = "https://a.example/"\nname = "a"', True, 'home = "https://a.example/"\nname = "a"\npaused = true\n'),
    ],
)
def test_set_paused(text: str, paused: bool, expected: str) -> None:
    assert set_paused(text, paused) == expected


@pytest.mark.parametrize("text", ['"name" = "a"\n', '  name = "a"\n'])
def test_a_file_in_which_the_line_has_no_place(text: str) -> None:
    with pytest.raises(ValueError, match="paused"):
        set_paused(text, True)


def test_active() -> None:
    a, b = Source("a", "https://a.example/"), Source("b", "https://b.example/", paused=True)
    assert active([a, b]) == [a]


def test_folder_watch(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("1")
    watch = FolderWatch(str(tmp_path))
    assert not watch.has_changed()
    for change in (
        lambda: (tmp_path / "b.toml").write_text("1"),
        lambda: (tmp_path / "b.toml").write_text("22"),
        lambda: os.utime(tmp_path / "b.toml", (1, 1)),
        lambda: (tmp_path / "b.toml").rename(tmp_path / "c.toml"),
        lambda: (tmp_path / "c.toml").unlink(),
    ):
        change()
        assert [watch.has_changed() for _ in range(3)] == [False, True, False]  # the same twice in a row, told once
    (tmp_path / "notes.txt").write_text("1")
    assert [watch.has_changed() for _ in range(2)] == [False, False]
    (tmp_path / "d.toml").write_text("1")
    assert not watch.has_changed()
    (tmp_path / "d.toml").unlink()  # before it was read
    assert [watch.has_changed() for _ in range(3)] == [False, False, False]


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    assert [FolderWatch(str(tmp_path / "none")).has_changed() for _ in range(2)] == [False, False]
