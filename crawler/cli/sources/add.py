"""``copydesk sources add``: write the source files of publishers from the URLs of their sites."""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from typing import Any

import click

from crawler.cli.sources.survey_settings import survey_options
from crawler.discover.survey.answers import Survey
from crawler.normalize.text import escape_controls
from crawler.sources.store import SourceStore

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")


@click.command()
@click.argument("sites", nargs=-1, required=True, metavar="URL…")
@click.option("--name", default="", help="Name of the source and its file, for one URL. Default: from the host.")
@survey_options
def command(sites: tuple[str, ...], name: str, at_once: int, **chosen: Any) -> None:
    """Add publishers: find where the site at each URL lists its articles, and write its source file.

    Feeds, sitemaps and section pages are looked for on the home page, in robots.txt and at common addresses; then three
    articles are fetched. For one URL all that was found is shown, for several a line each.
    """
    from crawler.sources.site import merge, to_site

    if len(sites) > 1:
        if name:
            raise click.UsageError("--name is for one URL.")
        from crawler.cli.sources.add_many import add_many

        sys.exit(add_many(merge(map(to_site, sites)), at_once=at_once, **chosen))
    sys.exit(_add(sites[0], name, **chosen))


def _add(
    site: str, name: str, sources: str, force: bool, contact: str, as_json: bool, allow_hosts: tuple[str, ...]
) -> int:
    from crawler.sources.naming import name_of
    from crawler.sources.site import to_home

    url = to_home(site if "://" in site else f"https://{site}")
    if url is None:
        raise click.BadParameter("expected the URL of a site, with http:// or https://.", param_hint="URL")
    chosen = name or name_of(url)
    if not _NAME.fullmatch(chosen):
        raise click.BadParameter("expected lower-case letters, digits and hyphens.", param_hint="--name")
    from crawler.cli.run import run
    from crawler.cli.sources.chosen import opened_sources
    from crawler.cli.sources.survey_settings import OUTPUT, say, survey_settings
    from crawler.net.user_agent import user_agent
    from crawler.sources.source import Source

    surveys: list[Survey] = []
    settings = {**survey_settings(allow_hosts), "USER_AGENT": user_agent(contact)}
    with opened_sources(sources, create=True) as store:
        _check(store, sources, chosen, force)
        code = run("discover", OUTPUT, settings, sources=[Source(chosen, url)], show=surveys.append, say=say)
        return code or _write(surveys, store, chosen, as_json)


def _check(store: SourceStore, sources: str, key: str, force: bool) -> None:
    """Exit with an error message if the source exists or cannot be written, before anything is fetched."""
    from crawler.cli.checks import check_folder
    from crawler.cli.failures import exit_with_message
    from crawler.ledger.source_store import is_table

    if store.has(key) and not force:
        exit_with_message(f"{store.place(key)} exists; --force overwrites it, --name takes another name.", "unwritable")
    if not is_table(sources):
        check_folder(sources)


def _write(surveys: list[Survey], store: SourceStore, key: str, as_json: bool) -> int:
    from crawler.cli.sources.change import put
    from crawler.discover.survey.write import source_file
    from crawler.errors import EXIT_CODES, printable
    from crawler.report.survey_table import show, to_json
    from crawler.sources.source import parse_source

    for survey in surveys:
        if as_json:
            click.echo(escape_controls(json.dumps(_json(survey, to_json(survey)), ensure_ascii=False)))
        else:
            show(survey)
        if not any(answer.articles for answer in survey.lists):
            click.echo(printable(f"{survey.home}: found no list of articles; no file is written."), err=True)
            return EXIT_CODES["busy" if "busy" in survey.failures() else "empty"]
        toml = source_file(survey, date.today().isoformat())
        parse_source(toml.encode(), store.place(key))
        put(store, key, toml)
        next_step = f"copydesk crawl {key} --sources {store.name}"
        click.echo(printable(f"Wrote {store.place(key)}; next: {next_step}"), err=True)
    return 0


def _json(survey: Survey, found: dict[str, Any]) -> dict[str, Any]:
    from crawler.discover.survey.choose import choose_lists

    chosen = {answer.url for answer in choose_lists(survey.lists).lists}
    for answer in found["lists"]:
        answer["written"] = answer["url"] in chosen
    return found
