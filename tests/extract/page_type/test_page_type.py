"""Pages that are no article, or not all of one; and articles that look like such pages."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.extract.document.page import parse
from crawler.extract.page_type.phrases import contains_phrase, count
from crawler.extract.read import extract
from tests.server import WORDS

URL = "https://daily.example/2026/04/02/the-ferry-sails-again"
SENTENCE = "The ferry left the old pier at dawn on Thursday with eleven passengers, two dogs and a piano on its deck. "
TITLES = {
    "en": "Council votes to keep the old ferry running in winter",
    "de": "Gemeinderat stimmt für die alte Fähre auch im Winter",
    "fr": "Le conseil vote pour garder le vieux bac en hiver",
    "ru": "Совет решил оставить старый паром и на зиму",
    "ja": "町議会、古い渡し船を冬も運航することを決定",
    "ko": "군의회, 오래된 나룻배를 겨울에도 운항하기로 결정",
    "ar": "المجلس يصوت للإبقاء على العبارة القديمة في الشتاء",
    "th": "สภาลงมติให้เรือข้ามฟากเก่าเดินต่อในฤดูหนาว",
}


def page(body: str, title: str = "The Example Daily", head: str = "", classes: str = "") -> str:
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body class='{classes}'>{body}</body></html>"


def ld(value: Any) -> str:
    return f"<script type='application/ld+json'>{json.dumps(value)}</script>"


def teasers(title: str, number: int = 24, summary: str = "") -> str:
    cards = (
        f"<article class=card><a href=/n/{n}><h3>{title} {n}</h3></a><p>{summary or title}, {n}.</p></article>"
        for n in range(number)
    )
    return f"<header><nav><a href=/>Home</a></nav></header><main>{''.join(cards)}</main><footer>© Daily</footer>"


def read(html: str, url: str = URL) -> tuple[str, list[str]]:
    article = extract(parse(html, url))
    return article.type, [w for w in article.warnings if w.startswith(("type:", "article_body:"))]


LIST = ("CollectionPage", ["type: no article, a list of others"])
SEARCH = ("SearchResultsPage", ["type: no article, the results of a search"])
ERROR = ("WebPage", ["type: no article, an error page"])
CONSENT = ("WebPage", ["type: no article, the page asks for consent first"])
CHALLENGE = ("WebPage", ["type: no article, the page checks who asks for it"])
FRAMES = ("WebPage", ["article_body: none, the page consists of frames"])
RENDER = ("WebPage", ["article_body: none, the page needs rendering by a browser"])
ARTICLE: tuple[str, list[str]] = ("NewsArticle", [])
ITEMS = [{"@type": "ListItem", "position": n, "url": f"https://daily.example/n/{n}"} for n in range(9)]
DATED = "<meta property=article:published_time content=2026-04-02T06:00:00Z>"


@pytest.mark.parametrize("language", TITLES)
@pytest.mark.parametrize(
    ("url", "head", "classes"),
    [
        ("https://daily.example/", "", ""),
        ("https://daily.example/world/", "", ""),
        ("https://daily.example/tag/ferries", "<meta property=og:type content=article>", ""),
        ("https://daily.example/ferries/", ld({"@type": "CollectionPage", "name": "Ferries"}), ""),
        ("https://daily.example/ferries/", ld({"@type": "ItemList", "itemListElement": ITEMS}), ""),
        ("https://daily.example/ferries/", "<meta property=og:type content=article>", "archive category"),
        ("https://daily.example/ferries/", DATED + ld({"@type": "CollectionPage", "name": "Ferries"}), ""),
        ("https://daily.example/x?id=7", "<meta name=pagetype content=section>", ""),
    ],
    ids="home section tag collection itemlist classes dated meta".split(),
)
def test_fronts(language: str, url: str, head: str, classes: str) -> None:
    assert read(page(teasers(TITLES[language]), head=head, classes=classes), url) == LIST


SUMMARY = "The boat left at dawn with eleven passengers, two dogs and a piano on its deck, and came back at nine without the piano"


@pytest.mark.parametrize(
    ("body", "url"),
    [
        (teasers(TITLES["en"], 9, SUMMARY), "https://daily.example/sport/sailing/"),
        (teasers(TITLES["ko"], 9), "https://daily.example/society"),
        (teasers(TITLES["en"], 30, SUMMARY), "https://daily.example/c/12345.html"),
        ("".join(f"<a href=/n/{n}><h3>{TITLES['en']} {n}</h3><p>{SUMMARY} {n}.</p></a>" for n in range(12)), "https://daily.example/world"),
        ("".join(f"<div><a href=/n/{n}>{TITLES['de']} {n}</a><span>{SUMMARY} {n}.</span></div>" for n in range(12)), "https://daily.example/"),
        ("<ul>" + "".join(f"<li><a href=/n/{n}>{TITLES['ar']} {n}</a></li>" for n in range(30)) + "</ul>", "https://daily.example/latest/1"),
    ],
)  # fmt: skip
def test_fronts_of_other_shapes(body: str, url: str) -> None:
    assert read(page(body), url) == LIST


@pytest.mark.parametrize(
    ("html", "url"),
    [
        (page(teasers(TITLES["en"], 8)), "https://daily.example/?s=ferry"),
        (page(teasers(TITLES["en"], 8)), "https://daily.example/search?q=ferry"),
        (page(teasers(TITLES["en"], 8)), "https://daily.example/search/ferry?q=ferry"),
        (page(teasers(TITLES["de"], 8), "Suchergebnisse für Fähre"), "https://daily.example/finden?q=Fähre"),
        (page(teasers(TITLES["ja"], 8), "「渡し船」の検索結果"), "https://daily.example/s.html?query=x"),
        (page(teasers(TITLES["ru"], 8)), "https://daily.example/поиск/?q=паром"),
        (page(teasers(TITLES["en"], 8), head=ld({"@type": "SearchResultsPage"})), "https://daily.example/find/ferry"),
        (page(teasers(TITLES["fr"], 8), classes="search-results"), "https://daily.example/x/bac"),
    ],
)
def test_searches(html: str, url: str) -> None:
    assert read(html, url) == SEARCH


MENU = "<nav><a href=/world>World</a> <a href=/sport>Sport</a></nav>"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (page("<h1>404</h1><p>The page that you asked for is gone.</p>" + MENU), ERROR),
        (page("<h1>Sorry</h1><p>It is not here.</p>" + MENU, "404 | Daily"), ERROR),
        (page("<h1>Sorry</h1><p>It is not here.</p>" + MENU, "Daily - 404 - Oops"), ERROR),
        (page("<h1>Sorry</h1><p>It is not here.</p>", "Seite nicht gefunden | Beispiel"), ERROR),
        (page("<h1>Page introuvable</h1><p>Cette adresse ne mène nulle part.</p>"), ERROR),
        (page("<h1>お探しのページが見つかりません</h1><p>移動または削除されました。</p>"), ERROR),
        (page("<h1>페이지를 찾을 수 없습니다</h1><p>주소를 확인해 주십시오.</p>"), ERROR),
        (page("<h1>الصفحة غير موجودة</h1><p>عذرا.</p>"), ERROR),
        (page("<h1>Страница не найдена</h1><p>Проверьте адрес.</p>"), ERROR),
        (page("<h1>Gone fishing</h1><p>Nothing to see.</p>", classes="error404 wp-theme"), ERROR),
        (page("<h1>Gone fishing</h1><p>Nothing to see.</p>", head="<meta name=prerender-status-code content=404>"), ERROR),
        (page("<h1>Page not found</h1><p>Try one of these:</p>" + teasers(TITLES["en"])), ERROR),
        (page("<h1>We value your privacy</h1><p>We and our 842 partners store cookies. With your consent we use data for "
              "advertising.</p><button>Accept all cookies</button>"), CONSENT),
        (page("<h1>Weiterlesen mit Werbung</h1><p>Besuchen Sie uns wie gewohnt mit Werbung und Tracking. Ihre Zustimmung "
              "ist jederzeit widerrufbar. Details im Datenschutz.</p><button>Zustimmen</button>"), CONSENT),
        (page("<h1>Votre consentement</h1><p>Nos partenaires déposent des cookies pour la publicité.</p>"
              "<button>Accepter</button>"), CONSENT),
        (page("<h2>Checking your browser before accessing daily.example.</h2><p>Ray ID 7</p>", "Just a moment..."), CHALLENGE),
        (page("<p>You don't have permission to view this page.</p>", "Access Denied"), CHALLENGE),
        ("<html><head><title>Daily</title></head><frameset cols='20%,80%'><frame src=menu.html><frame src=main.html>"
         "<noframes>Your browser shows no frames.</noframes></frameset></html>", FRAMES),
        (page("<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div><script src=a.js></script>"), RENDER),
        (page("<div id=app></div><script>boot()</script>", "Daily"), RENDER),
        (page(MENU + "<div id=__next></div><script src=/a.js></script>"), RENDER),
        (page("<app-root></app-root><script src=main.js type=module></script>"), RENDER),
        (page("<div id=root></div><script src=a.js></script>", head=DATED),
         ("NewsArticle", ["article_body: none, the page needs rendering by a browser"])),
        ("", ("NewsArticle", ["article_body: none found"])),
    ],
)  # fmt: skip
def test_pages_that_are_none(html: str, expected: tuple[str, list[str]]) -> None:
    assert read(html) == expected


STUB = f"<article><h1>{TITLES['en']}</h1><p>{SENTENCE * 3}</p><p>{SENTENCE * 2}</p>"
CUT = ["article_body: cut short, the rest is not free"]


@pytest.mark.parametrize(
    ("html", "free", "warnings"),
    [
        (page(STUB + "<div class=gate><p>Subscribe to continue reading</p></div></article>"), False, CUT),
        (page(STUB + "<div><p>Sie sind bereits Abonnent? Jetzt anmelden.</p></div></article>"), False, CUT),
        (page(STUB + "<div><h3>Article réservé aux abonnés</h3></div></article>"), False, CUT),
        (page(STUB + "<div><p>この記事は有料会員限定です</p></div></article>"), False, CUT),
        (page(STUB + f"<p>{SENTENCE * 5}</p></article>", head=ld({"@type": "NewsArticle", "headline": TITLES["en"], "isAccessibleForFree": False})), False, []),
        (page(f"<h1>{TITLES['en']}</h1><article><p>{SENTENCE * 2}</p><p>{SENTENCE[:70]}…</p></article>",
              head=ld({"@type": "NewsArticle", "headline": TITLES["en"], "isAccessibleForFree": "False"})), False, CUT),
        (page(STUB + "<p>Subscribe to continue reading</p></article>",
              head=ld({"@type": "NewsArticle", "headline": TITLES["en"], "isAccessibleForFree": True})), True, []),
        (page(STUB + f"<p>{SENTENCE * 40}</p><p>Subscribe to read more of us.</p></article>"), None, []),
        (page(STUB + "<p>She is a subscriber.</p></article>"), None, []),
    ],
)  # fmt: skip
def test_paywalls(html: str, free: bool | None, warnings: list[str]) -> None:
    article = extract(parse(html, URL))
    assert article.is_accessible_for_free is free
    assert [w for w in article.warnings if w.startswith("article_body:")] == warnings


PAID = ld({"@type": "NewsArticle", "headline": TITLES["en"], "isAccessibleForFree": False})


@pytest.mark.parametrize(("free", "origin"), [("", "dom"), (PAID, "json-ld")])
def test_who_says_that_it_is_paid(free: str, origin: str) -> None:
    article = extract(parse(page(STUB + "<p>Subscribe to continue reading</p></article>", head=free), URL))
    assert article.provenance["is_accessible_for_free"] == origin


LONG = f"<article><h1>{TITLES['en']}</h1>" + "".join(f"<p>{n}. {SENTENCE * 3}</p>" for n in range(6)) + "</article>"
BRIEF = f"<article><h1>{TITLES['en']}</h1><time datetime=2026-04-02>April 2</time><p>{SENTENCE * 2}</p></article>"
MANY = "".join(f"<li><a href=/n/{n}>{TITLES['en']} {n}</a></li>" for n in range(40))


@pytest.mark.parametrize(
    ("html", "url"),
    [
        (page(LONG), URL),
        (page(LONG), "https://daily.example/"),
        (page(LONG + f"<aside><ul>{MANY}</ul></aside>"), "https://daily.example/tag/ferries"),
        (page(LONG, "Page not found: how the web forgets"), URL),
        (page(LONG, "Cookies and your privacy: what consent means"), URL),
        (page(LONG, "Search results"), "https://daily.example/search?q=ferry"),
        (page(LONG, classes="home archive category"), URL),
        (page(BRIEF + f"<aside><ul>{MANY}</ul></aside>", head=DATED), URL),
        (page(BRIEF, TITLES["en"], head=ld({"@type": "NewsArticle", "headline": TITLES["en"]})), URL),
        (page(BRIEF, TITLES["en"]), URL),
        (page(BRIEF, "Notice 404"), URL),
        (page(BRIEF, "404 homes without power"), URL),
        (page(LONG + "<div id=root></div><script src=a.js></script>"), URL),
    ],
)
def test_articles_stay_articles(html: str, url: str) -> None:
    assert read(html, url) == ARTICLE


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("head", [DATED, ""])
def test_briefs_among_links_stay_articles(language: str, head: str) -> None:
    headline, sentence = WORDS[language]
    links = "".join(f"<li><a href=/n/{n}>{TITLES['en']} {n}</a></li>" for n in range(30))
    html = page(f"<article><h1>{headline}</h1><p>{sentence * 4}</p></article><ul>{links}</ul>", headline, head)
    assert read(html) == ARTICLE


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("error", "Error 404", 1),
        ("error", "Route 4040", 0),
        ("error", "Nothing was found in the harbour", 1),
        ("paywall", "Nur für Abonnenten", 2),
        ("paywall", "", 0),
        ("consent", "我们重视您的隐私", 1),
        ("search", "research", 0),
    ],
)
def test_phrases(name: str, text: str, found: int) -> None:
    assert count(name, text) == found
    assert contains_phrase(name, text) is (found > 0)
