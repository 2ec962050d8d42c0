"""Strip labels without a colon, "Photo Jane Doe / AFP", "Beeld ANP"."""

from __future__ import annotations

import re

from crawler.normalize.agencies import find_agency
from crawler.normalize.credits.entity_types import EntityType, entity_type, strip_boilerplate
from crawler.normalize.credits.label import supplier_label_at
from crawler.normalize.credits.split import split
from crawler.normalize.credits.words import words

_HEAD = re.compile(r"(\w+)(?: / ?|\s+)")


def without_bare_label(text: str) -> str:
    """Return a credit without such a label; "Foto Huebner" is the name of an agency and stays.

    >>> without_bare_label("Photo Jane Doe / AFP"), without_bare_label("Foto Huebner")
    ('Jane Doe / AFP', 'Foto Huebner')
    """
    head = _HEAD.match(text)
    if not head or (label := head[1].casefold()) not in words().labels or label in words().placeholders:
        return text
    if supplier_label_at(text):
        return text
    first, rest = split(text), split(text[head.end() :])
    named = rest and entity_type(strip_boilerplate(rest[0])) in (EntityType.PERSON, EntityType.AGENCY)
    return text[head.end() :] if named and not (first and find_agency(first[0])) else text
