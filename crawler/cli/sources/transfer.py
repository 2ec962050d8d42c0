"""Copy sources between folders and the tables of ledgers, as they are."""

from __future__ import annotations

from collections.abc import Collection

import click

from crawler.cli.checks import check_folder
from crawler.cli.failures import USAGE_ERROR, exit_with_message
from crawler.cli.sources.chosen import opened_sources
from crawler.errors import printable, unwritable
from crawler.ledger.source_store import is_table
from crawler.normalize.quantities import with_noun
from crawler.sources.source import BadSource, parse_source
from crawler.sources.store import SourceStore


def transfer(source: str, target: str, names: Collection[str], force: bool) -> int:
    """Copy sources, all or those of these names; return the exit code.

    One with mistakes is reported, and costs no other. ``force``: whether those that are different there are replaced.
    """
    if not is_table(target):
        check_folder(target)
    with opened_sources(source) as old, opened_sources(target, create=True) as new:
        texts, wrong = _valid(old, names)
        if not texts and not wrong:
            exit_with_message(f"There is no source in {old.name}.", "missing")
        known = {found.key: found.toml for found in new.stored()}
        same = {name for name, toml in texts.items() if known.get(name) == toml.encode()}
        kept = set() if force else (known.keys() & texts.keys()) - same
        for name in sorted(kept):
            click.echo(printable(f"{new.place(name)} is different; --force overwrites it."), err=True)
        copied = {name: toml for name, toml in texts.items() if name not in same | kept}
        _put(new, copied)
    said = with_noun(len(copied), "source")
    counts = f"{said} copied, {len(same):,} the same, {len(kept):,} different, {wrong:,} wrong."
    click.echo(counts, err=True)
    return USAGE_ERROR if wrong or kept else 0


def _valid(store: SourceStore, names: Collection[str]) -> tuple[dict[str, str], int]:
    """Return the texts of the wanted sources by their names, and the number of those with mistakes."""
    texts: dict[str, str] = {}
    wrong, missing = 0, set(names)
    for found in store.stored():
        if names and found.key not in names:
            continue
        missing.discard(found.key)
        try:
            name = parse_source(found.toml, found.place, found.name).name
            if name in texts:
                raise BadSource(f"{found.place}: name: found {name!r}, which another file of the folder has, too")
        except BadSource as error:
            wrong += 1
            click.echo("\n".join(map(printable, str(error).splitlines())), err=True)
        else:
            texts[name] = found.toml.decode()
    if missing:
        exit_with_message(f"{store.name} has no source {', '.join(sorted(missing))}.", "missing")
    return texts, wrong


def _put(store: SourceStore, texts: dict[str, str]) -> None:
    try:
        store.put(texts)
    except OSError as error:
        exit_with_message(unwritable(str(error.filename or store.name), error).message, "unwritable")
