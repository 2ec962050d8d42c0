"""Pages that grow: each a function from a number to a page about so many times as large, hard in its own way."""

from __future__ import annotations

import json
from collections.abc import Callable

WORDS = "The ferry left the old pier at dawn on Thursday with eleven passengers, two dogs and a piano on its deck. "
TITLE = "Council votes to keep the old ferry running"
CAPTION = "The ferry at the old pier. Photo: Jane Doe/Reuters"
UNIT = 40
"""Parts of a page that has grown once."""


def _page(body: str, head: str = "") -> str:
    return (
        f"<!doctype html><html><head><title>{TITLE} - The Example Daily</title>{head}</head><body><main><article>"
        f"<h1>{TITLE}</h1><p class=byline>By Jane Doe</p><p>{WORDS * 3}</p>{body}<p>{WORDS * 4}</p></article></main></body></html>"
    )


def _each(pattern: str, around: Callable[[str], str] = lambda s: s) -> Callable[[int], str]:
    """A page whose body repeats a pattern, ``#`` standing for the number."""
    return lambda n: _page(around("".join(pattern.replace("#", str(i)) for i in range(n * UNIT))))


def _head(pattern: str) -> Callable[[int], str]:
    return lambda n: _page(f"<p>{WORDS * 9}</p>", "".join(pattern.replace("#", str(i)) for i in range(n * UNIT)))


def _whole(text: str) -> Callable[[int], str]:
    return lambda n: _page(text * (n * UNIT))


def _nested(start: str, end: str, depth: int = UNIT) -> Callable[[int], str]:
    return lambda n: _page(start * (n * depth) + WORDS + end * (n * depth))


def _shell(script: Callable[[int], str]) -> Callable[[int], str]:
    """A page without text, so that its state is read."""
    return lambda n: (
        f"<html><head><title>{TITLE}</title></head><body><div id=root></div>{script(n * UNIT)}</body></html>"
    )


def _state(n: int) -> str:
    items = [
        {"title": f"{TITLE} {i}", "body": f"<p>{WORDS}{i}</p>" * 3, "tags": [{"name": "pier"}] * 5} for i in range(n)
    ]
    return f"<script type=application/json id=__NEXT_DATA__>{json.dumps({'props': items})}</script>"


def _flat_state(n: int) -> str:
    flat = [{"data": 1}, list(range(2, n * 5)), *({"title": i, "next": i + 1} for i in range(2, n * 5))]
    return f"<script type=application/json id=__NUXT_DATA__>{json.dumps(flat)}</script>"


def _flight(n: int) -> str:
    rows = "".join(f'{i:x}:["$","p",null,{{"children":["$L{i + 1:x}",{json.dumps(WORDS)}]}}]\n' for i in range(n * 3))
    return f"<script>self.__next_f.push([1,{json.dumps(rows)}])</script>"


FIGURE = f"<figure><img src=/pier-#.jpg srcset='/pier-#-s.jpg 400w, /pier-#-l.jpg 1600w'><figcaption>#. {CAPTION}</figcaption></figure>"

PAGES: dict[str, Callable[[int], str]] = {
    "paragraphs": _each(f"<p>#. {WORDS}</p>"),
    "the same paragraph": _each(f"<p>{WORDS}</p>"),
    "figures": _each(FIGURE),
    "figures with text": _each(FIGURE + f"<p>#. {WORDS}</p>"),
    "figures in boxes": _each(f"<div class=image><div><img src=/pier-#.jpg></div><div><p>#. {CAPTION}</p></div></div>"),
    "figures of one caption": _each(f"<figure><img src=/pier-#.jpg><figcaption>{CAPTION}</figcaption></figure>"),
    "one figure": _each(f"<figure><img src=/pier.jpg><figcaption>{CAPTION}</figcaption></figure>"),
    "bare pictures": _each("<img src=/pier-#.jpg>"),
    "pictures in noscript": _each("<img data-src=/pier-#.jpg><noscript><img src=/pier-#.jpg></noscript>"),
    "pictures in pictures": _each("<picture><source srcset='/a-#.webp 1x'><img src=/a-#.jpg></picture>"),
    "one long srcset": lambda n: _page("<img srcset='" + ", ".join(f"/p-{i}.jpg {i}w" for i in range(n * UNIT)) + "'>"),
    "captions without pictures": _each(f"<figcaption>#. {CAPTION}</figcaption>"),
    "a caption of many parts": lambda n: _page(f"<figure><img src=/a.jpg><figcaption>{'<span>Photo: Jo Doe/AP</span> ' * n * UNIT}</figcaption></figure>"),
    "links": _each("<a href=/n/#>Another story of the pier and its ferry, number #</a> "),
    "linked items": _each("<li><a href=/n/#>Another story of the pier and its ferry, number #</a></li>", "<ul>{}</ul>".format),
    "teasers": _each(f"<div class=card><a href=/n/#><h3>{TITLE} #</h3></a><p>{WORDS}</p></div>"),
    "deep boxes": _nested("<div>", "</div>"),
    "deep boxes, unclosed": _nested("<div>", ""),
    "deep spans": _nested("<span>", "</span>"),
    "deep quotes": _nested("<blockquote>", "</blockquote>"),
    "deep lists": _nested("<ul><li>a", "</li></ul>"),
    "deep tables": _nested("<table><tr><td>a", "</td></tr></table>", 15),
    "deep links": _nested("<a href=/a><div>", "</div></a>"),
    "a staircase": _each("<div><p>a #</p>"),
    "unclosed bold": _each("<p><b>a # <i>b"),
    "unclosed fonts": _each(f"<font size=#>{WORDS[:30]}"),
    "unclosed buttons": _each("<button>a #<nav>"),
    "unclosed forms": _each("<form><select><option>#<textarea>"),
    "breaks": _each("a<br>"),
    "double breaks": _each(f"{WORDS}#<br><br>"),
    "one paragraph": _whole(WORDS),
    "one word": _whole("piano" * 10),
    "one heading": lambda n: _page(f"<h2>{WORDS * n * UNIT}</h2>"),
    "one link": lambda n: _page(f"<a href=/a>{WORDS * n * UNIT}</a>"),
    "one inline line": lambda n: _page(f"<p>{'<b>a</b> <i>b</i> ' * n * UNIT}</p>"),
    "blanks": _whole(" \n\t\u00a0" * 30),
    "brackets": _whole("[(（【" * 10),
    "angle brackets": _whole("< <a <!" * 10),
    "ampersands": _whole("&amp;&&#x;&#0;" * 10),
    "capitals": _whole("SEOUL, PARIS, "),
    "names": _whole("Jane Doe, John Roe and "),
    "bylines": _each("<p class=byline>By Jane Doe # and John Roe, Reuters</p>"),
    "times": _each("<time datetime=2026-04-02T06:#>April 2, 2026</time>"),
    "headings": _each(f"<h2>{TITLE} #</h2>"),
    "headings, unclosed": lambda n: _page("<h2>" * n * UNIT),
    "list items": _each(f"<li>{WORDS}#</li>", "<ul>{}</ul>".format),
    "table rows": _each("<tr><td>#</td><td>two</td><td>three</td></tr>", "<table>{}</table>".format),
    "wide rows": _each("<td>#</td>", "<table><tr>{}</tr></table>".format),
    "quotes": _each(f"<blockquote><p>{WORDS}#</p></blockquote>"),
    "frames": _each("<iframe src=https://www.youtube.com/embed/#></iframe>"),
    "comments": _each("<!-- # --><p>a</p>"),
    "corrections": _each("<p>Correction, April 2: the ferry # has two decks.</p>"),
    "classes": _each("<div class='a-# article-body related share'><p>a few words # here</p></div>"),
    "one long class": lambda n: _page(f"<div class='{'related-share ' * n * UNIT}'><p>{WORDS}</p></div>"),
    "microdata": _each("<div itemscope itemtype=https://schema.org/NewsArticle><span itemprop=headline>a #</span></div>"),
    "deep microdata": _nested("<div itemscope itemtype=https://schema.org/NewsArticle itemprop=author>", "</div>"),
    "metas": _head("<meta property=article:author content='Jane Doe #'><meta name=keywords content='a,b,#'>"),
    "long keywords": lambda n: _page(WORDS, f"<meta name=keywords content='{'pier, ferry ' * n * UNIT}'>"),
    "a long title": lambda n: f"<html><head><title>{(TITLE + ' | ') * n * UNIT}</title></head><body><h1>{TITLE}</h1><p>{WORDS}</p></body></html>",
    "an unclosed title": lambda n: f"<html><head><title>{TITLE}<meta name=a>{(TITLE + ' | ') * n * UNIT}",
    "json-ld": _head('<script type=application/ld+json>{"@type": "NewsArticle", "headline": "a #", "author": {"@type": "Person", "name": "Jane Doe #"}}</script>'),
    "broken json-ld": _head('<script type=application/ld+json>{"@type": "NewsArticle", "headline": "a #",, }</script>'),
    "one broken json-ld": lambda n: _page(WORDS, f"<script type=application/ld+json>{'{' * n * UNIT * 30}</script>"),
    "strung json-ld": lambda n: _page(WORDS, f"<script type=application/ld+json>{'{}[] x ' * n * UNIT * 5}</script>"),
    "authors": lambda n: _page(WORDS, "<script type=application/ld+json>" + json.dumps({"@type": "NewsArticle", "headline": TITLE, "author": [{"@type": "Person", "name": f"Jane Doe{i}"} for i in range(n * UNIT)]}) + "</script>"),
    "pictures in json-ld": lambda n: _page("".join(f"<img src=/p{i}.jpg>" for i in range(n * UNIT)), "<script type=application/ld+json>" + json.dumps({"@type": "NewsArticle", "headline": TITLE, "image": [f"/p{i}.jpg" for i in range(n * UNIT)]}) + "</script>"),
    "captions in json-ld": lambda n: _page("".join(f"<img src=/pier-{i}.jpg>" for i in range(n * UNIT)), "<script type=application/ld+json>" + json.dumps({"@type": "NewsArticle", "headline": TITLE, "image": [{"@type": "ImageObject", "url": f"/pier-{i}.jpg", "caption": f"{i}. {CAPTION}"} for i in range(n * UNIT)]}) + "</script>"),
    "alternative texts": _each("<figure><img src=/pier-#.jpg alt='#. The ferry at the old pier.'><p>#. The ferry at the old pier.</p></figure>"),
    "a graph of json-ld": lambda n: _page("", "<script type=application/ld+json>" + json.dumps({"@graph": [{"@type": "ImageObject" if i % 2 else "Person", "@id": f"#{i}", "url": f"/{i}.jpg", "name": f"Jane Doe {i}", "author": {"@id": f"#{i + 1}"}} for i in range(n * UNIT)]}) + "</script>"),
    "deep json-ld": lambda n: _page("", "<script type=application/ld+json>" + '{"author": [' * n * UNIT + "]}" * n * UNIT + "</script>"),
    "definitions": _each(f"<dt>Pier #</dt><dd>{WORDS}</dd>", "<dl>{}</dl>".format),
    "videos": _each("<video poster=/a-#.jpg><source src=/a-#.mp4></video><audio src=/a-#.mp3></audio>"),
    "authors' links": _each("<a rel=author href=/authors/jane-doe-#>Jane Doe #</a> "),
    "dates": _each("<p class=date>Updated April 2, 2026, 10:32 a.m. #</p>"),
    "cards": _each(f"<article><h2><a href=/n/#>{TITLE} #</a></h2><time>April 2</time><img src=/n-#.jpg><p>{WORDS}</p></article>"),
    "crumbs": _each("<li itemprop=itemListElement><a href=/s/#>Section #</a></li>", "<ol class=breadcrumb>{}</ol>".format),
    "inline pictures": _each(f"<p>{WORDS}<img src=/pier-#.jpg>{WORDS}</p>"),
    "pictures in cells": _each(f"<tr><td><img src=/pier-#.jpg></td><td>#. {CAPTION}</td></tr>", "<table>{}</table>".format),
    "pictures in items": _each(f"<li><img src=/pier-#.jpg><span>#. {CAPTION}</span></li>", "<ul class=gallery>{}</ul>".format),
    "pictures in one figure": _each("<img src=/pier-#.jpg>", f"<figure>{{}}<figcaption>{CAPTION}</figcaption></figure>".format),
    "renditions in one picture": _each("<source srcset='/pier-#.webp #w'>", "<picture>{}<img src=/pier.jpg></picture>".format),
    "styles": _each("<style>.a# { color: red }</style><p>#</p>"),
    "one article body": lambda n: f"<html><head><title>{TITLE}</title><script type=application/ld+json>" + json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": WORDS * n * UNIT}) + "</script></head><body></body></html>",
    "state": _shell(_state),
    "flat state": _shell(_flat_state),
    "streamed state": _shell(_flight),
    "broken state": _shell(lambda n: f"<script>window.a = {'{' * n}{'var b = [1,' * n}</script>"),
    "a program": _shell(lambda n: "<script>window.__NUXT__=(function(a){return {" + 'a:"' * n + WORDS * n + "}}(1))</script>"),
    "scripts": _shell(lambda n: f"<script>window.a{{}} = 1; {'x' * 400}</script>" * n),
}  # fmt: skip
