"""Keys and canonical URLs of articles: equal keys mean the same article. ``docs/same-article.md`` has the rules."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

from crawler.normalize.text import replace_surrogates
from crawler.normalize.url_pattern import url_pattern

if TYPE_CHECKING:
    from tldextract import TLDExtract

_TABLE = tomllib.loads(Path(__file__).with_name("canonical.toml").read_text("utf-8"))
_DROPPED = re.compile(
    "|".join(re.escape(name.lower()).replace(r"\*", ".*") for name in _TABLE["trackers"] + _TABLE["sessions"])
)
_AMBIGUOUS = frozenset(_TABLE["ambiguous"])
_ORIGINS = frozenset(_TABLE["origins"])
_VIEWS, _VIEW_VALUES = frozenset(_TABLE["views"]), frozenset(_TABLE["view_values"])
_HOST_LABELS, _PATH_SEGMENTS = frozenset(_TABLE["host_labels"]), frozenset(_TABLE["path_segments"])
_SESSION_IN_PATH = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;]*", re.I)
_TELLING = re.compile("<(?:slug|id)>")
_PORTS = {"http": 80, "https": 443}


def article_key(url: str) -> str:
    """Return the key of the article at a URL; all URLs of an article share it. It is not a URL to fetch.

    >>> article_key("https://m.daily.example/2026/story/amp/?utm_source=x#top")
    'daily.example/2026/story'
    """
    try:
        parts = urlsplit(replace_surrogates(url.strip()))
        port = parts.port
    except ValueError:
        return url
    host = _host(parts.hostname or "")
    if port and port != _PORTS.get(parts.scheme):
        host += f":{port}"
    query = _query(parts)
    return host + _path(parts.path) + (f"?{query}" if query else "") + _route(parts.fragment)


def _host(host: str) -> str:
    labels = host.lower().rstrip(".").split(".")
    while len(labels) > 2 and labels[0] in _HOST_LABELS:
        labels = labels[1:]
    return ".".join(labels)


def _path(path: str) -> str:
    decoded = unquote(_SESSION_IN_PATH.sub("", path), errors="surrogateescape")
    segments = [s for s in decoded.split("/") if s]
    if len(segments) > 1 and segments[0].lower() in _PATH_SEGMENTS:
        segments = segments[1:]
    while segments and segments[-1].lower() in _PATH_SEGMENTS and (len(segments) > 1 or "." in segments[0]):
        segments = segments[:-1]
    if segments and (bare := segments[-1].removesuffix(".amp").replace(".amp.", ".")):
        segments[-1] = bare
    return "".join("/" + quote(s, safe="~!$&'()*+,;=:@-._", errors="surrogateescape") for s in segments)


def _query(parts: SplitResult) -> str:
    pairs = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=None)[:100]
    kept = [(k, v) for k, v in pairs if not _is_tracker(k, v) and not _is_view(k, v)]
    return urlencode(sorted(kept))


def _is_tracker(name: str, value: str) -> bool:
    return value.lower() in _ORIGINS or (bool(_DROPPED.fullmatch(name.lower())) and not _is_number(name, value))


def _is_number(name: str, value: str) -> bool:
    """Return whether an ambiguous parameter has a number as its value, so that it may identify an article."""
    return name.lower() in _AMBIGUOUS and value.isdigit() and len(value) <= 12


def _is_view(name: str, value: str) -> bool:
    return name.lower() in _VIEWS and value.lower() in _VIEW_VALUES


def _route(fragment: str) -> str:
    """Return a fragment that is a path (``#!/story/1``): it identifies the article on a page that a script renders."""
    return f"#{fragment}" if fragment.startswith(("!", "/")) and len(fragment) > 1 else ""


def believable_canonical(url: str, canonical: str | None) -> str | None:
    """Return the declared canonical URL if it is plausible, else None.

    It must be an http(s) URL of the same site, and neither the home page nor the section of the page. A copy of another
    publisher's article is a record of its own.

    >>> believable_canonical("https://daily.example/2026/story", "https://daily.example/")
    """
    try:
        ours, theirs = urlsplit(url), urlsplit(canonical or "")
        if theirs.scheme not in ("http", "https") or not theirs.hostname:
            return None
        if not theirs.query and is_parent_path(theirs.path, ours.path):
            is_home = not theirs.path.strip("/")
            if is_home or (has_slug_or_id(url) and not has_slug_or_id(canonical or "")):
                return None
    except ValueError:
        return None
    return canonical if canonical and same_site(url, canonical) else None


def has_slug_or_id(url: str) -> bool:
    """Return whether a URL has a slug or an id.

    >>> has_slug_or_id("https://daily.example/old-pier-breaks"), has_slug_or_id("https://daily.example/world")
    (True, False)
    """
    return bool(_TELLING.search(url_pattern(url) or ""))


def is_parent_path(path: str, other: str) -> bool:
    """Return whether a path is a parent of the other one, as a section is of its articles."""
    above, below = ([s for s in p.split("/") if s] for p in (path, other))
    return len(above) < len(below) and below[: len(above)] == above


def same_site(url: str, other: str) -> bool:
    """Return whether two URLs have the same registrable domain.

    >>> same_site("https://amp.daily.example/1", "https://www.daily.example/")
    True
    """
    try:
        ours, theirs = urlsplit(url).hostname, urlsplit(other).hostname
    except ValueError:
        return False
    if not ours or not theirs:
        return False
    return ours == theirs or registrable_domain(ours) == registrable_domain(theirs)


@lru_cache(4096)
def registrable_domain(host: str) -> str:
    """Return the registrable domain of a host; its last two labels if the suffix is not on the public suffix list."""
    return _suffixes()(host).top_domain_under_public_suffix or ".".join(host.split(".")[-2:])


@cache
def _suffixes() -> TLDExtract:
    from tldextract import TLDExtract  # takes a tenth of a second, and most pages do not need it

    return TLDExtract(suffix_list_urls=(), cache_dir=None)  # the bundled list: no request


def site_name(host: str) -> str:
    """Return the label of a host that names its site.

    >>> site_name("www.daily.co.uk"), site_name("news.daily.example")
    ('daily', 'daily')
    """
    return _suffixes()(host).domain if _suffixes()(host).suffix else host.split(".")[-2:][0]
