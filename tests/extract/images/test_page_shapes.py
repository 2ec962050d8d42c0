"""Whole pages: where captions and credits stand beside pictures, and that none of them stays in the body."""

from __future__ import annotations

import pytest
from lxml.html import fromstring

from crawler.extract.images import sources
from crawler.extract.images.renditions import of_element
from tests.records import record_of

IMG = "<img src='/up/pier-4711234.jpg' alt='A pier'>"
CAPTION = "The old pier was closed on Monday after a storm."
TEXTS = (
    "The bridge over the harbour was closed on Monday after engineers had found cracks in two of its pillars. ",
    "Traffic is led over the northern ring until the end of the month, and ferries carry those who walk or ride. ",
    "Repairs are going to cost eleven million, which the city does not have, as the treasurer told the council. ",
)
PAGE = (
    "<html lang=en><head><title>Bridge closed</title></head><body><main><article><h1>Bridge closed</h1>"
    f"<p>{TEXTS[0] * 2}</p><p>{TEXTS[1] * 2}</p>{{}}<p>{TEXTS[2] * 2}</p><p>{TEXTS[1]}{TEXTS[0]}</p>"
    "</article></main></body></html>"
)
SHAPES = {
    "picture behind an empty element": (
        f"<div class=n><div style='background-image: url(/up/pier-4711234.jpg)'></div><div>{CAPTION} Foto: Jane Doe</div></div>",
        CAPTION,
        "Jane Doe",
    ),
    "list item of a picture and its words": (
        f"<ul class=k><li>{IMG}<p class=l>{CAPTION}</p><span class=m>Foto: Jane Doe</span></li></ul>",
        CAPTION,
        "Jane Doe",
    ),
    "button for sharing": (
        f"<figure>{IMG}<figcaption>{CAPTION}<span>Foto: Jane Doe</span><a href='#'>Teilen</a></figcaption></figure>",
        CAPTION,
        "Jane Doe",
    ),
    "caption in an attribute of the link": (
        f'<div class=g><a href="/pier.jpg" data-sub-html="&lt;p&gt;{CAPTION} Foto: Jane Doe&lt;/p&gt;">{IMG}</a></div>',
        CAPTION,
        "Jane Doe",
    ),
    "opaque block, caption and credit divs": (
        f"<div class=css-1x><div class=css-2y>{IMG}</div><div class=css-3z><span class=a1>{CAPTION}</span><span class=b2>Jane Doe/AFP</span></div></div>",
        CAPTION,
        "Jane Doe/AFP",
    ),
    "opaque block, label": (
        f"<div class=x7><div>{IMG}</div><p class=q1>{CAPTION} Foto: Jane Doe</p></div>",
        CAPTION,
        "Jane Doe",
    ),
    "image-desc": (
        f"<div class=article-img>{IMG}<div class=img-desc>{CAPTION} (AP Photo/Jane Doe)</div></div>",
        CAPTION,
        "AP Photo/Jane Doe",
    ),
    "cutline": (
        f"<div>{IMG}</div><div class=cutline>{CAPTION}</div>",
        CAPTION,
        None,
    ),
    "infotext": (
        f"<div class=bild>{IMG}<div class=infotext>{CAPTION} Bild: Jane Doe</div></div>",
        CAPTION,
        "Jane Doe",
    ),
    "media-block__description": (
        f"<div class=media-block>{IMG}<div class=media-block__description>{CAPTION}</div><div class=media-block__credit>Jane Doe / Keystone</div></div>",
        CAPTION,
        "Jane Doe / Keystone",
    ),
    "mediaSubtitleText": (
        f"<div class=mediaItem>{IMG}<p class=mediaSubtitleText>{CAPTION}</p></div>",
        CAPTION,
        None,
    ),
    "article__media-description": (
        f"<div>{IMG}<p class=ue-c-article__media-description>{CAPTION}<span class=ue-c-article__media-author>EFE</span></p></div>",
        CAPTION,
        "EFE",
    ),
    "wp-caption": (
        f"<div class='wp-caption alignnone' style='width:900px'>{IMG}<p class=wp-caption-text>{CAPTION} Photo by Jane Doe</p></div>",
        CAPTION,
        "Jane Doe",
    ),
    "table two rows": (
        f"<table align=center><tr><td>{IMG}</td></tr><tr><td>{CAPTION} Ảnh: Văn Hùng</td></tr></table>",
        CAPTION,
        "Văn Hùng",
    ),
    "table one cell": (
        f"<table width=200><tbody><tr><td>{IMG}<br>{CAPTION}</td></tr></tbody></table>",
        CAPTION,
        None,
    ),
    "table, two cells in a row": (
        f"<table class=picture><tr><td>{IMG}</td><td class=caption>{CAPTION}</td></tr></table>",
        CAPTION,
        None,
    ),
    "table, caption element": (
        f"<table><caption>{CAPTION}</caption><tr><td>{IMG}</td></tr></table>",
        CAPTION,
        None,
    ),
    "table, credit row": (
        f"<table><tr><td>{IMG}</td></tr><tr><td><em>{CAPTION}</em></td></tr><tr><td align=right><small>Jane Doe/AP</small></td></tr></table>",
        CAPTION,
        "Jane Doe/AP",
    ),
    "em in next p": (
        f"<p>{IMG}</p><p><em>{CAPTION} (Jane Doe/AP)</em></p>",
        CAPTION,
        "Jane Doe/AP",
    ),
    "strong in same p": (
        f"<p>{IMG}<br><strong>{CAPTION}</strong></p>",
        CAPTION,
        None,
    ),
    "i after br": (
        f"<p style='text-align:center'>{IMG}<br><i>{CAPTION} Photo: Jane Doe/AP</i></p>",
        CAPTION,
        "Jane Doe/AP",
    ),
    "centre, small": (
        f"<center>{IMG}<br><small>{CAPTION}</small></center>",
        CAPTION,
        None,
    ),
    "p with credit only": (
        f"<p>{IMG}</p><p>Photo: Jane Doe/AP</p>",
        None,
        "Jane Doe/AP",
    ),
    "p text-align center after": (
        f"<p align=center>{IMG}</p><p align=center>{CAPTION} Ảnh: Văn Hùng</p>",
        CAPTION,
        "Văn Hùng",
    ),
    "font size": (
        f"<div align=center>{IMG}<br><font size=1>{CAPTION}</font></div>",
        CAPTION,
        None,
    ),
    "figure closed early": (
        f"<figure>{IMG}</figure><div class=caption-wrap><p class=caption>{CAPTION}</p><span class=credit>AFP</span></div>",
        CAPTION,
        "AFP",
    ),
    "credit over caption": (
        f"<figure><div class=credit-line>© Jane Doe</div>{IMG}<figcaption>{CAPTION}</figcaption></figure>",
        CAPTION,
        "Jane Doe",
    ),
    "credit span caption lie": (
        f"<figure>{IMG}<span class=newsCaption>{CAPTION} <span class=caption>(Image: Jane Doe)</span></span></figure>",
        CAPTION,
        "Jane Doe",
    ),
    "photographer and distributor": (
        f"<figure>{IMG}<figcaption><span class=caption>{CAPTION}</span> <span class=credit>Photo by Jane Doe</span> /<span class=distributor>Postmedia</span></figcaption></figure>",
        CAPTION,
        "Jane Doe / Postmedia",
    ),
    "dl": (
        f"<dl class=image><dt>{IMG}</dt><dd>{CAPTION}</dd></dl>",
        CAPTION,
        None,
    ),
    "amp": (
        f"<figure><amp-img src='/up/pier-4711234.jpg' width=900 height=600 layout=responsive></amp-img><figcaption>{CAPTION} <span>AFP</span></figcaption></figure>",
        CAPTION,
        "AFP",
    ),
    "figure with details": (
        f"<figure>{IMG}<details><summary>Show caption</summary>{CAPTION}<span class=credit>AP</span></details></figure>",
        CAPTION,
        "AP",
    ),
    "figure with hidden twin": (
        f"<figure>{IMG}<figcaption><p class=short hidden>The old pier was closed</p><p class=full>{CAPTION}</p></figcaption></figure>",
        CAPTION,
        None,
    ),
    "aria-label": (
        f"<div role=figure aria-label='Media'>{IMG}<div>{CAPTION}</div></div>",
        CAPTION,
        None,
    ),
    "link around": (
        f"<div class=imagebox><a href='/up/pier-4711234-large.jpg' class=lightbox>{IMG}</a><div class=subline>{CAPTION}</div></div>",
        CAPTION,
        None,
    ),
    "button prompts": (
        f"<figure><div>{IMG}<button>Enlarge this image</button></div><figcaption>{CAPTION} <b>toggle caption</b> <span>Jane Doe/AP</span></figcaption></figure>",
        CAPTION,
        "Jane Doe/AP",
    ),
    "pieces": (
        f"<figure>{IMG}<figcaption>{CAPTION}<div class=credits><span>Jane Doe</span><span>Daily Example</span></div></figcaption></figure>",
        CAPTION,
        "Jane Doe | Daily Example",
    ),
    "source time": (
        f"<figure>{IMG}<figcaption>{CAPTION} <span class=source>Quelle: dpa</span> <time>12.03.2024</time></figcaption></figure>",
        CAPTION,
        "dpa",
    ),
}


SHAPES |= {
    "paragraph behind it that ends in a label": (
        f"<p>{IMG}</p><p><font color=navy>{CAPTION} Foto: Jane Doe</font></p>",
        CAPTION,
        "Jane Doe",
    ),
    "paragraph behind it that ends in a sign": (f"<p>{IMG}</p><p>{CAPTION} © dpa</p>", CAPTION, "dpa"),
    "slides with their number": (
        f"<ul class=slides><li>{IMG}<p class=flex-caption>1/5 {CAPTION} (Bild: dpa)</p></li></ul>",
        CAPTION,
        "dpa",
    ),
}


@pytest.mark.parametrize(("markup", "caption", "credit"), SHAPES.values(), ids=SHAPES)
def test_shape(markup: str, caption: str | None, credit: str | None) -> None:
    record = record_of(PAGE.format(markup))
    assert [(i["caption"], i["credit_text"]) for i in record["images"]] == [(caption, credit)]
    assert CAPTION not in record["article_body"]
    assert "Jane Doe" not in record["article_body"]


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>{IMG}</p><p>The mayor said that the photo by the door was his.</p>",
        f"<p>{IMG}</p><p>Officials in Rome would not comment. (AP)</p>",
        f"<p>{IMG}</p><p>Officials in Rome would not comment. Source: Reuters</p>",
        f"<p>{IMG}</p><p><strong>Repairs are late</strong></p>",
        f"<div><p>{TEXTS[0]}</p><p>{TEXTS[1]}</p><figure>{IMG}</figure></div>",
        f"<div>{IMG}</div><p>The mayor closed it: \u201cNobody may walk here\u201d, he told reporters on Monday night.</p>",
    ],
)
def test_texts_beside_pictures_are_no_captions(markup: str) -> None:
    record = record_of(PAGE.format(markup))
    assert [i["caption"] for i in record["images"]] == [None]


@pytest.mark.parametrize(
    "markup",
    [
        "<figure><figure>{one}</figure><figure>{other}</figure><figcaption>{caption}</figcaption></figure>",
        "<figure><div>{one}</div><div>{other}</div><figcaption>{caption} <small>AFP</small></figcaption></figure>",
    ],
)
def test_caption_shared_by_pictures(markup: str) -> None:
    one, other = IMG, "<img src='/up/boat-8822345.jpg'>"
    record = record_of(PAGE.format(markup.format(one=one, other=other, caption=CAPTION)))
    assert [i["caption"] for i in record["images"]] == [CAPTION, CAPTION]
    assert CAPTION not in record["article_body"]


FIGURES = "".join(
    f"<figure><img src=/up/pier-{n}.jpg><figcaption>{n}. {CAPTION}</figcaption></figure>" for n in range(1_200)
)
COPY = f"<figure><img src=/up/pier.jpg><figcaption>{CAPTION}</figcaption></figure>"
OPEN = "<picture><source srcset='/up/pier.webp 1x'><img src=/up/pier.jpg>"


@pytest.mark.parametrize(
    ("pictures", "read", "warned"),
    [
        (FIGURES[: FIGURES.index("<figure><img src=/up/pier-999.")], 999, False),
        (FIGURES, 1_000, True),
        (COPY * 1_200 + COPY.replace("pier.jpg", "boat.jpg"), 2, False),
    ],
    ids=["many", "too many", "copies"],
)
def test_pictures_without_end(pictures: str, read: int, warned: bool) -> None:
    record = record_of(PAGE.format(pictures))
    assert len(record["images"]) == read
    assert any(w.startswith("images: those after the first 1000 ") for w in record["warnings"]) is warned


@pytest.mark.parametrize(
    "beside",
    ["<img src='http://[b/a.jpg'>" + COPY, f"<div>{IMG}{'x' * 3_000}</div>"],
    ids=["no address", "a long text"],
)
def test_what_is_no_caption_or_address_costs_nothing_else(beside: str) -> None:
    assert record_of(PAGE.format(beside))["headline"] == "Bridge closed"


def test_a_gallery_that_a_script_draws() -> None:
    slides = "".join(
        f'<span class=r data-image="/up/pier-{n}.jpg" data-description="{CAPTION[:-1]} in year {n}." data-credit="Jane Doe"></span>'
        for n in range(4)
    )
    images = record_of(PAGE.format(f"<div class=g><div style='display:none'>{slides}</div></div>"))["images"]
    assert [(i["url"][-10:], i["caption"], i["creators"]) for i in images] == [
        (f"pier-{n}.jpg", f"{CAPTION[:-1]} in year {n}.", ["Jane Doe"]) for n in range(4)
    ]


def test_renditions_of_pictures_that_are_never_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each holds all that come after it."""
    asked = []
    monkeypatch.setattr(
        sources, "of_element", lambda element, shown: asked.append(element) or of_element(element, shown)
    )
    root = fromstring(f"<div>{OPEN * 300}</div>")
    for image in root.iter("img"):
        sources.read_source(image, "https://daily.example/")
    assert 300 <= len(asked) <= 300 * 101
