import pytest

from crawler.extract.body.walk import walk
from crawler.extract.document.page import parse


def text_blocks(html: str) -> list[tuple[str, str]]:
    found = walk(parse(f"<html><body>{html}</body></html>", "https://daily.example/1").root)
    return [(block.tag, block.text) for block in found.text_blocks]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>a <b>b</b> c</p>", [("p", "a b c")]),
        ("<div>a<p>b</p>c</div>", [("div", "a"), ("p", "b"), ("div", "c")]),
        ("<div>a<br>b<br><br>c</div>", [("div", "a b"), ("div", "c")]),
        ("<div>a<br>\n<b>b</b></div>", [("div", "a b")]),
        ("<h3><button>a <i>b</i></button></h3><h3>c <button>d</button></h3>", [("h3", "a b"), ("h3", "c")]),
        ("<span>a<div>b</div></span>", [("span", "a"), ("div", "b")]),
        ("<h1>a<br><br>b</h1>", [("h1", "a b")]),
        ("<nav><p>a</p></nav><p>b</p>", [("p", "b")]),
        ("<footer>a</footer><button>b</button><script>c</script><style>d</style>", []),
        ("<button>Menu<div><main><p>a</p></main></div>", [("button", "Menu"), ("p", "a")]),
        ("<nav><ul><li><a href='/x'>x</a><article><p>a</p></article></ul></nav>", [("li", "x"), ("p", "a")]),
        ("<noscript><p>a</p></noscript>", []),
        ("<p> \n\t </p><div></div>", []),
        # How a word is read aloud is not text.
        ("<p>新しい<ruby>法律<rp>(</rp><rt>ほうりつ</rt><rp>)</rp></ruby>が</p>", [("p", "新しい法律が")]),
        ("<h1><ruby>橋<rt>はし</rt></ruby></h1>", [("h1", "橋")]),
        # Marks of notes; powers, ordinals, links to other pages and to what is written in words stay.
        (
            "<p>It rose<sup><a href='#fn1'>1</a></sup>. Then<a href='/a#note'><sup>[12]</sup></a> it fell<sup> <a href='#x'>*</a> </sup></p>",
            [("p", "It rose. Then it fell")],
        ),
        (
            "<p>10<sup>3</sup>, 5<sup>th</sup>, a<sup><a href='/b'>2</a></sup>, b<a href='#c'>3</a>, c<sup><a href='#d'>up</a></sup></p>",
            [("p", "103, 5th, a2, b3, cup")],
        ),
        ("", []),
    ],
)
def test_walk(html: str, found: list[tuple[str, str]]) -> None:
    assert text_blocks(html) == found


def test_links_are_counted_in_characters() -> None:
    [block] = walk(
        parse("<p>see <a href='/x'>the <b>old</b> pier</a> now</p>", "https://daily.example/1").root
    ).text_blocks
    assert (block.links, len(block.text)) == (12, 20)


def test_links_apart_by_breaks_are_links_from_end_to_end() -> None:
    [block] = walk(parse("<td><a>the pier</a><br><a>ferry</a></td>", "https://daily.example/1").root).text_blocks
    assert block.links == len(block.text)


def test_pictures_know_the_runs_before_them() -> None:
    html = (
        "<img src=a><p>x</p><p>y <img src=b></p><picture><source><img src=c></picture><noscript><img src=d></noscript>"
    )
    spots = walk(parse(html, "https://daily.example/1").root).media
    assert [(s.element.get("src"), s.after) for s in spots] == [("a", 0), ("b", 1), ("c", 2), ("d", 2)]


def test_depth_is_no_danger() -> None:
    assert text_blocks("<div>" * 1_500 + "deep") == [("div", "deep")]
    text_blocks("<div>" * 50_000 + "deeper than libxml2 reads")


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>a\nb<br> c <br/>\n<i>d</i></p>", "a b\nc\nd"),
        ("<p>a\nb</p>", ""),
        ("<p>a<br></p>", "a"),
        ("<div>a<br>b<br><br>", "a\nb"),
        ("<h2>a<br>b</h2>", ""),
        (f"<p>{'long ' * 20}.<br>a<br>b</p>", f"{'long ' * 20}. a\nb"),
    ],
)
def test_line_breaks_are_kept_beside_the_text(html: str, lines: str) -> None:
    [block] = walk(parse(html, "https://daily.example/1").root).text_blocks
    assert block.lines == lines


@pytest.mark.parametrize(
    ("html", "tags"),
    [
        ("<div data-src='/up/a.jpg'></div>", ["div"]),
        ("<span data-image='https://cdn.example/up/a.jpg?w=9'> </span>", ["span"]),
        ("<p>a <a class=g data-bg='/up/a.webp' href='/b'></a></p>", ["a"]),
        ("<div style='background-image:url(/up/a.jpg)'></div>", ["div"]),
        ("<div style='background:url(/up/a.jpg)'><b>A pier.</b></div>", ["div"]),
        (f"<div style='background:url(/up/a.jpg)'><p>{'The pier. ' * 25}</p></div>", []),
        ("<div data-src='/up/a.html'></div><span data-src=''></span><div data-name='/up/a.jpg'></div>", []),
        ("<div data-src='/up/a.jpg'>A pier.</div><span data-src='/up/b.jpg'>A pier.</span>", []),
    ],
)
def test_pictures_without_img(html: str, tags: list[str]) -> None:
    found = walk(parse(f"<html><body>{html}</body></html>", "https://daily.example/1").root)
    assert [place.element.tag for place in found.media] == tags
