"""The result of parsing the texts of an image."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Credit:
    """A caption and its credit, separated."""

    caption: str | None = None
    """The caption alone."""
    credit_text: str | None = None
    """The credit verbatim, without its brackets and label."""
    creators: list[str] = field(default_factory=list)
    """People who made the picture."""
    source_organizations: list[str] = field(default_factory=list)
    """Organizations in the credit, in its order, by their canonical names if known."""
    copyright_notice: str | None = None
    """The credit with its ©, if it has one."""
    rule: str = "none"
    """Name of the rule that found the credit."""
