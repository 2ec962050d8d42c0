"""Captions and credits as pages mark them up."""

from __future__ import annotations

import pytest

from tests.figurepages import TEXT, figures_of

IMG = "<img src=/up/bridge.jpg alt='A bridge'>"
CAPTION = "The closed bridge on Monday."


@pytest.mark.parametrize(
    ("markup", "caption", "credit"),
    [
        # figcaption in all its places
        (f"<figure>{IMG}<figcaption>{CAPTION}</figcaption></figure>", CAPTION, None),
        (
            f"<figure>{IMG}<figcaption>The <em>old</em> bridge, <a href=#x>closed</a>.</figcaption></figure>",
            "The old bridge, closed.",
            None,
        ),
        (f"<figure><div>{IMG}</div><div><figcaption>{CAPTION}</figcaption></div></figure>", CAPTION, None),
        (f"<div><figure>{IMG}</figure><figcaption>{CAPTION}</figcaption></div>", CAPTION, None),
        (f"<div>{IMG}<figcaption>{CAPTION}</figcaption></div>", CAPTION, None),
        (f"<figure><figure>{IMG}</figure><figcaption>{CAPTION}</figcaption></figure>", CAPTION, None),
        (f"<figure><button>{IMG}</button><figcaption>{CAPTION}</figcaption></figure>", CAPTION, None),
        (f"<button><div><figure>{IMG}</figure><figcaption>{CAPTION}</figcaption></div></button>", CAPTION, None),
        (f"<figure>{IMG}<figcaption class=sr-only>{CAPTION}</figcaption></figure>", CAPTION, None),
        (
            f"<figure><picture><source srcset=/x.webp>{IMG}</picture><figcaption>{CAPTION}</figcaption></figure>",
            CAPTION,
            None,
        ),
        # blocks beside the image, no figure
        (f"<div class=image>{IMG}<p class=caption>{CAPTION}</p></div>", CAPTION, None),
        (f"<div>{IMG}<div class=wp-caption-text>{CAPTION}</div></div>", CAPTION, None),
        (f"{IMG}<p class=bildunterschrift>{CAPTION}</p>", CAPTION, None),
        (f"<p class=caption>{IMG}<span>{CAPTION}</span></p>", CAPTION, None),
        (f"<div><div>{IMG}</div><div>{CAPTION}</div><div>Getty Images</div></div>", CAPTION, "Getty Images"),
        (f"<div class=photo>{IMG}<div>{CAPTION}</div></div>", CAPTION, None),
        (f"<table><tr><td>{IMG}</td></tr><tr><td>{CAPTION}</td></tr></table>", CAPTION, None),
        # paragraphs after the image
        (f"<p>{IMG}</p><p><em>{CAPTION}</em></p>", CAPTION, None),
        (f"<p>{IMG}<br><em>{CAPTION}</em></p>", CAPTION, None),
        (f"{IMG}<small>{CAPTION}</small>", CAPTION, None),
        # in the figure, without figcaption
        (f"<figure>{IMG}<div>{CAPTION}</div></figure>", CAPTION, None),
        # credits of their own
        (
            f"<figure>{IMG}<figcaption>{CAPTION} <span class=credit>Jane Doe/AP</span></figcaption></figure>",
            CAPTION,
            "Jane Doe/AP",
        ),
        (
            f"<figure>{IMG}<figcaption>{CAPTION} <small>Jane Doe/AP</small></figcaption></figure>",
            CAPTION,
            "Jane Doe/AP",
        ),
        (f"<figure>{IMG}<figcaption><cite>dpa</cite>{CAPTION}</figcaption></figure>", CAPTION, "dpa"),
        (f"<figure>{IMG}<figcaption>{CAPTION}</figcaption><footer>APA/AFP</footer></figure>", CAPTION, "APA/AFP"),
        (
            f"<figure>{IMG}<span>Foto: Jane Doe</span><figcaption>{CAPTION}</figcaption></figure>",
            CAPTION,
            "Foto: Jane Doe",
        ),
        (
            f"<figure>{IMG}<figcaption><span>{CAPTION}</span> <span>© Jane Doe</span></figcaption></figure>",
            CAPTION,
            "© Jane Doe",
        ),
        (
            f"<figure>{IMG}<figcaption><div>{CAPTION}</div><div>Jane Doe</div></figcaption></figure>",
            CAPTION,
            "Jane Doe",
        ),
        (
            f"<figure>{IMG}<figcaption><p itemprop=description>{CAPTION}</p><p itemprop=author>Jane Doe</p></figcaption></figure>",
            CAPTION,
            "Jane Doe",
        ),
        (
            f"<div class=media>{IMG}<span class=media-caption>{CAPTION}</span><span class=media-source>Keystone</span></div>",
            CAPTION,
            "Keystone",
        ),
        (f"<figure>{IMG}<p class=copyright>Jane Doe</p></figure>", None, "Jane Doe"),
        # once, though printed twice
        (f"<figure>{IMG}<figcaption>{CAPTION}</figcaption><div class=caption>{CAPTION}</div></figure>", CAPTION, None),
        (
            f"<figure>{IMG}<figcaption>The <em>Nora</em> and the sister of the <em>Nora</em>.</figcaption></figure>",
            "The Nora and the sister of the Nora.",
            None,
        ),
        (
            f"<figure>{IMG}<figcaption>{CAPTION}</figcaption><small>dpa</small><small class=mobile>dpa</small></figure>",
            CAPTION,
            "dpa",
        ),
        # in attributes
        (f"<div data-caption='{CAPTION}'>{IMG}</div>", CAPTION, None),
        ("<img src=/up/bridge.jpg data-image-caption='&lt;p&gt;A closed bridge.&lt;/p&gt;'>", "A closed bridge.", None),
        ("<img src=/up/bridge.jpg alt='A bridge' title='A bridge | MDR/Haupt'>", None, "MDR/Haupt"),
        ("<img src=/up/bridge.jpg alt='A bridge © Jane Doe'>", None, "Jane Doe"),
        ("<img src=/up/bridge.jpg alt='A bridge (Foto: Jane Doe/dpa)'>", None, "(Foto: Jane Doe/dpa)"),
        ("<img src=/up/bridge.jpg title='Bild: AdobeStock/jane'>", None, "Bild: AdobeStock/jane"),
        ("<img src=/up/bridge.jpg title='Bild: Jane Doe am Hafen'>", None, None),
        (
            f"<figure><img src=/up/b.jpg alt='(Foto: dpa)'><figcaption>{CAPTION} Foto: AFP</figcaption></figure>",
            f"{CAPTION} Foto: AFP",
            None,
        ),
        # beside a sign that enlarges the picture
        (
            f"<div class=bild>{IMG}<a href=/up/bridge.jpg><img src=/img/lupe.gif></a><div class=subline>{CAPTION}</div></div>",
            CAPTION,
            None,
        ),
        # what is no caption
        (
            f"<figure>{IMG}<figcaption><span class=visually-hidden>Image caption</span>{CAPTION}</figcaption></figure>",
            CAPTION,
            None,
        ),
        (f"<figure>{IMG}<figcaption><span>Open image in gallery</span>{CAPTION}</figcaption></figure>", CAPTION, None),
        (f"<figure>{IMG}<span>1/12</span><figcaption>{CAPTION}</figcaption></figure>", CAPTION, None),
        (f"<figure>{IMG}<figcaption><b>Bildunterschrift:</b></figcaption></figure>", None, None),
        (f"<figure>{IMG}<figcaption>Image caption, {CAPTION}</figcaption></figure>", CAPTION, None),
        (f"<figure>{IMG}<figcaption>Bildunterschrift: {CAPTION}</figcaption></figure>", CAPTION, None),
        (f"<figure>{IMG}<figcaption>249</figcaption></figure>", None, None),
        (f"<figure>{IMG}<figcaption>Aug 21, 2023</figcaption></figure>", None, None),
        (f"<figure>{IMG}<figcaption>Обновлено 5 мая 2024 г.</figcaption></figure>", None, None),
        (f"<figure>{IMG}<figcaption>Example Shop $19.34</figcaption></figure>", None, None),
        (
            f"<figure>{IMG}<figcaption>{CAPTION}<span class=license><a href=#l>View license</a></span></figcaption></figure>",
            CAPTION,
            None,
        ),
        (IMG, None, None),
        (f"{IMG}<h2>What now?</h2>", None, None),
        (f"{IMG}<p>{CAPTION}</p>", None, None),
        (f"<p class=t>{TEXT}{IMG}{TEXT}</p>", None, None),
        (f"<div>{IMG}<p>{TEXT * 4}</p></div>", None, None),
        (f"<figure>{IMG}</figure><div class=author>Jane Doe</div>", None, None),
    ],
)
def test_words(markup: str, caption: str | None, credit: str | None) -> None:
    (figure,) = figures_of(markup)
    assert (figure.image.caption, figure.image.credit_text) == (caption, credit)


def test_alternative_text_is_no_caption() -> None:
    (figure,) = figures_of("<img src=/up/bridge.jpg alt='A bridge over the harbour at night'>")
    assert figure.image.alt == "A bridge over the harbour at night"
    assert figure.image.caption is None


def test_words_that_repeat_the_alternative_text_are_a_caption() -> None:
    (figure,) = figures_of(
        "<div><img src=/up/b.jpg alt='A closed bridge - Daily'></div><div><span>A closed bridge</span></div>"
    )
    assert figure.image.caption == "A closed bridge"


def test_several_pictures_share_a_caption() -> None:
    images = figures_of(
        f"<figure><img src=/up/one.jpg><img src=/up/other.jpg><figcaption>{CAPTION}</figcaption></figure>"
    )
    assert [f.image.caption for f in images] == [CAPTION, CAPTION]


def test_neighbours_keep_their_own_words() -> None:
    one, other = (
        f"<figure><img src=/up/{n}.jpg><figcaption>Picture {n}.</figcaption></figure>" for n in ("alpha", "omega")
    )
    assert [f.image.caption for f in figures_of(one + other)] == ["Picture alpha.", "Picture omega."]


def test_words_are_taken_from_the_body() -> None:
    (figure,) = figures_of(
        f"<div class=image>{IMG}<div class=c><p>{CAPTION}</p><p class=credit>Jane Doe</p></div></div>"
    )
    tags = {(e.tag, e.get("class")) for e in figure.words}
    assert {("p", None), ("p", "credit")} <= tags
    assert ("article", None) not in tags
