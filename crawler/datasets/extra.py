"""Extras: whether they are installed, and the sentence where they are not."""

from __future__ import annotations

from importlib.util import find_spec


class MissingExtra(ImportError):
    """Packages of an extra are not installed; the message says how to install them."""


def require(purpose: str, *packages: str, extra: str = "datasets") -> None:
    """Raise :class:`MissingExtra` where one of the packages is not installed; ``purpose`` begins its sentence.

    >>> require("Arithmetic", "math")
    """
    if missing := [package for package in packages if find_spec(package) is None]:
        raise MissingExtra(f'{purpose} needs {" and ".join(missing)}: pip install "copydesk[{extra}]".')
