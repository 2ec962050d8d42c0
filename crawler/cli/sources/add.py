"""``copydesk sources add``: write the source file of a publisher from the URL of its site."""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import click

from crawler.cli.options import allow_host
from crawler.discover.survey.answers import Survey
from crawler.normalize.text import escape_controls

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")


@click.command()
@click.argument("site", metavar="URL")
@click.option("--sources", type=click.Path(file_okay=False, path_type=Path), default="sources", show_default=True,
              help="Folder of source files.")  # fmt: skip
@click.option("--name", default="", help="Name of the source and its file. Default: from the host.")
@click.option("--force", is_flag=True, help="Overwrite an existing file.")
@click.option("--contact", envvar="COPYDESK_CONTACT", default="",
              help="Your URL or e-mail address, which sites see in the user agent.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Show what was found as JSON instead of tables.")
@allow_host
def command(
    site: str, sources: Path, name: str, force: bool, contact: str, as_json: bool, allow_hosts: tuple[str, ...]
) -> None:
    """Add a publisher: find where the site at URL lists its articles, show them, and write the source file.

    Feeds, sitemaps and section pages are looked for on the home page, in robots.txt and at common addresses; then three
    articles are fetched.
    """
    from crawler.normalize.request_urls import to_url
    from crawler.normalize.urls import split

    url = to_url(site if "://" in site else f"https://{site}")
    url = urljoin(url, "/") if url and not split(url).path else url
    if url is None:
        raise click.BadParameter("expected the URL of a site, with http:// or https://.", param_hint="URL")
    chosen = name or name_of(url)
    if not _NAME.fullmatch(chosen):
        raise click.BadParameter("expected lower-case letters, digits and hyphens.", param_hint="--name")
    path = sources / f"{chosen}.toml"
    _check(path, force)
    from crawler.cli.run import run
    from crawler.cli.sources.survey_settings import OUTPUT, say, survey_settings
    from crawler.net.user_agent import user_agent
    from crawler.sources.source import Source

    surveys: list[Survey] = []
    settings = {**survey_settings(allow_hosts), "USER_AGENT": user_agent(contact)}
    code = run("discover", OUTPUT, settings, sources=[Source(chosen, url)], show=surveys.append, say=say)
    sys.exit(code or _write(surveys, path, as_json))


def name_of(url: str) -> str:
    """Return a name for the source of a site: the main label of its host.

    >>> name_of("https://www.daily.example/"), name_of("http://127.0.0.1:80/")
    ('daily', '127-0-0-1')
    """
    from crawler.net.addresses import host_name, literal
    from crawler.normalize.canonical import site_name
    from crawler.normalize.urls import split

    host = host_name(split(url).hostname or "")
    words = host if literal(host) else site_name(host)
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-") or "source"


def _check(path: Path, force: bool) -> None:
    """Exit with an error message if the file exists or cannot be written, before anything is fetched."""
    from crawler.cli.checks import check_folder
    from crawler.cli.failures import exit_with_message

    if path.exists() and not force:
        exit_with_message(f"{path} exists; --force overwrites it, --name takes another name.", "unwritable")
    check_folder(str(path.parent))


def _write(surveys: list[Survey], path: Path, as_json: bool) -> int:
    from crawler.discover.survey.write import source_file
    from crawler.errors import EXIT_CODES, printable
    from crawler.report.survey_table import show, to_json
    from crawler.sources.source import load_source

    for survey in surveys:
        if as_json:
            click.echo(escape_controls(json.dumps(_json(survey, to_json(survey)), ensure_ascii=False)))
        else:
            show(survey)
        if not any(answer.articles for answer in survey.lists):
            click.echo(printable(f"{survey.home}: found no list of articles; no file is written."), err=True)
            return EXIT_CODES["busy" if "busy" in survey.failures() else "empty"]
        path.write_text(source_file(survey, date.today().isoformat()), "utf-8")
        load_source(path)
        click.echo(printable(f"Wrote {path}; next: copydesk crawl {path.stem} --sources {path.parent}"), err=True)
    return 0


def _json(survey: Survey, found: dict[str, Any]) -> dict[str, Any]:
    from crawler.discover.survey.choose import choose_lists

    chosen = {answer.url for answer in choose_lists(survey.lists).lists}
    for answer in found["lists"]:
        answer["written"] = answer["url"] in chosen
    return found
