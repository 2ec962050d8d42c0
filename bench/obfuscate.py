"""Pages as obfuscating build tools leave them: every class and id name replaced by a random token."""

from __future__ import annotations

import re
from hashlib import blake2b

_ATTRIBUTE = re.compile(rb"""(\s(?:class|id)\s*=\s*)("[^"<>]*"|'[^'<>]*'|[^\s"'<>=]+)""", re.I)
_NAME = re.compile(rb"[^\s\"']+")
_LETTERS = b"abcdefghijklmnopqrstuvwxyz"


def obfuscate(data: bytes, url: str) -> bytes:
    """A page with random class and id names; equal names stay equal within it. ``url`` seeds the tokens.

    >>> obfuscate(b'<p class="lead caption"><i id=caption>', "")
    b'<p class="agyhgrt uhhluuw"><i id=uhhluuw>'
    """
    seed = url.encode()

    def token(name: re.Match[bytes]) -> bytes:
        digest = blake2b(name[0], key=seed[-64:], digest_size=7).digest()
        return bytes(_LETTERS[byte % 26] for byte in digest)

    return _ATTRIBUTE.sub(lambda found: found[1] + _NAME.sub(token, found[2]), data)
