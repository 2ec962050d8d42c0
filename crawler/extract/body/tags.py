"""Elements by their effect on the text around them.

https://html.spec.whatwg.org/multipage/dom.html#content-models
"""

from __future__ import annotations

SKIPPED = frozenset(
    "script style template svg math head button select option textarea object map dialog datalist input canvas "
    "noscript rt rp rtc".split()
)
"""Elements whose text is ignored, such as how a word is read aloud; pictures inside them count."""
FURNITURE = frozenset("nav footer menu".split())
"""Elements whose text and pictures are ignored."""
MEDIA = frozenset("img amp-img picture iframe video audio embed amp-video amp-iframe amp-youtube".split())
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = frozenset(
    "p div section article main aside header footer nav ul ol li dl dt dd table tbody thead tfoot tr td th h1 h2 h3 h4 "
    "h5 h6 blockquote pre figure figcaption form fieldset address hr center details summary".split()
)
INLINE = frozenset(
    "a span b strong i em u s small sub sup font q cite abbr time mark code kbd samp var bdi bdo big tt ins del strike "
    "acronym dfn data ruby rb wbr nobr label".split()
)
