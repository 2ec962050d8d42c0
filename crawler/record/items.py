"""The article record: the output for a page. The docstring of every field is its contract.

Names are schema.org properties in snake_case, plural where they are lists; crawl bookkeeping has names of its own.
Every field is always present: unknown is ``None``, an empty list is ``[]``, and nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

SCHEMA_VERSION = "1.3.0"

BlockType = Literal["paragraph", "heading", "list", "quote", "table", "code", "image", "embed"]
Role = Literal["lead", "inline", "gallery"]


@dataclass(slots=True)
class Author:
    """A person who wrote the article (schema.org Person)."""

    name: str
    """The person's name alone: no "By", role, outlet, place or e-mail."""
    url: str | None = None
    """Absolute URL of the person's page."""
    email: str | None = None
    """E-mail address that the page gives for the person."""
    job_title: str | None = None
    """Role as printed, "Political editor"."""


@dataclass(slots=True)
class Image:
    """A picture of the article, with caption and credit separated (schema.org ImageObject, IPTC photo metadata)."""

    url: str
    """The largest rendition that the page offers, absolute."""
    caption: str | None = None
    """The caption alone, without its credit (IPTC Description)."""
    alt: str | None = None
    """Alternative text (IPTC Alt Text); never passed off as a caption."""
    credit_text: str | None = None
    """The credit alone, verbatim less its brackets and "Photo:" label (IPTC Credit Line)."""
    creators: list[str] = field(default_factory=list)
    """Photographers and illustrators, people only (IPTC Creator)."""
    source_organizations: list[str] = field(default_factory=list)
    """Organizations of the credit, canonical names, origin first, supplier last (IPTC Source, Image Supplier)."""
    copyright_notice: str | None = None
    """Copyright notice (IPTC Copyright Notice)."""
    license: str | None = None
    """URL of the licence (IPTC Web Statement of Rights)."""
    acquire_license_page: str | None = None
    """URL where a licence can be had (IPTC Licensor URL)."""
    width: int | None = None
    """Width of that rendition in pixels, if the page states it."""
    height: int | None = None
    """Height of that rendition in pixels, if the page states it."""
    role: Role = "inline"
    """Place in the article: lead, inline or gallery."""


@dataclass(slots=True)
class Block:
    """One block of the body in reading order; which fields are set depends on ``type``."""

    type: BlockType
    """paragraph{text}, heading{level,text}, list{ordered,items}, quote{text,cite?}, table{rows}, code{text},
    image{image}, embed{url,provider}."""
    text: str | None = None
    """Text of a paragraph, heading, quote or code block."""
    level: int | None = None
    """Level of a heading, 1 to 6."""
    ordered: bool | None = None
    """Whether a list is numbered."""
    items: list[str] | None = None
    """Items of a list."""
    cite: str | None = None
    """Source of a quote."""
    rows: list[list[str]] | None = None
    """Rows of a table."""
    image: int | None = None
    """Index into ``images``."""
    url: str | None = None
    """Address of an embed."""
    provider: str | None = None
    """Host or name of an embed's provider."""


@dataclass(slots=True)
class Media:
    """A video or an audio of the article (schema.org MediaObject)."""

    url: str
    """Absolute address of the file, else of its player."""
    name: str | None = None
    """Title as the page gives it."""
    provider: str | None = None
    """Host or name of the provider."""


@dataclass(slots=True)
class Correction:
    """A correction or an editor's note (schema.org CorrectionComment)."""

    text: str
    """The note as printed."""
    date: str | None = None
    """ISO 8601 date of the note, if it has one."""


@dataclass(slots=True)
class Article:
    """One revision of one article: a line of the output."""

    url: str
    """Address of the page after redirects; of a stored page that states none, an opaque URN of its content, with a
    warning."""
    requested_url: str
    """Address as asked for, in ASCII: the host in Punycode, other letters percent-encoded."""
    schema_version: str = SCHEMA_VERSION
    """Semantic version of this contract."""
    id: str = ""
    """Stable hash of the canonical URL, the same for every revision."""
    canonical_url: str | None = None
    """Canonical address as the page declares it."""
    publisher: str | None = None
    """Name of the site's publisher."""
    type: str = "NewsArticle"
    """schema.org type: NewsArticle, LiveBlogPosting, OpinionNewsArticle …"""
    headline: str | None = None
    """The article's own headline, as visible on the page: not the site's title, not the variant for social media."""
    alternative_headline: str | None = None
    """Kicker above the headline, or a second headline."""
    description: str | None = None
    """Standfirst (dek): the summary under the headline; it is not in the body."""
    byline: str | None = None
    """The line that names the author, verbatim, with white space collapsed."""
    authors: list[Author] = field(default_factory=list)
    """People only: no outlets, roles, times or "By"."""
    dateline: str | None = None
    """Place and agency at the beginning of an agency story, "SEOUL, April 27 (Yonhap)"; removed from the body."""
    source_organizations: list[str] = field(default_factory=list)
    """Who supplied the story: wire agencies of dateline, byline, credit and data, canonical names, origin first."""
    is_based_on: str | None = None
    """URL of the original, if the page names one of another publisher."""
    date_published: str | None = None
    """ISO 8601, with offset if the page states one; a date without time stays one."""
    date_modified: str | None = None
    """Last modification, in the format of ``date_published``."""
    in_language: str | None = None
    """BCP 47 tag that the page declares, verified against the text; with a warning if they disagree."""
    article_section: str | None = None
    """Section of the site, of the page's data or its breadcrumbs."""
    keywords: list[str] = field(default_factory=list)
    """Keywords and tags, without duplicates."""
    article_body: str = ""
    """Paragraphs, headings, list items and quotes in reading order, split by a blank line; no headline, standfirst,
    captions, credits, related links, share or comment prompts."""
    blocks: list[Block] = field(default_factory=list)
    """The same content structured."""
    images: list[Image] = field(default_factory=list)
    """Pictures in reading order, the lead image first."""
    videos: list[Media] = field(default_factory=list)
    """Videos of the article, from its data and from the players in its text, without duplicates."""
    audios: list[Media] = field(default_factory=list)
    """Audios of the article, a reading of its text among them; as videos."""
    corrections: list[Correction] = field(default_factory=list)
    """Corrections and editor's notes; they are not in the body."""
    is_accessible_for_free: bool | None = None
    """Whether it can be read without paying, if the page states that or truncates its text."""
    copyright_holder: str | None = None
    """Holder of the copyright."""
    copyright_notice: str | None = None
    """Copyright notice as printed."""
    license: str | None = None
    """URL or name of the licence."""
    tdm_reservation: Literal[0, 1] | None = None
    """TDMRep reservation: 1 reserved, 0 not."""
    tdm_policy: str | None = None
    """URL of the TDMRep policy."""
    robots: list[str] = field(default_factory=list)
    """Opt-outs in robots meta and X-Robots-Tag: ``noai``, ``noimageai``, ``noarchive`` …; one for a single robot has
    its name, ``googlebot: noarchive``. Facts without judgement."""
    content_usage: str | None = None
    """Preferences about its use in the response header ``Content-Usage`` (IETF AIPREF), as sent: ``train-ai=n``."""
    date_downloaded: str = ""
    """When the page was downloaded, ISO 8601 in UTC."""
    discovered_via: str | None = None
    """feed, news-sitemap, sitemap, homepage, url, warc or file."""
    body_hash: str = ""
    """Hash of the normalized body."""
    revision: int = 1
    """1 for the first version."""
    supersedes: str | None = None
    """``body_hash`` of the previous revision."""
    changed: list[str] = field(default_factory=list)
    """Fields that differ from the previous revision: headline, article_body, images, corrections."""
    confidence: float | None = None
    """Expected shingle F1 of the body, 0 to 1, calibrated on pages of sites outside the training data; null without a
    body, or if a site rule selects it."""
    near_duplicate_of: str | None = None
    """`id` of the article that this one repeats (a reprint, a retold agency story), if duplicates are searched."""
    provenance: dict[str, str] = field(default_factory=dict)
    """Where each field came from: json-ld, microdata, opengraph, meta, dom, rule, header, well-known, feed,
    news-sitemap, sitemap, homepage, url, inferred."""
    warnings: list[str] = field(default_factory=list)
    """What was missing, contradictory or dropped."""
