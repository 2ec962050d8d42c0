"""Records at the edges of what pages state, which every document has to be valid for."""

from __future__ import annotations

from typing import Any

from tests.datasets.articles import article, full_article


def picture(**fields: Any) -> dict[str, Any]:
    record = full_article()
    record["images"][0] |= fields
    return record


EDGES: dict[str, dict[str, Any]] = {
    "little": article(1),
    "full": full_article(),
    "nothing written": article(1, "", headline=None),
    "without an address": article(1, url="urn:uuid:3c189618-98ae-82e2-b847-4702941b33fc"),
    "address of another alphabet": article(1) | {"url": "https://новости.example/мир?слово=тест#конец"},
    "address with a pipe and a space": article(1) | {"url": "https://daily.example/a|b c"},
    "address with a lone percent sign": article(1) | {"url": "https://daily.example/100%/a%2Fb"},
    "address with half a character": article(1) | {"url": "https://daily.example/\ud83d"},
    "relative address": article(1) | {"url": "a.html"},
    "impossible authority": article(1) | {"url": "https://a:b:c/"},
    "every kind of date": article(1, date_published="2026", date_modified="2026-04-02T10:00+09:00"),
    "day that does not exist": article(1) | {"date_published": "2026-02-30T10:00:00Z"},
    "hour without an offset": article(1) | {"date_published": "2026-02-03T10:00:00"},
    "not free": article(1, is_accessible_for_free=False),
    "licence by name": article(1, license="CC BY 4.0", tdm_policy="https://daily.example/tdm.json"),
    "licence of a picture by name": picture(license="All rights reserved"),
    "address of a licence with brackets": picture(license="https://daily.example/a[1]", acquire_license_page="mailto:a@b.example"),
    "picture with nothing": picture(
        caption=None, alt=None, credit_text=None, creators=[], source_organizations=[], copyright_notice=None,
        license=None, acquire_license_page=None, width=None, height=None,
    ),
    "picture as data": picture(url="data:image/gif;base64,R0lGODlhAQABAAAAACw="),
    "picture of another alphabet": picture(url="https://daily.example/旧|皮.jpg"),
    "relative picture": picture(url="//daily.example/a.jpg"),
    "person with a relative page": full_article()
    | {"authors": [{"name": "Ann", "url": "/ann", "email": None, "job_title": None}]},
    "kind that is no article": article(1, type="Recipe"),
    "kind that nobody knows": article(1, type="NewsItem"),
    "kind in small letters": article(1, type="newsarticle"),
    "story of an agency in a blog": article(1, type="BlogPosting", dateline="SEOUL, April 2 (Yonhap)"),
    "original by name": article(1) | {"is_based_on": "Le Monde"},
}  # fmt: skip
