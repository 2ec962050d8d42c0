from pathlib import Path

import pytest

from crawler.sources.source import BadSource, Source, Sources, load_source, load_sources

GOOD = """
name = "example-daily"
home = "https://www.daily.example/"
feeds = ["https://daily.example/rss.xml"]
delay = 1.0
[rules]
headline = "h1.story-title"
keywords = "xpath://a[@rel='tag']/text()"
drop = [".promo", "aside"]
boilerplate = ["Read more in our archive"]
"""


def write(folder: Path, text: str, name: str = "daily") -> Path:
    path = folder / f"{name}.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_good_file(tmp_path: Path) -> None:
    source = load_source(write(tmp_path, GOOD))
    assert source.feeds == ("https://daily.example/rss.xml",)
    assert source.rules.selectors == {
        "headline": ("h1.story-title",),
        "keywords": ("xpath://a[@rel='tag']/text()",),
    }
    assert source.rules.drop == (".promo", "aside")


@pytest.mark.parametrize(
    ("line", "key", "sentence"),
    [
        ("name = 'Example Daily'", "name", "found 'Example Daily', expected a name of lower-case letters"),
        ("home = 'daily.example'", "home", "found 'daily.example', expected an http or https address"),
        ("home = 'http://[daily'", "home", "expected an http or https address"),
        ("home = 'http://daily.example:80x/'", "home", "expected an http or https address"),
        ("home = 'http://daily.example:99999/'", "home", "expected an http or https address"),
        ("home = 'http://exa\uff0fmple/'", "home", "expected an http or https address"),
        ("feeds = 'https://daily.example/rss.xml'", "feeds", "expected a list of http or https addresses"),
        ("feeds = ['rss.xml']", "feeds", "expected a list of http or https addresses"),
        ("article_urls = ['(']", "article_urls", "expected a list of regular expressions"),
        ("delay = -1", "delay", "found -1, expected a number of seconds"),
        ("delay = true", "delay", "found True, expected a number of seconds"),
        ("publisher = 3", "publisher", "found 3, expected a text"),
        ("feed = []", "feed", "is no key of a source, expected one of name, home"),
        ("rules = 1", "rules", "expected a table"),
        ("[rules]\nheadline = 'h1['", "rules.headline", "is not a valid selector"),
        ("[rules]\nheadline = 'xpath://h1['", "rules.headline", "is not a valid selector"),
        ("[rules]\nheadline = 1", "rules.headline", "expected a CSS selector"),
        ("[rules]\nauthor = 'p'", "rules.author", "is no field that a rule can give"),
        ("[rules]\ndrop = 'aside'", "rules.drop", "expected a list of texts"),
        ("[rules]\ndrop = ['>']", "rules.drop", "is not a valid selector"),
    ],
)
def test_a_mistake_is_named_by_file_key_and_what_was_expected(
    tmp_path: Path, line: str, key: str, sentence: str
) -> None:
    base = {"name": "name = 'daily'", "home": "home = 'https://daily.example/'"}
    base.pop(key, None)
    path = write(tmp_path, "\n".join([*base.values(), line]))
    with pytest.raises(BadSource) as error:
        load_source(path)
    assert str(error.value).startswith(f"{path}: {key}: ")
    assert sentence in str(error.value)


@pytest.mark.parametrize("text", ["name = ", "\x00", "name = 'a'\nname = 'b'"])
def test_what_is_no_toml(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadSource, match="is no TOML"):
        load_source(write(tmp_path, text))


def test_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match=r"home: is missing, expected an http or https address"):
        load_source(write(tmp_path, "name = 'daily'"))


def test_all_mistakes_of_a_folder_at_once(tmp_path: Path) -> None:
    write(tmp_path, "name = 'a'", "a")
    write(tmp_path, "home = 'b'", "b")
    with pytest.raises(BadSource) as error:
        load_sources(tmp_path)
    assert "a.toml" in str(error.value) and "b.toml" in str(error.value)


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://daily.example/2026/x", True),
        ("http://www.daily.example/", True),
        ("https://sport.daily.example/", False),
        ("https://other.example/", False),
        ("", False),
    ],
)
def test_the_rule_of_a_page(tmp_path: Path, url: str, found: bool) -> None:
    write(tmp_path, GOOD)
    assert (Sources.load(str(tmp_path)).rule(url) is not None) is found


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://daily.example/en/1", "english"),
        ("https://www.daily.example/en/1", "english"),
        ("https://daily.example/1", "daily"),
        ("https://daily.example/de/1", "german"),
        ("https://other.example/en/1", None),
        ("http://[", None),
    ],
)
@pytest.mark.parametrize("order", [1, -1])
def test_the_source_of_a_page(order: int, url: str, name: str | None) -> None:
    """The one whose home's path it has; the longest counts, whatever their order."""
    homes = {
        "daily": "https://daily.example/",
        "english": "https://daily.example/en/",
        "german": "https://www.daily.example/de/",
    }
    found = Sources([Source(*pair) for pair in homes.items()][::order]).find(url)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("url", "name"), [("https://daily.example/fr/1", "english"), ("https://daily.example/de/1", "german")]
)
def test_a_page_beside_all_homes_is_of_the_first(url: str, name: str) -> None:
    sources = Sources([Source("english", "https://daily.example/en/"), Source("german", "https://daily.example/de/")])
    found = sources.find(url)
    assert found is not None and found.name == name
