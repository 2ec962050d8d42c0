"""Export records as JSON-LD: https://schema.org/NewsArticle, https://schema.org/ImageObject."""

from __future__ import annotations

from typing import Any

from crawler.exporters.document import DocumentExporter, present

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
            "@type": record["type"],
            "@id": record["url"],
            "identifier": record["id"],
            "url": record["url"],
            "mainEntityOfPage": record["canonical_url"],
            "headline": record["headline"],
            "alternativeHeadline": record["alternative_headline"],
            "description": record["description"],
            "author": [_person(author) for author in record["authors"]],
            "publisher": _organization(record["publisher"]),
            "dateline": record["dateline"],
            "sourceOrganization": list(map(_organization, record["source_organizations"])),
            "isBasedOn": record["is_based_on"],
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
            "license": record["license"],
            "usageInfo": record["tdm_policy"],
            "sdDatePublished": record["date_downloaded"],
        }
    )


def _image(image: dict[str, Any]) -> dict[str, Any]:
    return present(
        {
            "@type": "ImageObject",
            "url": image["url"],
            "contentUrl": image["url"],
            "caption": image["caption"],
            "creditText": image["credit_text"],
            "creator": [{"@type": "Person", "name": name} for name in image["creators"]],
            "sourceOrganization": list(map(_organization, image["source_organizations"])),
            "copyrightNotice": image["copyright_notice"],
            "license": image["license"],
            "acquireLicensePage": image["acquire_license_page"],
            "width": image["width"],
            "height": image["height"],
            "representativeOfPage": True if image["role"] == "lead" else None,
        }
    )


def _person(author: dict[str, Any]) -> dict[str, Any]:
    names = {"name": "name", "url": "url", "email": "email", "jobTitle": "job_title"}
    return {"@type": "Person", **present({name: author[ours] for name, ours in names.items()})}


def _organization(name: str | None) -> dict[str, Any] | None:
    return {"@type": "Organization", "name": name} if name else None


def _media(kind: str, media: dict[str, Any]) -> dict[str, Any]:
    provider = _organization(media["provider"])
    return present({"@type": kind, "name": media["name"], "url": media["url"], "provider": provider})


def _correction(correction: dict[str, Any]) -> dict[str, Any]:
    return present({"@type": "CorrectionComment", "text": correction["text"], "datePublished": correction["date"]})
