"""Unique names of sources, made from their hosts."""

from __future__ import annotations

import re
from collections.abc import Container
from itertools import chain, count

from crawler.net.addresses import host_name, literal
from crawler.normalize.canonical import site_name
from crawler.normalize.urls import split


def name_of(url: str) -> str:
    """Return a name for the source of a site: the main label of its host.

    >>> name_of("https://www.daily.example/"), name_of("http://127.0.0.1:80/")
    ('daily', '127-0-0-1')
    """
    host = host_name(split(url).hostname or "")
    return _slug(host if literal(host) else site_name(host)) or "source"


def free_name(url: str, taken: Container[str]) -> str:
    """Return a name that is not taken: the main label, the whole host, or that with a number.

    >>> free_name("https://www.daily.example/", {"daily"}), free_name("https://a.example/", {"a", "a-example"})
    ('daily-example', 'a-example-2')
    """
    whole = _slug(host_name(split(url).hostname or "").removeprefix("www.")) or "source"
    names = chain((name_of(url), whole), (f"{whole}-{number}" for number in count(2)))
    return next(name for name in names if name not in taken)


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
