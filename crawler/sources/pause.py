"""Pause a source in its file, without other changes to it."""

from __future__ import annotations

import re
import tomllib

_PAUSED = re.compile(r"^paused\s*=.*\n?", re.MULTILINE)
_NAME = re.compile(r"^name\s*=.*(?:\n|\Z)", re.MULTILINE)


def set_paused(text: str, paused: bool) -> str:
    """Return the text of a valid source file with or without ``paused = true``.

    >>> set_paused('name = "a"\\nhome = "https://a.example/"\\n', True)
    'name = "a"\\npaused = true\\nhome = "https://a.example/"\\n'
    >>> set_paused('name = "a"\\npaused = true\\n', False)
    'name = "a"\\n'

    :raises ValueError: if the file is written in a way in which the line cannot be placed.
    """
    values = tomllib.loads(text)
    changed = _PAUSED.sub("", text, count=1) if "paused" in values else text
    if paused:
        changed = _NAME.sub(lambda found: f"{found[0].rstrip()}\npaused = true\n", changed, count=1)
    expected = {key: value for key, value in values.items() if key != "paused"} | ({"paused": True} if paused else {})
    if tomllib.loads(changed) != expected:
        raise ValueError("paused")
    return changed
