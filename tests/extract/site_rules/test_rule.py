import pytest

from crawler.extract.document.page import parse
from crawler.extract.site_rules.apply import read_rule
from crawler.extract.site_rules.rule import Rule, drop, is_boilerplate
from crawler.record.items import Author, Block

HTML = """<html><body><h1 class="story-title"> Old  pier <b>breaks</b></h1>
<aside>promo</aside><div class="promo">x</div>
<p class="by"><a>Tom Birch</a><a>Ann Lee</a></p><meta name="k" content="harbour"><p>Read more in our archive: piers</p>
</body></html>"""


@pytest.mark.parametrize(
    ("field", "words", "value"),
    [
        ("headline", "h1.story-title", "Old pier breaks"),
        ("headline", "xpath://h1/b/text()", "breaks"),
        ("headline", "xpath:string(//h1/b)", "breaks"),
        ("headline", "h2", None),
        ("authors", ".by a", [Author("Tom Birch"), Author("Ann Lee")]),
        ("keywords", "meta[name=k]::attr(content)", ["harbour"]),
        ("description", "h1 b::text", "breaks"),
    ],
)
def test_read_rule(field: str, words: str, value: object) -> None:
    found = read_rule(parse(HTML, "https://daily.example/1"), Rule({field: (words,)}))
    assert [(c.value, c.origin) for c in found.get(field, [])] == ([(value, "rule")] if value else [])


def test_what_is_dropped_is_read_no_more() -> None:
    page = parse(
        "<html><body><div><h1>Teaser</h1></div><h1>Old pier breaks</h1></body></html>", "https://daily.example/1"
    )
    assert len(page.tagged["h1"]) == 2
    drop(page, Rule(drop=("div",)))
    assert [h.text for h in page.tagged["h1"]] == ["Old pier breaks"]


def test_drop() -> None:
    page = parse(HTML, "https://daily.example/1")
    drop(page, Rule(drop=("aside", ".promo", "xpath://h1/text()", "html")))
    assert "promo" not in "".join(page.root.itertext())


@pytest.mark.parametrize(
    ("block", "found"),
    [
        (Block("paragraph", text="Read more in our  archive: piers"), True),
        (Block("paragraph", text="Read more."), False),
        (Block("list", items=["Read more in our archive"]), True),
        (Block("list", items=["Read more in our archive", "Piers"]), False),
        (Block("image", image=0), False),
    ],
)
def test_boilerplate(block: Block, found: bool) -> None:
    assert is_boilerplate(block, Rule(boilerplate=("Read more in our archive",))) is found
    assert block.items in (None, [], ["Piers"])
