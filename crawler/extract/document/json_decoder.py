"""A JSON decoder whose strings are text: half a character becomes U+FFFD, as it does in any other broken text.

JSON may escape a lone surrogate (https://www.rfc-editor.org/rfc/rfc8259#section-8.2), as after a title was cut in the
middle of an emoji. Python decodes it to a string that cannot be written as UTF-8.
"""

from __future__ import annotations

import json
import re
from typing import Any

_SURROGATE = re.compile(
    r"\\(?:\\|u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2}))"
)
"""An escaped backslash, a whole pair, or a lone surrogate in group 1."""


class Decoder(json.JSONDecoder):
    """Decodes as the standard library does, with U+FFFD for each lone surrogate."""

    def raw_decode(self, s: str, idx: int = 0) -> tuple[Any, int]:
        """Return the value that starts at an index, and its end; :meth:`decode` calls this method, too."""
        value, end = super().raw_decode(s, idx)
        if s.find(r"\ud", idx, end) < 0 and s.find(r"\uD", idx, end) < 0:
            return value, end
        mended = _SURROGATE.sub(lambda found: r"\ufffd" if found[1] else found[0], s[idx:end])
        return (value if mended == s[idx:end] else super().raw_decode(mended)[0]), end
