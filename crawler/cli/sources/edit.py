"""``copydesk sources edit``: change a source in an editor."""

from __future__ import annotations

import click

from crawler.cli.options import source_store_option
from crawler.sources.store import Stored


@click.command()
@click.argument("name")
@source_store_option
def command(name: str, sources: str) -> None:
    """Open a source in the editor that $VISUAL or $EDITOR names, and store it when the editor ends.

    Mistakes are shown, and the editor opens again; a text with mistakes is never stored.
    """
    from crawler.cli.failures import exit_with_message
    from crawler.cli.sources.change import put
    from crawler.cli.sources.chosen import opened_sources, stored_source
    from crawler.errors import printable

    with opened_sources(sources) as store:
        found = stored_source(store, name)
        text = _edited(found)
        if text is None:
            exit_with_message(f"{found.place} is as before.")
        put(store, found.key, text)
        click.echo(printable(f"Stored {found.place}."), err=True)


def _edited(found: Stored) -> str | None:
    """Return the text that the user has written; None if it is to stay as it is."""
    from crawler.errors import printable
    from crawler.sources.source import BadSource, parse_source

    text: str | None = found.toml.decode("utf-8", "replace")
    while (text := click.edit(text, extension=".toml")) is not None:
        try:
            parse_source(text.encode(), found.place, found.name)
        except BadSource as error:
            click.echo(printable(str(error)), err=True)
            if not click.confirm("Edit it again?", default=True, err=True):
                return None
        else:
            return text
    return None
