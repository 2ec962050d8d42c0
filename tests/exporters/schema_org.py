"""The terms of schema.org that articles are exported with, and a validator of JSON-LD by them.

Source: https://schema.org/NewsArticle, https://schema.org/ImageObject and the pages of the other terms. Documents are
expanded by PyLD as JSON-LD 1.1 has it, with a context of these terms in place of the one at https://schema.org.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pyld import jsonld

_TERMS = {  # type: (type above, properties with the types of their values)
    "Thing": ("", "name:Text description:Text url:URL identifier:Text|URL image:ImageObject|URL mainEntityOfPage:URL|CreativeWork"),
    "CreativeWork": ("Thing", """
        headline:Text alternativeHeadline:Text text:Text inLanguage:Text|Language keywords:Text|URL|DefinedTerm
        author:Person|Organization creator:Person|Organization publisher:Person|Organization provider:Person|Organization
        sourceOrganization:Organization isBasedOn:URL|CreativeWork|Product correction:CorrectionComment|Text|URL
        datePublished:Date|DateTime dateModified:Date|DateTime sdDatePublished:Date
        video:VideoObject audio:AudioObject isAccessibleForFree:Boolean
        creditText:Text copyrightNotice:Text copyrightHolder:Person|Organization
        license:URL|CreativeWork usageInfo:URL|CreativeWork acquireLicensePage:URL|CreativeWork"""),
    "Article": ("CreativeWork", "articleBody:Text articleSection:Text"),
    "NewsArticle": ("Article", "dateline:Text"),
    "MediaObject": ("CreativeWork", "contentUrl:URL width:Distance|QuantitativeValue height:Distance|QuantitativeValue"),
    "ImageObject": ("MediaObject", "caption:Text|MediaObject representativeOfPage:Boolean"),
    "VideoObject": ("MediaObject", ""),
    "AudioObject": ("MediaObject", ""),
    "Comment": ("CreativeWork", ""),
    "CorrectionComment": ("Comment", ""),
    "Person": ("Thing", "email:Text jobTitle:Text|DefinedTerm"),
    "Organization": ("Thing", ""),
    "QuantitativeValue": ("Thing", "value:Number|Text|Boolean unitCode:Text|URL"),
    "AnalysisNewsArticle": ("NewsArticle", ""),
    "OpinionNewsArticle": ("NewsArticle", ""),
    "ReportageNewsArticle": ("NewsArticle", ""),
    "ReviewNewsArticle": ("NewsArticle", ""),
    "Report": ("Article", ""),
    "ScholarlyArticle": ("Article", ""),
    "TechArticle": ("Article", ""),
    "SocialMediaPosting": ("Article", ""),
    "BlogPosting": ("SocialMediaPosting", ""),
    "LiveBlogPosting": ("BlogPosting", ""),
    "DiscussionForumPosting": ("SocialMediaPosting", ""),
    "WebPage": ("CreativeWork", ""),
    "CollectionPage": ("WebPage", ""),
    "SearchResultsPage": ("WebPage", ""),
    "Recipe": ("CreativeWork", ""),
    "Review": ("CreativeWork", ""),
    "JobPosting": ("Thing", ""),
    "Product": ("Thing", ""),
    "Service": ("Thing", ""),
}  # fmt: skip
PARENT = {kind: parent for kind, (parent, _) in _TERMS.items()}
PROPERTIES = {
    kind: {name: set(types.split("|")) for name, _, types in (term.partition(":") for term in terms.split())}
    for kind, (_, terms) in _TERMS.items()
}
RANGES = {name: types for own in PROPERTIES.values() for name, types in own.items()}
_VOCABULARY = "https://schema.org/"
_BASE = "http://relative.invalid/"
"""What relative addresses are resolved against, to be found."""
_ABSOLUTE = re.compile(rf"(?!{re.escape(_BASE)})[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"]+")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?")


def faults(document: dict[str, Any]) -> list[str]:
    """Return what is no term of schema.org, not a property of its type, or not a value of its property."""
    return [fault for node in _expand(document) for fault in _node_faults(node)]


def _expand(document: dict[str, Any]) -> list[dict[str, Any]]:
    def load(url: str, _: object) -> dict[str, Any]:
        assert url == "https://schema.org", f"a document at {url} is asked for"
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": _context()}

    found: list[dict[str, Any]] = jsonld.expand(document, {"documentLoader": load, "base": _BASE})
    return found


def _context() -> dict[str, Any]:
    """Addresses become references and dates typed values, as in schema.org's own context."""
    kinds = {"@id": lambda types: "URL" in types and "Text" not in types, "Date": lambda types: "Date" in types}
    typed = {name: kind for name, types in RANGES.items() for kind, fits in kinds.items() if fits(types)}
    return {"@context": {"@vocab": _VOCABULARY, **{name: {"@id": _VOCABULARY + name, "@type": kind} for name, kind in typed.items()}}}  # fmt: skip


def _node_faults(node: dict[str, Any]) -> Iterator[str]:
    kinds = [kind.removeprefix(_VOCABULARY) for kind in node.get("@type", [])]
    if not kinds or not set(kinds) <= PARENT.keys():
        yield f"{kinds}: no type of schema.org"
    own = {name for kind in kinds for above in _line(kind) for name in PROPERTIES[above]}
    for iri, values in node.items():
        name = iri.removeprefix(_VOCABULARY)
        if iri.startswith("@"):
            continue
        if name not in own:
            yield f"{name}: no property of {kinds}"
            continue
        for value in values:
            if RANGES[name].isdisjoint(_value_types(value)):
                yield f"{name}: {value} is none of {sorted(RANGES[name])}"
            if "@type" in value and "@value" not in value:
                yield from _node_faults(value)


def _line(kind: str) -> Iterator[str]:
    while kind in PARENT:
        yield kind
        kind = PARENT[kind]


def _value_types(value: dict[str, Any]) -> set[str]:
    if "@value" not in value:
        kinds = {kind.removeprefix(_VOCABULARY) for kind in value.get("@type", [])}
        is_url = not kinds and _ABSOLUTE.fullmatch(value.get("@id", ""))
        return {above for kind in kinds for above in _line(kind)} | ({"URL"} if is_url else set())
    literal = value["@value"]
    if isinstance(literal, bool | int | float):
        return {"Boolean"} if isinstance(literal, bool) else {"Number"}
    if "@type" in value:
        return {"Date"} if _DATE.fullmatch(literal) else {"DateTime"} if _DATE_TIME.fullmatch(literal) else set()
    return {"Text"}
