"""A survey of a publisher as tables on a terminal, and as JSON."""

from __future__ import annotations

from typing import Any

import click

from crawler.discover.survey.answers import ListAnswer, PageAnswer, Survey
from crawler.errors import printable
from crawler.report.page_table import show as show_table


def show(survey: Survey) -> None:
    """Print the survey of a publisher."""
    title = f"{survey.name}: {survey.home}"
    show_table(title, ("list", "address", "articles", "what looks wrong"), map(_list_line, survey.lists))
    if survey.pages:
        heads = ("headline", "date", "authors", "text", "pictures", "what looks wrong")
        show_table("Some of its articles", heads, map(_page_line, survey.pages))
    elif not any(answer.articles for answer in survey.lists):
        click.echo(printable(f"{survey.name}: no articles found."))


def _list_line(answer: ListAnswer) -> tuple[str, str, str, str]:
    count = "" if answer.failure else f"{len(answer.articles)} of {len(answer.links)}"
    if answer.nested:
        count += f", newest of {len(answer.nested)} sitemaps"
    warnings = printable(answer.failure) or "; ".join(answer.warnings)
    return answer.kind, printable(answer.url), count, warnings


def _page_line(answer: PageAnswer) -> tuple[str, ...]:
    if answer.failure:
        return printable(answer.url), "", "", "", "", printable(answer.failure)
    record = answer.record
    authors = ", ".join(author["name"] for author in record["authors"])
    length = f"{len(record['article_body'])} letters"
    cells = (record["headline"] or answer.url, record["date_published"] or "", authors, length)
    warnings = "; ".join(answer.warnings)
    return (*(printable(cell) for cell in cells), str(len(record["images"])), warnings)


def to_json(survey: Survey) -> dict[str, Any]:
    """Return the survey as plain values."""
    return {
        "name": survey.name,
        "home": survey.home,
        "lists": [_list_json(answer) for answer in survey.lists],
        "articles": [_page_json(answer) for answer in survey.pages],
    }


def _list_json(answer: ListAnswer) -> dict[str, Any]:
    return {
        "kind": answer.kind,
        "url": answer.url,
        "found_in": answer.found_in or None,
        "answers": not answer.failure,
        "failure": answer.failure or None,
        "links": len(answer.links),
        "articles": len(answer.articles),
        "sitemaps": len(answer.nested),
        "doubts": answer.warnings,
    }


_SHOWN = ("headline", "date_published", "authors", "in_language", "article_section", "description")


def _page_json(answer: PageAnswer) -> dict[str, Any]:
    record = answer.record
    shown = {name: record[name] for name in _SHOWN} if record else {}
    counts = {"letters": len(record["article_body"]), "images": len(record["images"])} if record else {}
    return {"url": answer.url, "failure": answer.failure or None, "doubts": answer.warnings, **shown, **counts}
