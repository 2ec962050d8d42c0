"""Publishers of bench/discovery/run whose feeds and sitemaps have peculiarities."""

from __future__ import annotations

from discovery_pages import (
    ADVERTS,
    FOOT,
    RSS_HEAD,
    absolute,
    index,
    menu,
    new_site,
    news_sitemap,
    page,
    put_articles,
    rss,
    sitemap,
    teasers,
)
from discovery_web import Publisher, link


def adverts() -> Publisher:
    """A feed with adverts: of other sites, of its own commercial desk, and stories that are marked as paid for."""
    site = new_site("metro-wire.example", "en", "feed with adverts", 40, ["city", "money"])
    for s in site.stories:
        s.path = f"/{s.section}/article{74120000 + s.number}.html"
    chrome = menu({"City": "/city", "Money": "/money", "Shopping": "/shopping", "Jobs": "/jobs"})
    put_articles(site, chrome)
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
    site = new_site("harbour-echo.example", "en", "broken feed", 30, ["news"])
    for s in site.stories:
        s.path = f"/news/{s.number + 5150}-{s.slug}"
        s.title += " & more"
        s.twins = (f"{s.path}?src=rss&medium=feed",)
    chrome = menu({"News": "/news", "Archive": "/archive"})
    put_articles(site, chrome)
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
    site = new_site("capital-daily.example", "en", "news sitemap", 60, ["nation", "world"])
    for s in site.stories:
        s.path = f"/{s.section}/{s.slug}-{s.date:%Y%m%d}-p5{s.number:03}.html"
    chrome = menu(
        {"Nation": "/nation", "World": "/world", "Traffic": "/traffic", "Login": "https://login.capital-daily.example/"}
    )
    put_articles(site, chrome)
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
    site = new_site("bay-tribune.example", "en", "AMP twins", 40, ["news", "life"])
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
    put_articles(site, site_chrome)
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


def archive(addresses: int, open_ones: int = 200) -> Publisher:
    """A sitemap index of 50,000 addresses, in gzip; all but the newest are closed by robots.txt, so that it ends."""
    site = new_site("continental.example", "en", "index of 50,000", open_ones, ["news"])
    for s in site.stories:
        s.path = f"/news/{s.date:%Y/%m/%d}/{s.slug}"
    chrome = menu({"News": "/news"})
    put_articles(site, chrome)
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
