"""Export records as IPTC ninjs 3.1, News in JSON: https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json.

People are in ``by``, organizations in ``infoSources``, rights in ``copyrightHolder``, ``copyrightNotice``,
``usageTerms`` and ``rightsInfo``. ninjs has no field for a credit line: it is a description with the role ``credit``.
Dates without a time or an offset are not a ``date-time`` (RFC 3339) and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from crawler.exporters.document import DocumentExporter, present
from crawler.exporters.ninjs_rights import license_name, rights_info, usage_terms
from crawler.exporters.uri import to_identifier, to_uri

VERSION = "3.1"
SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"
_DATE_TIME = re.compile(
    r"(\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):\d\d)(:\d\d(?:\.\d+)?)?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)", re.ASCII
)


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
            "usageTerms": usage_terms(record),
            "rightsInfo": rights_info(record["license"], record["tdm_policy"]),
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
        "usageTerms": license_name(image),
        "rightsInfo": rights_info(image["license"]),
        "renditions": [present(rendition)],
    }


def to_date_time(text: str | None) -> str | None:
    """Return a date with time and offset, with its seconds; None for any other, and for a day that does not exist.

    >>> to_date_time("2026-04-02T10:00+09:00"), to_date_time("2026-04-02"), to_date_time("2026-02-30T10:00:00Z")
    ('2026-04-02T10:00:00+09:00', None, None)
    """
    match = _DATE_TIME.fullmatch(text or "")
    if not match:
        return None
    date_time = f"{match[1]}{match[2] or ':00'}{match[3]}"
    try:
        datetime.fromisoformat(date_time)
    except ValueError:
        return None
    return date_time
