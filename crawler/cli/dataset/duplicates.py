"""``copydesk dataset duplicates``: which articles are one story."""

from __future__ import annotations

import json

import click

from crawler.cli.dataset.require import require_extra


@click.command()
@click.argument("records", nargs=-1, required=True, metavar="RECORDS…")
@click.option("-o", "--output", metavar="FILE", default="-",
              help="Write there; .gz and .zst compress. Default: standard output.")  # fmt: skip
def command(records: tuple[str, ...], output: str) -> None:
    """Find articles that tell one story: exact copies, reprints with another lead, cut, or with more around them.

    RECORDS are files of JSON Lines, plain, .gz or .zst; - is standard input. Writes a JSON line for each story with
    two or more copies: cluster, origin (an id), its source_organizations and dateline, and members, the origin first,
    each with id, url and similarity (the share of the shorter text that stands in the other).
    """
    from crawler.cli.failures import exit_with
    from crawler.cli.run import check_files, check_writable
    from crawler.errors import Failure, unwritable
    from crawler.exporters.export import opened
    from crawler.report.article_records import article_records

    require_extra("Looking for duplicates")
    from crawler.datasets.duplicates import find_clusters

    check_files({"output": output, "errors": ""}, {}, records)
    check_writable(output)
    failures: list[Failure] = []
    clusters = copies = 0
    try:
        with opened(output) as file:
            for cluster in find_clusters(article_records(records, failures.append)):
                clusters, copies = clusters + 1, copies + len(cluster.members) - 1
                file.write(json.dumps(cluster.to_json(), ensure_ascii=False).encode("utf-8", "replace") + b"\n")
    except OSError as error:
        failures.append(unwritable(output, error))
    else:
        click.echo(f"{clusters:,} stories have {copies:,} copies.", err=True)
    exit_with(failures)
