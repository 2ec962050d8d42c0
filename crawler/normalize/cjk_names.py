"""Names in Chinese, Japanese and Korean bylines, recognized by the word for "reporter" beside them."""

from __future__ import annotations

import re

from crawler.normalize.word_tables import any_of, table

_WORDS = table("bylines")
_HANGUL = re.compile(r"[가-힣]{2,5}$")
_HAN = re.compile(r"[㐀-鿿々]{1,4}$")
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
        is_split_name = len(tokens) == 2 and not is_marked and len(bare) <= 6
        return ["".join(tokens)] if is_split_name else tokens
    return [bare] if is_marked and len(bare) <= 12 else []
