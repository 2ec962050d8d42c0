"""What is read from the words of an image."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Credit:
    """A caption and its credit, told apart."""

    caption: str | None = None
    """The caption alone."""
    credit_text: str | None = None
    """The credit verbatim, less its brackets and label."""
    creators: list[str] = field(default_factory=list)
    """People who made the picture."""
    source_organizations: list[str] = field(default_factory=list)
    """Organisations of the credit, canonical where known, in its order."""
    copyright_notice: str | None = None
    """The credit with its ©, where it has one."""
    rule: str = "none"
    """The rule that found the credit."""
