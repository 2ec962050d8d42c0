"""Write a survey as a source file: TOML with comments about each list."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from crawler.discover.priority import published
from crawler.discover.survey.answers import ListAnswer, Survey
from crawler.discover.survey.choose import choose_lists
from crawler.errors import printable

_KEYS = {"feed": "feeds", "news-sitemap": "news_sitemaps", "sitemap": "sitemaps", "section": "sections"}


def source_file(survey: Survey, today: str) -> str:
    """Return the text of a source file; ``today``: the date, for its first line."""
    chosen = choose_lists(survey.lists)
    lines = [
        f"# Written by copydesk sources add on {today}; docs/sources.md explains every key.",
        f"name = {_text(survey.name)}",
        _optional("publisher", survey.publisher, "the name of the publisher, for the records"),
        f"home = {_text(survey.home)}",
        _optional("language", survey.language, 'of pages that declare none, say "en"'),
    ]
    for kind, key in _KEYS.items():
        found = [answer for answer in chosen.lists if answer.kind == kind]
        lines += ["", *(_archive(chosen.archive) if kind == "sitemap" and chosen.archive else _list(key, found))]
    lines += [
        "",
        "# Regular expressions of article addresses; without any, shape and place decide.",
        "# article_urls = []",
        '# schedule = "every 20 minutes"',
        _delay(survey.delay),
    ]
    return "\n".join(lines) + "\n"


def _list(key: str, answers: list[ListAnswer]) -> Iterator[str]:
    if not answers:
        yield f"{key} = []"
        return
    yield f"{key} = ["
    yield from (f"    {_text(answer.url)},  # {printable(_about(answer))}" for answer in answers)
    yield "]"


def _archive(answers: Iterable[ListAnswer]) -> Iterator[str]:
    yield "# Everything that was ever published, while other lists have the news; without its # it is crawled, too:"
    yield "# sitemaps = ["
    yield from (f"#     {_text(answer.url)},  # {printable(_about(answer))}" for answer in answers)
    yield "# ]"


def _about(answer: ListAnswer) -> str:
    count = len(answer.articles)
    words = f"{count} article{'' if count == 1 else 's'}"
    if answer.nested:
        words += f" in the newest of {len(answer.nested)} sitemaps"
    dates = [moment for link in answer.articles if (moment := published(link)) is not None]
    if dates:
        words += f", the newest of {datetime.fromtimestamp(max(dates), UTC):%Y-%m-%d}"
    if answer.found_in:
        words += f"; found {answer.found_in}"
    return "; ".join([words, *answer.warnings])


def _optional(key: str, value: str | None, meaning: str) -> str:
    return f"{key} = {_text(value)}" if value else f'# {key} = ""  # {meaning}'


def _delay(delay: float | None) -> str:
    if delay:
        return f"delay = {float(delay)}  # seconds between requests, as robots.txt asks"
    return "# delay = 1.0  # seconds between requests to this site"


def _text(value: str) -> str:
    """Return a basic string of TOML, which is a JSON string except for the delete character."""
    return json.dumps(printable(value), ensure_ascii=False)
