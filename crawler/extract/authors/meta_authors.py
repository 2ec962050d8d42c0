"""The authors in meta elements."""

from __future__ import annotations

import html
import re

from crawler.normalize.bylines import Byline, read_byline
from crawler.normalize.name_types import is_outlet
from crawler.normalize.news_agencies import news_agency
from crawler.normalize.word_tables import fold

_TAG = re.compile(r"<[^<>]{1,300}>")
_FAMILY_FIRST = re.compile(r"[^\W\d_][\w'’-]*, [^\W\d_][\w'’.-]*(?: [^\W\d_][\w.]*)?")


def read_names(texts: list[str]) -> Byline:
    """Parse repeated meta elements of one name into a byline; "Doe, Jane" is reversed if all names have that form."""
    texts = [_plain(t) for t in texts if "://" not in t]
    if len(texts) > 1 and all(_FAMILY_FIRST.fullmatch(t) for t in texts):
        texts = [" ".join(reversed(t.split(", "))) for t in texts]
    whole = Byline()
    for text in texts:
        byline = read_byline(text, is_person=True)
        byline = Byline([], byline.organizations, byline.text) if _opens_with_outlet(text) else byline
        whole = whole.joined(byline) if whole.text else byline
    return whole


def _plain(text: str) -> str:
    """Return a text without the markup that some templates put into attributes."""
    return fold(_TAG.sub("", html.unescape(text))) if "<" in text or "&" in text else text


def _opens_with_outlet(text: str) -> bool:
    """Return whether a list begins with an outlet followed by its address ("daily.example, Berlin, Germany")."""
    first, comma, _ = text.partition(",")
    return bool(comma) and is_outlet(first) and news_agency(first) is None
