"""Publishers of bench/discovery/run in other scripts than Latin."""

from __future__ import annotations

from urllib.parse import quote

import discovery_pages as build
from discovery_web import Publisher, Story, link


def korean() -> Publisher:
    """A Korean paper: numbers in the query, lists by section code, EUC-KR, bylines and pictures as links."""
    site = build.new_site("hanbada.example", "ko", "Korean", 50, ["S1N1", "S1N2"])
    for s in site.stories:
        s.path = f"/news/articleView.html?idxno={312000 - s.number}"
    chrome = build.menu({"정치": "/news/articleList.html?sc_section_code=S1N1", "사회": "/news/articleList.html?sc_section_code=S1N2",
                   "회원가입": "/member/join.html", "PDF 신문": "/pdf/view.html?no=20261124"})  # fmt: skip
    for s in site.stories:
        site.put(
            s.path,
            build.article(site, s, '<meta charset="euc-kr">', chrome + build.FOOT).encode("euc-kr", "ignore"),
            "text/html; charset=euc-kr",
        )

    def front(own: list[Story]) -> bytes:
        site.lists("section", own)
        by = "".join(
            link(f"/news/articleList.html?sc_area=I&sc_word=reporter{n}", name)
            for n, name in enumerate(("김하늘 기자", "박바다 기자"))
        )
        more = "".join(f"<li>{link(s.path, '')}{link(s.path, s.title)}</li>" for s in own)
        return build.page(site, "한바다", f"{chrome}<ul>{more}</ul>{by}{build.FOOT}", '<meta charset="euc-kr">').encode(
            "euc-kr", "ignore"
        )

    site.put("/", front(site.stories[:20]), "text/html; charset=euc-kr")
    for code in ("S1N1", "S1N2"):
        site.put(
            f"/news/articleList.html?sc_section_code={code}",
            front([s for s in site.stories if s.section == code]),
            "text/html; charset=euc-kr",
        )
    site.put("/rss/allArticle.xml", build.rss(site, site.lists("feed", site.stories[:30])), "text/xml")
    site.answers["/"] = (
        site.answers["/"][0],
        site.answers["/"][1].replace(b"</body>", link("/rss/allArticle.xml", "RSS").encode() + b"</body>"),
    )
    return site


def arabic() -> Publisher:
    """An Arabic paper: addresses in its letters, Atom, names of sections in its letters."""
    site = build.new_site("al-sahil.example", "ar", "Arabic", 50, ["سياسة", "رياضة"])
    for s in site.stories:
        s.path = f"/{s.section}/{s.date:%Y/%m/%d}/{s.slug}"
    chrome = build.menu({"سياسة": "/سياسة", "رياضة": "/رياضة", "من نحن": "/من-نحن", "اتصل بنا": "/اتصل-بنا"})
    for s in site.stories:
        site.put(quote(s.path, safe="/"), build.article(site, s, "", chrome + build.ADVERTS + build.FOOT))
    for path, own in {
        "/": site.stories[:15],
        **{f"/{n}": [s for s in site.stories if s.section == n] for n in ("سياسة", "رياضة")},
    }.items():
        body = (
            chrome
            + build.teasers(site.lists("section", own), byline=False)
            + link(f"/وسم/{own[0].slug}", own[0].title[:12])
            + build.ADVERTS
            + build.FOOT
        )
        site.put(
            quote(path, safe="/"),
            build.page(site, "الساحل", body, '<link rel="alternate" type="application/atom+xml" href="/atom">'),
        )
    site.put("/atom", build.atom(site, site.lists("feed", site.stories[:25])), "application/atom+xml")
    return site
