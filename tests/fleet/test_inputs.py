"""Which files are read, and what their outputs are called."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from crawler.fleet.inputs import BadInputs, Input, expand, of_shard


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("a/1.warc.gz", "a/b/2.warc", "a/b/3.html", "a/notes.json", "c/1.warc.gz", "[x].warc"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).touch()
    Path("two.paths").write_text("# December\nkey/1.warc.gz\n\n https://host.example/key/2.warc.gz \n")
    Path("two.paths.gz").write_bytes(gzip.compress(b"/key/1.warc.gz\n"))
    Path("names").write_text("a/1.warc.gz")
    return tmp_path


@pytest.mark.parametrize(
    ("paths", "base", "found"),
    [
        (["a/1.warc.gz"], "", {"1.warc.gz": "a/1.warc.gz"}),
        (["a"], "", {"1.warc.gz": "a/1.warc.gz", "b/2.warc": "a/b/2.warc", "b/3.html": "a/b/3.html"}),
        (["a/*.gz"], "", {"1.warc.gz": "a/1.warc.gz"}),
        (["*/*.gz"], "", {"a/1.warc.gz": "a/1.warc.gz", "c/1.warc.gz": "c/1.warc.gz"}),
        (["a/**/*.warc*"], "", {"1.warc.gz": "a/1.warc.gz", "b/2.warc": "a/b/2.warc"}),
        (["[x].warc"], "", {"[x].warc": "[x].warc"}),  # a file of that name is no pattern
        (["two.paths"], "s3://bucket/",
         {"1.warc.gz": "s3://bucket/key/1.warc.gz", "2.warc.gz": "https://host.example/key/2.warc.gz"}),
        (["two.paths.gz"], "s3://bucket/", {"1.warc.gz": "/key/1.warc.gz"}),
        (["@names"], "", {"1.warc.gz": "a/1.warc.gz"}),
        (["a/1.warc.gz", "a/1.warc.gz"], "", {"1.warc.gz": "a/1.warc.gz"}),
        (["https://host.example/x/1.warc.gz"], "", {"1.warc.gz": "https://host.example/x/1.warc.gz"}),
    ],
)  # fmt: skip
def test_expand(archive: Path, paths: list[str], base: str, found: dict[str, str]) -> None:
    assert {file.name: file.path for file in expand(paths, base)} == found


@pytest.mark.parametrize(
    ("paths", "sentence"),
    [
        (["missing.warc"], "missing.warc: there is no such file"),
        (["a/*.zip"], "there is no such file"),
        (["a/1.warc.gz", "c/1.warc.gz"], "a/1.warc.gz and c/1.warc.gz would both be written to 1.warc.gz."),
    ],
)
def test_paths_of_no_list(archive: Path, paths: list[str], sentence: str) -> None:
    with pytest.raises(BadInputs, match=sentence):
        expand(paths)


def test_files_at_an_address() -> None:
    fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed: pip install '.[s3]'")
    system = fsspec.filesystem("memory")
    for name in ("/in/1.warc.gz", "/in/b/2.warc.gz", "/in/notes.json"):
        system.pipe(name, b"")
    system.pipe("/list.paths.gz", gzip.compress(b"in/1.warc.gz\n"))
    assert [file.name for file in expand(["memory://in/"])] == ["1.warc.gz", "b/2.warc.gz"]
    assert expand(["memory://in/*.gz"]) == [Input("1.warc.gz", "memory:///in/1.warc.gz")]
    assert expand(["memory://list.paths.gz"], "memory://") == [Input("1.warc.gz", "memory://in/1.warc.gz")]


@pytest.mark.parametrize(("count", "sizes"), [(1, [7]), (2, [4, 3]), (3, [3, 2, 2]), (9, [1] * 7 + [0, 0])])
def test_shards_share_all_files(count: int, sizes: list[int]) -> None:
    inputs = [Input(str(i), str(i)) for i in range(7)]
    shards = [of_shard(inputs, i, count) for i in range(count)]
    assert [len(shard) for shard in shards] == sizes
    assert sorted(file for shard in shards for file in shard) == inputs
