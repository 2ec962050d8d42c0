"""Read broken JSON in linear time; people and templates write it by hand.

Accepted are missing and doubled commas, missing values, comments, unquoted names, single quotes, quotes inside strings,
template placeholders, unterminated strings and truncated input.
"""

from __future__ import annotations

import re
from typing import Any

_MAX_DEPTH = 40
_SPACE = re.compile(r"(?:\s+|//[^\n]*|/\*(?:[^*]|\*(?!/))*(?:\*/)?|<!--|-->|;)*")
_KEY = r"[ \t]{0,80}(?:\"[\w@:./$-]{1,60}\"|'[\w@:./$-]{1,60}'|[A-Za-z_@$][\w@$-]{0,60})[ \t]{0,9}:(?!/)"
_IN_KEY = re.compile(r"\s*:")
_IN_OBJECT = re.compile(rf"\s*(?:[}}\]]|$|//|/\*|,\s*(?:[}},\]]|$|//|/\*|\{{\{{|{_KEY})|\s{{0,80}}{_KEY})")
_IN_ARRAY = re.compile(r"\s*(?:[\]}]|$|//|/\*|,\s*(?:[\]\"'{\[,\d-]|true|false|null|$)|[\"'{])")
_STOPS = {quote: re.compile(rf"[{quote}\\]|,?\s?\n{_KEY}") for quote in "\"'"}
_BARE = re.compile(r"[^\s,:{}\[\]\"']+")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.S)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": " ", "f": " "}
_LITERALS = {"true": True, "false": False}
_NUMBER = re.compile(r"-?\d{1,18}(?:\.\d{1,18})?")


def read_broken(text: str) -> Any:
    """Return the first value of a text as far as it can be read; None if there is none.

    >>> read_broken('{"a": "He said "yes" to it", b: undefined,, "c": [1, 2')
    {'a': 'He said "yes" to it', 'b': None, 'c': [1, 2]}
    >>> read_broken(r'{"a": "\\ud83d\\ude00 and \\ud83d",')
    {'a': '\U0001f600 and \ufffd'}
    """
    return _Reader(text).value(_IN_OBJECT)


class _Reader:
    """A position in a text. Each method reads from there and advances by at least one character."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0
        self.open: list[str] = []
        """The brackets that are open at this position."""

    def value(self, ends: re.Pattern[str]) -> Any:
        """Read any value; ``ends`` matches what may follow the end of a string here."""
        start = self._skip()
        if self.text.startswith("{{", start):  # an unfilled template placeholder
            end = self.text.find("}}", start)
            self.place = end + 2 if end >= 0 else len(self.text)
            return None
        sign = self.text[start : start + 1]
        if not sign or sign in ",}]:":
            return None
        if sign in "{[":
            return self._nested(sign)
        return self._text(sign, ends) if sign in "\"'" else self._bare()

    def _nested(self, sign: str) -> Any:
        self.place += 1
        if len(self.open) >= _MAX_DEPTH:
            return None
        self.open.append(sign)
        found = self._object() if sign == "{" else self._array()
        self.open.pop()
        return found

    def _object(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not self._is_over("}", "]"):
            sign = self.text[self.place]
            key = self._text(sign, _IN_KEY) if sign in "\"'" else self._bare()
            if self.text[self._skip() : self.place + 1] == ":":
                self.place += 1
                found[str(key)] = self.value(_IN_OBJECT)
        return found

    def _array(self) -> list[Any]:
        found: list[Any] = []
        while not self._is_over("]", "}"):
            before = self.place
            found.append(self.value(_IN_ARRAY))
            self.place = max(self.place, before + 1)
        return found

    def _is_over(self, own: str, other: str) -> bool:
        """Return whether nothing more follows: this value's bracket, an outer value's, or the end."""
        outer = "[" if other == "]" else "{"
        while sign := self.text[self._skip() : self.place + 1]:
            if sign == own:
                self.place += 1
                return True
            if sign == other and outer in self.open[:-1]:
                return True
            if sign not in (",", ":", other):
                return False
            self.place += 1  # skip a bracket that closes nothing
        return True

    def _skip(self) -> int:
        match = _SPACE.match(self.text, self.place)
        self.place = match.end() if match else self.place
        return self.place

    def _text(self, quote: str, ends: re.Pattern[str]) -> str | None:
        """Read a quoted string up to a quote followed by what may follow a string; return None if it is truncated."""
        start = place = self.place + 1
        while (stop := _STOPS[quote].search(self.text, place)) is not None:
            place = stop.end()
            if stop[0] == "\\":
                place += 1
            elif stop[0] != quote:  # the next name begins a line: the string is unterminated
                self.place = stop.start()
                return _unescaped(self.text[start : self.place])
            elif ends.match(self.text, place):
                self.place = place
                return _unescaped(self.text[start : place - 1])
        self.place = len(self.text)
        return None

    def _bare(self) -> Any:
        match = _BARE.match(self.text, self.place)
        if match is None:
            self.place += 1
            return None
        self.place = match.end()
        word = match[0]
        if _NUMBER.fullmatch(word):
            return float(word) if "." in word else int(word)
        is_name = self.text[self._skip() : self.place + 1] == ":"
        return word if is_name else _LITERALS.get(word)


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    plain = _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else _ESCAPED.get(m[2], m[2]), text)
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # two escapes are one character
