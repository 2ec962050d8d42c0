"""``copydesk dataset build``: build a dataset from records."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from crawler.cli.dataset.require import require_extra
from crawler.cli.records import records_argument


@click.command()
@records_argument(must_exist=True)
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the dataset; an interrupted build is resumed there.",
)
@click.option("--language", "languages", multiple=True, metavar="TAG", help="Only this language. Repeatable.")
@click.option("--publisher", "publishers", multiple=True, metavar="NAME", help="Only this publisher. Repeatable.")
@click.option("--type", "types", multiple=True, metavar="TYPE", help="Only this type, as NewsArticle. Repeatable.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Published on this day or later.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Published on this day or earlier.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), help="Lowest confidence of the body.")
@click.option("--min-words", type=click.IntRange(0), default=0, help="Fewest words of the body.")
@click.option(
    "--rights", is_flag=True, help="Leave out reserved articles: TDMRep, robots directives, Content-Usage, licence."
)
@click.option(
    "--duplicates",
    type=click.Choice(("drop", "mark", "keep")),
    default="drop",
    show_default=True,
    help="Duplicates: leave out, mark in near_duplicate_of, or do not look for any.",
)
@click.option(
    "--split",
    type=click.Choice(("none", "publisher", "time")),
    default="none",
    show_default=True,
    help="Split into train and test; duplicates stay in one split.",
)
@click.option("--test-share", type=click.FloatRange(0, 1), default=0.1, show_default=True, help="Share of test.")
@click.option("--shard-size", metavar="SIZE", default="500MB", show_default=True, help="Text per Parquet file.")
@click.option("--level", type=click.IntRange(1, 22), default=9, show_default=True,
              help="Zstandard level; 19 makes files a tenth smaller, but takes many times as long.")  # fmt: skip
@click.option("--progress/--no-progress", default=None, help="Default: a line if standard error is a terminal.")
def command(records: tuple[str, ...], output: Path, shard_size: str, progress: bool | None, **chosen: Any) -> None:
    """Build a dataset: the last revision of each article, filtered, without duplicates, as Parquet with a card.

    RECORDS are JSON Lines files, plain, .gz or .zst, or Parquet files written by Copydesk; folders of such files, such
    as the segments of workers; or addresses of either, s3://…. DIR gets data/*.parquet, README.md (the card),
    report.html (plots), croissant.json and manifest.json.

    \b
    copydesk dataset build week/*.jsonl.gz -o news --language en --min-words 100 --rights --split publisher
    """
    require_extra("A dataset")
    from crawler.cli.failures import failures_of_writing
    from crawler.datasets.build import OtherDatasetError, build
    from crawler.datasets.filters import Filters
    from crawler.datasets.plan import Plan
    from crawler.errors import unwritable
    from crawler.normalize.quantities import to_bytes, with_noun
    from crawler.report.progress import Progress

    try:
        size = to_bytes(shard_size)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--shard-size") from None
    chosen |= {name: _day(chosen[name]) for name in ("since", "until")}
    plan = Plan(
        records, duplicates=chosen.pop("duplicates"), split=chosen.pop("split"), test_share=chosen.pop("test_share"),
        shard_size=int(size), level=chosen.pop("level"),
        filters=Filters(**chosen),
    )  # fmt: skip
    shown = Progress(sys.stderr.isatty() if progress is None else progress)
    with failures_of_writing(str(output)) as failures:
        try:
            manifest = build(plan, output, failures.append, shown)
        except OtherDatasetError as error:
            raise click.UsageError(str(error)) from None
        except OSError as error:
            failures.append(unwritable(str(error.filename or output), error))
            return
        read, written = manifest["counts"].get("read", 0), manifest["records_written"]
        click.echo(
            f"{written:,} of {with_noun(read, 'record')} in {with_noun(len(manifest['files']), 'file')}.", err=True
        )


def _day(value: Any) -> Any:
    """Return a day in ISO 8601, as the filters take it; empty if it is not given."""
    return value.date().isoformat() if value else ""
