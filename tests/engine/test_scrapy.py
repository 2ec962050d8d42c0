"""What users of Scrapy do in a checkout: its commands, its API, its feeds, spiders of their own."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from crawler.exporters.cells import to_cells
from tests.command import ROOT, Done, copydesk, environment
from tests.forked import run_forked
from tests.server import serve

HEADLINE = "Harbour opens again"
SCRAPY = [sys.executable, "-P", "-c", "from scrapy.cmdline import execute; execute()"]
"""The ``scrapy`` command, whose own folder is the first of its path and not the one that it runs in."""
OWN = """
from spiders.base import ArticleSpider
from scrapy import Request

class OwnSpider(ArticleSpider):
    name = "own"
    address = ""

    async def start(self):
        yield Request(self.address, self.parse)
"""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serve() as address:
        yield address


def run(command: list[str], cwd: Path = ROOT, **more: str) -> Done:
    done = subprocess.run(command, cwd=cwd, env=environment(**more), capture_output=True, timeout=120)
    return Done(done.returncode, done.stdout, done.stderr.decode())


def scrapy(*arguments: object, **more: str) -> Done:
    """The ``scrapy`` command in this checkout."""
    return run_forked(f"{__name__}:begin", *map(str, arguments), cwd=ROOT, **more)


def begin(*arguments: str) -> None:
    """The command itself."""
    from scrapy.cmdline import execute

    execute(["scrapy", *arguments])


def scrapy_elsewhere(*arguments: str, cwd: Path, **more: str) -> Done:
    """The ``scrapy`` command where other packages are installed."""
    return run([*SCRAPY, *arguments], cwd, **more)


def test_list() -> None:
    assert scrapy("list").out.decode().split() == ["archive", "discover", "inspect", "source", "survey", "url"]


@pytest.mark.parametrize("more", [(), ("--spider", "url")])
def test_shell(site: str, more: tuple[str, ...]) -> None:
    done = scrapy("shell", f"{site}/page/1", *more, "--nolog", "-c", "response.css('h1::text').get()")
    assert (done.code, done.out.decode().strip()) == (0, HEADLINE), done.err


def test_shell_without_an_address() -> None:
    done = scrapy("shell", "--nolog", "-c", "settings['BOT_NAME']")
    assert (done.code, done.out.decode().strip()) == (0, "copydesk"), done.err


@pytest.mark.parametrize("more", [(), ("--spider", "url"), ("-c", "parse_article"), ("--pipelines",)])
def test_parse(site: str, more: tuple[str, ...]) -> None:
    done = scrapy("parse", f"{site}/page/1", *more, "--nolog", "--noc")
    assert done.code == 0 and f"'headline': '{HEADLINE}'" in done.out.decode(), done.err


@pytest.fixture
def sources(site: str, tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    rest = f'sections = ["{site}/growing/a"]\narticle_urls = ["/page/"]\n[rules]\nheadline = "title"\n'
    (folder / "held.toml").write_text(f'name = "held"\nhome = "{site}/"\n{rest}')
    (folder / "other.toml").write_text('name = "other"\nhome = "http://other.example/"\n')
    return folder


def test_shell_of_a_source(site: str, tmp_path: Path) -> None:
    code = "response.css('h1::text').get(), spider.name"
    done = scrapy("shell", f"{site}/page/1", "--spider", "source", "--nolog", "-c", code, TMPDIR=str(tmp_path))
    assert (done.code, done.out.decode().strip()) == (0, f"('{HEADLINE}', 'source')"), done.err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("path", "more", "shown"),
    [
        ("page/1", (), ["'headline': 'rule'"]),
        ("growing/b", ("-c", "parse_section"), ["/page/b-0>", "# Scraped Items  ----"]),
        ("growing/c", ("-c", "parse_section", "-a", "name=held", "--depth", "2"), ["'headline': 'rule'", "/page/c-0'"]),
        ("growing/d", ("-c", "parse_section", "--cbkwargs", '{"source_name": "held"}'), ["/page/d-0>"]),
        ("list.rss", ("-c", "parse_feed"), ["/page/rss-1>"]),
        ("list.xml", ("-c", "parse_sitemap"), ["/page/sitemap-1>"]),
    ],
)
def test_parse_with_a_source(site: str, sources: Path, path: str, more: tuple[str, ...], shown: list[str]) -> None:
    done = scrapy(
        "parse", f"{site}/{path}", "--spider", "source", "-a", f"sources={sources}", *more, "--nolog", "--noc"
    )
    assert done.code == 0 and all(words in done.out.decode() for words in shown), done.out.decode() + done.err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["-a", "sources={sources}", "-c", "parse_section"], "belongs to no known source: give -a name=NAME; "
         "{sources}/ has: held, other."),
        (["-a", "sources={sources}", "-a", "name=none"], "No source is named none; the names are: held, other."),
        (["-a", "sources={sources}/none"], "There is no folder {sources}/none of source files: give -a sources=FOLDER."),
    ],
)  # fmt: skip
def test_parse_names_the_argument_that_is_missing(
    site: str, sources: Path, arguments: list[str], sentence: str
) -> None:
    (sources / "held.toml").write_text('name = "held"\nhome = "http://held.example/"\n')
    filled = [argument.format(sources=sources) for argument in arguments]
    done = scrapy("parse", f"{site}/growing/e", "--spider", "source", *filled, "--nolog")
    assert sentence.format(sources=sources) in done.err


@pytest.mark.parametrize(
    ("spider", "sentence"),
    [
        ("archive", "The spider archive requests nothing: scrapy crawl archive -a paths=FILE reads a page."),
        ("survey", "The spider survey parses no pages: copydesk sources check and sources add run it."),
        ("discover", "The spider discover parses no pages: copydesk sources check and sources add run it."),
    ],
)
def test_parse_with_a_spider_that_parses_no_response(site: str, spider: str, sentence: str) -> None:
    done = scrapy("parse", f"{site}/page/1", "--spider", spider, "--nolog", "--noc")
    assert done.err.startswith(f"{sentence}\n") and "Traceback" not in done.err


def test_fetch_and_settings(site: str) -> None:
    assert HEADLINE.encode() in scrapy("fetch", f"{site}/page/1", "--nolog").out
    assert scrapy("settings", "--get", "BOT_NAME").out.strip() == b"copydesk"


@pytest.mark.parametrize("process", ["CrawlerProcess", "AsyncCrawlerProcess"])
def test_api(site: str, process: str, tmp_path: Path) -> None:
    code = f"""
from scrapy.crawler import {process}
from scrapy.utils.project import get_project_settings
settings = get_project_settings()
settings.set("FEEDS", {{"{tmp_path}/out.jsonl": {{"format": "jsonl"}}}})
process = {process}(settings)
process.crawl("url", urls="{site}/page/1 {site}/page/2")
process.start()
"""
    done = run([sys.executable, "-P", "-c", code])
    records = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [record["headline"] for record in records] == [HEADLINE] * 2, done.err


@pytest.mark.parametrize("way", ["scrapy", "copydesk"])
def test_csv(site: str, tmp_path: Path, way: str) -> None:
    """A row for each record, whichever command writes it; all lists in one readable cell."""
    fetch(way, site, tmp_path / "out.csv")
    fetch(way, site, tmp_path / "out.jsonl")
    with (tmp_path / "out.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    records = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert len(rows) == len(records) == 2
    for row, record in zip(sorted(rows, key=lambda r: r["url"]), sorted(records, key=lambda r: r["url"]), strict=True):
        expected = {name: "" if cell is None else str(cell) for name, cell in to_cells(record, []).items()}
        assert row | {"date_downloaded": ""} == expected | {"date_downloaded": ""}


@pytest.mark.parametrize("way", ["scrapy", "copydesk"])
def test_xml(site: str, tmp_path: Path, way: str) -> None:
    fetch(way, site, tmp_path / "out.xml")
    items = ElementTree.parse(tmp_path / "out.xml").getroot().findall("item")
    assert [item.findtext("headline") for item in items] == [HEADLINE] * 2
    assert len(items[0].findall("blocks/value")) == 1 and items[0].findtext("blocks/value/type") == "paragraph"
    assert items[0].findtext("dateline") == "" and items[0].findtext("is_accessible_for_free") in ("", "true")


def fetch(way: str, site: str, output: Path) -> None:
    urls = [f"{site}/page/1", f"{site}/page/2"]
    command = ("crawl", "url", "-a", f"urls={' '.join(urls)}", "-O", output)
    done = scrapy(*command) if way == "scrapy" else copydesk("fetch", *urls, "-o", output)
    assert done.code == 0, done.err


@pytest.mark.parametrize("name", ["x.xyz", "x.parquett"])
def test_a_feed_without_a_format(site: str, tmp_path: Path, name: str) -> None:
    done = scrapy("crawl", "url", "-a", f"urls={site}/page/1", "-O", tmp_path / name)
    assert done.code == 2 and "Traceback" not in done.err and not (tmp_path / name).exists()


@pytest.mark.parametrize(
    ("spider", "argument", "taken"),
    [
        ("url", "url", "urls, input"),
        ("archive", "path", "paths, url"),
        ("source", "source", "name, sources"),
        ("inspect", "nonsense", "show, urls, input"),
    ],
)
def test_an_unknown_argument(spider: str, argument: str, taken: str) -> None:
    done = scrapy("crawl", spider, "-a", f"{argument}=1", "--nolog")
    assert (done.code, done.out) == (1, b"")
    assert done.err == f"The spider {spider} takes no argument '{argument}'; its arguments are: {taken}.\n"


@pytest.fixture
def installed(tmp_path: Path) -> tuple[Path, Path]:
    """A checkout with a spider of the user's, and the packages as they were when it was installed."""
    checkout, site_packages = tmp_path / "checkout", tmp_path / "site-packages"
    for room in ("crawler", "spiders", "pipelines"):
        for place in (checkout, site_packages):
            shutil.copytree(ROOT / room, place / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "scrapy.cfg", checkout)
    (checkout / "spiders" / "own.py").write_text(OWN)
    return checkout, site_packages


def test_a_spider_added_to_the_checkout(site: str, installed: tuple[Path, Path]) -> None:
    """After an install that is no link to it, too."""
    checkout, site_packages = installed
    path = {"PYTHONPATH": str(site_packages)}
    assert scrapy_elsewhere("list", cwd=checkout, **path).out.decode().split() == [
        "archive",
        "discover",
        "inspect",
        "own",
        "source",
        "survey",
        "url",
    ]
    done = scrapy_elsewhere("crawl", "own", "-a", f"address={site}/page/1", "-o", "-:jsonl", cwd=checkout, **path)
    assert [record["headline"] for record in done.records] == [HEADLINE], done.err
    assert b"addres" in scrapy_elsewhere("crawl", "own", "-a", "addres=x", "--nolog", cwd=checkout, **path).err.encode()
    with (checkout / "spiders" / "url.py").open("a") as file:
        file.write(OWN.replace('"own"', '"mine"'))
    assert "mine" in scrapy_elsewhere("list", cwd=checkout, **path).out.decode().split()
    scrapy_elsewhere("genspider", "third", "third.example", cwd=checkout, **path)
    assert (checkout / "spiders" / "third.py").exists()


def test_a_project_of_the_users(site: str, installed: tuple[Path, Path], tmp_path: Path) -> None:
    """A folder with ``scrapy.cfg`` and ``spiders/``: its spiders beside ours."""
    project = tmp_path / "project"
    (project / "spiders").mkdir(parents=True)
    (project / "spiders" / "__init__.py").touch()
    (project / "spiders" / "own.py").write_text(OWN)
    shutil.copy(ROOT / "scrapy.cfg", project)
    names = scrapy_elsewhere("list", cwd=project, PYTHONPATH=str(installed[1])).out.decode().split()
    assert "own" in names and "url" in names


@pytest.mark.parametrize("room", ["spiders", "pipelines"])
def test_a_foreign_package_is_told(tmp_path: Path, installed: tuple[Path, Path], room: str) -> None:
    foreign = tmp_path / "foreign"
    (foreign / room).mkdir(parents=True)
    (foreign / room / "__init__.py").touch()
    done = scrapy_elsewhere("list", cwd=installed[0], PYTHONPATH=f"{foreign}:{installed[1]}")
    assert (done.code, done.out) == (4, b"")
    assert done.err.count("\n") == 1 and f"shadowed by {foreign / room}" in done.err


def test_a_spider_with_the_domain_comes_before_the_one_for_any_page() -> None:
    from scrapy import Request
    from scrapy.settings import Settings

    from crawler.engine.spider_loader import CopydeskSpiderLoader
    from spiders.base import ArticleSpider

    loader = CopydeskSpiderLoader.from_settings(Settings({"SPIDER_MODULES": ["spiders"]}))
    assert loader.find_by_request(Request("https://daily.example/a")) == ["url"]
    loader._spiders["own"] = type("Own", (ArticleSpider,), {"name": "own", "allowed_domains": ["daily.example"]})
    assert loader.find_by_request(Request("https://daily.example/a")) == ["own"]
