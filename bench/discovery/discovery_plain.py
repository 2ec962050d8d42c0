"""Publishers of bench/discovery/run without a feed or a sitemap that is of use."""

from __future__ import annotations

import hashlib

import discovery_pages as build
from discovery_web import Publisher, Story, link


def tables() -> Publisher:
    """A site of the nineties: tables in tables, story numbers in the query, pictures as menus, no feed, no sitemap."""
    site = build.new_site("old-gazette.example", "en", "tables of the nineties", 40, ["1", "2", "3"])
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
        body = build.article(
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
        return build.page(
            site, "Old Gazette", f"{chrome}{banner}<table><tr><td><table>{rows}</table></td></tr></table>{foot}"
        )

    site.put("/", front(site.stories[:15]))
    for n in names:
        site.put(f"/index.asp?sec={n}", front([s for s in site.stories if s.section == n]))
    return site


def no_feed() -> Publisher:
    """Neither feed nor sitemap; identifiers of letters; stories for subscribers, films and quizzes among the others."""
    site = build.new_site("nordlys.example", "en", "no feed, paid stories", 50, ["verden", "kultur"])
    for s in site.stories:
        code = hashlib.sha1(s.slug.encode()).hexdigest()[:6]
        s.path = f"/{'pluss' if s.number % 5 == 0 else s.section}/i/{code}/{s.slug}"
    chrome = build.menu(
        {"Verden": "/verden", "Kultur": "/kultur", "TV": "/tv", "Kryssord": "/spill/kryssord", "Min side": "/minside"}
    )
    build.put_articles(site, chrome)
    films = "".join(
        link(f"/tv/v/{n}a7f/the-harbour-seen-from-above-part-{n}", f"See: the harbour from above, part {n}")
        for n in "123"
    )
    quiz = link("/spill/quiz/how-well-do-you-know-the-coast", "Quiz: how well do you know the coast?")

    def front(own: list[Story]) -> str:
        site.lists("section", own)
        return build.page(
            site,
            "Nordlys",
            chrome + build.teasers(own, "article", byline=False) + films + quiz + build.ADVERTS + build.FOOT,
        )

    site.put("/", front(site.stories[:25]))
    for name in ("verden", "kultur"):
        site.put(f"/{name}", front([s for s in site.stories if s.section == name]))
    for n in "123":
        site.put(
            f"/tv/v/{n}a7f/the-harbour-seen-from-above-part-{n}",
            build.page(site, "Film", chrome + "<h1>Film</h1><video></video>"),
        )
    site.put(
        "/spill/quiz/how-well-do-you-know-the-coast",
        build.page(site, "Quiz", chrome + "<h1>Quiz</h1><p>Which harbour is it?</p>"),
    )
    return site


def paged() -> Publisher:
    """Sections of many pages and nothing else: addresses of a number alone, dates of months and years as noise."""
    site = build.new_site("kuestenblatt.example", "en", "paginated sections", 80, ["hafen", "stadt"])
    for s in site.stories:
        s.path = f"/{s.section}/artikel/{4711000 + s.number}.html"
    chrome = build.menu({"Hafen": "/hafen/", "Stadt": "/stadt/", "Kalender": "/kalender/2026/11/"})
    build.put_articles(site, chrome)
    site.put(
        "/",
        build.page(
            site, "Blatt", chrome + build.teasers(site.lists("section", site.stories[:8])) + build.ADVERTS + build.FOOT
        ),
    )
    for name in ("hafen", "stadt"):
        own = site.lists("section", [s for s in site.stories if s.section == name])
        for place in range(0, len(own), 10):
            number = place // 10 + 1
            pages = " ".join(link(f"/{name}/?seite={n}", str(n)) for n in range(1, len(own) // 10 + 2))
            onward = link(f"/{name}/?seite={number + 1}", "weiter", ' rel="next"') if place + 10 < len(own) else ""
            sort = link(f"/{name}/?sort=datum", "nach Datum") + link(f"/{name}/?ansicht=liste", "Liste")
            site.put(
                f"/{name}/" if number == 1 else f"/{name}/?seite={number}",
                build.page(
                    site, name, chrome + sort + build.teasers(own[place : place + 10]) + pages + onward + build.FOOT
                ),
            )
    return site
