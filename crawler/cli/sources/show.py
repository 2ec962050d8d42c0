"""``copydesk sources show``: print the TOML of sources."""

from __future__ import annotations

import click

from crawler.cli.options import source_store_option


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME…")
@source_store_option
def command(names: tuple[str, ...], sources: str) -> None:
    """Print sources as they are kept, as TOML, whether or not they are valid."""
    from crawler.cli.sources.chosen import opened_sources, stored_source
    from crawler.normalize.text import escape_controls

    with opened_sources(sources) as store:
        texts = [stored_source(store, name).toml.decode("utf-8", "replace") for name in names]
    for line in "\n\n".join(text.rstrip("\n") for text in texts).split("\n"):
        click.echo(escape_controls(line))
