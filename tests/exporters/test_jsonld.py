"""JSON-LD: every value in its field, and whatever a record has, all terms are schema.org's and used as it says."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("pyld", reason="PyLD, which expands JSON-LD, is not installed")

from crawler.exporters.jsonld import to_jsonld
from tests.datasets.articles import full_article
from tests.exporters.edge_records import EDGES
from tests.exporters.schema_org import PARENT, RANGES, faults

DOCUMENT = to_jsonld(full_article())


@pytest.mark.parametrize("name", EDGES)
def test_it_is_valid(name: str) -> None:
    assert faults(to_jsonld(EDGES[name])) == []


def test_a_graph_is_valid() -> None:
    records = map(to_jsonld, EDGES.values())
    graph = [{name: value for name, value in record.items() if name != "@context"} for record in records]
    assert faults({"@context": "https://schema.org", "@graph": graph}) == []


@pytest.mark.parametrize(
    "fault",
    [
        {"@type": "Story"},
        {"@type": "Article"},
        {"@type": ["Recipe", "Article"]},
        {"@type": "WebPage"},
        {"title": "Rain"},
        {"author": "Ann Lee"},
        {"author": {"@type": "ImageObject", "url": "https://daily.example/a.jpg"}},
        {"author": {"name": "Ann Lee"}},
        {"image": {"@type": "ImageObject", "width": 800}},
        {"image": {"@type": "ImageObject", "articleBody": "Rain"}},
        {"isAccessibleForFree": "yes"},
        {"datePublished": "2 April"},
        {"sdDatePublished": "2026-04-02T10:00:00Z"},
        {"license": "CC BY 4.0"},
        {"url": "a.html"},
        {"mainEntityOfPage": "https://daily.example/a b"},
        {"headline": 1},
    ],
)
def test_a_fault_is_found(fault: dict[str, Any]) -> None:
    assert faults(DOCUMENT) == [] and faults(DOCUMENT | fault) != []


def test_the_terms_are_those_of_schema_org() -> None:
    vocabulary = pytest.importorskip(
        "rdflib.namespace", reason="rdflib, which lists the terms of schema.org, is not installed"
    ).SDO
    types = {kind for kinds in RANGES.values() for kind in kinds}
    assert [term for term in (*PARENT, *RANGES, *types) if term not in vocabulary] == []


@pytest.mark.parametrize(
    ("name", "types"),
    [
        ("little", "NewsArticle"),
        ("kind that is no article", ["Recipe", "Article"]),
        ("kind that nobody knows", "Article"),
        ("kind in small letters", "NewsArticle"),
        ("story of an agency in a blog", ["BlogPosting", "NewsArticle"]),
    ],
)
def test_types(name: str, types: str | list[str]) -> None:
    assert to_jsonld(EDGES[name])["@type"] == types


def test_jsonld_has_everything() -> None:
    found = DOCUMENT
    [image] = found["image"]
    assert found["@context"] == "https://schema.org" and found["@type"] == "NewsArticle"
    assert found["author"] == [
        {
            "@type": "Person",
            "name": "Ann Lee",
            "url": "https://daily.example/ann",
            "email": "ann@daily.example",
            "jobTitle": "Editor",
        }
    ]
    assert (image["@type"], image["caption"], image["creditText"]) == ("ImageObject", "Boats", "Jane Doe/AP")
    assert image["creator"] == [{"@type": "Person", "name": "Jane Doe"}]
    assert image["acquireLicensePage"] == "https://ap.example/license"
    assert found["correction"][0]["@type"] == "CorrectionComment"
    assert None not in found.values() and [] not in found.values()
    assert image["width"] == {"@type": "QuantitativeValue", "value": 800, "unitCode": "E37"}
    assert found["license"] == "https://daily.example/terms" and found["sdDatePublished"] == "2026-04-03"


def test_a_licence_by_name_is_not_lost() -> None:
    assert to_jsonld(EDGES["licence by name"])["license"] == {"@type": "CreativeWork", "name": "CC BY 4.0"}
    [image] = to_jsonld(EDGES["licence of a picture by name"])["image"]
    assert image["license"] == {"@type": "CreativeWork", "name": "All rights reserved"}
