"""Warnings about a list and about the record of an article."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from crawler.discover.priority import published
from crawler.discover.survey.answers import ListAnswer

_DAYS_OLD = 30
_SHORT = 400
"""Most characters of a text that is only a teaser."""
_DAY = 86_400


def list_warnings(answer: ListAnswer, now: float) -> list[str]:
    """Return warnings about a list, in a few words each. ``now``: Unix time."""
    if answer.kind != "section" and answer.form == "none":
        return [f"is no {'feed' if answer.kind == 'feed' else 'sitemap'}"]
    if not answer.links:
        return ["lists nothing"]
    if not answer.articles:
        return [f"none of its {len(answer.links)} links is an article of the site"]
    found = []
    if len(answer.articles) * 2 < len(answer.links):
        found.append(f"only {len(answer.articles)} of {len(answer.links)} links are articles of the site")
    dates = [moment for link in answer.articles if (moment := published(link)) is not None]
    if answer.form in ("feed", "news-sitemap"):
        found += _doubt_dates(dates, len(answer.articles), now)
    return found


def _doubt_dates(dates: list[float], articles: int, now: float) -> list[str]:
    if not dates:
        return ["gives no dates"]
    newest = max(dates)
    found = [f"{articles - len(dates)} of {articles} articles have no date"] if len(dates) * 2 < articles else []
    if newest < now - _DAYS_OLD * _DAY:
        found.append(f"the newest article is of {_day(newest)}")
    if newest > now + _DAY:
        found.append(f"the newest article is of {_day(newest)}, which is yet to come")
    return found


def _day(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%d")


def record_warnings(record: dict[str, Any]) -> list[str]:
    """Return warnings about a record, in a few words each."""
    found = [f"no {words}" for name, words in _NEEDED if not record.get(name)]
    length = len(record.get("article_body") or "")
    if 0 < length < _SHORT:
        found.append(f"a text of {length} letters")
    if str(record.get("type")).endswith("Page"):
        found.append(f"looks like no article but a {record['type']}")
    if record.get("is_accessible_for_free") is False:
        found.append("behind a paywall")
    return found


_NEEDED = (("headline", "headline"), ("article_body", "text"), ("date_published", "date"), ("authors", "author"))
