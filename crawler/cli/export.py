"""``copydesk export``: write records in other formats."""

from __future__ import annotations

import click

from crawler.cli.options import FORMATS, fields_option
from crawler.cli.records import records_argument


@click.command()
@records_argument()
@click.option(
    "-o", "--output", metavar="FILE", default="-",
    help="Write to FILE; .gz and .zst compress. Default: standard output.",
)  # fmt: skip
@click.option("--format", "form", type=click.Choice(FORMATS), help="Default: by the suffix of FILE, else jsonl.")
@fields_option
def command(records: tuple[str, ...], output: str, form: str | None, fields: tuple[str, ...]) -> None:
    """Write records in another format, chosen by the suffix of FILE: .parquet, .csv, .ninjs.json, .jsonld, .md …

    RECORDS are files as fetch, extract and crawl write them: JSON Lines, plain, .gz or .zst, or Parquet; folders of
    such files, such as the segments of workers; or addresses of either, s3://…. - is standard input.

    \b
    copydesk export monday.jsonl tuesday.jsonl.gz -o week.parquet
    copydesk export s3://bucket/news/segments/ -o all.parquet
    """
    from crawler.cli.checks import check_files, check_writable
    from crawler.cli.failures import failures_of_writing
    from crawler.cli.feeds import feeds
    from crawler.exporters.export import export
    from crawler.normalize.quantities import with_noun
    from crawler.report.article_records import article_records
    from crawler.settings import FEED_EXPORTERS

    check_files({"output": output, "errors": ""}, {}, records)
    [options] = feeds(output, form, fields).values()
    check_writable(output)
    with failures_of_writing(output) as failures:
        count = export(article_records(records, failures.append), output, FEED_EXPORTERS[options["format"]], options)
        click.echo(f"{with_noun(count, 'record')}.", err=True)
