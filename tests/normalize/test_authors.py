"""People and agencies among the authors of an article."""

from __future__ import annotations

import pytest

from crawler.normalize.authors import separate_authors, split_authors
from crawler.record.items import Article, Author

ANN = Author("By Ann Lee, Reuters", url="https://daily.example/ann")


@pytest.mark.parametrize(
    ("authors", "organizations", "people", "agencies"),
    [
        (["By Tom Birch and Ann Lee"], [], [Author("Tom Birch"), Author("Ann Lee")], []),
        ([Author("By Tom Birch and Ann Lee")], [], [Author("Tom Birch"), Author("Ann Lee")], []),
        (["Reuters", Author("Ann Lee")], ["AFP", "Reuters"], [Author("Ann Lee")], ["AFP", "Reuters"]),
        (
            [Author("Ann Lee", url="https://daily.example/ann"), "Tom Birch"],
            [],
            [Author("Ann Lee", url="https://daily.example/ann"), Author("Tom Birch")],
            [],
        ),
        # what says more of itself than a name is a person, whatever the name looks like
        ([ANN], [], [ANN], []),
        (
            [Author("Reuters", url="https://daily.example/r")],
            [],
            [Author("Reuters", url="https://daily.example/r")],
            [],
        ),
        ([Author("Reuters", email="r@daily.example")], [], [Author("Reuters", email="r@daily.example")], []),
        ([Author("Reuters", job_title="Reporter")], [], [Author("Reuters", job_title="Reporter")], []),
        (["jane doe"], [], [Author("jane doe")], []),  # a name, since the page gives it for one
        # each once, as first named
        (["Ann Lee", "ANN LEE"], [], [Author("Ann Lee")], []),
        ([Author("ANN LEE", email="a@daily.example"), "Ann Lee"], [], [Author("ANN LEE", email="a@daily.example")], []),
        (["Ann Lee", Author("ann lee", email="a@daily.example")], [], [Author("Ann Lee")], []),
        ([], ["AFP", "AFP"], [], ["AFP"]),
    ],
)
def test_split(
    authors: list[Author | str], organizations: list[str], people: list[Author], agencies: list[str]
) -> None:
    assert split_authors(authors, organizations) == (people, agencies)


def test_an_article_is_changed_in_place() -> None:
    article = Article(
        "https://daily.example/1", "https://daily.example/1", authors=[Author("Reuters"), Author("Ann Lee")]
    )
    assert separate_authors(article) is article
    assert (article.authors, article.source_organizations) == ([Author("Ann Lee")], ["Reuters"])
