"""More publishers of bench/discovery/run, written after the rules that find articles, with more that looks like one."""

from __future__ import annotations

import hashlib
import html
from collections.abc import Iterator

import discovery_pages as build
from discovery_web import Publisher, Story, link


def _put_others(site: Publisher, chrome: str, others: dict[str, str]) -> str:
    """Pages that are no articles, each with a text; the links to them."""
    for path, title in others.items():
        body = f"{chrome}<h1>{html.escape(title)}</h1>" + "<p>What we have on it, and what is to come.</p>" * 6
        site.put(path, build.page(site, title, body))
    return "<section>" + "".join(f"<div>{link(path, title)}</div>" for path, title in others.items()) + "</section>"


def letters() -> Publisher:
    """A Japanese paper: identifiers of letters and digits alone, short titles, RSS 1.0, rankings, pictures, films."""
    site = build.new_site("minato.example", "ja", "Japanese, letters as names", 50, ["shakai", "keizai"])
    for s in site.stories:
        s.title = s.title.replace(" ", "")
        s.path = f"/articles/A{hashlib.sha1(s.slug.encode()).hexdigest()[:9].upper()}"
    chrome = build.menu(
        {"社会": "/genre/shakai/", "経済": "/genre/keizai/", "紙面": "/shimen/20261124.html", "会員登録": "/join/"}
    )
    others = {f"/gallery/G{n}B2C3": f"写真で見る港の朝 {n}" for n in range(3)} | {
        f"/movie/M00{n}9": f"動画 港の夜 {n}" for n in range(2)
    }
    build.put_articles(site, chrome)
    more = _put_others(site, chrome, others)

    def front(own: list[Story]) -> str:
        site.lists("section", own)
        ranking = "<ol>" + "".join(f"<li>{link(s.path + '?ref=ranking', s.title)}</li>" for s in own[:5]) + "</ol>"
        return build.page(
            site,
            "港新聞",
            chrome + ranking + build.teasers(own, "li", byline=False) + more + build.ADVERTS + build.FOOT,
            '<link rel="alternate" type="application/rss+xml" href="/rss/index.rdf">',
        )

    site.put("/", front(site.stories[:20]))
    for name in ("shakai", "keizai"):
        site.put(f"/genre/{name}/", front([s for s in site.stories if s.section == name]))
    items = "".join(
        f'<item rdf:about="{build.absolute(site, s.path)}"><title>{s.title}</title><link>{build.absolute(site, s.path)}?ref=rss</link></item>'
        for s in site.lists("feed", site.stories[:25])
    )
    for s in site.stories:
        s.twins = (f"{s.path}?ref=rss", f"{s.path}?ref=ranking")
        site.answers |= dict.fromkeys(s.twins, site.answers[s.path])
    site.put(
        "/rss/index.rdf",
        f'<?xml version="1.0" encoding="UTF-8"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">{items}</rdf:RDF>',
        "application/rdf+xml",
    )
    return site


def portal() -> Publisher:
    """A Brazilian portal: words of the kind of page in every address, topics and programmes with slugs of their own."""
    site = build.new_site("porto-agora.example", "en", "portal, kinds in addresses", 60, ["politica", "economia"])
    for s in site.stories:
        s.path = f"/{s.section}/noticia/{s.date:%Y/%m/%d}/{s.slug}.ghtml"
    chrome = build.menu(
        {"Política": "/politica/", "Economia": "/economia/", "Vídeos": "/videos/", "Ao vivo": "/ao-vivo/"}
    )
    build.put_articles(site, chrome)
    others = {f"/tudo-sobre/port-of-the-city-{n}/": f"All about the port of the city, part {n}" for n in range(3)}
    others |= {
        f"/podcast/the-day/noticia/2026/11/2{n}/episode-{n}-the-storm.ghtml": f"Podcast: episode {n}, the storm"
        for n in range(1, 3)
    }
    others |= {"/economia/calculadora/how-much-will-you-get-back.ghtml": "Calculator: how much will you get back?"}
    more = _put_others(site, chrome, others)

    def front(own: list[Story]) -> str:
        site.lists("section", own)
        return build.page(
            site, "Porto Agora", chrome + build.teasers(own, "article") + more + build.ADVERTS + build.FOOT
        )

    site.put("/", front(site.stories[:20]))
    for name in ("politica", "economia"):
        site.put(f"/{name}/", front([s for s in site.stories if s.section == name][:20]))
    site.put(
        "/robots.txt",
        f"User-agent: *\nDisallow: /beta/\nSitemap: {site.url}/sitemap/site/sitemap.xml\nSitemap: {site.url}/sitemap/site/news.xml\n",
        "text/plain",
    )
    site.put(
        "/sitemap/site/news.xml", build.news_sitemap(site, site.lists("news-sitemap", site.stories[:40])), "text/xml"
    )
    site.put(
        "/sitemap/site/sitemap.xml",
        build.index(site, ["/sitemap/site/2026/11/24_1.xml", "/sitemap/site/2026/11/23_1.xml"]),
        "text/xml",
    )
    site.lists("sitemap", site.stories)
    site.put(
        "/sitemap/site/2026/11/24_1.xml",
        build.sitemap(site, [*others, *(s.path for s in site.stories[:30])]),
        "text/xml",
    )
    site.put("/sitemap/site/2026/11/23_1.xml", build.sitemap(site, [s.path for s in site.stories[30:]]), "text/xml")
    return site


def letterbox() -> Publisher:
    """A newsletter: slugs of two or three words right under the host, beside tags, authors and pages about it."""
    site = build.new_site("low-tide.example", "en", "newsletter, slugs at the root", 40, ["notes"])
    for s in site.stories:
        s.path = f"/{'-'.join(s.slug.split('-')[: 2 + s.number % 3])}-{'abcdefgh'[s.number % 8]}{s.number}/"
    chrome = build.menu(
        {
            "Home": "/",
            "About": "/about/",
            "Membership": "/membership/",
            "Notes": "/tag/notes/",
            "Sign in": "/#/portal/signin",
        }
    )
    build.put_articles(site, chrome)
    others = {
        "/about/": "About this newsletter",
        "/membership/": "Become a member",
        "/author/tom/": "Tom Birch",
        "/our-rules-for-comments/": "Our rules for comments",
    }
    more = _put_others(site, chrome, others)
    site.put("/rss/", build.rss(site, site.lists("feed", site.stories[:15])), "text/xml")
    for path, own in {"/": site.stories[:12], "/tag/notes/": site.stories[:15]}.items():
        site.put(
            path,
            build.page(
                site,
                "Low Tide",
                chrome + build.teasers(site.lists("section", own), "article") + more + build.FOOT,
                '<link rel="alternate" type="application/rss+xml" href="/rss/">',
            ),
        )
    site.put(
        "/sitemap.xml",
        build.index(site, [f"/sitemap-{name}.xml" for name in ("pages", "posts", "authors", "tags")]),
        "text/xml",
    )
    site.put(
        "/sitemap-posts.xml", build.sitemap(site, [s.path for s in site.lists("sitemap", site.stories)]), "text/xml"
    )
    site.put("/sitemap-pages.xml", build.sitemap(site, ["/", *others]), "text/xml")
    site.put("/sitemap-authors.xml", build.sitemap(site, ["/author/tom/"]), "text/xml")
    site.put("/sitemap-tags.xml", build.sitemap(site, ["/tag/notes/"]), "text/xml")
    return site


def lookalikes() -> Publisher:
    """No feed, and every third link of a front leads to a dossier, an event, a recipe, a horoscope, an author, a quiz."""
    site = build.new_site("stadtpost.example", "en", "no feed, many lookalikes", 60, ["hafen", "stadt"])
    for s in site.stories:
        s.path = f"/{s.section}/id_{100123456 + s.number}/{s.slug}.html"
    chrome = build.menu(
        {
            "Hafen": "/hafen/",
            "Stadt": "/stadt/",
            "Rezepte": "/rezepte/",
            "Termine": "/termine/",
            "Horoskop": "/horoskop/",
        }
    )
    build.put_articles(site, chrome)
    others = {
        "/dossier/the-future-of-the-harbour-in-our-city/": "Dossier: the future of the harbour in our city",
        "/termine/2026-11-30-harbour-festival-of-the-city/": "Harbour festival of the city on November 30",
        "/rezepte/fish-soup-with-fennel-and-saffron.html": "Fish soup with fennel and saffron",
        "/horoskop/2026/11/24/": "What the stars say on November 24",
        "/von/tom-birch-from-the-harbour/": "All stories by Tom Birch from the harbour",
        "/quiz/how-well-do-you-know-your-harbour/": "How well do you know your harbour?",
        "/wetter/stadt-am-hafen/7-tage.html": "The weather of the next seven days in the city",
    }
    more = _put_others(site, chrome, others)
    for path, own in {
        "/": site.stories[:20],
        **{f"/{n}/": [s for s in site.stories if s.section == n] for n in ("hafen", "stadt")},
    }.items():
        site.put(
            path,
            build.page(
                site,
                "Stadtpost",
                chrome + build.teasers(site.lists("section", own)) + more + build.ADVERTS + build.FOOT,
            ),
        )
    return site


def more_publishers() -> Iterator[Publisher]:
    """All of them."""
    for make in (letters, portal, letterbox, lookalikes):
        yield make()
