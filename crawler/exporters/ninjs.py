"""Export records as IPTC ninjs 3.1, News in JSON: https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json.

People are in ``by``, organizations in ``infoSources``, rights in ``copyrightHolder``, ``copyrightNotice``,
``usageTerms`` and ``rightsInfo``. ninjs has no field for a credit line: it is a description with the role ``credit``.
Dates without a time or an offset are not a ``date-time`` (RFC 3339) and are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crawler.exporters.document import DocumentExporter, present
from crawler.exporters.ninjs_formats import to_date_time, to_identifier, to_uri

VERSION = "3.1"
SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"


class NinjsExporter(DocumentExporter):
    """Exports one news object, or an array of them."""

    def convert(self, record: dict[str, Any]) -> dict[str, Any]:
        """Return the record as a ninjs object."""
        return to_ninjs(record)


def to_ninjs(record: dict[str, Any]) -> dict[str, Any]:
    """Return the record as a news object with pictures, videos and audios as associations, without unknown values."""
    return present(
        {
            "uri": to_identifier(record["url"]),
            "standard": {"name": "ninjs", "version": VERSION, "schema": SCHEMA},
            "type": "text",
            "representationType": "full" if record["is_accessible_for_free"] is not False else "partial",
            "version": str(record["revision"]),
            "versionCreated": to_date_time(record["date_modified"]) or to_date_time(record["date_downloaded"]),
            "contentCreated": to_date_time(record["date_published"]),
            "pubStatus": "usable",
            "language": record["in_language"],
            "headlines": _texts(main=record["headline"], alternative=record["alternative_headline"]),
            "descriptions": [
                *_texts(summary=record["description"], dateline=record["dateline"]),
                *(text for note in record["corrections"] for text in _texts(correction=note["text"])),
            ],
            "by": record["byline"] or ", ".join(author["name"] for author in record["authors"]),
            "bodies": _bodies(record["article_body"]),
            "subjects": [
                *({"name": word, "rel": "keyword"} for word in record["keywords"]),
                *({"name": section, "rel": "section"} for section in filter(None, [record["article_section"]])),
            ],
            "genres": [{"name": record["type"], "uri": f"https://schema.org/{record['type']}"}],
            "infoSources": list(_sources(record)),
            "copyrightHolder": record["copyright_holder"],
            "copyrightNotice": record["copyright_notice"],
            "usageTerms": _usage_terms(record),
            "rightsInfo": _rights(record["license"], record["tdm_policy"]),
            "altIds": _alternative_ids(record),
            "associations": list(_associations(record)),
        }
    )


def _texts(**texts: str | None) -> list[dict[str, str]]:
    return [{"role": role, "contentType": "text/plain", "value": text} for role, text in texts.items() if text]


def _bodies(body: str) -> list[dict[str, Any]]:
    return [{**text, "charCount": len(body), "wordCount": len(body.split())} for text in _texts(main=body)]


def _sources(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if record["publisher"]:
        yield {"name": record["publisher"], "role": "publisher"}
    for author in record["authors"]:
        yield present({"name": author["name"], "role": "author", "uri": to_uri(author["url"])})
    for name in record["source_organizations"]:
        yield {"name": name, "role": "source"}
    if based_on := to_uri(record["is_based_on"]):
        yield {"uri": based_on, "role": "original"}


def _usage_terms(record: dict[str, Any]) -> str:
    """Return the licence by name, and what the publisher states about text and data mining."""
    facts = [_license_name(record)] if _license_name(record) else []
    if record["tdm_reservation"] is not None:
        facts.append(f"TDMRep tdm-reservation: {record['tdm_reservation']}")
    if record["tdm_policy"]:
        facts.append(f"TDMRep tdm-policy: {record['tdm_policy']}")
    if record["robots"]:
        facts.append(f"robots: {', '.join(record['robots'])}")
    if record["content_usage"]:
        facts.append(f"Content-Usage: {record['content_usage']}")
    return "; ".join(facts)


def _license_name(owner: dict[str, Any]) -> str:
    return f"License: {owner['license']}" if owner["license"] and not to_uri(owner["license"]) else ""


def _rights(*addresses: str | None) -> dict[str, str]:
    return present({"linkedRights": next(filter(None, map(to_uri, addresses)), None)})


def _alternative_ids(record: dict[str, Any]) -> list[dict[str, str]]:
    ids = {"copydesk": record["id"], "canonical": record["canonical_url"], "copy-of": record["near_duplicate_of"]}
    return [{"role": role, "value": value} for role, value in ids.items() if value]


def _associations(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for number, image in enumerate(record["images"], 1):
        yield present({"name": f"picture-{number}", **_picture(image)})
    for kind in ("video", "audio"):
        for number, media in enumerate(record[f"{kind}s"], 1):
            yield present(
                {"name": f"{kind}-{number}", "uri": to_identifier(media["url"]), "type": kind, "title": media["name"]}
            )


def _picture(image: dict[str, Any]) -> dict[str, Any]:
    rendition = {"name": "original", "href": to_uri(image["url"]), "width": image["width"], "height": image["height"]}
    licensor = to_uri(image["acquire_license_page"])
    return {
        "rel": image["role"],
        "uri": to_identifier(image["url"]),
        "type": "picture",
        "descriptions": _texts(caption=image["caption"], alt=image["alt"], credit=image["credit_text"]),
        "by": ", ".join(image["creators"]),
        "infoSources": [
            *({"name": name, "role": "source"} for name in image["source_organizations"]),
            *([{"uri": licensor, "role": "licensor"}] if licensor else ()),
        ],
        "copyrightNotice": image["copyright_notice"],
        "usageTerms": _license_name(image),
        "rightsInfo": _rights(image["license"]),
        "renditions": [present(rendition)],
    }
