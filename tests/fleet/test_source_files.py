"""The source files of a worker."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("procrastinate", reason="procrastinate is not installed: pip install '.[fleet]'")

from crawler.fleet.source_files import SourceFiles


def test_a_paused_source_is_left_out_until_it_is_resumed(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.toml").write_text(f'name = "{name}"\nhome = "https://{name}.example/"\n')
    files = SourceFiles(tmp_path)
    for text, expected in (("", {"a", "b"}), ("paused = true\n", {"a"}), ("paused = false\n", {"a", "b"})):
        (tmp_path / "b.toml").write_text(f'name = "b"\nhome = "https://b.example/"\n{text}')
        assert files.load() == [] and set(files.by_name) == expected
    (tmp_path / "b.toml").unlink()
    assert files.load() == [] and set(files.by_name) == {"a"}
