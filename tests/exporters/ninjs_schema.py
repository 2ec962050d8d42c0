"""What ninjs 3.1 asks of a news object, restated from its schema as a table.

Source: https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json (IPTC, CC BY 4.0). All properties of a news object and of what
it contains are here, with types, formats, enumerations, ranges and what is required; all objects are closed. Left out, and
so refused: ``events``, ``eventDetails``, ``plannedCoverage``, ``contactInfo``, ``geoJSON``, which no article has.

The environment variable ``NINJS_SCHEMA`` names a copy of the file itself, for :func:`official_validator`.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

TEXT = {"type": "string"}
WHOLE = {"type": "integer"}
NUMBER = {"type": "number"}
PERCENT = {"type": "integer", "minimum": 0, "maximum": 100}
URI = {"type": "string", "format": "uri"}
DATE_TIME = {"type": "string", "format": "date-time"}


def closed(required: str = "", /, **properties: Any) -> dict[str, Any]:
    """An object with these properties alone."""
    return {
        "type": "object",
        "properties": properties,
        "required": required.split(),
        "additionalProperties": False,
    }


def several(schema: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": schema}


def one_of(*values: str) -> dict[str, Any]:
    return {"type": "string", "enum": list(values)}


TEXTS = {"role": TEXT, "contentType": TEXT, "value": TEXT}
CONCEPT = {"name": TEXT, "rel": TEXT, "uri": URI, "literal": TEXT}
RENDITION = closed(
    "name",
    name=TEXT, href=URI, contentType=TEXT, title=TEXT, width=WHOLE, height=WHOLE, sizeInBytes=WHOLE, duration=NUMBER,
    format=TEXT, aspectRatio=TEXT, videoCodec=TEXT, frameRate=NUMBER, poi=closed(x=WHOLE, y=WHOLE),
    transportProtocol=TEXT, scanType=one_of("progressive", "interlaced"), bitrate=TEXT,
)  # fmt: skip
RIGHTS = closed(langId=URI, linkedRights=URI, encodedRights=TEXT) | {
    "oneOf": [{"required": ["linkedRights"]}, {"required": ["encodedRights"]}]
}
NEWS_OBJECT: dict[str, Any] = {
    "uri": URI,
    "type": one_of("text", "audio", "video", "picture", "graphic", "composite", "component", "event", "planning"),
    "representationType": one_of("full", "partial"),
    **dict.fromkeys(("firstCreated", "versionCreated", "contentCreated", "embargoedUntil", "expires"), DATE_TIME),
    **dict.fromkeys(("profile", "version", "edNote", "language", "title", "by", "slugline", "located"), TEXT),
    **dict.fromkeys(("copyrightHolder", "copyrightNotice", "usageTerms"), TEXT),
    "pubStatus": one_of("usable", "withheld", "canceled"),
    "urgency": {"type": "integer", "minimum": 1, "maximum": 9},
    "headlines": several(closed("value", **TEXTS)),
    "descriptions": several(closed("value", **TEXTS)),
    "bodies": several(closed("value", **TEXTS, charCount=WHOLE, wordCount=WHOLE)),
    "people": several(closed(**CONCEPT)),
    "organisations": several(closed(**CONCEPT, symbols=several(closed(exchange=TEXT, symbolType=URI, symbol=TEXT)))),
    "places": several(closed(**CONCEPT)),
    "objects": several(closed(**CONCEPT)),
    "subjects": several(closed(**CONCEPT, creator=TEXT, relevance=PERCENT, confidence=PERCENT)),
    "genres": several(closed(name=TEXT, uri=TEXT, literal=TEXT)),
    "infoSources": several(closed(name=TEXT, role=TEXT, uri=URI, literal=TEXT)),
    "altIds": several(closed(role=TEXT, value=TEXT)),
    "trustIndicators": several(closed(role=URI, title=TEXT, href=URI)),
    "digitalSourceType": closed(name=TEXT, uri=URI, literal=TEXT),
    "standard": closed(name=TEXT, version=TEXT, schema=URI),
    "rightsInfo": RIGHTS,
    "renditions": several(RENDITION),
    "associations": several({"$ref": "#/$defs/association"}),
}
SCHEMA = closed("uri", **NEWS_OBJECT) | {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$defs": {"association": closed("name uri", **NEWS_OBJECT | {"name": TEXT, "rel": TEXT})},
}


def validator(schema: dict[str, Any] = SCHEMA) -> Draft202012Validator:
    """A validator that checks ``uri`` and ``date-time`` too. Raises `RuntimeError` where it cannot."""
    missing = {"uri", "date-time"} - set(Draft202012Validator.FORMAT_CHECKER.checkers)
    if missing:
        raise RuntimeError(
            f"jsonschema[format-nongpl] is not installed: {', '.join(sorted(missing))} would not be checked"
        )
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def official_validator() -> Draft202012Validator | None:
    """A validator of the file that ``NINJS_SCHEMA`` names; None where it is not set."""
    path = os.environ.get("NINJS_SCHEMA")
    return validator(json.loads(Path(path).read_text("utf-8"))) if path else None
