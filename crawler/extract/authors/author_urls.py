"""Recognize the URLs of author pages by their shape."""

from __future__ import annotations

import re

_AUTHOR_PAGES = frozenset(
    "author authors autor autore autorn autoren autores autori auteur auteurs writer writers people person profile "
    "profiles journalist journalists contributor contributors reporter staff redaktion redakteur redakteure "
    "korrespondenten by av yazar yazarlar columnist columnists expert experts team bio".split()
)
_SLUG = re.compile(r"[\w%.-]*[a-z][\w%.-]*")


def is_author_link(href: str) -> bool:
    """Return whether a URL looks like an author page: ``/authors/jane-doe``."""
    path = href[:400].split("?", 1)[0].split("#", 1)[0].lower()
    parts = path.removesuffix("/").rsplit("/", 2)
    return len(parts) > 2 and parts[1] in _AUTHOR_PAGES and _SLUG.fullmatch(parts[2]) is not None
