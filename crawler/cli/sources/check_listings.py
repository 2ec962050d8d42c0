"""``copydesk sources check [NAME…]``: check the feeds, sitemaps and section pages of sources."""

from __future__ import annotations

import json

import click

from crawler.cli.sources.chosen import chosen_sources
from crawler.cli.sources.survey_settings import OUTPUT, say, survey_settings
from crawler.discover.survey.answers import Survey
from crawler.errors import Kind, exit_code
from crawler.normalize.text import escape_controls


def check_listings(names: tuple[str, ...], folder: str, as_json: bool, allow_hosts: tuple[str, ...]) -> int:
    """Check the sources of these names, or all in the folder, and return the exit code.

    Each is shown as soon as its lists and three of its articles have been fetched.
    """
    sources = chosen_sources(folder, names)
    from crawler.cli.run import run
    from crawler.report.survey_table import show, to_json

    failed: list[Kind] = []

    def show_survey(survey: Survey) -> None:
        if as_json:
            click.echo(escape_controls(json.dumps(to_json(survey), ensure_ascii=False)))
        else:
            show(survey)
        failed.extend(survey.failures())

    code = run("survey", OUTPUT, survey_settings(allow_hosts), sources=sources, show=show_survey, say=say)
    return code or exit_code(failed)
