"""The whole way from bytes to a record, as the spider callback and the steps of the settings take it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from crawler.extract.document.page import parse
from crawler.extract.read import extract
from crawler.normalize.pipeline import normalize


def steps() -> Callable[[str, dict[str, str], bytes], Any]:
    """A function of (url, headers in lower case, body) that gives the record."""
    return lambda url, headers, data: normalize(extract(parse(data, url, headers)))
