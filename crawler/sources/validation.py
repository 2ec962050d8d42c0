"""Validate the values of a source file: key, what was found, what was expected."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from crawler.extract.site_rules.rule import FIELDS, LISTS, selector
from crawler.normalize.quantities import to_bytes, to_seconds
from crawler.normalize.request_urls import is_address

_KEYS = ", ".join((*sorted(FIELDS), *LISTS))
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_REQUIRED = ("name", "home")
_LISTS_OF_URLS = ("feeds", "news_sitemaps", "sitemaps", "sections")


def find_mistakes(values: dict[str, Any]) -> Iterator[str]:
    """Yield a line for each mistake, "feeds: found 3, expected a list of http or https addresses"."""
    yield from (f"{key}: is missing, expected {_EXPECTED[key]}" for key in _REQUIRED if key not in values)
    for key, value in values.items():
        if key not in _EXPECTED:
            yield f"{key}: is no key of a source, expected one of {', '.join(_EXPECTED)}"
        elif key == "rules":
            yield from _rule_mistakes(value)
        elif not _CHECKS[_EXPECTED[key]](value):
            yield f"{key}: found {value!r}, expected {_EXPECTED[key]}"


def _rule_mistakes(values: Any) -> Iterator[str]:
    if not isinstance(values, dict):
        yield f"rules: found {values!r}, expected a table [rules]"
        return
    for key, value in values.items():
        if key not in FIELDS and key not in LISTS:
            yield f"rules.{key}: is no field that a rule can give, expected one of {_KEYS}"
        elif key in LISTS and not _is_texts(value):
            yield f"rules.{key}: found {value!r}, expected a list of texts"
        elif key == "boilerplate":
            yield from ("rules.boilerplate: found '', expected a phrase" for phrase in value if not phrase.strip())
        else:
            several = value if isinstance(value, list) else [value]
            yield from (f"rules.{key}: {mistake}" for words in several if (mistake := _selector_mistake(words)))


def _selector_mistake(words: Any) -> str | None:
    if not isinstance(words, str):
        return f"found {words!r}, expected a CSS selector, or XPath after xpath:"
    try:
        selector(words)
    except ValueError as error:
        return str(error)
    return None


def _is_url(value: Any) -> bool:
    return isinstance(value, str) and not any(c.isspace() for c in value) and is_address(value)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(v, str) for v in value)


def _is_schedule(value: Any, zone: str = "UTC") -> bool:
    from crawler.sources.schedule import BadSchedule, check_schedule  # slow, and rarely needed

    try:
        check_schedule(value, zone)
    except (BadSchedule, AttributeError):
        return False
    return True


def _is_zone(value: Any) -> bool:
    return isinstance(value, str) and _is_schedule("every hour", value)


def _is_ages(value: Any) -> bool:
    return _is_texts(value) and all(_is_schedule(f"every {age}") for age in value)


def _is_patterns(value: Any) -> bool:
    try:
        return _is_texts(value) and all(re.compile(v) for v in value)
    except re.error:
        return False


def _is_number(value: Any, least: float, most: float = float("inf")) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most


def _is_read_by(read: Callable[[Any], Any]) -> Callable[[Any], bool]:
    def is_read(value: Any) -> bool:
        try:
            read(value)
        except ValueError:
            return False
        return isinstance(value, int | float | str)

    return is_read


_CHECKS: dict[str, Callable[[Any], bool]] = {
    "a name of lower-case letters, digits and hyphens": lambda v: isinstance(v, str) and bool(_NAME.fullmatch(v)),
    "an http or https address": _is_url,
    "a list of http or https addresses": lambda v: isinstance(v, list) and all(map(_is_url, v)),
    "a list of regular expressions": _is_patterns,
    "a text": lambda v: isinstance(v, str),
    "a text on one line": lambda v: isinstance(v, str) and v.isprintable() and bool(v.strip()),
    "true or false": lambda v: isinstance(v, bool),
    "a number of seconds, 0 or more": lambda v: _is_number(v, 0),
    "a number from 0 to 1": lambda v: _is_number(v, 0, 1),
    "a whole number, 1 or more": lambda v: isinstance(v, int) and _is_number(v, 1),
    'a duration, as "7 days" or a number of seconds': _is_read_by(to_seconds),
    'a size, as "50 MB" or a number of bytes': _is_read_by(to_bytes),
    'a cron expression of five fields, or "every 20 minutes"': _is_schedule,
    "the name of a time zone, as Europe/Berlin": _is_zone,
    'a list of ages such as "1 hour", "6 hours", "7 days"': _is_ages,
    "a table [rules]": lambda v: isinstance(v, dict),
}
_A_NAME, _AN_URL, _URL_LIST, _PATTERNS, _A_TEXT, _A_LINE, _YES_OR_NO, *_numbers = _CHECKS
_SECONDS, _SHARE, _COUNT, _DURATION, _SIZE, _SCHEDULE, _ZONE, _AGES, _TABLE = _numbers
_EXPECTED = {
    "name": _A_NAME,
    "home": _AN_URL,
    **dict.fromkeys(_LISTS_OF_URLS, _URL_LIST),
    "article_urls": _PATTERNS,
    **dict.fromkeys(("publisher", "language"), _A_TEXT),
    "schedule": _SCHEDULE,
    "timezone": _ZONE,
    "revisits": _AGES,
    "delay": _SECONDS,
    "jitter": _SHARE,
    "concurrency": _COUNT,
    **dict.fromkeys(("contact", "user_agent"), _A_LINE),
    **dict.fromkeys(("obey_robots", "paused"), _YES_OR_NO),
    "max_articles": _COUNT,
    **dict.fromkeys(("max_age", "max_time"), _DURATION),
    "max_bytes": _SIZE,
    "pages": _COUNT,
    "rules": _TABLE,
}
