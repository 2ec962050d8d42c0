"""``copydesk dataset duplicates``: find articles that repeat one story."""

from __future__ import annotations

import json

import click

from crawler.cli.dataset.require import require_extra
from crawler.cli.records import records_argument


@click.command()
@records_argument()
@click.option("-o", "--output", metavar="FILE", default="-",
              help="Write to FILE; .gz and .zst compress. Default: standard output.")  # fmt: skip
def command(records: tuple[str, ...], output: str) -> None:
    """Find articles that repeat one story: exact copies, and reprints that were cut, extended or given another lead.

    RECORDS are files of records, folders of such files, or addresses of either, s3://…; - is standard input. Writes a
    JSON line for each story that several articles share: cluster, origin (an id), its source_organizations and
    dateline, and members, the origin first, each with id, url and similarity (the share of the shorter text that the
    other one has).
    """
    from crawler.cli.checks import check_files, check_writable
    from crawler.cli.failures import failures_of_writing
    from crawler.exporters.export import opened
    from crawler.normalize.quantities import with_noun
    from crawler.normalize.text import to_utf8
    from crawler.report.article_records import article_records

    require_extra("Looking for duplicates")
    from crawler.datasets.duplicates import find_clusters

    check_files({"output": output, "errors": ""}, {}, records)
    check_writable(output)
    clusters = copies = 0
    with failures_of_writing(output) as failures:
        with opened(output) as file:
            for cluster in find_clusters(article_records(records, failures.append)):
                clusters, copies = clusters + 1, copies + len(cluster.members) - 1
                file.write(to_utf8(json.dumps(cluster.to_json(), ensure_ascii=False)) + b"\n")
        click.echo(f"{with_noun(copies, 'copy', 'copies')} of {with_noun(clusters, 'story', 'stories')}.", err=True)
