"""One article in three usual markups: what a page says must not depend on how it says it."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

Content = dict[str, Any]

CHROME = """<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><title>{title} | The Example Daily</title>{head}</head><body>
<header class="site-header"><a href="/">The Example Daily</a><nav class="main-nav"><ul><li><a href="/politics">Politics</a>
</li><li><a href="/business">Business</a></li><li><a href="/culture">Culture</a></li></ul></nav></header>
{main}
<footer class="site-footer"><p>© 2026 The Example Daily. All rights reserved.</p><a href="/about">About us</a></footer>
</body></html>"""

RELATED = """<aside class="related"><h3>Most read</h3><ul><li><a href="/2026/a">A bridge in the north is closed for
repairs</a></li><li><a href="/2026/b">City orchestra plays under the open sky</a></li></ul></aside>"""


def figures(content: Content) -> str:
    """figure and figcaption, the credit in an element of its own."""

    def image(i: Content) -> str:
        return (
            f'<figure><img src="{i["url"]}" alt=""><figcaption>{escape(i["caption"])} '
            f'<span class="credit">{escape(i["credit_text"])}</span></figcaption></figure>'
        )

    parts = [image(p) if "url" in p else f"<p>{escape(p['text'])}</p>" for p in _parts(content)]
    byline = f'<p class="byline">{escape(content["byline"])}</p>'
    main = f"<main><article><h1>{escape(content['headline'])}</h1>{''.join(parts)}{byline}</article>{RELATED}</main>"
    head = f'<meta property="article:published_time" content="{content["date_published"]}">'
    return _page(content, main, head)


def caption_boxes(content: Content) -> str:
    """div with a caption class, the credit inline in brackets; date in a time element."""

    def image(i: Content) -> str:
        return (
            f'<div class="photo"><img src="{i["url"]}"><div class="photo-caption">{escape(i["caption"])} '
            f"[{escape(i['credit_text'])}]</div></div>"
        )

    parts = [image(p) if "url" in p else f"<p>{escape(p['text'])}</p>" for p in _parts(content)]
    main = (
        f'<div class="wrap"><div class="article-head"><h1>{escape(content["headline"])}</h1>'
        f'<div class="byline">{escape(content["byline"])}</div>'
        f'<time datetime="{content["date_published"]}">{content["date_published"]}</time></div>'
        f'<div class="article-body">{"".join(parts)}</div>{RELATED}</div>'
    )
    return _page(content, main)


def table_cells(content: Content) -> str:
    """An old layout: tables, line breaks for paragraphs, the caption in a cell below its picture."""

    def image(i: Content) -> str:
        return (
            f'<table class="image" align="right"><tr><td><img src="{i["url"]}" border="0"></td></tr>'
            f"<tr><td><font size=1>{escape(i['caption'])} ({escape(i['credit_text'])})</font></td></tr></table>"
        )

    parts = [image(p) if "url" in p else f"{escape(p['text'])}<br><br>" for p in _parts(content)]
    main = (
        f"<table width=960><tr><td width=160><a href='/'>Home</a><br><a href='/news'>News</a></td><td>"
        f"<h1>{escape(content['headline'])}</h1><div class='date'>{content['date_published']}</div>"
        f"{''.join(parts)}<div class='byline'>{escape(content['byline'])}</div></td></tr></table>"
    )
    return _page(content, main)


MARKUPS: dict[str, Callable[[Content], str]] = {f.__name__: f for f in (figures, caption_boxes, table_cells)}


def _parts(content: Content) -> list[Content]:
    """Paragraphs and images in reading order."""
    return [content["images"][b["image"]] if b["type"] == "image" else b for b in content["blocks"]]


def _page(content: Content, main: str, head: str = "") -> str:
    return CHROME.format(lang=content["in_language"], title=escape(content["headline"]), main=main, head=head)
