"""The steps from a raw article to its record."""

from __future__ import annotations

from pathlib import Path
from pkgutil import resolve_name

from crawler.normalize.pipeline import STEPS, Normalize, clean, normalize
from crawler.record.items import Article, Author, Image

URL = "https://daily.example/1"


def raw() -> Article:
    picture = Image(f"{URL}.jpg", caption="A  ship leaves. Foto: Jane Doe")
    return Article(URL, URL, headline=" The  pier ", authors=[Author("By Ann Lee")], images=[picture])


def test_steps() -> None:
    assert [step.name for step in STEPS] == ["text", "captions", "credits", "bylines", "validate"]
    assert all(callable(resolve_name(step.function)) for step in STEPS)
    pipelines = {path.stem for path in (Path(__file__).parents[2] / "pipelines").glob("*.py")}
    assert {step.name for step in STEPS} <= pipelines


def test_normalize() -> None:
    record = normalize(raw())
    assert (record["headline"], record["authors"][0]["name"]) == ("The pier", "Ann Lee")
    assert (record["images"][0]["caption"], record["images"][0]["creators"]) == ("A ship leaves.", ["Jane Doe"])
    assert Normalize.pure and Normalize().process_item(raw()) == record


def test_clean() -> None:
    article = raw()
    assert clean(article) is article
    assert (article.headline, article.authors) == ("The pier", [Author("Ann Lee")])
