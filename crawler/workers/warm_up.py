"""What a process does before its pages: load what would be loaded when it is needed first; collect garbage rarely."""

from __future__ import annotations

import gc

ENGLISH = "It rained on Monday, the harbour office said in its notice to all who had waited. "
UNTOLD = "Uhlalele ovalweni umndeni wesaguga, okuthiwa ubusathathelwe izinyathelo ngamaphoyisa, kusho isikhulu. "
"""A sentence in a language that no stop words tell: it loads the model of languages, which writes to the disk."""
_PAGE = """
<html lang="en"><title>Rain - Daily</title><link rel="canonical" href="https://amp.daily.example/rain">
<article><h1>Rain</h1><p>By Jane Doe</p><p>3 October 2026</p>
<figure><img src="/pier.jpg" width="800"><figcaption>The pier in May. Photo: Ann Lee/Reuters</figcaption></figure>
<p>{}</p><p>{}</p><p>A “cafÃ©” is open.</p></article>"""
_RARELY = 20_000
"""Threshold of the garbage collector: a page creates few cycles, and loaded modules stay."""


def first_page(sentence: str) -> bytes:
    """Return a page for which tables and models are loaded, with a text of such sentences.

    It has an address of another host, a date in words, a credit, and damaged letters.
    """
    return _PAGE.format(sentence * 2, sentence * 3).encode()


def rarely_collect() -> None:
    """Leave what is loaded out of garbage collections, and make these rare: each would look at all of it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_RARELY)
