"""Publishers of bench/discovery/run in other scripts than Latin."""

from __future__ import annotations

from urllib.parse import quote

from discovery_pages import ADVERTS, FOOT, article, atom, menu, new_site, page, rss, teasers
from discovery_web import Publisher, Story, link


def korean() -> Publisher:
    """A Korean paper: numbers in the query, lists by section code, EUC-KR, bylines and pictures as links."""
    site = new_site("hanbada.example", "ko", "Korean", 50, ["S1N1", "S1N2"])
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
    site = new_site("al-sahil.example", "ar", "Arabic", 50, ["سياسة", "رياضة"])
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
