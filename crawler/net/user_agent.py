"""What the crawler calls itself: honest, with whom to write to."""

from __future__ import annotations

from crawler.version import version


def user_agent(contact: str) -> str:
    """The ``User-Agent``; ``contact``: a URL or a mail address, which may be empty."""
    return f"Copydesk/{version()} (news crawler{f'; +{contact}' if contact else ''})"
