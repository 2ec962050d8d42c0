"""The rights of an article or a picture in ninjs: ``usageTerms`` and ``rightsInfo``."""

from __future__ import annotations

from typing import Any

from crawler.exporters.document import present
from crawler.exporters.uri import to_uri


def usage_terms(record: dict[str, Any]) -> str:
    """Return the licence by name, and what the publisher states about text and data mining."""
    facts = [license_name(record)] if license_name(record) else []
    if record["tdm_reservation"] is not None:
        facts.append(f"TDMRep tdm-reservation: {record['tdm_reservation']}")
    if record["tdm_policy"]:
        facts.append(f"TDMRep tdm-policy: {record['tdm_policy']}")
    if record["robots"]:
        facts.append(f"robots: {', '.join(record['robots'])}")
    if record["content_usage"]:
        facts.append(f"Content-Usage: {record['content_usage']}")
    return "; ".join(facts)


def license_name(owner: dict[str, Any]) -> str:
    """Return the licence of an article or a picture, if it is a name; addresses are linked rights."""
    return f"License: {owner['license']}" if owner["license"] and not to_uri(owner["license"]) else ""


def rights_info(*addresses: str | None) -> dict[str, str]:
    """Return a link to the first of these that is an address."""
    return present({"linkedRights": next(filter(None, map(to_uri, addresses)), None)})
