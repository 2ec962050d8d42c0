"""Croissant 1.1 metadata of a dataset: https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from crawler.datasets.arrow_schema import parquet_schema

_TERMS = (
    "arrayShape citeAs column containedIn equivalentProperty extract field fileProperty fileObject fileSet format "
    "includes isArray isLiveDataset jsonPath key md5 parentField path recordSet references regex repeated replace "
    "samplingRate separator source subField transform"
).split()
CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    **{name: f"cr:{name}" for name in _TERMS},
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "name": {"@container": "@language"},
    "sc": "https://schema.org/",
}
"""The JSON-LD context, as the standard gives it."""
_PARQUET = "application/x-parquet"  # as the standard has it
_FILES = {
    "@type": "cr:FileSet",
    "@id": "parquet",
    "name": "parquet",
    "encodingFormat": _PARQUET,
    "includes": "data/*.parquet",
}
_TYPES = {"string": "sc:Text", "int64": "cr:Int64", "int32": "cr:Int32", "double": "cr:Float64", "bool": "sc:Boolean"}


def croissant(manifest: dict[str, Any]) -> dict[str, Any]:
    """Return the metadata: files with their hashes, and a record set with a field for each column.

    Columns that hold lists of objects have no field, since Croissant describes flat columns.
    """
    about = f"{manifest['records_written']:,} news articles with {manifest['words']:,} words."
    found: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "name": "news-articles",
        "description": about + " Each belongs to its publisher; the record has its licence.",
        "version": "1.0.0",
        "inLanguage": [tag for tag in manifest["languages"] if tag != "unknown"],
        "temporalCoverage": "/".join(manifest["dates"]),
        "distribution": [*map(_file, manifest["files"]), *([_FILES] if manifest["files"] else ())],
        "recordSet": [_splits(manifest), _articles()] if manifest["files"] else [],
    }
    return {name: value for name, value in found.items() if value not in ("", [])}


def _file(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": entry["path"],
        "name": entry["path"].rpartition("/")[2],
        "contentUrl": entry["path"],
        "contentSize": f"{entry['bytes']} B",
        "encodingFormat": _PARQUET,
        "sha256": entry["sha256"],
    }


def _splits(manifest: dict[str, Any]) -> dict[str, Any]:
    """Return the record set of splits; the names of files begin with them."""
    return {
        "@type": "cr:RecordSet",
        "@id": "splits",
        "name": "splits",
        "dataType": "cr:Split",
        "key": {"@id": "splits/name"},
        "field": [{"@type": "cr:Field", "@id": "splits/name", "name": "name", "dataType": "sc:Text"}],
        "data": [{"splits/name": name} for name in manifest["splits"]],
    }


def _articles() -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": "articles",
        "name": "articles",
        "key": {"@id": "articles/id"},
        "field": [_split(), *(field for column in parquet_schema() for field in _fields(column))],
    }


def _split() -> dict[str, Any]:
    name_of_file = {"fileSet": {"@id": "parquet"}, "extract": {"fileProperty": "filename"}}
    return {
        "@type": "cr:Field",
        "@id": "articles/split",
        "name": "split",
        "dataType": "sc:Text",
        "references": {"field": {"@id": "splits/name"}},
        "source": {**name_of_file, "transform": {"regex": "^([a-z]+)"}},
    }


def _fields(column: pa.Field) -> Iterator[dict[str, Any]]:
    """Yield the field of a column; nothing for one of objects."""
    is_list = pa.types.is_list(column.type)
    kind = column.type.value_type if is_list else column.type
    named = "sc:DateTime" if pa.types.is_timestamp(kind) else _TYPES.get(str(kind))
    if named:
        yield {
            "@type": "cr:Field",
            "@id": f"articles/{column.name}",
            "name": column.name,
            "description": column.metadata[b"description"].decode(),
            "dataType": named,
            **({"isArray": True, "arrayShape": "-1"} if is_list else {}),
            "source": {"fileSet": {"@id": "parquet"}, "extract": {"column": column.name}},
        }
