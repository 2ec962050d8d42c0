"""Export records as JSON-LD: https://schema.org/NewsArticle, https://schema.org/ImageObject."""

from __future__ import annotations

from typing import Any

from crawler.exporters.document import DocumentExporter, present
from crawler.exporters.schema_types import schema_types
from crawler.exporters.uri import to_identifier, to_uri

CONTEXT = "https://schema.org"


class JsonLdExporter(DocumentExporter):
    """Exports one article, or a graph of articles."""

    opening = b'{"@context": "https://schema.org", "@graph": ['
    closing = b"]}"

    def convert(self, record: dict[str, Any]) -> dict[str, Any]:
        """Return the record as JSON-LD."""
        return to_jsonld(record)


def to_jsonld(record: dict[str, Any]) -> dict[str, Any]:
    """Return the record as a schema.org article, without unknown values."""
    return present(
        {
            "@context": CONTEXT,
            "@type": schema_types(record["type"], bool(record["dateline"])),
            "@id": to_identifier(record["url"]),
            "identifier": record["id"],
            "url": to_uri(record["url"]),
            "mainEntityOfPage": to_uri(record["canonical_url"]),
            "headline": record["headline"],
            "alternativeHeadline": record["alternative_headline"],
            "description": record["description"],
            "author": [_person(author) for author in record["authors"]],
            "publisher": _organization(record["publisher"]),
            "dateline": record["dateline"],
            "sourceOrganization": list(map(_organization, record["source_organizations"])),
            "isBasedOn": to_uri(record["is_based_on"]),
            "datePublished": record["date_published"],
            "dateModified": record["date_modified"],
            "inLanguage": record["in_language"],
            "articleSection": record["article_section"],
            "keywords": record["keywords"],
            "articleBody": record["article_body"],
            "image": [_image(image) for image in record["images"]],
            "video": [_media("VideoObject", video) for video in record["videos"]],
            "audio": [_media("AudioObject", audio) for audio in record["audios"]],
            "correction": [_correction(correction) for correction in record["corrections"]],
            "isAccessibleForFree": record["is_accessible_for_free"],
            "copyrightHolder": _organization(record["copyright_holder"]),
            "copyrightNotice": record["copyright_notice"],
            "license": _license(record["license"]),
            "usageInfo": to_uri(record["tdm_policy"]),
            "sdDatePublished": record["date_downloaded"][:10],
        }
    )


def _image(image: dict[str, Any]) -> dict[str, Any]:
    return present(
        {
            "@type": "ImageObject",
            "url": to_uri(image["url"]),
            "contentUrl": to_uri(image["url"]),
            "caption": image["caption"],
            "creditText": image["credit_text"],
            "creator": [{"@type": "Person", "name": name} for name in image["creators"]],
            "sourceOrganization": list(map(_organization, image["source_organizations"])),
            "copyrightNotice": image["copyright_notice"],
            "license": _license(image["license"]),
            "acquireLicensePage": to_uri(image["acquire_license_page"]),
            "width": _pixels(image["width"]),
            "height": _pixels(image["height"]),
            "representativeOfPage": True if image["role"] == "lead" else None,
        }
    )


def _person(author: dict[str, Any]) -> dict[str, Any]:
    address, title = to_uri(author["url"]), author["job_title"]
    return present(
        {"@type": "Person", "name": author["name"], "url": address, "email": author["email"], "jobTitle": title}
    )


def _organization(name: str | None) -> dict[str, Any] | None:
    return {"@type": "Organization", "name": name} if name else None


def _license(text: str | None) -> str | dict[str, Any] | None:
    return to_uri(text) or (text and {"@type": "CreativeWork", "name": text}) or None


def _pixels(number: int | None) -> dict[str, Any] | None:
    """Return a number of pixels; unit codes are those of UN/CEFACT."""
    return None if number is None else {"@type": "QuantitativeValue", "value": number, "unitCode": "E37"}


def _media(kind: str, media: dict[str, Any]) -> dict[str, Any]:
    provider = _organization(media["provider"])
    return present({"@type": kind, "name": media["name"], "url": to_uri(media["url"]), "provider": provider})


def _correction(correction: dict[str, Any]) -> dict[str, Any]:
    return present({"@type": "CorrectionComment", "text": correction["text"], "datePublished": correction["date"]})
