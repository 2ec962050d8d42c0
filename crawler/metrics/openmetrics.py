"""Export tallies as OpenMetrics, by source, with a bounded number of labels. Requires the extra ``metrics``.

https://prometheus.io/docs/specs/om/open_metrics_spec/
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from crawler.datasets.extra import MissingExtra
from crawler.metrics.facts import FIELDS
from crawler.metrics.histogram import DELAY, LATENCY, cumulative
from crawler.metrics.tallies import NO_SOURCE
from crawler.metrics.tally import Tally
from crawler.version import version

CONTENT_TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8"
_MOST_SOURCES = 5_000
"""Most sources with labels of their own; the rest is summed up as ``(others)``."""
_COUNTERS = {
    "found": "New article URLs in lists.",
    "asked": "Articles requested.",
    "written": "Records written.",
    "unchanged": "Articles without a change.",
    "repeated": "URLs of articles that were already requested.",
    "duplicates": "Records with the headline and body of another one.",
    "responses": "Responses received.",
    "bytes": "Bytes received.",
    "lists": "Feeds, sitemaps and section pages requested.",
    "pages_read": "Pages read, of which read_cpu_seconds is the CPU time.",
}
_BY_REASON = {
    "failed": "Articles without a record, by kind of failure.",
    "refused": "Requests never made, by reason.",
    "lists_failed": "Lists that could not be read, by kind of failure.",
}


@dataclass(slots=True)
class Snapshot:
    """The values at one moment."""

    run: Mapping[str, Tally]
    """Tallies since the process began, by source: counters."""
    day: Mapping[str, Tally]
    """Tallies of today, or of the last day with articles, by source: coverage."""
    alarms: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """Open alarms: source and kind, and when each was raised."""
    gauges: Mapping[str, tuple[str, float]] = field(default_factory=dict)
    """Values of the process: description and value, by name."""


def openmetrics(snapshot: Snapshot) -> bytes:
    """Return a snapshot in the OpenMetrics format.

    :raises MissingExtra: if prometheus-client is not installed.
    """
    registry = _registry(snapshot)
    from prometheus_client.openmetrics.exposition import generate_latest

    text: bytes = generate_latest(registry)
    return text


def prometheus_text(snapshot: Snapshot) -> bytes:
    """Return a snapshot in the older Prometheus format, as node_exporter's textfile collector requires."""
    registry = _registry(snapshot)
    from prometheus_client.exposition import generate_latest

    text: bytes = generate_latest(registry)
    return text


def _registry(snapshot: Snapshot) -> Any:
    try:
        from prometheus_client import CollectorRegistry
    except ImportError:
        raise MissingExtra("Metrics need prometheus-client: pip install 'copydesk[metrics]'.") from None
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Collector(snapshot))
    return registry


class _Collector:
    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def collect(self) -> Iterator[Any]:
        """Yield all metric families."""
        from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily

        yield InfoMetricFamily("copydesk", "What runs.", {"version": version()})
        for name, (words, value) in self._snapshot.gauges.items():
            yield GaugeMetricFamily(f"copydesk_{name}", words, value)
        run = bounded(self._snapshot.run)
        yield from _counters(run)
        yield from _histograms(run)
        yield from _freshness(bounded(self._snapshot.day))
        yield _coverage(bounded(self._snapshot.day))
        yield _alarms(self._snapshot.alarms)


def bounded(tallies: Mapping[str, Tally], most: int = _MOST_SOURCES) -> dict[str, Tally]:
    """Return the ``most`` sources with the most requests, and the sum of the others.

    >>> found = bounded({"a": Tally(asked=1), "b": Tally(asked=3), "c": Tally(asked=2)}, 2)
    >>> sorted((name, tally.asked) for name, tally in found.items())
    [('(others)', 3), ('b', 3)]
    """
    names = [name for name in tallies if name != NO_SOURCE]
    if len(names) <= most:
        return {name: tallies[name] for name in names}
    names.sort(key=lambda name: (-tallies[name].asked, name))
    others = Tally()
    for name in names[most - 1 :]:
        others.add(tallies[name])
    return {**{name: tallies[name] for name in names[: most - 1]}, "(others)": others}


def _counters(tallies: Mapping[str, Tally]) -> Iterator[Any]:
    from prometheus_client.core import CounterMetricFamily

    for name, words in _COUNTERS.items():
        family = CounterMetricFamily(f"copydesk_{name}", words, labels=["source"])
        for source, tally in tallies.items():
            family.add_metric([source], getattr(tally, name))
        yield family
    cpu = CounterMetricFamily("copydesk_read_cpu_seconds", "CPU time of reading pages.", labels=["source"])
    for source, tally in tallies.items():
        cpu.add_metric([source], tally.cpu_seconds)
    yield cpu
    for name, words in _BY_REASON.items():
        family = CounterMetricFamily(f"copydesk_{name}", words, labels=["source", "reason"])
        for source, tally in tallies.items():
            for reason, number in sorted(getattr(tally, name).items()):
                family.add_metric([source, reason], number)
        yield family


def _histograms(tallies: Mapping[str, Tally]) -> Iterator[Any]:
    from prometheus_client.core import HistogramMetricFamily

    shown = (
        ("request_duration_seconds", "Seconds from request to response.", "latency", LATENCY),
        ("publication_delay_seconds", "Seconds from publication to record.", "delay", DELAY),
    )
    for name, words, attribute, bounds in shown:
        family = HistogramMetricFamily(f"copydesk_{name}", words, labels=["source"])
        for source, tally in tallies.items():
            if held := getattr(tally, attribute):
                family.add_metric([source], buckets=list(cumulative(held, bounds)), sum_value=None)
        yield family


def _freshness(tallies: Mapping[str, Tally]) -> Iterator[Any]:
    from prometheus_client.core import GaugeMetricFamily

    shown = (
        (
            "last_success_timestamp_seconds",
            "Time at which an article was last written, or found unchanged.",
            "last_success",
        ),
        ("newest_article_timestamp_seconds", "Publication time of the newest article.", "last_published"),
    )
    for name, words, attribute in shown:
        family = GaugeMetricFamily(f"copydesk_{name}", words, labels=["source"])
        for source, tally in tallies.items():
            if at := getattr(tally, attribute):
                family.add_metric([source], at)
        yield family


def _coverage(tallies: Mapping[str, Tally]) -> Any:
    from prometheus_client.core import GaugeMetricFamily

    words = "Share of the last day's records with a field."
    family = GaugeMetricFamily("copydesk_field_coverage_ratio", words, labels=["source", "field"])
    for source, tally in tallies.items():
        for name in FIELDS if tally.written else ():
            family.add_metric([source, name], round(tally.fields.get(name, 0) / tally.written, 4))
    return family


def _alarms(alarms: Mapping[tuple[str, str], int]) -> Any:
    from prometheus_client.core import GaugeMetricFamily

    words = "Time at which an open alarm was raised; copydesk alarms shows its numbers."
    family = GaugeMetricFamily("copydesk_alarm_timestamp_seconds", words, labels=["source", "kind"])
    for (source, kind), opened in sorted(alarms.items()):
        family.add_metric([source, kind], opened)
    return family
