"""What is computed from an article once all its values are final."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.record.finalize import keep_provenance
from crawler.record.items import Article, Author


@pytest.mark.parametrize(
    ("values", "origins", "kept"),
    [
        ({"headline": "News"}, {"headline": "rule"}, {"headline": "rule"}),
        ({"headline": "News"}, {"headline": "rule", "description": "metas"}, {"headline": "rule"}),
        ({"headline": ""}, {"headline": "rule"}, {}),
        ({"headline": None}, {"headline": "rule"}, {}),
        ({"authors": []}, {"authors": "rule"}, {}),
        ({}, {"no_such_field": "rule"}, {}),
        # agencies that were told from the authors
        ({"authors": [Author("Ann")], "source_organizations": ["AFP"]}, {"authors": "json-ld"},
         {"authors": "json-ld", "source_organizations": "json-ld"}),
        ({"source_organizations": ["AFP"]}, {"authors": "json-ld"}, {"source_organizations": "json-ld"}),
        ({"source_organizations": ["AFP"]}, {}, {"source_organizations": "inferred"}),
        ({"source_organizations": ["AFP"]}, {"authors": "json-ld", "source_organizations": "rule"},
         {"source_organizations": "rule"}),
        ({"source_organizations": []}, {"authors": "json-ld"}, {}),
    ],
)  # fmt: skip
def test_only_what_has_a_value_has_an_origin(values: dict[str, Any], origins: Any, kept: dict[str, str]) -> None:
    article = Article("https://daily.example/1", "https://daily.example/1", provenance=dict(origins), **values)
    keep_provenance(article)
    assert article.provenance == kept
