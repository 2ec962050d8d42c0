"""The time of day and the offset that stand beside a date."""

from __future__ import annotations

import re

_CLOCK = re.compile(
    r"(?<![\d:])([01]?\d|2[0-4])(?:\s?[:hH時时시]\s?|\.)([0-5]\d)(?:\s?[:.分분]\s?([0-5]\d))?(?:[.,]\d+)?(?!\d)"
)
_HOUR = re.compile(r"(?<![\d:.])(1[0-2]|0?[1-9])(?=\s?[ap]\.?m\b)", re.I)
_HALF = re.compile(r"(?<![^\W\d_])([ap])\.?\s?m\b|(오전|上午|午前|AM)|(오후|下午|午後|PM)", re.I)
_OFFSET = re.compile(r"(?:UTC|GMT)?\s?([+−-])(\d{1,2}):?([0-5]\d)?(?!\d)")
_ZONE = re.compile(r"(?<![^\W\d_])(?:Z|[A-Z]{2,4}|[А-Я]{3})(?![^\W\d_])")

# Hours from UTC of abbreviations that mean one zone where news is written; IST, CST and BST mean several, and do not.
_HOURS = (
    "0 Z UTC GMT WET|1 WEST CET MEZ WAT|2 CEST MESZ EET SAST CAT|3 EEST MSK МСК EAT TRT|5 PKT|7 WIB ICT|"
    "8 SGT HKT PHT AWST|9 JST KST|9.5 ACST|10 AEST|11 AEDT|12 NZST|13 NZDT|-3 BRT ART|-4 EDT|-5 EST CDT|-6 MDT|"
    "-7 MST PDT|-8 PST AKDT|-9 AKST|-10 HST"
)
ZONES = {zone: float(hours) for hours, *zones in map(str.split, _HOURS.split("|")) for zone in zones}


_STAMP = re.compile(
    r"((?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8]))T((?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?"
    r"(?:(Z)|([+-](?:0\d|1[0-4])):?([0-5]\d))?"
)


def read_stamp(text: str) -> str | None:
    """A date and a time as machines write them, with seconds and a colon in the offset; ``None`` for other texts.

    What most data say, told by one look; the last days of months are left to whoever knows which month has them.

    >>> read_stamp("2024-05-03T15:47:42.389+0200"), read_stamp("2024-05-03T15:47Z"), read_stamp("May 3, 2024")
    ('2024-05-03T15:47:42+02:00', '2024-05-03T15:47:00+00:00', None)
    """
    match = _STAMP.fullmatch(text)
    if match is None:
        return None
    day, clock, second, utc, hours, minutes = match.groups()
    return f"{day}T{clock}:{second or '00'}{'+00:00' if utc else f'{hours}:{minutes}' if hours else ''}"


def read_clock(rest: str, before: str = "") -> str:
    """``T15:47:00+02:00`` from what follows a date, or else from what stands before it; empty where no time is given.

    >>> read_clock(", 3:47 p.m. EDT"), read_clock("T15:47:42.389Z"), read_clock(" - 5 min read"), read_clock("17h05")
    ('T15:47:00-04:00', 'T15:47:42+00:00', '', 'T17:05:00')
    """
    for text in (rest[:48], before[-24:]):
        match = _CLOCK.search(text) or _HOUR.search(text)
        if match is not None:
            return _clock(match, text)
    return ""


def _clock(match: re.Match[str], text: str) -> str:
    minute, second = (match.group(2), match.group(3)) if match.re is _CLOCK else ("00", None)
    hour = _hour(int(match.group(1)), text, match)
    if hour > 23:
        return ""
    return f"T{hour:02}:{minute}:{second or '00'}{_offset(text[match.end() :])}"


def _hour(hour: int, text: str, match: re.Match[str]) -> int:
    half = _HALF.search(text[match.end() : match.end() + 6]) or _HALF.search(text[: match.start()])
    if half is None or hour > 12:
        return hour
    is_afternoon = bool(half.group(3)) or (half.group(1) or "").lower() == "p"
    return hour % 12 + (12 if is_afternoon else 0)


def _offset(tail: str) -> str:
    if (match := _OFFSET.match(tail.lstrip(" (")[:10])) is not None:
        sign, hours, minutes = match.groups()
        return f"{'+' if sign == '+' else '-'}{int(hours):02}:{minutes or '00'}" if int(hours) <= 14 else ""
    value = next((ZONES[z] for z in _ZONE.findall(tail[:14]) if z in ZONES), None)
    if value is None:
        return ""
    return f"{'-' if value < 0 else '+'}{int(abs(value)):02}:{int(abs(value) % 1 * 60):02}"
