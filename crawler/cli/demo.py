"""``copydesk demo``: fetch the bundled sample site."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import Any

import click

from crawler.cli.options import output_options


@click.command()
@click.option("--serve", type=click.IntRange(1, 65_535), metavar="PORT",
              help="Serve a sample source on this port until stopped, instead.")  # fmt: skip
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), default="demo", show_default=True,
              help="With --serve: write its source file there, and a ledger with made-up weeks of it.")  # fmt: skip
@click.option("--redesign", is_flag=True, help="With --serve: as the source is after a redesign that broke it.")
@output_options
def command(serve: int | None, folder: Path, redesign: bool, **output: Any) -> None:
    """Fetch a sample site that is served on this machine; no network is needed.

    It has five pages in five languages, each with other markup and another encoding. With --serve, another site is
    served, for trying what to do when a source breaks.
    """
    from crawler.cli.run import allow, run
    from crawler.demo import served

    if serve:
        _serve(serve, folder, redesign)
        return
    if output["output"] == "-" and not output["form"] and sys.stdout.isatty():
        output["form"] = "table"
    with served() as urls:
        code = run("url", output, allow(["127.0.0.1"]), urls=urls)
    sys.exit(code)


def _serve(port: int, folder: Path, redesign: bool) -> None:
    from crawler.demo import served
    from crawler.demo.daily import daily_pages, prepare

    try:
        with served(daily_pages(redesign), port) as urls:
            if not (folder / "press.ledger").exists():
                prepare(folder, port)
            click.echo(f"Serving {urls[0]} and {len(urls) - 1} articles; Ctrl-C stops it.", err=True)
            signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
            signal.pause()
    except KeyboardInterrupt:
        pass
    except OSError as error:
        raise click.BadParameter(f"cannot serve on {port}: {error.strerror}.", param_hint="--serve") from None
