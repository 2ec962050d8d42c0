"""The documentation site: ``sphinx-build -W docs build/docs`` (https://www.sphinx-doc.org/en/master/usage/configuration.html)."""

from crawler.version import version as _version

project = "Copydesk"
copyright = "2026, the Copydesk developers"
version = release = _version()
extensions = ["myst_parser", "sphinx.ext.autodoc"]
html_theme = "furo"
html_title = "Copydesk"
myst_heading_anchors = 4
myst_enable_extensions = ["colon_fence"]
autodoc_member_order = "bysource"
autodoc_typehints = "description"
suppress_warnings = ["misc.highlighting_failure"]  # Mermaid, which readers of Markdown draw
exclude_patterns = ["images"]
