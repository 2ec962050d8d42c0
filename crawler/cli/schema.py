"""``copydesk schema``: print the contract of a record."""

from __future__ import annotations

import json
import sys

import click


@click.command()
@click.option("--receipt", is_flag=True, help="Print the JSON Schema of a run's receipt instead.")
@click.option("--format", "form", type=click.Choice(("json", "md", "arrow", "avro")), default="json", show_default=True,
              help="JSON Schema, tables in Markdown, an Arrow schema or an Avro schema.")  # fmt: skip
def command(form: str, receipt: bool) -> None:
    """Print the contract of a record: every field, its type and its meaning.

    The Arrow schema is an IPC message, which pyarrow.ipc.read_schema and other Arrow libraries read; on a terminal it
    is shown as text.
    """
    if receipt:
        from crawler.metrics.receipt import receipt_schema

        click.echo(json.dumps(receipt_schema(), indent=2, ensure_ascii=False))
    elif form == "md":
        from crawler.record.tables import tables

        click.echo(tables())
    elif form == "arrow":
        _arrow()
    elif form == "avro":
        from crawler.datasets.avro_schema import avro_schema

        click.echo(json.dumps(avro_schema(), indent=2, ensure_ascii=False))
    else:
        from crawler.record.schema import json_schema

        click.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))


def _arrow() -> None:
    from crawler.datasets.extra import MissingExtra, require

    try:
        require("The Arrow schema", "pyarrow")
    except MissingExtra as error:
        raise click.UsageError(str(error)) from None
    from crawler.datasets.arrow_schema import arrow_schema

    if sys.stdout.isatty():
        click.echo(arrow_schema().to_string(show_field_metadata=False, show_schema_metadata=False))
    else:
        sys.stdout.buffer.write(arrow_schema().serialize().to_pybytes())
