"""Names in Chinese, Japanese and Korean bylines, recognized by the word for "reporter" beside them."""

from __future__ import annotations

import re

from crawler.normalize.names import is_person
from crawler.normalize.word_tables import any_of, table

_WORDS = table("bylines")
_HANGUL = re.compile(r"[가-힣]{2,5}$")
_HAN = re.compile(r"[㐀-鿿々]{1,7}$")
"""The longest Japanese names have seven: four of the family and three of the given name."""
_NATIVE = re.compile(r"^[㐀-鿿々가-힣ぁ-ヿー\s·=＝]+$")
_BEFORE = re.compile(rf"^(?:{any_of(_WORDS['before'])})\s*[:：]?\s*")
_AFTER = re.compile(rf"\s*(?:{any_of(_WORDS['after'])})$")


def native_names(text: str) -> list[str]:
    """Return the names in a part of a Chinese, Japanese or Korean byline; none for another script.

    >>> native_names("홍길동 김철수 기자"), native_names("記者 王小明"), native_names("Jane Doe")
    (['홍길동', '김철수'], ['王小明'], [])
    """
    if not _NATIVE.match(text):
        return []
    bare = _AFTER.sub("", _BEFORE.sub("", text))
    is_marked = bare != text
    tokens = re.split(r"[\s=＝]+", bare.strip())
    if tokens and all(map(_HANGUL.match, tokens)):
        return tokens if is_marked or len(tokens) == 1 else []
    if tokens and all(map(_HAN.match, tokens)):
        return ["".join(tokens)] if _is_one_name(tokens, is_marked) else tokens
    return [bare] if is_marked and len(bare) <= 12 else []


def _is_one_name(tokens: list[str], is_marked: bool) -> bool:
    """Return whether tokens are a family and a given name ("勅使河原 太郎"), not two full names ("王小明 李大文")."""
    lengths = [*map(len, tokens)]
    if len(tokens) != 2 or lengths[0] > 4 or lengths[1] > 3:
        return False
    if lengths == [2, 2] and not is_marked:
        return True
    are_full = map(is_person, tokens)
    return not (any(are_full) if lengths[0] == 4 else all(are_full))  # four are more often a full name than a family's
