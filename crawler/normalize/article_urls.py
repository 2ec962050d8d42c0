"""Make all URLs of an article valid."""

from __future__ import annotations

import re

from crawler.normalize.text import clean_text
from crawler.normalize.urls import percent_encode, web_url
from crawler.record.items import Article, Block, Image, Media

_SCHEME = re.compile(r"\s*[a-z][a-z0-9+.-]*:\S|.{0,200}//", re.IGNORECASE | re.DOTALL)


def clean_urls(article: Article) -> Article:
    """Make the URLs of an article valid in place; one that is invalid becomes null or is dropped, with a warning."""
    article.url, article.requested_url = _own(article.url), _own(article.requested_url)
    if article.url.startswith("urn:"):
        _warn(article.warnings, "url: the page states none; this one stands for its content")
    for name in ("canonical_url", "is_based_on", "tdm_policy"):
        setattr(article, name, _url(getattr(article, name), name, article.warnings))
    article.license = _license(article.license, "license", article.warnings)
    for author in article.authors:
        author.url = _url(author.url, "authors.url", article.warnings)
    _clean_images(article)
    article.videos = _clean_media(article.videos, "videos", article.warnings)
    article.audios = _clean_media(article.audios, "audios", article.warnings)
    article.blocks = [block for block in article.blocks if _is_kept(block, article.warnings)]
    return article


def _own(url: str) -> str:
    """Return the URL of the page, which is never null: a stored page without one has a URN of its content."""
    return web_url(url) or percent_encode(url)


def _url(value: str | None, name: str, warnings: list[str]) -> str | None:
    """Return a valid URL; None, with a warning, if it is invalid."""
    if value is None or value == "":
        return None
    found = web_url(value)
    if found is None:
        _warn(warnings, f"{name}: not a valid http(s) address")
    return found


def _license(value: str | None, name: str, warnings: list[str]) -> str | None:
    """Return a URL, or the name of a licence."""
    if value is None or _SCHEME.match(value):
        return _url(value, name, warnings)
    return clean_text(value) or None


def _clean_images(article: Article) -> None:
    """Drop images without a URL and their blocks, and renumber the others."""
    kept: list[Image] = []
    numbers: dict[int, int] = {}
    for number, image in enumerate(article.images):
        url = _url(image.url, "images.url", article.warnings)
        if url is None:
            continue
        numbers[number], image.url = len(kept), url
        image.license = _license(image.license, "images.license", article.warnings)
        page = "images.acquire_license_page"
        image.acquire_license_page = _url(image.acquire_license_page, page, article.warnings)
        kept.append(image)
    if len(kept) == len(article.images):
        return
    article.images = kept
    article.blocks = [block for block in article.blocks if block.image is None or block.image in numbers]
    for block in article.blocks:
        if block.image is not None:
            block.image = numbers[block.image]


def _clean_media(media: list[Media], name: str, warnings: list[str]) -> list[Media]:
    kept = []
    for medium in media:
        if url := _url(medium.url, f"{name}.url", warnings):
            medium.url = url
            kept.append(medium)
    return kept


def _is_kept(block: Block, warnings: list[str]) -> bool:
    """Return whether a block is kept: an embed needs a URL."""
    if block.type != "embed":
        return True
    block.url = _url(block.url, "blocks.url", warnings)
    return block.url is not None


def _warn(warnings: list[str], text: str) -> None:
    if text not in warnings:
        warnings.append(text)
