"""Source files for many publishers: one that fails costs no other, and each file is written at once."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

import click

from crawler.cli.checks import check_folder
from crawler.cli.sources.chosen import known_sources, opened_sources
from crawler.cli.sources.survey_settings import OUTPUT, survey_settings
from crawler.discover.survey.answers import Survey
from crawler.discover.survey.choose import choose_lists
from crawler.discover.survey.write import source_file
from crawler.errors import Kind, exit_code, printable, unwritable
from crawler.ledger.errors import LedgerError
from crawler.ledger.source_store import is_table
from crawler.sources.naming import free_name
from crawler.sources.site import Site, to_key
from crawler.sources.source import Source
from crawler.sources.store import SourceStore


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a publisher."""

    name: str
    """Name of the source; empty if there is none."""
    home: str
    lists: str
    """How many feeds, sitemaps and sections were found."""
    result: str
    """``written``, ``exists``, or a sentence that says what is wrong."""
    failure: Kind | None = None


def add_many(
    sites: Sequence[Site],
    sources: str,
    force: bool,
    contact: str,
    as_json: bool,
    at_once: int,
    allow_hosts: tuple[str, ...],
) -> int:
    """Survey publishers, write their source files, show what became of each, and return the exit code."""
    if not is_table(sources):
        check_folder(sources)
    with opened_sources(sources, create=True) as store:
        wanted, outcomes = _plan(sites, store, force)
        added = _survey(wanted, store, contact, at_once, allow_hosts)
    outcomes += added
    _show(outcomes, as_json)
    missing = len(wanted) - len(added)  # Ctrl-C
    return exit_code(o.failure for o in outcomes if o.failure) or 130 * bool(missing)


def _plan(sites: Iterable[Site], store: SourceStore, force: bool) -> tuple[list[Source], list[Outcome]]:
    """Return the sources to survey, with unique names, and the outcomes of the others, which need no request."""
    there = known_sources(store).values()
    known, taken = {to_key(source.home): source for source in there}, {source.name for source in there}
    wanted: list[Source] = []
    outcomes: list[Outcome] = []
    for site in sites:
        source = known.get(to_key(site.home))
        if not site.is_valid:
            outcomes.append(Outcome("", site.home, "", f"{site.home or site.title} is no URL of a site.", "not-a-url"))
        elif source and not force:
            outcomes.append(Outcome(source.name, site.home, "", "exists"))
        else:
            name = source.name if source else free_name(site.home, taken)
            taken.add(name)
            wanted.append(Source(name, site.home, site.title or None, feeds=site.feeds))
    return wanted, outcomes


def _survey(
    sources: Sequence[Source], store: SourceStore, contact: str, at_once: int, allow_hosts: tuple[str, ...]
) -> list[Outcome]:
    """Return the outcome of each survey."""
    from crawler.cli.run import run
    from crawler.net.user_agent import user_agent

    outcomes: list[Outcome] = []
    if not sources:
        return outcomes

    def done(survey: Survey) -> None:
        outcomes.append(_write(survey, store))
        said = "failed" if survey.failure else _said(outcomes[-1])  # the run has told why
        click.echo(printable(f"{len(outcomes)} of {len(sources)}: {survey.name}, {said}."), err=True)

    settings = {**survey_settings(allow_hosts), "USER_AGENT": user_agent(contact), "CONCURRENT_REQUESTS": 4 * at_once}
    run("discover", OUTPUT, settings, sources=sources, show=done, say=lambda _: None, at_once=at_once)
    return outcomes


def _write(survey: Survey, store: SourceStore) -> Outcome:
    outcome = Outcome(survey.name, survey.home, _lists(survey), "written")
    if survey.failure:
        return replace(outcome, result=survey.failure.message, failure=survey.failure.kind)
    if not any(answer.articles for answer in survey.lists):
        kind: Kind = "busy" if "busy" in survey.failures() else "empty"
        return replace(outcome, result="No list of articles was found.", failure=kind)
    try:
        store.put({survey.name: source_file(survey, date.today().isoformat())})
    except OSError as error:
        message = unwritable(store.place(survey.name), error).message
        return replace(outcome, result=message, failure="unwritable")
    except LedgerError as error:
        return replace(outcome, result=str(error), failure="ledger")
    return outcome


def _lists(survey: Survey) -> str:
    kinds = [answer.kind for answer in choose_lists(survey.lists).lists]
    counts = ((kinds.count(kind), kind.replace("-", " ")) for kind in dict.fromkeys(kinds))
    return ", ".join(f"{count} {kind}{'' if count == 1 else 's'}" for count, kind in counts)


def _said(outcome: Outcome) -> str:
    return f"{outcome.result}: {outcome.lists}" if not outcome.failure else outcome.result.rstrip(".")


def _show(outcomes: Sequence[Outcome], as_json: bool) -> None:
    from crawler.report.listing import write_rows

    heads = ("name", "home", "lists", "result")
    rows = [[asdict(outcome)[head] for head in heads] for outcome in outcomes]
    write_rows("json" if as_json else "table", heads, rows)
    counts = {word: sum(outcome.result == word for outcome in outcomes) for word in ("written", "exists")}
    failed = sum(outcome.failure is not None for outcome in outcomes)
    sentence = f"{counts['written']} written, {counts['exists']} had a source file, {failed} failed."
    click.echo(sentence, file=sys.stderr)
