"""Split a credit into its parts."""

from __future__ import annotations

import re

from crawler.normalize.agencies import find_agency
from crawler.normalize.credits.find_labels import find_labels
from crawler.normalize.credits.punctuation import SIGN
from crawler.normalize.credits.words import words

_SPLIT = re.compile(
    r"\s*[/|;•●·▪┃│＝=\u2009]\s*|\s*,\s+|\s+[-–—~]\s+|\s*—\s*|\s*[()\[\]（）［］【】〔〕]\s*|\s*[、，；／｜]\s*"
    r"|(?<=\b[A-Z]{2})(?=[\u3400-\u9fff](?!信))|(?<=\b[A-Z]{3})(?=[\u3400-\u9fff](?!信))|\s+(?:via|Via|VIA)\s+|\s+(?:[Pp]hoto|PHOTO|[Pp]icture|[Ii]mage)s?\s+(?:by|BY)\s+|\.\s+(?=\S)|:\s+"
)
_TITLE = re.compile(r"""(?:source:?\s*)?[“„«"](?=[^”“»"]{24})(?:[^”“»"\s]+\s){3}""", re.I)
"""The start of the title of a work; names after it are not those of the photographer."""
_QUOTE = re.compile('[“„«"]')
_LICENCE = re.compile(
    r"(?<![^\W_])cc[ -]?by(?:[ -](?:sa|nc|nd))*(?:[ -]\d\.\d)?(?![^\W_])|(?<![^\W_])cc0(?: \d\.\d)?(?![^\W_])", re.I
)
_GLUED = re.compile(r"(?<=[a-zß-ÿ])(?=(?:Quelle|Foto|Bild|Photo|Credit|Source|Image):)")
"""Where a label follows a name without a space, "Jane DoeQuelle: Example"."""
_HOST = re.compile(r"\s+[Ii]n:\s+(?=\S+\.[a-z]{2,})|\s+by\s+u/|(?<=Reddit)/u/|(?<=reddit)/u/")
"""What separates a name from the site that has the picture: "In: Pfarrbriefservice.de", "reddit by u/janedoe"."""
_SIDE = re.compile(
    r"(?:^|(?<=[/|,;]\s)|(?<=[/|]))(?:[LR]|[Ll]inks|[Rr]echts|[Ll]eft|[Rr]ight|[Oo]ben|[Uu]nten|li|re)\.?:\s+"
)
"""The side of a picture of two that a credit is of, "L: Random House / R: Example Press"."""
_MAIL = re.compile(r"[\w.+-]+@\S+|https?://\S+")
# What a full stop may follow without ending a sentence: an initial, "St.", "Inc."
INITIAL = re.compile(
    r"(?:^|[\s.-])[^\W\d_]$|(?i:\b(?:st|dr|jr|sr|inc|co|ltd|corp|bros|inst|univ|dept|v|prof|mr|mrs|d|r|c|u|s"
    r"|sgt|spc|pfc|cpl|capt|lt|maj|col|gen|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec))$"
)


def split(text: str) -> list[str]:
    """Return the parts of a credit as printed."""
    text = _LICENCE.sub(" | ", text) if "cc" in text.casefold() else text
    text = _GLUED.sub(" ", _HOST.sub(" | ", _SIDE.sub("", SIGN.sub("|", text))))
    text = _MAIL.sub(" ", text) if "@" in text or "://" in text else text
    if title := _QUOTE.search(text) and _TITLE.search(text):
        text = text[: title.start()]
    if find_agency(text):
        return [text.strip()]
    pieces: list[str] = []
    for label in reversed(find_labels(text)):
        pieces.append(text[label.end :])
        text = text[: label.start]
    pieces.append(text)
    parts = [p for piece in reversed(pieces) for p in _pieces(piece)]
    return [p for p in parts if not p.startswith("@")] or parts  # a user name next to its platform is not a name


def _pieces(text: str) -> list[str]:
    parts: list[str] = []
    at = 0
    for mark in _SPLIT.finditer(text):
        if mark[0][:1] == "." and INITIAL.search(text[at : mark.start()]):
            continue
        part = text[at : mark.start()].strip()
        if mark[0].strip() == ":" and part.casefold() in words().roles:
            return [p for p in parts if p]
        parts.append(part)
        at = mark.end()
    parts.append(text[at:].strip())
    return [p for p in _mend(parts) if p]


def _mend(parts: list[str]) -> list[str]:
    """Rejoin parts that belong together: "Jane Doe, Jr.", "National Institute for Space Research (INPE)"."""
    mended: list[str] = []
    for part in parts:
        if mended and part.rstrip(".") in ("Jr", "Sr", "Inc", "Ltd", "LLC", "III", "II"):
            mended[-1] = f"{mended[-1]} {part}" if part[0] in "JSI" and "Inc" not in part else f"{mended[-1]}, {part}"
        elif mended and part.isupper() and mended[-1].count(" ") >= 2 and part.isalpha() and not find_agency(part):
            mended[-1] = f"{mended[-1]} ({part})"
        else:
            mended.append(part)
    return mended
