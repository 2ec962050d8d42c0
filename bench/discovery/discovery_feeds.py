"""Publishers of bench/discovery/run whose feeds and sitemaps have peculiarities."""

from __future__ import annotations

import discovery_pages as build
from discovery_web import Publisher, link


def adverts() -> Publisher:
    """A feed with adverts: of other sites, of its own commercial desk, and stories that are marked as paid for."""
    site = build.new_site("metro-wire.example", "en", "feed with adverts", 40, ["city", "money"])
    for s in site.stories:
        s.path = f"/{s.section}/article{74120000 + s.number}.html"
    chrome = build.menu({"City": "/city", "Money": "/money", "Shopping": "/shopping", "Jobs": "/jobs"})
    build.put_articles(site, chrome)
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
                build.page(
                    site, title, f"{chrome}<article><h1>{title}</h1><p>Buy it, it is good for you.</p></article>"
                ),
            )
    items = "".join(
        f"<item><title>{title}</title><link>{build.absolute(site, path)}</link></item>" for path, title in paid.items()
    )
    feed = build.rss(site, site.lists("feed", site.stories[:30]), items)
    site.put("/rss", feed, "text/xml")
    paid_links = "".join(link(path, title) for path, title in paid.items())
    front = site.lists("section", site.stories[:15])
    site.put(
        "/",
        build.page(site, "Metro Wire", chrome + build.teasers(front) + paid_links + build.FOOT + link("/rss", "RSS")),
    )
    for name in ("city", "money"):
        own = site.lists("section", [s for s in site.stories if s.section == name][:15])
        site.put(f"/{name}", build.page(site, name, chrome + build.teasers(own) + paid_links + build.FOOT))
    return site


def broken() -> Publisher:
    """A feed that is no XML: bare ampersands, HTML entities, an unclosed element, bytes of another encoding, no end."""
    site = build.new_site("harbour-echo.example", "en", "broken feed", 30, ["news"])
    for s in site.stories:
        s.path = f"/news/{s.number + 5150}-{s.slug}"
        s.title += " & more"
        s.twins = (f"{s.path}?src=rss&medium=feed",)
    chrome = build.menu({"News": "/news", "Archive": "/archive"})
    build.put_articles(site, chrome)
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
    site.put(
        "/",
        build.page(
            site,
            "Harbour Echo",
            chrome + build.teasers(front) + build.ADVERTS + build.FOOT,
            build.RSS_HEAD.format("/feed.xml"),
        ),
    )
    return site


def news_map() -> Publisher:
    """A news sitemap that robots.txt alone names, beside one of everything but articles."""
    site = build.new_site("capital-daily.example", "en", "news sitemap", 60, ["nation", "world"])
    for s in site.stories:
        s.path = f"/{s.section}/{s.slug}-{s.date:%Y%m%d}-p5{s.number:03}.html"
    chrome = build.menu(
        {"Nation": "/nation", "World": "/world", "Traffic": "/traffic", "Login": "https://login.capital-daily.example/"}
    )
    build.put_articles(site, chrome)
    site.put(
        "/sitemaps/gnews.xml",
        build.news_sitemap(site, site.lists("news-sitemap", site.stories[:50])),
        "application/xml",
    )
    site.put(
        "/sitemaps/static.xml", build.sitemap(site, ["/", "/nation", "/world", "/traffic", "/about"]), "application/xml"
    )
    site.put(
        "/robots.txt",
        f"User-agent: *\nDisallow: /ajax/\n\nSitemap: {site.url}/sitemaps/static.xml\nSitemap: {site.url}/sitemaps/gnews.xml\n",
        "text/plain",
    )
    for path, own in {
        "/": site.stories[:12],
        **{f"/{n}": [s for s in site.stories if s.section == n][:12] for n in ("nation", "world")},
    }.items():
        site.put(
            path,
            build.page(site, path, chrome + build.teasers(site.lists("section", own)) + build.ADVERTS + build.FOOT),
        )
    return site


def amp() -> Publisher:
    """Every article at five addresses: AMP, mobile, print, with trackers; lists name one here, another there."""
    site = build.new_site("bay-tribune.example", "en", "AMP twins", 40, ["news", "life"])
    site_chrome = build.menu({"News": "/news", "Life": "/life"})
    for s in site.stories:
        s.path = f"/{s.section}/{s.slug}-{s.number + 30300}"
        s.twins = (
            f"{s.path}/amp/",
            f"{s.path}?amp=1",
            f"{s.path}?print=1",
            f"{s.path}?utm_source=front&utm_medium=web",
            f"{s.path}?utm_source=rss",
        )
    build.put_articles(site, site_chrome)
    for s in site.stories:
        for twin in s.twins:
            site.answers[twin] = site.answers[s.path]
    site.put(
        "/rss",
        build.rss(
            site,
            site.lists("feed", site.stories[:20]),
            paths={s.number: s.twins[4] for s in site.stories},
        ),
        "application/rss+xml",
    )
    site.lists("sitemap", site.stories)
    site.put("/sitemap.xml", build.sitemap(site, [p for s in site.stories for p in (s.path, s.twins[0])]), "text/xml")
    for path, own in {
        "/": site.stories[:15],
        "/news": site.stories[::2][:12],
        "/life": site.stories[1::2][:12],
    }.items():
        site.lists("section", own)
        both = "".join(link(s.twins[s.number % 4], s.title) + link(s.path, "Read more") for s in own)
        site.put(
            path,
            build.page(
                site, "Bay Tribune", site_chrome + both + build.ADVERTS + build.FOOT, build.RSS_HEAD.format("/rss")
            ),
        )
    return site


def archive(addresses: int, open_ones: int = 200) -> Publisher:
    """A sitemap index of 50,000 addresses, in gzip; all but the newest are closed by robots.txt, so that it ends."""
    site = build.new_site("continental.example", "en", "index of 50,000", open_ones, ["news"])
    for s in site.stories:
        s.path = f"/news/{s.date:%Y/%m/%d}/{s.slug}"
    chrome = build.menu({"News": "/news"})
    build.put_articles(site, chrome)
    site.lists("sitemap", site.stories)
    site.put("/", build.page(site, "Continental", chrome + build.FOOT))
    site.put("/robots.txt", f"User-agent: *\nDisallow: /archive/\nSitemap: {site.url}/sitemap.xml\n", "text/plain")
    rest = addresses - open_ones
    parts = [f"/sitemaps/{n}.xml" for n in range((rest + 9_999) // 10_000)]
    site.put("/sitemap.xml", build.index(site, ["/sitemaps/latest.xml", *parts]), "text/xml")
    site.put("/sitemaps/latest.xml", build.sitemap(site, [s.path for s in site.stories]), "text/xml")
    for n, part in enumerate(parts):
        own = range(n * 10_000, min((n + 1) * 10_000, rest))
        site.put(
            part,
            build.sitemap(site, (f"/archive/{2000 + k % 26}/a-story-of-those-days-{k}" for k in own), "2020-01-01"),
            "text/xml",
        )
    return site
