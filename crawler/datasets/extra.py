"""Require the packages of an extra, with a clear message if they are missing."""

from __future__ import annotations

from importlib.util import find_spec


class MissingExtra(ImportError):
    """Packages of an extra are not installed; the message says how to install them."""


def require(purpose: str, *packages: str, extra: str = "datasets") -> None:
    """Raise :class:`MissingExtra` if a package is not installed; ``purpose`` is the subject of its message.

    >>> require("Arithmetic", "math")
    """
    if missing := [package for package in packages if find_spec(package) is None]:
        raise MissingExtra(f'{purpose} needs {" and ".join(missing)}: pip install "copydesk[{extra}]".')
