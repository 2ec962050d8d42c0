"""Compiled XPath expressions with typed results."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from lxml import etree
from lxml.html import HtmlElement


def elements(path: str) -> Callable[[HtmlElement], list[HtmlElement]]:
    """Compile an XPath expression that selects elements."""
    return cast("Callable[[HtmlElement], list[HtmlElement]]", etree.XPath(path))
