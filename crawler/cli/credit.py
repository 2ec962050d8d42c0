"""``copydesk credit``: show how a credit line is parsed, and by which rule."""

from __future__ import annotations

import click


@click.command()
@click.argument("caption", required=False)
@click.option("--element", metavar="TEXT", help="Text of a separate element that holds the credit.")
def credit(caption: str | None, element: str | None) -> None:
    """Show how the credit in CAPTION is parsed.

    \b
    copydesk credit "The ship leaves. (AP Photo/Jane Doe, File)"
    copydesk credit "The ship leaves." --element "Foto: Jane Doe/dpa"
    """
    from rich.console import Console

    if not caption and not element:
        raise click.UsageError("Give a caption, or --element TEXT, or both.")
    Console().print(_table(caption, element))


def _table(caption: str | None, element: str | None) -> object:
    from rich.table import Table
    from rich.text import Text

    from crawler.errors import printable
    from crawler.normalize.credits import read_credit

    read = read_credit(caption, element)
    table = Table(show_header=False, box=None)
    rows = [
        ("rule", read.rule),
        ("caption", read.caption),
        ("credit_text", read.credit_text),
        ("creators", ", ".join(read.creators)),
        ("source_organizations", ", ".join(read.source_organizations)),
        ("copyright_notice", read.copyright_notice),
        *_parts(read.credit_text),
    ]
    for name, value in rows:
        table.add_row(Text(name, style="bold"), Text(printable(value or "–")))
    return table


def _parts(text: str | None) -> list[tuple[str, str]]:
    """Return each part of the credit line with its entity type."""
    from crawler.normalize.credits.credit_parser import parts_of

    return [("part", f"{part or '–'}  ({kind.value})") for kind, part in parts_of(text)] if text else []


command = credit
