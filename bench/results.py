"""Tables in bench/RESULTS.md: one section per benchmark, with the date, the versions and the machine."""

from __future__ import annotations

import datetime
import os
import platform
import re
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")


def table(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def replace_section(title: str, text: str) -> None:
    """Write a section under its title, in place of the one before, and print it."""
    section = f"## {title}\n\n{machine()}\n\n{text}\n"
    print(section)
    old = RESULTS.read_text("utf-8") if RESULTS.exists() else "# Results\n\nEach section is written by its command.\n"
    before, *sections = re.split(r"\n(?=## )", old.rstrip() + "\n")
    places = [place for place, one in enumerate(sections) if one.startswith(f"## {title}\n")] or [len(sections)]
    others = [one for place, one in enumerate(sections) if place not in places]  # two branches may have added it
    new = "\n".join([before, *others[: places[0]], section, *others[places[0] :]])
    RESULTS.write_text(new, "utf-8")


def machine() -> str:
    """When, with what and on what a figure was measured."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("scrapy", "lxml"))
    day = datetime.date.today().isoformat()
    return f"{day}, Python {platform.python_version()}, {packages}, {os.cpu_count()} cores, {platform.machine()}."
