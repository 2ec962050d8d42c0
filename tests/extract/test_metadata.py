"""Every field but body and pictures, read off pages that we wrote."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.extract.body.boilerplate_edges import read_boilerplate_edges
from crawler.extract.candidates import best
from crawler.extract.document.page import parse
from crawler.extract.metadata import read_metadata

URL = "https://www.daily.example/world/2024/05/03/rain"
HEADLINE = "Rain floods town for the third time"


def read(
    head: str = "",
    body: str = "",
    texts: list[str] | None = None,
    url: str = URL,
    lang: str = "en-GB",
    **headers: str,
) -> dict[str, Any]:
    source = f"<html lang='{lang}'><head>{head}</head><body>{body}</body></html>"
    page = parse(source, url, {k.replace("_", "-"): v for k, v in headers.items()}, "2025-01-01T00:00:00+00:00")
    fields = read_metadata(page, texts or [])
    warnings = [c.value for c in fields.pop("warnings")]
    chosen = {name: best(candidates) for name, candidates in fields.items()}
    return {"warnings": warnings} | {name: c.value for name, c in chosen.items() if c}


def ld(**fields: Any) -> str:
    node = json.dumps({"@type": "NewsArticle", "headline": HEADLINE} | fields)
    return f'<script type="application/ld+json">{node}</script>'


def names(fields: dict[str, Any]) -> list[str]:
    return [a.name for a in fields.get("authors", [])]


@pytest.mark.parametrize(
    ("head", "body", "headline"),
    [
        ("", f"<h1>{HEADLINE}</h1>", HEADLINE),
        (f"<title>{HEADLINE} | World | The Daily</title>", f"<h1>{HEADLINE}</h1>", HEADLINE),
        (f"<title>{HEADLINE} - daily.example</title>", "", HEADLINE),
        (f"<meta property='og:title' content='You will not believe this rain'><title>{HEADLINE}</title>", f"<h1>{HEADLINE}</h1>", HEADLINE),
        (ld(), f"<h1>{HEADLINE}</h1>", HEADLINE),
        (ld(), "", HEADLINE),
        (ld(headline="Rain &amp; floods"), "", "Rain & floods"),
        (f"<meta property='og:title' content='{HEADLINE}'>", "<h1>The Daily</h1><h2>More</h2>", HEADLINE),
        (f"<meta property='og:site_name' content='The Daily'><title>{HEADLINE}</title>", f"<h1>The Daily</h1><h2>{HEADLINE}</h2>", HEADLINE),
        ("", f"<h1><span class='kicker'>Weather</span> {HEADLINE}</h1>", HEADLINE),
        ("", "<h1>Rain floods <em>town</em> for the third time</h1>", HEADLINE),
        # A trail of links has its headline for search engines; the page shows another.
        (ld(), f"<nav><a>Home</a><h1>{HEADLINE}</h1></nav><h2>Town under water again</h2>", "Town under water again"),
        ("<title>Rain news today | Daily</title>", "<nav><h1>Rain news today</h1></nav><h2>Town under water</h2>", "Town under water"),
        (ld() + "<meta property='og:title' content='Town under water'>", f"<div class='breadcrumbs'><a>Home</a><h1>{HEADLINE}</h1></div><h2>Town under water</h2>", "Town under water"),
        (ld(headline="Rain news: all of it"), f"<div><a>Front</a><a>World</a><h1>Rain news: all of it</h1></div><article><h2>{HEADLINE}</h2></article>", HEADLINE),
        (ld(headline="Rain news: all of it"), f"<section><div><a>Front</a>|<a>World</a>|</div><h1>Rain news: all of it</h1></section><main><h2><span>Weather: </span>{HEADLINE}</h2></main>", HEADLINE),
        (ld(headline="Rain news: all of it"), f"<div><a>World</a><h1>Rain news: all of it</h1></div><article><h2>{HEADLINE}</h2></article>", "Rain news: all of it"),
        (ld(headline="Rain news: all of it"), f"<div><a>Front</a><a>World</a><h1 class='title'>Rain news: all of it</h1></div><article><h2>{HEADLINE}</h2></article>", "Rain news: all of it"),
        (ld(headline="Rain news: all of it"), f"<div><a>Front</a><a>World</a><h1>Rain news: all of it</h1><p>By Ann</p></div><article><h2>{HEADLINE}</h2></article>", "Rain news: all of it"),
        (ld(headline="Rain news: all of it"), f"<header><a>Front</a><a>World</a><h1>Rain news: all of it</h1></header><article><h2>{HEADLINE}</h2></article>", "Rain news: all of it"),
        (ld(headline="Rain news: all of it"), f"<div><ul><li><a>Front</a><li><a>World</a></ul><h1>Rain news: all of it</h1></div><article><h2>{HEADLINE}</h2></article>", "Rain news: all of it"),
        # A heading that is a link to the first page is a logo, one to another site with nothing of the title is no headline.
        (f"<title>{HEADLINE} (From The Daily)</title>", f"<h1><a href='/'><img><span>{HEADLINE} (From The Daily)</span></a></h1><h2>{HEADLINE}</h2>", HEADLINE),
        (f"<title>{HEADLINE}</title>", "<h1><a href='https://shop.example.net/offer'>Ten per cent off all boats</a></h1>", HEADLINE),
        ("<title>Notes</title>", f"<h1><a href='/2024/rain'>{HEADLINE}</a></h1>", HEADLINE),
        (f"<title>{HEADLINE}</title>", f"<h1><a href='https://archive.example.net/1'>{HEADLINE} (1792)</a></h1>", f"{HEADLINE} (1792)"),
        # The name of a sponsor inside the heading; a name of the site that is the headline; a text that is cut off.
        (f"<title>{HEADLINE} - Local - The Daily</title>", f"<h1><div><span>Sponsored by</span> <img></div> {HEADLINE}</h1>", HEADLINE),
        ("<title>乾眼病患增 醫師：注意濕度、多休息</title><meta property='og:site_name' content='乾眼病患增 醫師：注意濕度、多休息'>", "", "乾眼病患增 醫師：注意濕度、多休息"),
        (ld(headline=f"{HEADLINE}..."), f"<h1>{HEADLINE}</h1>", HEADLINE),
        # Any two of what is shown, JSON-LD and OpenGraph outweigh the third; what is shown, where all differ.
        (ld() + "<meta property='og:title' content='You will not believe this'>", f"<h1>{HEADLINE}</h1>", HEADLINE),
        
        (ld() + "<meta property='og:title' content='Town under water'>", "<h1>Town under water</h1>", "Town under water"),
        (ld() + f"<meta property='og:title' content='{HEADLINE}'>", "<h1>Live</h1>", HEADLINE),
        (ld() + "<meta property='og:title' content='You will not believe this'>", "<h1>Town under water</h1>", "Town under water"),
        # A kicker inside the heading is told by its class, or by what is said without it.
        (f"<meta property='og:title' content='{HEADLINE}'>", f"<h1><span>Weather</span> <span>{HEADLINE}</span></h1>", HEADLINE),
        (ld(headline=f"Weather: {HEADLINE}"), f"<h1><span>Weather</span> <span>{HEADLINE}</span></h1>", HEADLINE),
        (ld(headline=f"Weather {HEADLINE}"), f"<h1><span>Weather</span> <span>{HEADLINE}</span></h1>", f"Weather {HEADLINE}"),
        ("", f"<h1>\n<span>Weather<i class='hidden'>:</i></span>\n<span>{HEADLINE}</span>\n</h1>", HEADLINE),
        ("", f"<h1><span>Weather</span><span>: </span><span>{HEADLINE}</span></h1>", HEADLINE),
        ("", f"<h1><em>Weather:</em> {HEADLINE}</h1>", f"Weather: {HEADLINE}"),
        (ld(headline="The rain in numbers") + "<meta property='og:title' content='The rain in numbers'>", f"<h1>{HEADLINE}</h1>", HEADLINE),
        (f"<meta property='og:title' content='{HEADLINE}'>", f"<h1>{HEADLINE} <small>Posted on July 1</small></h1>", HEADLINE),
        ("", f"<h1><style>.a{{color:red}}</style>{HEADLINE}</h1>", HEADLINE),
        ("", "<footer><h1>Contact us</h1></footer>", None),
        # No heading but a line that says the title; a heading in a menu that holds the whole page.
        (f"<title>{HEADLINE}</title>", f"<p>{HEADLINE.upper()}</p>", HEADLINE),
        (f"<title>{HEADLINE} - and more of it here</title>", f"<nav><h1>{HEADLINE}</h1><h3>More</h3></nav>", HEADLINE),
        # What is longer than any headline is none; of a title without an end, what stands before the markup is.
        (f"<meta property='og:title' content='{'Rain ' * 300}'>", f"<h1>{HEADLINE}</h1>", HEADLINE),
        (ld(headline="Rain " * 300) + f"<title>{'Rain ' * 300}</title>", f"<h1>{HEADLINE}</h1>", HEADLINE),
        (f"<title>{HEADLINE}<meta name='a'>{'Rain ' * 300}", "", HEADLINE),
        (f"<title>{'Rain floods town ' * 58}</title>", "", ("Rain floods town " * 58).strip()),
        # Headings that are not closed, in one another.
        ("", "<h1>" * 200 + HEADLINE, HEADLINE),
        ("", f"{'<h2><b>' * 20}</b></h2><h1>{HEADLINE}</h1>", HEADLINE),
        ("", "<p>nothing</p>", None),
    ],
)  # fmt: skip
def test_headline(head: str, body: str, headline: str | None) -> None:
    assert read(head, body).get("headline") == headline


def test_kicker_and_standfirst_are_apart() -> None:
    body = f"<p class='kicker'>Weather</p><h1>{HEADLINE}</h1><p class='standfirst'>The river rose by two metres in one night.</p>"
    fields = read("", body)
    assert fields["alternative_headline"] == "Weather"
    assert fields["description"] == "The river rose by two metres in one night."


@pytest.mark.parametrize(
    ("shown", "description"),
    [
        ("<p class='lead'>The river rose by two metres in one night.</p>", "The river rose by two metres in one night."),
        ("<p class='lead'>The river rose.</p>", "What happened in the night"),
        # The whole text, or its opening, is often named a lead; a standfirst may stand inside it.
        (f"<div class='page-lead'>{'<p>The river rose by two metres.</p>' * 30}</div>", "What happened in the night"),
        (f"<div class='page-lead'><p class='dek'>It rose by two metres in a night.</p>{'<p>The river rose.</p>' * 60}</div>", "It rose by two metres in a night."),
        ("", "What happened in the night"),
    ],
)  # fmt: skip
def test_description(shown: str, description: str) -> None:
    head = "<meta property='og:description' content='What happened in the night'>"
    assert read(head, f"<h1>{HEADLINE}</h1>{shown}")["description"] == description


@pytest.mark.parametrize(
    ("said", "description"),
    [
        ("&lt;p&gt;It&amp;#x27;s &lt;b&gt;raining&lt;/b&gt; in town.&lt;/p&gt;", "It's raining in town."),
        ("Rain &amp;amp; floods", "Rain & floods"),
        ("2 &lt; 3 and 4 &gt; 3", "2 < 3 and 4 > 3"),
    ],
)
def test_no_field_holds_markup(said: str, description: str) -> None:
    assert read(f'<meta name="description" content="{said}">', "")["description"] == description


def test_kicker_inside_the_heading() -> None:
    shown = f"<h2><span>Weather</span><span>{HEADLINE}</span></h2>"
    fields = read(ld(headline=f"Weather: {HEADLINE}") + f"<meta property='og:title' content='{HEADLINE}'>", shown)
    assert (fields["headline"], fields["alternative_headline"]) == (HEADLINE, "Weather")


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (ld(author={"@type": "Person", "name": "Jane Doe"}), "", ["Jane Doe"]),
        (ld(author=[{"@type": "Person", "name": "Jane Doe"}, {"@type": "Person", "name": "John Smith"}]), "", ["Jane Doe", "John Smith"]),
        (ld(author="Jane Doe and John Smith"), "", ["Jane Doe", "John Smith"]),
        (ld(author={"@type": "Person", "givenName": "Jane", "familyName": "Doe"}), "", ["Jane Doe"]),
        (ld(author={"@type": "Organization", "name": "The Daily"}), "", []),
        (ld(author={"@type": "Person", "name": "daily.example"}), "", []),
        (ld(author={"@type": "Person", "name": "dpa"}), "", []),
        (ld(author={"@type": "Organization", "name": "The Daily"}), "<h1>Rain</h1><p class='byline'>By Jane Doe</p>", ["Jane Doe"]),
        (ld(author={"@type": "Person", "name": "Jane"}), "<h1>Rain</h1><p class='byline'>By Jane Doe</p>", ["Jane Doe"]),
        ("", "<h1>Rain</h1><div class='byline'>By <a href='/authors/jane-doe'>Jane Doe</a></div>", ["Jane Doe"]),
        ("", "<h1>Rain</h1><span class='author'>Jane Doe</span><span class='author'>John Smith</span>", ["Jane Doe", "John Smith"]),
        ("", "<h1>Rain</h1><p>By Jane Doe</p>", ["Jane Doe"]),
        ("", "<h1>Rain</h1><p>Jane Doe</p><p>May 3, 2024</p>", ["Jane Doe"]),
        ("", "<h1>Rain</h1><p>Jane Doe</p>", []),
        ("", "<h1>Rain</h1><figure><span class='author'>John Smith</span></figure>", []),
        ("", "<h1>Rain</h1><p class='byline'><style>.a{font-family:Open Sans}</style>By Jane Doe</p>", ["Jane Doe"]),
        ("<meta name='author' content='Jane Doe'>", "<h1>Rain</h1>", ["Jane Doe"]),
        ("<meta property='article:author' content='https://social.example/daily'>", "<h1>Rain</h1>", []),
        ("", "<h1>Rain</h1><p>Read more</p>", []),
        # The label has an element of its own, the name the next one; or a date stands before them on their line.
        ("", "<h1>Rain</h1><span>By</span><span>Jane Doe</span>", ["Jane Doe"]),
        ("", "<h1>Rain</h1><h3>Author</h3><p>Jane Doe</p>", ["Jane Doe"]),
        ("", "<h1>Rain</h1><div><b>Autoren:</b> Jane Doe und John Smith</div>", ["Jane Doe", "John Smith"]),
        ("", "<h1>Rain</h1><p>May 3, 2024 by Jane Doe</p>", ["Jane Doe"]),
        ("", "<h1>Rain</h1><p>3 May 2024 · Jane Doe</p>", ["Jane Doe"]),
        ("", "<h1>Rain</h1><p>40 Best Practices</p><p>Buying Tips</p><p>May 3, 2024</p>", []),
        ("", "<h1>Rain</h1><p>May 3, 2024</p><a href='/tag/pl'>Premier League</a><h2>Kate Nash</h2>", []),
        # At the foot of the article, but not of the page; with a name of one word only where it is said to be one.
        ("", "<h1>Rain</h1><article><footer><a rel='author' href='/a'>Jane Doe</a></footer></article>", ["Jane Doe"]),
        ("", "<h1>Rain</h1><footer><a rel='author' href='/a'>Jane Doe</a></footer>", []),
        ("", "<h1>Rain</h1>" + "<p>It rained.</p>" * 150 + "<p>Written by Jane Doe</p>", ["Jane Doe"]),
        ("", "<h1>Rain</h1><p class='byline'>by jane</p>", ["jane"]),
        ("", "<h1>Rain</h1><p>Jane</p>", []),
        # The name of an account gives way to a full name; what the newsroom's data name does not.
        (ld(author={"@type": "Person", "name": "jdoe"}), "<h1>Rain</h1><p class='byline'>Jane Doe</p>", ["Jane Doe"]),
        (ld(author={"@type": "Person", "name": "John Smith"}), "<h1>Rain</h1><p class='byline'>Jane Doe</p>", ["Jane Doe"]),
        (ld(author={"@type": "Person", "name": "jdoe"}), "<h1>Rain</h1>", ["jdoe"]),
        ("", "<h1>Rain</h1>" + "<p>It rained.</p>" * 150 + "<div class='comments'><p>Posted by Jane Doe</p><i class='author'>Jane Doe</i></div>", []),
        (ld(author={"@id": "https://daily.example/author/admin/", "name": "The D"}), "<h1>Rain</h1><p class='byline'>Jane Doe</p>", ["Jane Doe"]),
        ("", "<h1>Rain</h1>" + "<p>It rained.</p>" * 150 + "<p>By clicking you agree to the terms of Rain Ltd</p>", []),
        ("", "<h1>Rain</h1>" + "<p>It rained.</p>" * 150 + "<p class='author-links'>View all posts by Jane Doe</p>", ["Jane Doe"]),
        ("<meta name='author' content='John Smith'>", "<h1>Rain</h1><p class='byline'>By Jane Doe</p>", ["Jane Doe"]),
        # Nobody who bears the outlet's name beside another one; alone he named the site after himself.
        (ld(author={"@type": "Person", "name": "Modern Farmer"}, publisher={"name": "Modern Farmer"}), "<h1>Rain</h1><p class='byline'>By Jane Doe, Modern Farmer</p>", ["Jane Doe"]),
        (ld(author={"@type": "Person", "name": "Jane Doe"}, publisher={"name": "Jane Doe"}), "<h1>Rain</h1>", ["Jane Doe"]),
        (ld(author={"@type": "Person", "name": "Le Monde et AFP"}, publisher={"name": "Le Monde"}), "<h1>Rain</h1>", []),
        # A byline that is shown outweighs meta, where it has fewer or leads to the writer's page; not of an account.
        ("<meta name='author' content='Jane Doe,Ann Lee at MSA,Paul Warr for Amika'>", "<h1>Rain</h1><div class='contributors'>Jane Doe</div>", ["Jane Doe"]),
        ("<meta name='author' content='Wire Group'>", "<h1>Rain</h1><p class='byline'><a href='/author/jane-doe'>Jane Doe</a></p>", ["Jane Doe"]),
        ("<meta name='author' content='Jane Doe'>", "<h1>Rain</h1><p class='author'><a href='/author/daily-d'>Daily D</a></p>", ["Jane Doe"]),
        (ld(author={"@type": "Person", "name": "新間"}), "<h1>Rain</h1><p class='byline'>By Jane Doe and Ann Lee</p>", ["Jane Doe", "Ann Lee"]),
        # Repeated meta elements are several people, "Doe, Jane" where all are like it.
        ("<meta name='citation_author' content='Doe, Jane'><meta name='citation_author' content='Smith, John A.'>", "<h1>Rain</h1>", ["Jane Doe", "John A. Smith"]),
        ("<meta name='author' content='thedaily.de, Berlin, Germany'>", "<h1>Rain</h1>", []),
    ],
)  # fmt: skip
def test_authors(head: str, body: str, expected: list[str]) -> None:
    assert names(read(head, body)) == expected


def test_author_has_url_email_and_title() -> None:
    person = {
        "@type": "Person",
        "name": "Jane Doe",
        "url": "/a/jane",
        "email": "mailto:j@daily.example",
        "jobTitle": "Editor",
    }
    author = read(ld(author=person))["authors"][0]
    assert (author.url, author.email, author.job_title) == (
        "https://www.daily.example/a/jane",
        "j@daily.example",
        "Editor",
    )


def test_author_has_the_page_that_names_the_node() -> None:
    person = {"@type": "Person", "@id": "https://daily.example/author/jane-doe/", "name": "Jane Doe"}
    assert read(ld(author=person))["authors"][0].url == "https://daily.example/author/jane-doe/"
    assert read(ld(author=person | {"@id": "#jane"}))["authors"][0].url is None


def test_wire_story_with_a_byline_at_its_foot() -> None:
    texts = ["The talks went on.", "They ended.", "No date was set.", "Yonhap", "with the Korea JoongAng Daily"]
    fields = read(ld(author={"@type": "Organization", "name": "The Daily"}), f"<h1>{HEADLINE}</h1>", texts)
    assert fields["byline"] == "Yonhap with the Korea JoongAng Daily"
    assert names(fields) == []
    assert fields["source_organizations"] == ["Yonhap"]
    assert read_boilerplate_edges(texts).dropped == {3, 4}


@pytest.mark.parametrize(
    ("author", "organizations"),
    [("Anadolu Ajansı", ["Anadolu"]), ("Associated Press in Valencia", ["Associated Press"]), ("The Daily, Reuters", ["Reuters"])],
)  # fmt: skip
def test_agencies_among_authors(author: str, organizations: list[str]) -> None:
    fields = read(f"<meta name='author' content='{author}'>", f"<h1>{HEADLINE}</h1>")
    assert (names(fields), fields["source_organizations"]) == ([], organizations)


def test_dateline_is_read() -> None:
    fields = read("", f"<h1>{HEADLINE}</h1>", ["SEOUL, April 27 (Yonhap) -- South Korea said.", "More."])
    assert (fields["dateline"], fields["source_organizations"]) == ("SEOUL, April 27 (Yonhap)", ["Yonhap"])


@pytest.mark.parametrize(
    ("head", "body", "published", "modified"),
    [
        (ld(datePublished="2024-05-03T10:00:00+02:00", dateModified="2024-05-04T10:00:00Z"), "", "2024-05-03T10:00:00+02:00", "2024-05-04T10:00:00+00:00"),
        (ld(datePublished="2024-05-03"), "", "2024-05-03", None),
        (ld(datePublished="2024-05-03"), "<h1>Rain</h1><time datetime='2024-05-03T10:00:00Z'>x</time>", "2024-05-03T10:00:00+00:00", None),
        (ld(datePublished="2024-05-03", dateModified="2024-05-01"), "", "2024-05-03", None),
        (ld(datePublished="1970-01-01"), "", "2024-05-03", None),
        (ld(datePublished="2031-01-01"), "", "2024-05-03", None),
        ("<meta property='article:published_time' content='2024-05-02T08:00:00Z'>", "", "2024-05-02T08:00:00+00:00", None),
        ("", "<h1>Rain</h1><time datetime='2024-05-02'>2 May</time>", "2024-05-02", None),
        ("", "<h1>Rain</h1><p>2 May 2024</p>", "2024-05-02", None),
        ("", "<h1>Rain</h1><p>Published 1 May 2024</p><p>Updated 2 May 2024</p>", "2024-05-01", "2024-05-02"),
        # Published and changed in one line; what is shown as a date of change is no date of publication as well.
        ("", "<h1>Rain</h1><p class='date'>1 May 2024. Updated: 2 May 2024</p>", "2024-05-01", "2024-05-02"),
        ("", "<h1>Rain</h1><p>Last updated on 4 May 2024</p><p class='date'>4 May 2024</p>", "2024-05-03", "2024-05-04"),
        # Far from the headline: behind a word for publication, in the next element, in dated elements of a kind.
        ("", "<h1>Rain</h1><p>It rained.</p><section><p>Posted on 2 May 2024</p></section>", "2024-05-02", None),
        ("", "<h1>Rain</h1><p>It rained.</p><h3>Published</h3><p>2 May 2024</p>", "2024-05-02", None),
        # A picture before the date on its line.
        ("", "<h1>Rain</h1><div><svg></svg> 2 May 2024 </div>", "2024-05-02", None),
        ("<meta name='published-date' content='2024-05-02'>", "", "2024-05-02", None),
        ("", "", "2024-05-03", None),
    ],
)  # fmt: skip
def test_dates(head: str, body: str, published: str | None, modified: str | None) -> None:
    fields = read(head, body)
    assert (fields.get("date_published"), fields.get("date_modified")) == (published, modified)


PLAIN = "https://daily.example/rain"


@pytest.mark.parametrize(
    ("body", "url", "published"),
    [
        # 3/4/2024 is told apart by another date of the page, else it is no date.
        ("<h1>Rain</h1><time>03-04-2024</time><ul><li><time datetime='2024-04-03'>3 April</time></li></ul>", PLAIN, "2024-04-03"),
        ("<h1>Rain</h1><time>03-04-2024</time><ul><li><time datetime='2024-03-04'>4 March</time></li></ul>", PLAIN, "2024-03-04"),
        ("<h1>Rain</h1><time>03-04-2024</time>", PLAIN, None),
        # Teasers have dates of one class; the article's own is of another.
        ("<h1>Rain</h1><p>It rained.</p>" + "<p>More</p>" * 150 + "<i class='date own'>2 May 2024</i>" + "".join(f"<i class='date'>{d} May 2024</i>" for d in (4, 5, 6)), PLAIN, "2024-05-02"),
        ("<h1>Rain</h1><p>It rained.</p>" + "<p>More</p>" * 150 + "".join(f"<i class='date'>{d} May 2024</i>" for d in (4, 5, 6)), PLAIN, None),
        ("<h1>Rain</h1>" + "<p>It rained.</p>" * 150 + "<div id='comments'><p>Posted on 2 May 2024</p></div>", PLAIN, None),
        ("<h1>Rain</h1>", "https://daily.example/2024/may/03/rain", "2024-05-03"),
        ("<h1>Rain</h1>", "https://daily.example/a/2024-05-03+Rain", "2024-05-03"),
        ("<h1>Rain</h1>", "https://daily.example/2024/rain/03/", None),
    ],
)  # fmt: skip
def test_dates_of_pages_that_say_little(body: str, url: str, published: str | None) -> None:
    assert read("", body, url=url, lang="en").get("date_published") == published


def test_microdata_is_the_articles_and_not_a_teasers() -> None:
    scope = "<div itemscope itemtype='https://schema.org/Article'><b itemprop='headline'>{}</b><i itemprop='author'>{}</i>{}</div>"
    teaser = scope.format(
        "Another story", "John Smith", "<time itemprop='datePublished' datetime='2023-01-01'>x</time>"
    )
    fields = read(f"<title>{HEADLINE}</title>", teaser + scope.format(HEADLINE, "Jane Doe", ""))
    assert names(fields) == ["Jane Doe"]


def test_contradictions_are_warnings() -> None:
    head = ld(datePublished="2024-05-03") + "<meta property='article:published_time' content='2023-05-03'>"
    assert any(w.startswith("date_published: contradictory") for w in read(head)["warnings"])
    assert any(
        "date_modified" in w for w in read(ld(datePublished="2024-05-03", dateModified="2024-05-01"))["warnings"]
    )
    assert read(ld(datePublished="2024-05-03"))["warnings"] == []


GERMAN = (
    "Die Regierung will das Gesetz noch in diesem Jahr ändern und hat dafür einen Entwurf vorgelegt, der nun beraten wird. "
    * 4
)


@pytest.mark.parametrize(
    ("head", "texts", "language"),
    [
        ("", [], "en-GB"),
        (
            "",
            ["The government will change the law this year and has tabled a bill that is now under review. " * 4],
            "en-GB",
        ),
        (ld(inLanguage="de"), [GERMAN], "de"),
    ],
)
def test_language(head: str, texts: list[str], language: str) -> None:
    assert read(head, "", texts)["in_language"] == language


@pytest.mark.parametrize(
    ("head", "url", "kind"),
    [
        (ld(), URL, "NewsArticle"),
        (ld(**{"@type": "LiveBlogPosting"}), URL, "LiveBlogPosting"),
        (ld(**{"@type": ["NewsArticle", "OpinionNewsArticle"]}), URL, "OpinionNewsArticle"),
        (ld(), "https://daily.example/opinion/rain", "OpinionNewsArticle"),
        (ld(), "https://daily.example/liveblog/rain", "LiveBlogPosting"),
        (ld(articleSection="Meinung"), URL, "OpinionNewsArticle"),
        ("", URL, "NewsArticle"),
    ],
)
def test_type(head: str, url: str, kind: str | None) -> None:
    assert read(head, "", url=url).get("type") == kind


def test_section_and_keywords() -> None:
    fields = read(ld(articleSection=["World", "Asia"], keywords="rain, flood, Rain"))
    assert (fields["article_section"], fields["keywords"]) == ("World", ["rain", "flood"])
    crumbs = json.dumps({"@type": "BreadcrumbList", "itemListElement": [{"name": "Home"}, {"item": {"name": "Asia"}}]})
    assert read(f'<script type="application/ld+json">{crumbs}</script>')["article_section"] == "Asia"


def test_origin() -> None:
    fields = read("<link rel='canonical' href='https://wire.example/rain'>")
    assert (fields["canonical_url"], fields["is_based_on"]) == (
        "https://wire.example/rain",
        "https://wire.example/rain",
    )
    assert "is_based_on" not in read("<link rel='canonical' href='https://daily.example/rain'>")
    assert "canonical_url" not in read("<link rel='canonical' href='javascript:void(0)'>")


@pytest.mark.parametrize(
    ("head", "free"),
    [
        (ld(isAccessibleForFree=False), False),
        (ld(isAccessibleForFree="True"), True),
        (ld(hasPart={"@type": "WebPageElement", "isAccessibleForFree": False}), False),
        ("<meta property='article:content_tier' content='locked'>", False),
        ("<meta property='og:article:content_tier' content='free'>", True),
        ("<meta name='k5a:paid' content='1'>", False),
        ("<meta name='cXenseParse:abc-article_ispaidcontent' content='false'>", True),
        ("<meta name='outbrain:article_access_status' content='free'>", True),
        ("<meta name='lp:paywall_user' content='1'><meta name='vimeo_access_token' content='1'>", None),
        ("<meta name='premium' content='maybe'>", None),
        (ld(**{"@type": "WebPage", "isAccessibleForFree": "False"}), False),
        (ld(hasPart=[{"isAccessibleForFree": "True"}, 3]), None),
        (ld(), None),
    ],
)
def test_access(head: str, free: bool | None) -> None:
    assert read(head).get("is_accessible_for_free") is free


@pytest.mark.parametrize(
    ("body", "free"),
    [
        ("<article data-access='locked'>x</article>", False),
        ("<main data-content-tier=free>x</main>", True),
        ("<article data-is-premium=true>x</article>", False),
        ("<article data-paid=''>x</article>", None),
        ("<div data-paid=1>x</div>", None),
        ("<article class='paywall premium'>x</article>", None),
    ],
)
def test_access_in_attributes(body: str, free: bool | None) -> None:
    assert read("", body).get("is_accessible_for_free") is free


def test_contradictory_access_is_a_warning() -> None:
    fields = read(ld(isAccessibleForFree=True) + "<meta property='article:content_tier' content='locked'>")
    assert fields["is_accessible_for_free"] is True
    assert fields["warnings"] == ["is_accessible_for_free: contradictory: json-ld says yes, meta says no"]


@pytest.mark.parametrize(
    ("head", "body", "field", "value"),
    [
        (ld(copyrightHolder={"@type": "Organization", "name": "The Daily"}), "", "copyright_holder", "The Daily"),
        (ld(copyrightNotice="© 2026  The Daily"), "", "copyright_notice", "© 2026 The Daily"),
        ("<meta name=dcterms.rights content='© The Daily'>", "", "copyright_notice", "© The Daily"),
        ("<meta name=dcterms.rightsholder content='The Daily'>", "", "copyright_holder", "The Daily"),
        ("", "<footer><p>Contact us</p><p>© 2026 The Daily. All rights reserved.</p></footer>", "copyright_notice", "© 2026 The Daily. All rights reserved."),
        ("", "<footer><span>Copyright 2026 The Daily</span></footer>", "copyright_notice", "Copyright 2026 The Daily"),
        ("", "<footer>Alle Rechte vorbehalten</footer>", "copyright_notice", "Alle Rechte vorbehalten"),
        ("", "<footer>About copyright law</footer>", "copyright_notice", None),
        ("", "<footer><a>Copyright policy</a> <p>Copyright</p><p>2026 The Daily</p></footer>", "copyright_notice", "Copyright 2026 The Daily"),
        ("", "<footer><a>Copyright policy</a></footer>", "copyright_notice", None),
        ("", "<p>Text</p><hr><font>著作権 見本新聞社</font><script>©</script>", "copyright_notice", "著作権 見本新聞社"),
        ("", f"<p>© 2019 The Past</p>{'<p>Rain</p>' * 40}", "copyright_notice", None),
        ("", f"<p>© 2019 The Daily</p>{'<p>Rain</p>' * 39}", "copyright_notice", "© 2019 The Daily"),
        ("", "<p>© 2019 The Past</p><footer>Contact us</footer>", "copyright_notice", None),
        ("", "<p>Text</p><figure><figcaption>© Jane Doe</figcaption></figure>", "copyright_notice", None),
        ("<link rel=license href='https://license.example/by'>", "", "license", "https://license.example/by"),
        ("", "<p><a rel='license noopener' href='/by'>CC</a></p>", "license", "https://www.daily.example/by"),
        ("", "<figure><figcaption><a rel=license href='https://license.example/photo'>CC</a></figcaption></figure>", "license", None),
        ("", "<footer>ⓒ<p>저작권자 ⓒ 데일리, 무단전재 금지</p></footer>", "copyright_notice", "저작권자 ⓒ 데일리, 무단전재 금지"),
        ("", "<footer><p>© <b>The Daily</b></p></footer>", "copyright_notice", "© The Daily"),
        ("<meta name=dcterms.license content='https://license.example/by'>", "", "license", "https://license.example/by"),
        (ld(license="CC BY 4.0"), "", "license", "CC BY 4.0"),
        (ld(license={"@type": "CreativeWork", "url": "https://license.example/by"}), "", "license", "https://license.example/by"),
        ("", "<p><a href='https://creativecommons.org/about'>About</a></p>", "license", None),
    ],
)  # fmt: skip
def test_copyright_and_licence(head: str, body: str, field: str, value: str | None) -> None:
    assert read(head, body).get(field) == value


def test_rights_are_facts() -> None:
    head = "<meta name='robots' content='noai, noimageai, index'><meta name='tdm-reservation' content='0'>"
    fields = read(head, "", tdm_reservation="1", tdm_policy="https://daily.example/tdm", x_robots_tag="noarchive")
    assert fields["robots"] == ["noai", "noarchive", "noimageai"]
    assert fields["tdm_reservation"] == 0
    assert read("", "", tdm_reservation="1")["tdm_reservation"] == 1
    assert "tdm_reservation" not in read()
    assert read(ld(license="https://license.example/by"))["license"] == "https://license.example/by"


@pytest.mark.parametrize(
    ("head", "tag", "words"),
    [
        ("<meta name=robots content='max-image-preview:none, max-snippet:-1'>", "", None),
        ("<meta name=robots content='NOAI,NoImageAI'>", "", ["noai", "noimageai"]),
        ("<meta name=googlebot content=noarchive>", "", ["googlebot: noarchive"]),
        ("<meta name=CCBot content=nofollow>", "noai", ["ccbot: nofollow", "noai"]),
        ("", "googlebot: noarchive, nosnippet, bingbot: noai", ["bingbot: noai", "googlebot: noarchive", "googlebot: nosnippet"]),
        ("", "unavailable_after: 25 Jun 2030 15:00:00 PST, noml", ["noml"]),
        ("<meta name=robots content='index, follow, all'>", "all", None),
        ("<meta name=robots content='none'>", "x" * 100_000, ["none"]),
    ],
)  # fmt: skip
def test_robots(head: str, tag: str, words: list[str] | None) -> None:
    assert read(head, x_robots_tag=tag).get("robots") == words


def test_publisher() -> None:
    assert read(ld(publisher={"@type": "Organization", "name": "The Daily"}))["publisher"] == "The Daily"
    assert read("<meta property='og:site_name' content='The Daily'>")["publisher"] == "The Daily"


def test_corrections() -> None:
    fields = read("", "", ["Rain fell.", "More rain.", "Correction (May 3, 2024): the river is the Elbe."])
    assert [(c.text, c.date) for c in fields["corrections"]] == [
        ("Correction (May 3, 2024): the river is the Elbe.", "2024-05-03")
    ]
    assert "corrections" not in read("", "", ["Corrections officers went on strike."])


@pytest.mark.parametrize(
    "source",
    [
        "",
        "<",
        "<html>",
        "\0",
        "<h1></h1>",
        "<div itemscope itemtype='Article'><b itemprop='author name' itemscope>",
        "a" * 100_000,
    ],
)
def test_never_fails(source: str) -> None:
    assert isinstance(read_metadata(parse(source, "http://[::1"), [""]), dict)


@pytest.mark.parametrize(
    ("header", "found"), [("train-ai=n,\t search=y", "train-ai=n, search=y"), ("", None), (" ", None), (None, None)]
)
def test_content_usage_is_the_header_as_sent(header: str | None, found: str | None) -> None:
    from crawler.extract.document.page import parse
    from crawler.extract.rights.opt_out import read_rights

    headers = {} if header is None else {"content-usage": header}
    [candidate] = read_rights(parse(b"<p>Rain.</p>", "https://daily.example/1", headers))["content_usage"]
    assert (candidate.value, candidate.origin) == (found, "header")
