"""The publishers of bench/discovery/run: each in the shape of a family of sites, none after the rules that find its articles."""

from __future__ import annotations

from collections.abc import Iterator

from discovery_feeds import adverts, amp, archive, broken, news_map
from discovery_plain import no_feed, paged, tables
from discovery_scripts import arabic, korean
from discovery_systems import arc, drupal, static, wordpress
from discovery_web import Publisher


def publishers(addresses: int) -> Iterator[Publisher]:
    """All of them; ``addresses``: of the largest sitemap."""
    for make in (
        wordpress,
        drupal,
        arc,
        tables,
        no_feed,
        adverts,
        broken,
        news_map,
        amp,
        paged,
        korean,
        arabic,
        static,
    ):
        yield make()
    yield archive(addresses)
