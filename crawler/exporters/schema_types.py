"""The types of an exported article: only an Article has ``articleBody``, and only a NewsArticle has ``dateline``.

Types: https://schema.org/Article, https://schema.org/NewsArticle and those below them.
"""

from __future__ import annotations

_NEWS = frozenset(
    """NewsArticle AnalysisNewsArticle AskPublicNewsArticle BackgroundNewsArticle OpinionNewsArticle
    ReportageNewsArticle ReviewNewsArticle""".split()
)
_ARTICLES = _NEWS | frozenset(
    """Article AdvertiserContentArticle APIReference BlogPosting DiscussionForumPosting LiveBlogPosting
    MedicalScholarlyArticle Report SatiricalArticle ScholarlyArticle SocialMediaPosting TechArticle""".split()
)
_OTHERS = frozenset(
    """ClaimReview CollectionPage CriticReview EmployerReview JobPosting MediaReview Product Recipe Review
    SearchResultsPage Service UserReview WebPage""".split()
)
"""What else a record may be."""
_NAMES = {name.casefold(): name for name in _ARTICLES | _OTHERS}


def schema_types(kind: str, has_dateline: bool) -> str | list[str]:
    """Return the type of a record, with the one that its fields need where that is another; a name of no type is none.

    >>> schema_types("BlogPosting", False), schema_types("Recipe", False), schema_types("NewsItem", False)
    ('BlogPosting', ['Recipe', 'Article'], 'Article')
    >>> schema_types("Article", True), schema_types("OpinionNewsArticle", True)
    (['Article', 'NewsArticle'], 'OpinionNewsArticle')
    """
    name = _NAMES.get(kind.casefold(), "Article")
    sufficient, needed = (_NEWS, "NewsArticle") if has_dateline else (_ARTICLES, "Article")
    return name if name in sufficient else [name, needed]
