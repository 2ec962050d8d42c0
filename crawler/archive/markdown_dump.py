"""Convert a page in Markdown or plain text to HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from crawler.archive.front_matter import front_matter, to_meta
from crawler.archive.markdown_blocks import MarkdownBlock, blocks
from crawler.archive.phrases import is_byline, is_prompt
from crawler.normalize.text import to_utf8

_MARKS = re.compile(r"(?<!\w)(\*\*|__|\*|_)(?=\S)(.{1,500}?)(?<=\S)\1(?!\w)")
_SPACE = re.compile(r"\s+")


def to_html(text: str) -> bytes:
    """Return the page as HTML in UTF-8. Its first line is the headline; all text is escaped."""
    fields, rest = front_matter(text.lstrip("\ufeff"))
    found = [block for block in blocks(rest) if block.kind != "p" or not is_prompt(block.text)]
    title, found = _headline(fields.get("title", ""), found)
    body = "\n".join(_body(_without_repeats(_with_byline(found))))
    head = f'<meta charset="utf-8"><title>{escape(title)}</title>{to_meta(fields)}'
    heading = f"<h1>{_inline(title)}</h1>\n" if title else ""
    page = f"<!DOCTYPE html>\n<html><head>{head}</head><body><article>\n{heading}{body}\n"
    return to_utf8(page + "</article></body></html>\n")


def _headline(title: str, found: list[MarkdownBlock]) -> tuple[str, list[MarkdownBlock]]:
    """Return the headline, which is the first level-1 heading or else the first line, and the blocks without it."""
    for number, block in enumerate(found[:5]):
        if block.kind == "h1":
            return block.text, found[:number] + found[number + 1 :]
    if not found or found[0].kind not in ("p", "h2") or title not in ("", found[0].text):
        return title, found
    return found[0].text, found[1:]


def _with_byline(found: list[MarkdownBlock]) -> list[MarkdownBlock]:
    """Join byline lines at the end of the text."""
    end = len(found)
    while end and found[end - 1].kind == "p" and is_byline(found[end - 1].text):
        end -= 1
    lines = [block.text for block in found[end:]]
    return [*found[:end], MarkdownBlock("byline", " ".join(lines))] if lines else found


def _without_repeats(found: Iterable[MarkdownBlock]) -> Iterator[MarkdownBlock]:
    """Yield the blocks without paragraphs that repeat the caption of the image before them."""
    caption = ""
    for block in found:
        if block.kind == "p" and caption and _plain(block.text) == caption:
            caption = ""
            continue
        caption = _plain(block.text) if block.kind == "img" else ""
        yield block


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text.strip().strip("*_")).casefold()


def _body(found: Iterable[MarkdownBlock]) -> Iterator[str]:
    """Yield the HTML of the blocks; adjacent list items share a list."""
    opened = ""
    for block in found:
        wanted = block.kind if block.kind in ("ul", "ol") else ""
        if wanted != opened:
            yield (f"</{opened}>" if opened else "") + (f"<{wanted}>" if wanted else "")
            opened = wanted
        yield _element(block)
    if opened:
        yield f"</{opened}>"


def _element(block: MarkdownBlock) -> str:
    match block.kind:
        case "img":
            caption = escape(block.text)
            shown = f"<figcaption>{caption}</figcaption>" if caption else ""
            return f'<figure><img src="{escape(block.address)}" alt="{caption}">{shown}</figure>'
        case "ul" | "ol":
            return f"<li>{_inline(block.text)}</li>"
        case "pre":
            return f"<pre>{escape(block.text)}</pre>"
        case "byline":
            return f'<p class="byline">{_inline(block.text)}</p>'
        case "quote":
            return f"<blockquote><p>{_inline(block.text)}</p></blockquote>"
        case kind:
            return f"<{kind}>{_inline(block.text)}</{kind}>"


def _inline(text: str) -> str:
    """Return escaped text with links and emphasis as HTML."""
    parts, at = [], 0
    for link in re.finditer(r"(?<!!)\[([^\[\]]{1,500})\]\((https?://[^\s()]{1,2000})\)", text):
        parts += [_emphasis(text[at : link.start()]), f'<a href="{escape(link[2])}">{_emphasis(link[1])}</a>']
        at = link.end()
    return "".join(parts) + _emphasis(text[at:])


def _emphasis(text: str) -> str:
    return _MARKS.sub(_emphasized, escape(text))


def _emphasized(mark: re.Match[str]) -> str:
    name = "strong" if len(mark[1]) > 1 else "em"
    return f"<{name}>{mark[2]}</{name}>"
