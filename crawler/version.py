"""The version of Copydesk that runs."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as _version


def version() -> str:
    """The installed version; "0" in a checkout that is not installed."""
    try:
        return _version("copydesk")
    except PackageNotFoundError:
        return "0"
