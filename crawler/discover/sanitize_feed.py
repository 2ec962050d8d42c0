"""Make a feed safe to parse: without entity declarations, with limits on entries, elements and attributes.

Declarations are removed before any parser sees them; a parser that does not expand entities is not enough, as broken
XML goes to a second, lenient one. Billion laughs and the like: https://owasp.org/www-community/vulnerabilities/XML_External_Entity_(XXE)_Processing
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers.expat import ExpatError, ParserCreate, errors

from crawler.discover.encoding import wide_encoding
from crawler.discover.repair_xml import repair_xml

_TAG = re.compile(
    rb"<(?:(/)|((?:[\w.-]+:)?(item|entry)(?=[\s/>])|[\w.:-]+))(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+", re.I
)
"""A tag without its end; attribute values may contain ``>``. No part of it is scanned twice."""
_DEEPEST = 5_000
"""Most levels of nesting, as parsers get slower with each; texts with unclosed tags need some."""
_MOST_TAGS, _MOST_TAGS_OF_AN_ENTRY = 30_000, 100
"""Most tags of a feed, and how many more for each entry, as texts in XHTML may have many."""
_MOST_ATTRIBUTES = 100
"""Most attributes of an element, as parsing time grows with their square."""
_DECLARATION = re.compile(rb"<!\s*(?:doctype|entity|element|attlist|notation)[^>]*>?|\]\s*>", re.I)
_ELEMENT = re.compile(rb"<[A-Za-z_]")
_OF_ENCODING = [errors.codes[text] for text in (errors.XML_ERROR_UNKNOWN_ENCODING, errors.XML_ERROR_INCORRECT_ENCODING)]
_XML_DECLARATION = re.compile(r"^\ufeff?<\?xml[^>]*\?>")
_ENCODING = re.compile(rb"\s*<\?[^>]{0,200}?encoding\s*=\s*[\"']([^\"'>]*)[^>]*>")


def sanitize_feed(data: bytes, most: int) -> bytes:
    """Return the feed without declarations, repaired, and truncated after ``most`` entries or if it nests too deep.

    >>> sanitize_feed(b'<!DOCTYPE rss [<!ENTITY a "b">]><rss><item>&a;</item><item/></rss>', 1)
    b'<rss><item>&a;</item></rss>'
    """
    plain = _utf8(data)
    first = _ELEMENT.search(plain)
    start = first.start() if first else len(plain)
    return b"".join(_bounded(repair_xml(_DECLARATION.sub(b"", plain[:start]) + plain[start:]), most))


def _bounded(data: bytes, most: int) -> Iterator[bytes]:
    entries = depth = done = 0
    open_tags: list[bytes] = []
    for count, tag in enumerate(_TAG.finditer(data)):
        closing, name, entry = tag.groups()
        if entry:
            entries, depth = entries + 1, max(depth - _DEEPEST // 2, 0)
        step = -1 if closing else not data.endswith(b"/", tag.start(), tag.end())
        depth += step
        if entries > most or depth > _DEEPEST or count > _MOST_TAGS + _MOST_TAGS_OF_AN_ENTRY * entries:
            yield data[done : tag.start()]
            yield from (b"</%s>" % name for name in reversed(open_tags))  # well-formed if it was
            return
        if step > 0:
            open_tags.append(name)
        elif closing:
            del open_tags[-1:]
        if _is_swollen(data, tag):
            yield data[done : tag.start()] + tag[0].split(maxsplit=1)[0]
            done = tag.end()
    yield data[done:]


def _is_swollen(data: bytes, tag: re.Match[bytes]) -> bool:
    return data.count(b"=", tag.start(), tag.end()) > _MOST_ATTRIBUTES < len(tag[0].split())


def is_broken(data: bytes) -> bool:
    """Return whether a feed in UTF-8 is not well-formed XML; for other encodings, return False.

    >>> is_broken(b"<rss><item></rss>"), is_broken(b"<rss/>"), is_broken(b"<rss>\\xff")
    (True, False, False)
    """
    try:
        data.decode()
        ParserCreate(namespace_separator=" ").Parse(data, True)
    except (ValueError, LookupError):  # not UTF-8, or declared with an encoding that expat does not know
        return False
    except ExpatError as error:
        return error.code not in _OF_ENCODING
    return False


def _utf8(data: bytes) -> bytes:
    """Convert UTF-16 and UTF-32 to UTF-8, as declarations would not be found in them."""
    if wide := wide_encoding(data):
        return _XML_DECLARATION.sub("", data.decode(wide, "replace")).encode("utf-8", "replace")
    declared = _ENCODING.match(data)
    return data[declared.end() :] if declared and not _is_encoding(declared[1]) else data


def _is_encoding(name: bytes) -> bool:
    """Return whether Python, and so feedparser, knows an encoding; feedparser fails at some names."""
    try:
        return b"<rss>".decode(name.decode("ascii").strip()) == "<rss>"
    except (LookupError, ValueError):
        return False
