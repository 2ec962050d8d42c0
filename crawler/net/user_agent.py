"""The user agent: honest, with a contact."""

from __future__ import annotations

from crawler.version import version


def user_agent(contact: str) -> str:
    """Return the ``User-Agent``; ``contact``: a URL or an e-mail address, which may be empty."""
    return f"Copydesk/{version()} (news crawler{f'; +{contact}' if contact else ''})"
