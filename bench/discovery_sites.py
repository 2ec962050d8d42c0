"""The publishers of bench/discovery: each in the shape of a family of sites, none after the rules that find its articles."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from urllib.parse import quote

from discovery_pages import (
    ADVERTS,
    FOOT,
    absolute,
    article,
    atom,
    index,
    menu,
    news_sitemap,
    page,
    rss,
    sitemap,
    teasers,
)
from discovery_web import Publisher, Story, link, stories

RSS_HEAD = '<link rel="alternate" type="application/rss+xml" title="News" href="{}">'


def _site(host: str, language: str, shape: str, count: int, sections: list[str]) -> Publisher:
    return Publisher(host, language, shape, stories(host, language, count, sections))


def _put_articles(site: Publisher, chrome: str, head: str = "") -> None:
    for story in site.stories:
        related = teasers([s for s in site.stories if s.section == story.section][:3], byline=False)
        site.put(story.path, article(site, story, head, chrome + ADVERTS + f"<aside>{related}</aside>" + FOOT))


def wordpress() -> Publisher:
    """WordPress: dated addresses, a feed for articles and one for comments, tags, authors, months, an index by type."""
    site = _site("pier-post.example", "en", "WordPress", 60, ["world", "local", "sport"])
    for s in site.stories:
        s.path = f"/{s.date:%Y/%m/%d}/{s.slug}/"
    chrome = menu({"Home": "/", "World": "/category/world/", "Local": "/category/local/", "Sport": "/category/sport/",
                   "About": "/about/", "November 2026": "/2026/11/", "Log in": "/wp-login.php"})  # fmt: skip
    side = "<aside>" + link(site.stories[0].path + "#comment-12", "Ann on " + site.stories[0].title) + "".join(
        link(f"/tag/{word}/", word) for word in ("harbour", "storm-of-the-century-in-pictures")
    ) + link("/2026/10/", "October 2026") + "</aside>"  # fmt: skip
    head = RSS_HEAD.format("/feed/") + RSS_HEAD.format("/comments/feed/")
    _put_articles(site, chrome, head)
    front = site.lists("section", site.stories[:12])
    site.put("/", page(site, "Pier Post", chrome + teasers(front) + link("/page/2/", "Older posts", ' class="next"') + side
                       + ADVERTS + FOOT, head))  # fmt: skip
    for name in ("world", "local", "sport"):
        own = site.lists("section", [s for s in site.stories if s.section == name][:12])
        site.put(f"/category/{name}/", page(site, name, chrome + teasers(own) + side + ADVERTS + FOOT, head))
    site.put("/feed/", rss(site, site.lists("feed", site.stories[:20])), "application/rss+xml; charset=utf-8")
    comments = [
        Story(s.number, f"Comment on {s.title}", s.slug, s.date, s.section, s.author, [], s.path + "#comment-1")
        for s in site.stories[:3]
    ]
    site.put("/comments/feed/", rss(site, comments), "application/rss+xml")
    site.put(
        "/robots.txt", f"User-agent: *\nDisallow: /wp-admin/\nSitemap: {site.url}/sitemap_index.xml\n", "text/plain"
    )
    maps = ["/post-sitemap.xml", "/page-sitemap.xml", "/category-sitemap.xml", "/author-sitemap.xml"]
    site.put("/sitemap_index.xml", index(site, maps), "text/xml")
    site.put(
        "/post-sitemap.xml", sitemap(site, ["/", *(s.path for s in site.lists("sitemap", site.stories))]), "text/xml"
    )
    site.put("/page-sitemap.xml", sitemap(site, ["/about/", "/how-to-send-us-your-letters/"]), "text/xml")
    site.put("/category-sitemap.xml", sitemap(site, ["/category/world/", "/category/local/"]), "text/xml")
    site.put("/author-sitemap.xml", sitemap(site, ["/author/tom-birch/", "/author/jane-doe/"]), "text/xml")
    for path in ("/about/", "/how-to-send-us-your-letters/", "/author/tom-birch/", "/author/jane-doe/", "/2026/11/"):
        site.put(path, page(site, path, chrome + "<h1>About</h1><p>Some words about us and what we do here.</p>"))
    return site


def drupal() -> Publisher:
    """Drupal: short addresses without dates, node numbers, a sitemap in numbered parts, a pager."""
    site = _site("coast-herald.example", "en", "Drupal", 50, ["politics", "culture"])
    for s in site.stories:
        s.path = f"/{s.section}/{s.slug}" if s.number % 3 else f"/node/{81200 - s.number}"
    chrome = menu({"Front page": "/", "Politics": "/politics", "Culture": "/culture", "Events": "/events",
                   "User login": "/user/login?destination=/front"})  # fmt: skip
    _put_articles(site, chrome)
    front = site.lists("section", site.stories[:10])
    extra = link("/events/harbour-swim-on-the-first-of-may", "Harbour swim on the first of May: all you need to know")
    site.put(
        "/", page(site, "Coast Herald", chrome + teasers(front) + extra + ADVERTS + FOOT, RSS_HEAD.format("/rss.xml"))
    )
    for name in ("politics", "culture"):
        own = [s for s in site.stories if s.section == name]
        pager = '<ul class="pager"><li class="pager__item--next"><a rel="next" href="?page=1">Next page</a></li></ul>'
        site.put(f"/{name}", page(site, name, chrome + teasers(site.lists("section", own[:10])) + pager + FOOT))
        site.put(f"/{name}?page=1", page(site, name, chrome + teasers(site.lists("section", own[10:20])) + FOOT))
    site.put("/rss.xml", rss(site, site.lists("feed", site.stories[:10])), "application/rss+xml")
    site.put("/sitemap.xml", index(site, ["/sitemap.xml?page=1", "/sitemap.xml?page=2"]), "text/xml")
    half = len(site.stories) // 2
    site.lists("sitemap", site.stories)
    site.put(
        "/sitemap.xml?page=1",
        sitemap(site, ["/", "/politics", "/culture", *(s.path for s in site.stories[:half])]),
        "text/xml",
    )
    site.put(
        "/sitemap.xml?page=2",
        sitemap(site, [*(s.path for s in site.stories[half:]), "/contact", "/user/3"]),
        "text/xml",
    )
    return site


def arc() -> Publisher:
    """Arc: pages that carry their state as JSON beside a few rendered teasers, feeds under /arc/outboundfeeds."""
    site = _site("valley-times.example", "en", "Arc-like JSON state", 60, ["news", "opinion"])
    for s in site.stories:
        s.path = f"/{s.section}/{s.date:%Y/%m/%d}/{s.slug}/"
    chrome = menu({"News": "/news/", "Opinion": "/opinion/", "E-edition": "/eedition/", "Newsletters": "/newsletters/",
                   "Subscribe": "https://subscribe.valley-times.example/offer/one-dollar-for-six-months"})  # fmt: skip
    _put_articles(site, chrome)

    def front(own: list[Story]) -> str:
        site.lists("section", own)
        items = [{"canonical_url": s.path, "headlines": {"basic": s.title}, "_id": f"X{s.number:05}"} for s in own]
        state = json.dumps({"content_elements": items, "site": {"site_url": "/news/", "navigation": "/opinion/"}})
        script = f'<script id="fusion-metadata" type="application/javascript">window.Fusion=window.Fusion||{{}};Fusion.globalContent={state};</script>'
        return page(site, "Valley Times", script + chrome + teasers(own[:6], "article") + ADVERTS + FOOT)

    site.put("/", front(site.stories[:10]))
    for name in ("news", "opinion"):
        site.put(f"/{name}/", front([s for s in site.stories if s.section == name][:10]))
    site.put(
        "/arc/outboundfeeds/rss/?outputType=xml",
        rss(site, site.lists("feed", site.stories[:25])),
        "application/rss+xml",
    )
    site.put(
        "/arc/outboundfeeds/news-sitemap/?outputType=xml",
        news_sitemap(site, site.lists("news-sitemap", site.stories[:40])),
        "text/xml",
    )
    site.put(
        "/arc/outboundfeeds/sitemap-index/?outputType=xml",
        index(site, [f"/arc/outboundfeeds/sitemap/{d}/?outputType=xml" for d in ("latest", "2026-11-20")]),
        "text/xml",
    )
    site.lists("sitemap", site.stories)
    site.put(
        "/arc/outboundfeeds/sitemap/latest/?outputType=xml",
        sitemap(site, [s.path for s in site.stories[:30]]),
        "text/xml",
    )
    site.put(
        "/arc/outboundfeeds/sitemap/2026-11-20/?outputType=xml",
        sitemap(site, [s.path for s in site.stories[30:]]),
        "text/xml",
    )
    site.answers["/"] = (
        site.answers["/"][0],
        site.answers["/"][1].replace(
            b"</head>",
            RSS_HEAD.format("/arc/outboundfeeds/rss/?outputType=xml").replace("&", "&amp;").encode() + b"</head>",
        ),
    )
    robots = "".join(
        f"Sitemap: {site.url}/arc/outboundfeeds/{name}/?outputType=xml\n" for name in ("news-sitemap", "sitemap-index")
    )
    site.put("/robots.txt", f"User-agent: *\nDisallow: /search/\n{robots}", "text/plain")
    return site


def tables() -> Publisher:
    """A site of the nineties: tables in tables, story numbers in the query, pictures as menus, no feed, no sitemap."""
    site = _site("old-gazette.example", "en", "tables of the nineties", 40, ["1", "2", "3"])
    for s in site.stories:
        s.path = f"/story.asp?id={20261124000 - s.number}"
    names = {"1": "Town", "2": "Sport", "3": "Letters"}
    cells = "".join(
        f'<td><a href="/index.asp?sec={n}"><img src="/i/{n}.gif" alt="{name}"></a></td>' for n, name in names.items()
    )
    text_menu = " | ".join(f'<a href="/index.asp?sec={n}">{name}</a>' for n, name in names.items())
    chrome = f"<table><tr>{cells}</tr></table><center>{text_menu}</center>"
    foot = '<hr><a href="mailto:desk@old-gazette.example">Mail</a> <a href="/guestbook.asp">Guestbook</a> <a href="/links.asp?show=all">Links</a>'
    banner = '<a href="http://shop.example/banner.cgi?id=998877665"><img src="/b.gif"></a><a href="/adclick.asp?banner=12345&to=http://shop.example/">Visit our sponsor, the shoe shop on the harbour</a>'
    for s in site.stories:
        more = "<br>".join(link(o.path, o.title) for o in site.stories[:4])
        body = article(
            site,
            s,
            "",
            f"{chrome}{banner}<table><tr><td width=150><font size=1>{more}</font></td></tr></table>",
            canonical=False,
        )
        site.put(s.path, body + foot)

    def front(own: list[Story]) -> str:
        site.lists("section", own)
        rows = "".join(
            f'<tr><td>{s.date:%d.%m.}</td><td><font face="Arial">{link(s.path, s.title)}</font></td></tr>' for s in own
        )
        return page(
            site, "Old Gazette", f"{chrome}{banner}<table><tr><td><table>{rows}</table></td></tr></table>{foot}"
        )

    site.put("/", front(site.stories[:15]))
    for n in names:
        site.put(f"/index.asp?sec={n}", front([s for s in site.stories if s.section == n]))
    return site


def no_feed() -> Publisher:
    """Neither feed nor sitemap; identifiers of letters; stories for subscribers, films and quizzes among the others."""
    site = _site("nordlys.example", "en", "no feed, paid stories", 50, ["verden", "kultur"])
    for s in site.stories:
        code = hashlib.sha1(s.slug.encode()).hexdigest()[:6]
        s.path = f"/{'pluss' if s.number % 5 == 0 else s.section}/i/{code}/{s.slug}"
    chrome = menu(
        {"Verden": "/verden", "Kultur": "/kultur", "TV": "/tv", "Kryssord": "/spill/kryssord", "Min side": "/minside"}
    )
    _put_articles(site, chrome)
    films = "".join(
        link(f"/tv/v/{n}a7f/the-harbour-seen-from-above-part-{n}", f"See: the harbour from above, part {n}")
        for n in "123"
    )
    quiz = link("/spill/quiz/how-well-do-you-know-the-coast", "Quiz: how well do you know the coast?")

    def front(own: list[Story]) -> str:
        site.lists("section", own)
        return page(site, "Nordlys", chrome + teasers(own, "article", byline=False) + films + quiz + ADVERTS + FOOT)

    site.put("/", front(site.stories[:25]))
    for name in ("verden", "kultur"):
        site.put(f"/{name}", front([s for s in site.stories if s.section == name]))
    for n in "123":
        site.put(
            f"/tv/v/{n}a7f/the-harbour-seen-from-above-part-{n}",
            page(site, "Film", chrome + "<h1>Film</h1><video></video>"),
        )
    site.put(
        "/spill/quiz/how-well-do-you-know-the-coast",
        page(site, "Quiz", chrome + "<h1>Quiz</h1><p>Which harbour is it?</p>"),
    )
    return site


def adverts() -> Publisher:
    """A feed with adverts: of other sites, of its own commercial desk, and stories that are marked as paid for."""
    site = _site("metro-wire.example", "en", "feed with adverts", 40, ["city", "money"])
    for s in site.stories:
        s.path = f"/{s.section}/article{74120000 + s.number}.html"
    chrome = menu({"City": "/city", "Money": "/money", "Shopping": "/shopping", "Jobs": "/jobs"})
    _put_articles(site, chrome)
    paid = {
        "/sponsored/2026/11/24/why-this-kettle-changes-mornings": "Sponsored: why this kettle changes mornings",
        "/partner-content/article99120001.html": "Why savers move to Harbour Bank",
        "/shopping/deals/best-winter-boots-for-less": "The best winter boots for less",
        "http://shop.example/offer?id=778899": "Advertisement: shoes",
        "http://ads.example/click/12345/metro-wire": "Boots for winter",
    }
    for path, title in paid.items():
        if "://" not in path:
            site.put(
                path,
                page(site, title, f"{chrome}<article><h1>{title}</h1><p>Buy it, it is good for you.</p></article>"),
            )
    items = "".join(
        f"<item><title>{title}</title><link>{absolute(site, path)}</link></item>" for path, title in paid.items()
    )
    feed = rss(site, site.lists("feed", site.stories[:30]), items)
    site.put("/rss", feed, "text/xml")
    paid_links = "".join(link(path, title) for path, title in paid.items())
    front = site.lists("section", site.stories[:15])
    site.put("/", page(site, "Metro Wire", chrome + teasers(front) + paid_links + FOOT + link("/rss", "RSS")))
    for name in ("city", "money"):
        own = site.lists("section", [s for s in site.stories if s.section == name][:15])
        site.put(f"/{name}", page(site, name, chrome + teasers(own) + paid_links + FOOT))
    return site


def broken() -> Publisher:
    """A feed that is no XML: bare ampersands, HTML entities, an unclosed element, bytes of another encoding, no end."""
    site = _site("harbour-echo.example", "en", "broken feed", 30, ["news"])
    for s in site.stories:
        s.path = f"/news/{s.number + 5150}-{s.slug}"
        s.title += " & more"
        s.twins = (f"{s.path}?src=rss&medium=feed",)
    chrome = menu({"News": "/news", "Archive": "/archive"})
    _put_articles(site, chrome)
    site.answers |= {s.twins[0]: site.answers[s.path] for s in site.stories}
    site.lists("feed", site.stories[:15])
    items = "".join(
        f"<item><title>{s.title}&nbsp;– café<b></title><link>{site.url}{s.twins[0]}</link>"
        f"<description><p>unclosed & bare</description></item>\n"
        for s in site.stories[:15]
    )
    feed = f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>Echo & co</title>{items}<item><title>cut'
    site.put("/feed.xml", feed.encode("windows-1252", "replace"), "text/plain")
    front = site.lists("section", site.stories[:20])
    site.put("/", page(site, "Harbour Echo", chrome + teasers(front) + ADVERTS + FOOT, RSS_HEAD.format("/feed.xml")))
    return site


def news_map() -> Publisher:
    """A news sitemap that robots.txt alone names, beside one of everything but articles."""
    site = _site("capital-daily.example", "en", "news sitemap", 60, ["nation", "world"])
    for s in site.stories:
        s.path = f"/{s.section}/{s.slug}-{s.date:%Y%m%d}-p5{s.number:03}.html"
    chrome = menu(
        {"Nation": "/nation", "World": "/world", "Traffic": "/traffic", "Login": "https://login.capital-daily.example/"}
    )
    _put_articles(site, chrome)
    site.put(
        "/sitemaps/gnews.xml", news_sitemap(site, site.lists("news-sitemap", site.stories[:50])), "application/xml"
    )
    site.put("/sitemaps/static.xml", sitemap(site, ["/", "/nation", "/world", "/traffic", "/about"]), "application/xml")
    site.put(
        "/robots.txt",
        f"User-agent: *\nDisallow: /ajax/\n\nSitemap: {site.url}/sitemaps/static.xml\nSitemap: {site.url}/sitemaps/gnews.xml\n",
        "text/plain",
    )
    for path, own in {
        "/": site.stories[:12],
        **{f"/{n}": [s for s in site.stories if s.section == n][:12] for n in ("nation", "world")},
    }.items():
        site.put(path, page(site, path, chrome + teasers(site.lists("section", own)) + ADVERTS + FOOT))
    return site


def amp() -> Publisher:
    """Every article at five addresses: AMP, mobile, print, with trackers; lists name one here, another there."""
    site = _site("bay-tribune.example", "en", "AMP twins", 40, ["news", "life"])
    site_chrome = menu({"News": "/news", "Life": "/life"})
    for s in site.stories:
        s.path = f"/{s.section}/{s.slug}-{s.number + 30300}"
        s.twins = (
            f"{s.path}/amp/",
            f"{s.path}?amp=1",
            f"{s.path}?print=1",
            f"{s.path}?utm_source=front&utm_medium=web",
            f"{s.path}?utm_source=rss",
        )
    _put_articles(site, site_chrome)
    for s in site.stories:
        for twin in s.twins:
            site.answers[twin] = site.answers[s.path]
    site.put(
        "/rss",
        rss(
            site,
            site.lists("feed", site.stories[:20]),
            paths={s.number: s.twins[4] for s in site.stories},
        ),
        "application/rss+xml",
    )
    site.lists("sitemap", site.stories)
    site.put("/sitemap.xml", sitemap(site, [p for s in site.stories for p in (s.path, s.twins[0])]), "text/xml")
    for path, own in {
        "/": site.stories[:15],
        "/news": site.stories[::2][:12],
        "/life": site.stories[1::2][:12],
    }.items():
        site.lists("section", own)
        both = "".join(link(s.twins[s.number % 4], s.title) + link(s.path, "Read more") for s in own)
        site.put(path, page(site, "Bay Tribune", site_chrome + both + ADVERTS + FOOT, RSS_HEAD.format("/rss")))
    return site


def paged() -> Publisher:
    """Sections of many pages and nothing else: addresses of a number alone, dates of months and years as noise."""
    site = _site("kuestenblatt.example", "en", "paginated sections", 80, ["hafen", "stadt"])
    for s in site.stories:
        s.path = f"/{s.section}/artikel/{4711000 + s.number}.html"
    chrome = menu({"Hafen": "/hafen/", "Stadt": "/stadt/", "Kalender": "/kalender/2026/11/"})
    _put_articles(site, chrome)
    site.put("/", page(site, "Blatt", chrome + teasers(site.lists("section", site.stories[:8])) + ADVERTS + FOOT))
    for name in ("hafen", "stadt"):
        own = site.lists("section", [s for s in site.stories if s.section == name])
        for place in range(0, len(own), 10):
            number = place // 10 + 1
            pages = " ".join(link(f"/{name}/?seite={n}", str(n)) for n in range(1, len(own) // 10 + 2))
            onward = link(f"/{name}/?seite={number + 1}", "weiter", ' rel="next"') if place + 10 < len(own) else ""
            sort = link(f"/{name}/?sort=datum", "nach Datum") + link(f"/{name}/?ansicht=liste", "Liste")
            site.put(
                f"/{name}/" if number == 1 else f"/{name}/?seite={number}",
                page(site, name, chrome + sort + teasers(own[place : place + 10]) + pages + onward + FOOT),
            )
    return site


def korean() -> Publisher:
    """A Korean paper: numbers in the query, lists by section code, EUC-KR, bylines and pictures as links."""
    site = _site("hanbada.example", "ko", "Korean", 50, ["S1N1", "S1N2"])
    for s in site.stories:
        s.path = f"/news/articleView.html?idxno={312000 - s.number}"
    chrome = menu({"정치": "/news/articleList.html?sc_section_code=S1N1", "사회": "/news/articleList.html?sc_section_code=S1N2",
                   "회원가입": "/member/join.html", "PDF 신문": "/pdf/view.html?no=20261124"})  # fmt: skip
    for s in site.stories:
        site.put(
            s.path,
            article(site, s, '<meta charset="euc-kr">', chrome + FOOT).encode("euc-kr", "ignore"),
            "text/html; charset=euc-kr",
        )

    def front(own: list[Story]) -> bytes:
        site.lists("section", own)
        by = "".join(
            link(f"/news/articleList.html?sc_area=I&sc_word=reporter{n}", name)
            for n, name in enumerate(("김하늘 기자", "박바다 기자"))
        )
        more = "".join(f"<li>{link(s.path, '')}{link(s.path, s.title)}</li>" for s in own)
        return page(site, "한바다", f"{chrome}<ul>{more}</ul>{by}{FOOT}", '<meta charset="euc-kr">').encode(
            "euc-kr", "ignore"
        )

    site.put("/", front(site.stories[:20]), "text/html; charset=euc-kr")
    for code in ("S1N1", "S1N2"):
        site.put(
            f"/news/articleList.html?sc_section_code={code}",
            front([s for s in site.stories if s.section == code]),
            "text/html; charset=euc-kr",
        )
    site.put("/rss/allArticle.xml", rss(site, site.lists("feed", site.stories[:30])), "text/xml")
    site.answers["/"] = (
        site.answers["/"][0],
        site.answers["/"][1].replace(b"</body>", link("/rss/allArticle.xml", "RSS").encode() + b"</body>"),
    )
    return site


def arabic() -> Publisher:
    """An Arabic paper: addresses in its letters, Atom, names of sections in its letters."""
    site = _site("al-sahil.example", "ar", "Arabic", 50, ["سياسة", "رياضة"])
    for s in site.stories:
        s.path = f"/{s.section}/{s.date:%Y/%m/%d}/{s.slug}"
    chrome = menu({"سياسة": "/سياسة", "رياضة": "/رياضة", "من نحن": "/من-نحن", "اتصل بنا": "/اتصل-بنا"})
    for s in site.stories:
        site.put(quote(s.path, safe="/"), article(site, s, "", chrome + ADVERTS + FOOT))
    for path, own in {
        "/": site.stories[:15],
        **{f"/{n}": [s for s in site.stories if s.section == n] for n in ("سياسة", "رياضة")},
    }.items():
        body = (
            chrome
            + teasers(site.lists("section", own), byline=False)
            + link(f"/وسم/{own[0].slug}", own[0].title[:12])
            + ADVERTS
            + FOOT
        )
        site.put(
            quote(path, safe="/"),
            page(site, "الساحل", body, '<link rel="alternate" type="application/atom+xml" href="/atom">'),
        )
    site.put("/atom", atom(site, site.lists("feed", site.stories[:25])), "application/atom+xml")
    return site


def static() -> Publisher:
    """A small site made of files: a JSON feed, an RSS feed at index.xml, slugs of two words."""
    site = _site("tidewatch.example", "en", "static files, JSON feed", 30, ["posts"])
    for s in site.stories:
        s.path = f"/posts/{'-'.join(s.slug.split('-')[:2])}-{s.number}/" if s.number % 2 else f"/posts/{s.slug}/"
    chrome = menu({"Posts": "/posts/", "Tags": "/tags/", "About": "/about/"})
    _put_articles(site, chrome)
    items = [
        {
            "id": absolute(site, s.path),
            "url": absolute(site, s.path),
            "title": s.title,
            "date_published": s.date.isoformat(),
        }
        for s in site.lists("feed", site.stories[:20])
    ]
    site.put(
        "/feed.json",
        json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Tidewatch", "items": items}),
        "application/feed+json",
    )
    head = '<link rel="alternate" type="application/feed+json" href="/feed.json">'
    site.put("/", page(site, "Tidewatch", chrome + teasers(site.lists("section", site.stories[:10])) + FOOT, head))
    site.put("/posts/", page(site, "Posts", chrome + teasers(site.lists("section", site.stories)) + FOOT, head))
    site.put(
        "/sitemap.xml",
        sitemap(
            site,
            [
                "/",
                "/posts/",
                "/tags/",
                "/tags/storm/",
                "/about/",
                *(s.path for s in site.lists("sitemap", site.stories)),
            ],
        ),
        "text/xml",
    )
    return site


def archive(addresses: int, open_ones: int = 200) -> Publisher:
    """A sitemap index of 50,000 addresses, in gzip; all but the newest are closed by robots.txt, so that it ends."""
    site = _site("continental.example", "en", "index of 50,000", open_ones, ["news"])
    for s in site.stories:
        s.path = f"/news/{s.date:%Y/%m/%d}/{s.slug}"
    chrome = menu({"News": "/news"})
    _put_articles(site, chrome)
    site.lists("sitemap", site.stories)
    site.put("/", page(site, "Continental", chrome + FOOT))
    site.put("/robots.txt", f"User-agent: *\nDisallow: /archive/\nSitemap: {site.url}/sitemap.xml\n", "text/plain")
    rest = addresses - open_ones
    parts = [f"/sitemaps/{n}.xml" for n in range((rest + 9_999) // 10_000)]
    site.put("/sitemap.xml", index(site, ["/sitemaps/latest.xml", *parts]), "text/xml")
    site.put("/sitemaps/latest.xml", sitemap(site, [s.path for s in site.stories]), "text/xml")
    for n, part in enumerate(parts):
        own = range(n * 10_000, min((n + 1) * 10_000, rest))
        site.put(
            part,
            sitemap(site, (f"/archive/{2000 + k % 26}/a-story-of-those-days-{k}" for k in own), "2020-01-01"),
            "text/xml",
        )
    return site


def publishers(addresses: int) -> Iterator[Publisher]:
    """All of them; ``addresses``: of the largest sitemap."""
    for make in (
        wordpress,
        drupal,
        arc,
        tables,
        no_feed,
        adverts,
        broken,
        news_map,
        amp,
        paged,
        korean,
        arabic,
        static,
    ):
        yield make()
    yield archive(addresses)
