"""A browser for the tests of pages."""

from tests.report.browser import chromium, page

__all__ = ["chromium", "page"]
