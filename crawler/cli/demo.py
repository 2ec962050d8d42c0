"""``copydesk demo``: fetch the bundled sample site."""

from __future__ import annotations

import sys
from typing import Any

import click

from crawler.cli.options import output_options


@click.command()
@output_options
def command(**output: Any) -> None:
    """Fetch a sample site that is served on this machine; no network is needed.

    It has five pages in five languages, each with other markup and another encoding.
    """
    from crawler.cli.run import allow, run
    from crawler.demo import served

    if output["output"] == "-" and not output["form"] and sys.stdout.isatty():
        output["form"] = "table"
    with served() as urls:
        code = run("url", output, allow(["127.0.0.1"]), urls=urls)
    sys.exit(code)
