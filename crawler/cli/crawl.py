"""``copydesk crawl``: crawl publishers by their source files."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

from crawler.cli.ledger.ledger_type import LedgerType
from crawler.cli.options import (
    allow_host,
    output_options,
    recording_options,
    recording_settings,
    sources_option,
    with_options,
)
from crawler.normalize.quantities import to_bytes, to_seconds

F = TypeVar("F", bound=Callable[..., Any])


class Quantity(click.ParamType):  # type: ignore[type-arg,unused-ignore]  # generic from click 8.4 on
    """A duration or a size with its unit, such as "36h" or "500 MB"."""

    name = "quantity"

    def __init__(self, read: Callable[[str], float]) -> None:
        self.read = read

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number of seconds or bytes."""
        try:
            return self.read(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


_OPTIONS = (
    click.argument("names", nargs=-1, metavar="[NAME…]"),
    sources_option,
    click.option("--ledger", metavar="FILE", type=LedgerType(), default="",
                 help="Remember in FILE what was delivered: each run writes only what is new or changed."),
    click.option("--rotate", metavar="WHEN", default="",
                 help="With a ledger: start a new FILE each day, or at a size: day,200MB."),
    click.option("--duplicates", metavar="FILE", default="", type=click.Path(dir_okay=False),
                 help="Remember texts in FILE, and set near_duplicate_of of articles that repeat one."),
    click.option("--contact", envvar="COPYDESK_CONTACT", default="",
                 help="Your URL or e-mail address, which sites see in the user agent."),
    click.option("--delay", type=click.FloatRange(0), default=1.0, show_default=True,
                 help="Seconds between requests to a site, unless its source file says."),
    click.option("--max-articles", type=click.IntRange(1), help="Fetch at most N articles of each source."),
    click.option("--max-age", type=Quantity(to_seconds), metavar="DURATION",
                 help="Skip articles that a feed or sitemap dates earlier than this: 7 days, 36h."),
    click.option("--max-time", type=Quantity(to_seconds), metavar="DURATION",
                 help="End the run after this time: 30 minutes."),
    click.option("--max-bytes", type=Quantity(to_bytes), metavar="SIZE",
                 help="End the run after downloading this much: 500 MB."),
    click.option("--fail-on", type=click.Choice(("drift",)), help="With a ledger: end with exit code 6 where an alarm "
                 "about a source is open."),
    click.option("--notify", metavar="URL|COMMAND", default="",
                 help="With a ledger: tell alarms there, as JSON: by POST, or on standard input."),
    click.option("--json", "as_json", is_flag=True, help="Write progress and summary as JSON lines."),
    allow_host,
    recording_options,
    output_options,
)  # fmt: skip


def crawl_options(command: F) -> F:
    """Add the options of a command that crawls sources; their values go to :func:`crawl`."""
    return with_options(command, _OPTIONS)


@click.command()
@click.option("--due", is_flag=True, help="With a ledger: fetch only the sources that are due.")
@crawl_options
def command(due: bool, **chosen: Any) -> None:
    """Crawl publishers and write a record for each article in their feeds, sitemaps and section pages.

    NAME is the name of a source; without one, all sources in the folder are crawled. robots.txt is obeyed.
    """
    if due and not chosen["ledger"]:
        raise click.UsageError("--due requires --ledger FILE, which records what is due.")
    sys.exit(crawl({"COPYDESK_ONLY_DUE": due}, **chosen))


def crawl(
    more: dict[str, Any], names: tuple[str, ...], sources: str, contact: str, as_json: bool, **chosen: Any
) -> int:
    """Crawl sources and return the exit code.

    ``more``: further settings; ``chosen``: the values of the other :func:`crawl_options`.
    """
    settings = {"COPYDESK_SOURCES": sources, "DOWNLOAD_DELAY": chosen.pop("delay")}
    settings |= _alarm_settings(chosen["ledger"], chosen.pop("fail_on"), chosen.pop("notify"))
    from crawler.cli.failures import exit_with_message
    from crawler.cli.run import allow, run
    from crawler.cli.sources.chosen import chosen_sources
    from crawler.net.user_agent import user_agent
    from crawler.sources.source import active

    settings |= _duplicate_settings(chosen.pop("duplicates"))
    found = active(chosen_sources(sources, names))
    if not found and not more.get("COPYDESK_DAEMON"):
        exit_with_message("Every source that was chosen is paused; copydesk sources resume takes names.", "missing")
    if not contact and not as_json and not all(source.agent() for source in found):
        click.echo("The user agent has no contact; --contact takes your URL or e-mail address.", err=True)
    settings |= allow(chosen.pop("allow_hosts")) | {"USER_AGENT": user_agent(contact)}
    settings |= _limit_settings(**{name: chosen.pop(name) for name in _LIMITS})
    settings |= recording_settings(chosen.pop("warc_folder"), chosen.pop("warc_size"))
    settings |= _ledger_settings(chosen.pop("ledger"), chosen.pop("rotate"), chosen)
    settings |= {"COPYDESK_CRAWL_REPORT": _report_format(as_json, chosen), **more}
    return run("source", chosen, settings, name=" ".join(names), sources=sources)


def _alarm_settings(ledger: str, fail_on: str | None, notify: str) -> dict[str, Any]:
    if (fail_on or notify) and not ledger:
        raise click.UsageError(
            "--fail-on and --notify require --ledger FILE, which records how each source usually is."
        )
    return {"COPYDESK_FAIL_ON": fail_on or "", "COPYDESK_NOTIFY": notify}


def _duplicate_settings(duplicates: str) -> dict[str, Any]:
    from crawler.cli.checks import check_duplicates

    if duplicates:
        check_duplicates(duplicates)
    return {"COPYDESK_DUPLICATES": duplicates}


_LIMITS = ("max_articles", "max_age", "max_time", "max_bytes")


def _limit_settings(
    max_articles: int | None, max_age: float | None, max_time: float | None, max_bytes: int | None
) -> dict[str, Any]:
    from crawler.extensions.budget import limits

    return {"COPYDESK_LIMITS": limits(articles=max_articles, age=max_age, seconds=max_time, bytes=max_bytes)}


def _ledger_settings(ledger: str, rotate: str, output: dict[str, Any]) -> dict[str, Any]:
    from crawler.cli.feeds import ledger_settings

    return ledger_settings(ledger, rotate, output) if ledger or rotate else {}


def _report_format(as_json: bool, output: dict[str, Any]) -> str:
    """Return how progress is shown: a table needs a terminal that nothing else is written to."""
    if as_json:
        return "json"
    free = sys.stderr.isatty() and not output["verbose"] and not (output["output"] == "-" and sys.stdout.isatty())
    return "table" if (free if output["progress"] is None else output["progress"]) else "lines"
