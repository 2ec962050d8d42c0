"""URLs in the data of a page that a script renders, such as a front."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from crawler.extract.document.page import Page
from crawler.extract.document.xpath import elements

_scripts = elements("//script[not(@src)][text()]")
_ADDRESS = re.compile(
    r'"(?:canonical_url|canonicalUrl|website_url|websiteUrl|articleUrl|permalink|link|href|path|url|slug)"\s*:\s*'
    r'"((?:https?:(?:\\?/){2}|\\?/)[^"\s<>]{4,500})"'
)
MOST = 1_000


def embedded_urls(page: Page) -> Iterator[str]:
    """Yield the URLs in the scripts of a page, in its order."""
    found = chain.from_iterable(_ADDRESS.finditer(script.text) for script in _scripts(page.root))
    for address in islice(found, MOST):
        yield address[1].replace("\\/", "/").replace("\\u002F", "/")
