"""Site rules without effect on a page: selectors and phrases that match nothing."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.extract.document.page import Page
from crawler.extract.site_rules.rule import Rule, select


def unused_rules(page: Page, rule: Rule) -> Iterator[tuple[str, str]]:
    """Yield key and value of each rule that matches nothing; the page must not have been changed by a rule."""
    for name, several in rule.selectors.items():
        if not any(_finds(page, words) for words in several):
            yield f"rules.{name}", ", ".join(several)
    for key, selectors in (("drop", rule.drop), ("paid", rule.paid)):
        yield from ((f"rules.{key}", words) for words in selectors if not _finds(page, words))
    text = " ".join("".join(page.root.itertext()).split()) if rule.boilerplate else ""
    yield from (("rules.boilerplate", phrase) for phrase in rule.boilerplate if phrase not in text)


def _finds(page: Page, words: str) -> bool:
    return any(found not in ("", False) for found in select(page, words))
