"""``copydesk dataset build``: records made into a dataset."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from crawler.cli.dataset.require import require_extra


@click.command()
@click.argument("records", nargs=-1, required=True, metavar="RECORDS…", type=click.Path(exists=True, dir_okay=False))
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the dataset; a build that was stopped goes on there.",
)
@click.option("--language", "languages", multiple=True, metavar="TAG", help="Only that language; again for more.")
@click.option("--publisher", "publishers", multiple=True, metavar="NAME", help="Only that publisher; again for more.")
@click.option("--type", "types", multiple=True, metavar="TYPE", help="Only that type, say NewsArticle; again for more.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Published on that day or later.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Published on that day or earlier.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), help="Of the body.")
@click.option("--min-words", type=click.IntRange(0), default=0, help="Of the body.")
@click.option(
    "--rights", is_flag=True, help="Leave out what its publisher reserved: TDMRep, robots words, Content-Usage."
)
@click.option(
    "--duplicates",
    type=click.Choice(("drop", "mark", "keep")),
    default="drop",
    show_default=True,
    help="Copies of a story: leave out, mark in near_duplicate_of, or do not look for any.",
)
@click.option(
    "--split",
    type=click.Choice(("none", "publisher", "time")),
    default="none",
    show_default=True,
    help="Train and test, so that copies never cross.",
)
@click.option("--test-share", type=click.FloatRange(0, 1), default=0.1, show_default=True, help="For testing.")
@click.option("--shard-size", metavar="SIZE", default="500MB", show_default=True, help="Text of a Parquet file.")
def command(records: tuple[str, ...], output: Path, shard_size: str, **chosen: Any) -> None:
    """Make a dataset: the last revision of each article, filtered, without copies, in Parquet files with a card.

    RECORDS are files of JSON Lines, plain, .gz or .zst. DIR gets data/*.parquet, README.md and manifest.json.

    \b
    copydesk dataset build week/*.jsonl.gz -o news --language en --min-words 100 --rights --split publisher
    """
    require_extra("A dataset")
    from crawler.cli.failures import exit_with
    from crawler.datasets.build import NotThisDataset, build
    from crawler.datasets.filters import Filters
    from crawler.datasets.plan import Plan
    from crawler.errors import Failure, unwritable
    from crawler.normalize.quantities import to_bytes

    try:
        size = to_bytes(shard_size)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--shard-size") from None
    chosen |= {name: _day(chosen[name]) for name in ("since", "until")}
    plan = Plan(
        records, duplicates=chosen.pop("duplicates"), split=chosen.pop("split"), test_share=chosen.pop("test_share"),
        shard_size=int(size),
        filters=Filters(**chosen),
    )  # fmt: skip
    failures: list[Failure] = []
    try:
        manifest = build(plan, output, failures.append)
    except NotThisDataset as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        failures.append(unwritable(str(output), error))
    else:
        read, written = manifest["counts"].get("read", 0), manifest["records_written"]
        click.echo(f"{written:,} of {read:,} records in {len(manifest['files'])} files.", err=True)
    exit_with(failures)


def _day(value: Any) -> Any:
    """A day as the filters want it."""
    return value.date().isoformat() if value else ""
