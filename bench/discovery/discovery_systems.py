"""Publishers of bench/discovery/run in the shapes of well-known content systems."""

from __future__ import annotations

import json

import discovery_pages as build
from discovery_web import Publisher, Story, link


def wordpress() -> Publisher:
    """WordPress: dated addresses, a feed for articles and one for comments, tags, authors, months, an index by type."""
    site = build.new_site("pier-post.example", "en", "WordPress", 60, ["world", "local", "sport"])
    for s in site.stories:
        s.path = f"/{s.date:%Y/%m/%d}/{s.slug}/"
    chrome = build.menu({"Home": "/", "World": "/category/world/", "Local": "/category/local/", "Sport": "/category/sport/",
                   "About": "/about/", "November 2026": "/2026/11/", "Log in": "/wp-login.php"})  # fmt: skip
    side = "<aside>" + link(site.stories[0].path + "#comment-12", "Ann on " + site.stories[0].title) + "".join(
        link(f"/tag/{word}/", word) for word in ("harbour", "storm-of-the-century-in-pictures")
    ) + link("/2026/10/", "October 2026") + "</aside>"  # fmt: skip
    head = build.RSS_HEAD.format("/feed/") + build.RSS_HEAD.format("/comments/feed/")
    build.put_articles(site, chrome, head)
    front = site.lists("section", site.stories[:12])
    site.put("/", build.page(site, "Pier Post", chrome + build.teasers(front) + link("/page/2/", "Older posts", ' class="next"') + side
                       + build.ADVERTS + build.FOOT, head))  # fmt: skip
    for name in ("world", "local", "sport"):
        own = site.lists("section", [s for s in site.stories if s.section == name][:12])
        site.put(
            f"/category/{name}/",
            build.page(site, name, chrome + build.teasers(own) + side + build.ADVERTS + build.FOOT, head),
        )
    site.put("/feed/", build.rss(site, site.lists("feed", site.stories[:20])), "application/rss+xml; charset=utf-8")
    comments = [
        Story(s.number, f"Comment on {s.title}", s.slug, s.date, s.section, s.author, [], s.path + "#comment-1")
        for s in site.stories[:3]
    ]
    site.put("/comments/feed/", build.rss(site, comments), "application/rss+xml")
    site.put(
        "/robots.txt", f"User-agent: *\nDisallow: /wp-admin/\nSitemap: {site.url}/sitemap_index.xml\n", "text/plain"
    )
    maps = ["/post-sitemap.xml", "/page-sitemap.xml", "/category-sitemap.xml", "/author-sitemap.xml"]
    site.put("/sitemap_index.xml", build.index(site, maps), "text/xml")
    site.put(
        "/post-sitemap.xml",
        build.sitemap(site, ["/", *(s.path for s in site.lists("sitemap", site.stories))]),
        "text/xml",
    )
    site.put("/page-sitemap.xml", build.sitemap(site, ["/about/", "/how-to-send-us-your-letters/"]), "text/xml")
    site.put("/category-sitemap.xml", build.sitemap(site, ["/category/world/", "/category/local/"]), "text/xml")
    site.put("/author-sitemap.xml", build.sitemap(site, ["/author/tom-birch/", "/author/jane-doe/"]), "text/xml")
    for path in ("/about/", "/how-to-send-us-your-letters/", "/author/tom-birch/", "/author/jane-doe/", "/2026/11/"):
        site.put(path, build.page(site, path, chrome + "<h1>About</h1><p>Some words about us and what we do here.</p>"))
    return site


def drupal() -> Publisher:
    """Drupal: short addresses without dates, node numbers, a sitemap in numbered parts, a pager."""
    site = build.new_site("coast-herald.example", "en", "Drupal", 50, ["politics", "culture"])
    for s in site.stories:
        s.path = f"/{s.section}/{s.slug}" if s.number % 3 else f"/node/{81200 - s.number}"
    chrome = build.menu({"Front page": "/", "Politics": "/politics", "Culture": "/culture", "Events": "/events",
                   "User login": "/user/login?destination=/front"})  # fmt: skip
    build.put_articles(site, chrome)
    front = site.lists("section", site.stories[:10])
    extra = link("/events/harbour-swim-on-the-first-of-may", "Harbour swim on the first of May: all you need to know")
    site.put(
        "/",
        build.page(
            site,
            "Coast Herald",
            chrome + build.teasers(front) + extra + build.ADVERTS + build.FOOT,
            build.RSS_HEAD.format("/rss.xml"),
        ),
    )
    for name in ("politics", "culture"):
        own = [s for s in site.stories if s.section == name]
        pager = '<ul class="pager"><li class="pager__item--next"><a rel="next" href="?page=1">Next page</a></li></ul>'
        site.put(
            f"/{name}",
            build.page(site, name, chrome + build.teasers(site.lists("section", own[:10])) + pager + build.FOOT),
        )
        site.put(
            f"/{name}?page=1",
            build.page(site, name, chrome + build.teasers(site.lists("section", own[10:20])) + build.FOOT),
        )
    site.put("/rss.xml", build.rss(site, site.lists("feed", site.stories[:10])), "application/rss+xml")
    site.put("/sitemap.xml", build.index(site, ["/sitemap.xml?page=1", "/sitemap.xml?page=2"]), "text/xml")
    half = len(site.stories) // 2
    site.lists("sitemap", site.stories)
    site.put(
        "/sitemap.xml?page=1",
        build.sitemap(site, ["/", "/politics", "/culture", *(s.path for s in site.stories[:half])]),
        "text/xml",
    )
    site.put(
        "/sitemap.xml?page=2",
        build.sitemap(site, [*(s.path for s in site.stories[half:]), "/contact", "/user/3"]),
        "text/xml",
    )
    return site


def arc() -> Publisher:
    """Arc: pages that carry their state as JSON beside a few rendered teasers, feeds under /arc/outboundfeeds."""
    site = build.new_site("valley-times.example", "en", "Arc-like JSON state", 60, ["news", "opinion"])
    for s in site.stories:
        s.path = f"/{s.section}/{s.date:%Y/%m/%d}/{s.slug}/"
    chrome = build.menu({"News": "/news/", "Opinion": "/opinion/", "E-edition": "/eedition/", "Newsletters": "/newsletters/",
                   "Subscribe": "https://subscribe.valley-times.example/offer/one-dollar-for-six-months"})  # fmt: skip
    build.put_articles(site, chrome)

    def front(own: list[Story]) -> str:
        site.lists("section", own)
        items = [{"canonical_url": s.path, "headlines": {"basic": s.title}, "_id": f"X{s.number:05}"} for s in own]
        state = json.dumps({"content_elements": items, "site": {"site_url": "/news/", "navigation": "/opinion/"}})
        script = f'<script id="fusion-metadata" type="application/javascript">window.Fusion=window.Fusion||{{}};Fusion.globalContent={state};</script>'
        return build.page(
            site, "Valley Times", script + chrome + build.teasers(own[:6], "article") + build.ADVERTS + build.FOOT
        )

    site.put("/", front(site.stories[:10]))
    for name in ("news", "opinion"):
        site.put(f"/{name}/", front([s for s in site.stories if s.section == name][:10]))
    site.put(
        "/arc/outboundfeeds/rss/?outputType=xml",
        build.rss(site, site.lists("feed", site.stories[:25])),
        "application/rss+xml",
    )
    site.put(
        "/arc/outboundfeeds/news-sitemap/?outputType=xml",
        build.news_sitemap(site, site.lists("news-sitemap", site.stories[:40])),
        "text/xml",
    )
    site.put(
        "/arc/outboundfeeds/sitemap-index/?outputType=xml",
        build.index(site, [f"/arc/outboundfeeds/sitemap/{d}/?outputType=xml" for d in ("latest", "2026-11-20")]),
        "text/xml",
    )
    site.lists("sitemap", site.stories)
    site.put(
        "/arc/outboundfeeds/sitemap/latest/?outputType=xml",
        build.sitemap(site, [s.path for s in site.stories[:30]]),
        "text/xml",
    )
    site.put(
        "/arc/outboundfeeds/sitemap/2026-11-20/?outputType=xml",
        build.sitemap(site, [s.path for s in site.stories[30:]]),
        "text/xml",
    )
    site.answers["/"] = (
        site.answers["/"][0],
        site.answers["/"][1].replace(
            b"</head>",
            build.RSS_HEAD.format("/arc/outboundfeeds/rss/?outputType=xml").replace("&", "&amp;").encode() + b"</head>",
        ),
    )
    robots = "".join(
        f"Sitemap: {site.url}/arc/outboundfeeds/{name}/?outputType=xml\n" for name in ("news-sitemap", "sitemap-index")
    )
    site.put("/robots.txt", f"User-agent: *\nDisallow: /search/\n{robots}", "text/plain")
    return site


def static() -> Publisher:
    """A small site made of files: a JSON feed, an RSS feed at index.xml, slugs of two words."""
    site = build.new_site("tidewatch.example", "en", "static files, JSON feed", 30, ["posts"])
    for s in site.stories:
        s.path = f"/posts/{'-'.join(s.slug.split('-')[:2])}-{s.number}/" if s.number % 2 else f"/posts/{s.slug}/"
    chrome = build.menu({"Posts": "/posts/", "Tags": "/tags/", "About": "/about/"})
    build.put_articles(site, chrome)
    items = [
        {
            "id": build.absolute(site, s.path),
            "url": build.absolute(site, s.path),
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
    site.put(
        "/",
        build.page(
            site, "Tidewatch", chrome + build.teasers(site.lists("section", site.stories[:10])) + build.FOOT, head
        ),
    )
    site.put(
        "/posts/",
        build.page(site, "Posts", chrome + build.teasers(site.lists("section", site.stories)) + build.FOOT, head),
    )
    site.put(
        "/sitemap.xml",
        build.sitemap(
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
