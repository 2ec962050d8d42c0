"""Pages with pictures for the tests of crawler.extract.images, and a body of their paragraphs."""

from __future__ import annotations

from crawler.extract.body import Body, MediaPosition, Piece
from crawler.extract.document.page import Page, parse
from crawler.extract.images import ArticleImage, read_images
from crawler.record.items import Block

URL = "https://daily.example/news/harbour-bridge"
TEXT = "The bridge over the harbour was closed on Monday after engineers had found cracks in two of its pillars. " * 2
ARTICLE = (
    "<html><head>{head}</head><body>{above}<main><article><h1>Bridge closed</h1>{lead}"
    "<p class=t>{text}</p>{inline}<p class=t>{text}</p></article>{below}</main></body></html>"
)


def page_of(inline: str = "", lead: str = "", above: str = "", below: str = "", head: str = "") -> Page:
    """An article of two paragraphs with markup around and between them."""
    return parse(ARTICLE.format(head=head, above=above, lead=lead, inline=inline, below=below, text=TEXT), URL)


def body_of(page: Page) -> Body:
    """The paragraphs of class ``t`` as the body, and all pictures."""
    body = Body()
    for element in page.root.iter("p", "img", "amp-img", "iframe"):
        if element.tag != "p":
            body.media.append(MediaPosition(element, len(body.pieces)))
        elif element.get("class") == "t":
            body.pieces.append(Piece(element, Block("paragraph", text="".join(element.itertext()))))
    return body


def figures_of(
    inline: str = "", lead: str = "", above: str = "", below: str = "", head: str = ""
) -> list[ArticleImage]:
    """What is read off such a page."""
    page = page_of(inline, lead, above, below, head)
    return read_images(page, body_of(page))
