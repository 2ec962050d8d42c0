"""A ledger on the command line."""

from __future__ import annotations

from typing import Any

import click

from crawler.errors import printable
from crawler.ledger.errors import LedgerError
from crawler.ledger.registry import split_url


class LedgerType(click.ParamType):  # type: ignore[type-arg,unused-ignore]  # generic from click 8.4 on
    """The path or URL of a ledger; a URL that no implementation opens is a usage error."""

    name = "ledger"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the path or URL as it is given."""
        try:
            split_url(str(value))
        except LedgerError as error:
            self.fail(printable(str(error)), param, ctx)
        return str(value)
