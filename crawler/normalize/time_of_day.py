"""The time of day and the UTC offset beside a date."""

from __future__ import annotations

import re

from crawler.normalize.day_periods import hour_of

_CLOCK = re.compile(
    r"(?<![\d:])([01]?\d|2[0-4])(?:\s?[:٫hH時时点點시]\s?|\.)([0-5]\d)(?:\s?[:.分분]\s?([0-5]\d))?(?:[.,]\d+)?(?!\d)"
)
_HOUR = re.compile(
    r"(?<![\d:.])([01]?\d|2[0-4])(?:(?=\s?[ap]\.?\s?m\b)|\s?[時时点點시](?!\d)|(?=\s(?:Uhr|uur|heures)\b))", re.I
)
# Certainly a time, so that none of its numbers is a day: "14:05", "11.20 a.m.", "10.05 GMT", "17h05", "2pm".
_SURE = re.compile(
    r"(?<![\d.,/:-])(?:[01]?\d|2[0-4])"
    r"(?:\s?[:٫]\s?[0-5]\d(?::[0-5]\d)?(?!\d)|\s?[hH時时点點시]\s?(?:[0-5]\d(?!\d))?(?![^\W\d_])"
    r"|\.[0-5]\d(?=\s?(?:[ap]\.?\s?m\b|Uhr|[hH]\b|UTC|GMT|[BC]E?S?T\b|[|,](?!\W*(?:19|20)\d\d)))"
    r"|(?=\s?(?:[ap]\.?\s?m\b|Uhr)))",
    re.I,
)
_OFFSET = re.compile(r"(?:UTC|GMT)?\s?([+−-])(\d{1,2}):?([0-5]\d)?(?!\d)")
_ZONE = re.compile(r"(?<![^\W\d_])(?:Z|[A-Z]{2,4}|[А-Я]{3})(?![^\W\d_])")

# UTC offsets in hours of unambiguous abbreviations; IST, CST and BST mean several zones and are left out.
_HOURS = (
    "0 Z UTC GMT WET|1 WEST CET MEZ WAT|2 CEST MESZ EET SAST CAT|3 EEST MSK МСК EAT TRT|5 PKT|7 WIB ICT|"
    "8 SGT HKT PHT AWST|9 JST KST|9.5 ACST|10 AEST|11 AEDT|12 NZST|13 NZDT|-3 BRT ART|-4 EDT|-5 EST CDT|-6 MDT|"
    "-7 MST PDT|-8 PST AKDT|-9 AKST|-10 HST"
)
ZONES = {zone: float(hours) for hours, *zones in map(str.split, _HOURS.split("|")) for zone in zones}


_REACH, _AHEAD = 48, 40
"""Number of characters after and before a date in which its time may be."""
_PARTED = re.compile(r"[|/·•][^|]*[^\W\d_]{3}")
_WORD = re.compile(r"\s*\(?[^\W\d_.]{1,10}[.\s]*")
_STAMP = re.compile(
    r"((?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8]))T((?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?"
    r"(?:(Z)|([+-](?:0\d|1[0-4])):?([0-5]\d))?"
)


def read_stamp(text: str) -> str | None:
    """Return a machine-written date and time with seconds and a colon in the offset; None for any other text.

    A fast path for most data. It leaves days after the 28th to the caller, who knows which month has them.

    >>> read_stamp("2024-05-03T15:47:42.389+0200"), read_stamp("2024-05-03T15:47Z"), read_stamp("May 3, 2024")
    ('2024-05-03T15:47:42+02:00', '2024-05-03T15:47:00+00:00', None)
    """
    match = _STAMP.fullmatch(text)
    if match is None:
        return None
    day, clock, second, utc, hours, minutes = match.groups()
    return f"{day}T{clock}:{second or '00'}{'+00:00' if utc else f'{hours}:{minutes}' if hours else ''}"


def without_clocks(text: str) -> str:
    """Return a text of the same length with its times blanked: their numbers are not days.

    >>> without_clocks("09:05 | November 20, 2026"), without_clocks("20.11.2026, 14.05 Uhr")
    ('      | November 20, 2026', '20.11.2026,       Uhr')
    """
    return _SURE.sub(lambda match: " " * len(match[0]), text)


def read_clock(rest: str, before: str = "", language: str = "") -> str:
    """Return the time after a date, or else before it, as ``T15:47:00+02:00``; empty if there is none.

    >>> read_clock(", 3:47 p.m. EDT"), read_clock("T15:47:42.389Z"), read_clock(" - 5 min read"), read_clock("17h05")
    ('T15:47:00-04:00', 'T15:47:42+00:00', '', 'T17:05:00')
    """
    behind, ahead = _nearest(rest[:_REACH]), _nearest(before[-_AHEAD:], is_before=True)
    if behind is None or (ahead is not None and _is_far(rest[: behind.start()])):
        return _clock(ahead, before[-_AHEAD:], language) if ahead else ""
    return _clock(behind, rest[:_REACH], language)


def _nearest(text: str, is_before: bool = False) -> re.Match[str] | None:
    """Return the time in a text that is nearest to the date after or before it."""
    found = [*(_CLOCK.finditer(text)), *(_HOUR.finditer(text))]
    return max(found, key=lambda match: match.end() * (1 if is_before else -1), default=None)


def _is_far(gap: str) -> bool:
    """Return whether a time after a date belongs to something else: separators and a word are between them."""
    return _PARTED.search(gap) is not None


def _clock(match: re.Match[str], text: str, language: str) -> str:
    minute, second = (match.group(2), match.group(3)) if match.re is _CLOCK else ("00", None)
    tail, word = text[match.end() :], _WORD.match(text[match.end() :])
    hour = hour_of(int(match.group(1)), tail, text[: match.start()], language)
    if hour > 23:
        return ""
    return f"T{hour:02}:{minute}:{second or '00'}{_offset(tail) or _offset(tail[word.end() :] if word else '')}"


def _offset(tail: str) -> str:
    if (match := _OFFSET.match(tail.lstrip(" (")[:10])) is not None:
        sign, hours, minutes = match.groups()
        return f"{'+' if sign == '+' else '-'}{int(hours):02}:{minutes or '00'}" if int(hours) <= 14 else ""
    value = next((ZONES[z] for z in _ZONE.findall(tail[:14]) if z in ZONES), None)
    if value is None:
        return ""
    return f"{'-' if value < 0 else '+'}{int(abs(value)):02}:{int(abs(value) % 1 * 60):02}"
