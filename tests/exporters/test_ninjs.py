"""ninjs: every value in its field, and whatever a record has, the document is valid."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.exporters.ninjs import to_date_time, to_ninjs
from tests.datasets.articles import full_article
from tests.exporters.edge_records import EDGES
from tests.exporters.ninjs_schema import official_validator, validator

DOCUMENT = to_ninjs(full_article())


def faults(document: dict[str, Any]) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator().iter_errors(document)]


@pytest.mark.parametrize("name", EDGES)
def test_it_is_valid(name: str) -> None:
    assert faults(to_ninjs(EDGES[name])) == []


@pytest.mark.parametrize("name", EDGES)
def test_it_is_valid_for_the_file_of_the_standard(name: str) -> None:
    official = official_validator()
    if official is None:
        pytest.skip("NINJS_SCHEMA names no copy of https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json")
    assert [error.message for error in official.iter_errors(to_ninjs(EDGES[name]))] == []


@pytest.mark.parametrize(
    "fault",
    [
        {"uri": "a.html"},
        {"uri": "https://daily.example/ü"},
        {"uri": None},
        {"type": "article"},
        {"contentCreated": "2026-04-02"},
        {"contentCreated": "2026-04-02T10:00:00"},
        {"contentCreated": "2026-02-30T10:00:00Z"},
        {"urgency": 10},
        {"headline": "Rain"},
        {"headlines": [{"role": "main"}]},
        {"bodies": [{"value": "Rain", "wordCount": "1"}]},
        {"subjects": [{"name": "rain", "relevance": 101}]},
        {"rightsInfo": {}},
        {"rightsInfo": {"linkedRights": "https://a.example/", "encodedRights": "x"}},
        {"renditions": [{"href": "https://daily.example/a.jpg"}]},
        {"associations": [{"uri": "https://daily.example/a.jpg"}]},
        {"associations": [{"name": "a", "uri": "https://daily.example/a.jpg", "credit": "AP"}]},
        {
            "associations": [
                {"name": "a", "uri": "https://daily.example/a.jpg", "renditions": [{"name": "a", "width": "8"}]}
            ]
        },
    ],
)
def test_a_fault_is_found(fault: dict[str, Any]) -> None:
    assert faults(DOCUMENT) == [] and faults(DOCUMENT | fault) != []
    official = official_validator()
    assert official is None or not official.is_valid(DOCUMENT | fault)


def test_credits_and_rights_are_in_their_fields() -> None:
    found = DOCUMENT
    [picture, video] = found["associations"]
    assert (found["by"], found["copyrightHolder"], found["copyrightNotice"]) == (
        "By Ann Lee",
        "The Daily",
        "© The Daily",
    )
    assert found["contentCreated"] == "2026-04-02T10:00:00+09:00"
    assert found["versionCreated"] == "2026-04-03T00:00:00Z"  # date_modified is a bare date
    assert found["rightsInfo"] == {"linkedRights": "https://daily.example/terms"}
    assert "tdm-reservation: 1" in found["usageTerms"] and "robots: noai" in found["usageTerms"]
    assert {"name": "Yonhap", "role": "source"} in found["infoSources"]
    assert (picture["by"], picture["copyrightNotice"]) == ("Jane Doe", "© AP 2026")
    assert picture["descriptions"] == [
        {"role": role, "contentType": "text/plain", "value": value}
        for role, value in (("caption", "Boats"), ("alt", "Harbour"), ("credit", "Jane Doe/AP"))
    ]
    assert picture["infoSources"] == [
        {"name": "Associated Press", "role": "source"},
        {"uri": "https://ap.example/license", "role": "licensor"},
    ]
    assert picture["renditions"] == [
        {"name": "original", "href": "https://daily.example/a.jpg", "width": 800, "height": 600}
    ]
    assert (video["type"], video["uri"]) == ("video", "https://video.example/1")


def test_a_licence_by_name_is_not_lost() -> None:
    found = to_ninjs(EDGES["licence by name"])
    assert found["usageTerms"] == "License: CC BY 4.0; TDMRep tdm-policy: https://daily.example/tdm.json"
    assert found["rightsInfo"] == {"linkedRights": "https://daily.example/tdm.json"}
    [picture, _] = to_ninjs(EDGES["licence of a picture by name"])["associations"]
    assert picture["usageTerms"] == "License: All rights reserved" and "rightsInfo" not in picture


@pytest.mark.parametrize(
    ("text", "date_time"),
    [
        ("2026-04-02T10:00:00Z", "2026-04-02T10:00:00Z"),
        ("2026-04-02T10:00:00.25-03:30", "2026-04-02T10:00:00.25-03:30"),
        ("2026-04-02T10:00+09:00", "2026-04-02T10:00:00+09:00"),
        ("2026-04-02T23:59:59Z", "2026-04-02T23:59:59Z"),
        ("2026-04-02T24:00:00Z", None),
        ("2026-04-02T10:60:00Z", None),
        ("2026-04-02T10:00:00+24:00", None),
        ("2026-04-31T10:00:00Z", None),
        ("2028-02-29T10:00:00Z", "2028-02-29T10:00:00Z"),
        ("2026-02-29T10:00:00Z", None),
        ("0000-04-02T10:00:00Z", None),
        ("٢٠٢٦-04-02T10:00:00Z", None),
        ("2026-04-02T10:00:00", None),
        ("2026-04-02 10:00:00Z", None),
        ("2026-04", None),
        ("", None),
        (None, None),
    ],
)
def test_date_times(text: str | None, date_time: str | None) -> None:
    assert to_date_time(text) == date_time
