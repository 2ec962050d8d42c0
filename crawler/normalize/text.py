"""Clean text: Unicode NFC, collapsed white space, no control or invisible characters, repaired mojibake."""

from __future__ import annotations

import re
import unicodedata

# Unicode categories Cc, Cf and Co without meaningful characters: tab and line ends (white space), the joiners U+200C
# and U+200D (Persian, Hindi, emoji), the direction marks U+200E, U+200F, U+061C (Hebrew, Arabic) and emoji tags.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u180e\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\ue000-\uf8ff]"
)
_JOINER = re.compile("[\u200c\u200d]")
_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Controls of terminals and text direction (https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters).
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character (https://www.unicode.org/glossary/#surrogate_code_point), which UTF-8 cannot encode."""
_LEADS = re.compile(rb"\xc3[\x82-\xb4][\xc2\xc5\xc6\xcb\xe2]")
"""Such a letter and what such a sign begins with, as bytes of UTF-8: a cheap look, and most texts have none."""
# UTF-8 read as Latin-1 or windows-1252: the letter of a lead byte, then the character of a continuation byte.
_MOJIBAKE = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u2013-\u2122\u0152-\u0192\u02c6\u02dc]")


def clean_text(text: str) -> str:
    """Return a text cleaned, as one line.

    >>> clean_text("  Caf\\u0065\\u0301 \\xa0 so\\xadft\\u200b  ")
    'Café soft'
    """
    if not text.isascii():
        text = _clean_unicode(text)
    if not text.isprintable():
        text = _INVISIBLE.sub("", text)
    elif "  " not in text:  # the only white space is single spaces
        return text.strip(" ")
    return " ".join(text.split())


def is_clean(line: str) -> bool:
    """Return whether a line, or several joined by spaces, is as :func:`clean_text` would return it.

    False means perhaps not: such a line has to be cleaned.

    >>> is_clean("One line"), is_clean("One  line"), is_clean("One\tline")
    (True, False, False)
    """
    if not line or not line.isprintable() or "  " in line or line[0] == " " or line[-1] == " ":
        return False
    return line.isascii() or (unicodedata.is_normalized("NFC", line) and not _may_be_mojibake(line))


def clean_paragraph(text: str) -> str:
    """Return a text cleaned with its line breaks kept; each line is collapsed, empty ones are dropped.

    >>> clean_paragraph("One  line \\n\\n another ")
    'One line\\nanother'
    """
    if "\n" not in text:
        return clean_text(text)
    return "\n".join(line for line in map(clean_text, text.split("\n")) if line)


def clean_lines(text: str) -> str:
    """Return code cleaned, with line ends and indentation kept."""
    lines = (_clean_unicode(line).replace("\x1f", " ").rstrip() for line in _LINE_END.split(text))
    return "\n".join(lines).strip("\n")


def without_controls(text: str) -> str:
    """Return a text without control and bidirectional formatting characters other than tabs and line ends.

    >>> without_controls("one\\x1b[31m\\u202e\\ttwo\\n")
    'one[31m\\ttwo\\n'
    """
    return text if text.isprintable() else _STEERING.sub("", text)


def escape_controls(json_text: str) -> str:
    """Escape control and bidirectional formatting characters in the strings of one line of JSON.

    >>> escape_controls('"\\x9b\\u202e"')
    '"\\\\u009b\\\\u202e"'
    """
    if json_text.isprintable():
        return json_text
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", json_text)


def replace_surrogates(text: str) -> str:
    """Return a text with U+FFFD for each lone surrogate; JSON can escape one, and UTF-8 has none.

    >>> replace_surrogates("caf\\ud83c")
    'caf\ufffd'
    """
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def to_utf8(text: str) -> bytes:
    """Return a text as UTF-8, with U+FFFD for each lone surrogate."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return replace_surrogates(text).encode()


def _clean_unicode(text: str) -> str:
    if _may_be_mojibake(text):
        from ftfy import fix_encoding  # slow to import, and few pages need it

        text = fix_encoding(text)
    if not text.isprintable():  # printable text has no invisible characters
        text = _INVISIBLE.sub("", text)
        text = _JOINER.sub(lambda m: _keep_joiner(text, m.start()), text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _may_be_mojibake(text: str) -> bool:
    return bool(_LEADS.search(text.encode("utf-8", "surrogatepass")) and _MOJIBAKE.search(text))


def _keep_joiner(text: str, at: int) -> str:
    """Keep a joiner between two characters unless both are Latin, Greek, Cyrillic, punctuation or space."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return text[at] if _joins(before) and _joins(after) else ""


def _joins(char: str) -> bool:
    # Joining scripts begin with Hebrew and Arabic; emoji and their modifiers are above U+2190.
    return char >= "\u0590" and not char.isspace() and not "\u1e00" <= char <= "\u218f"
