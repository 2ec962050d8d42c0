"""A web of its own for bench/discovery/run: publishers by host, behind a proxy on loopback that logs what is asked.

The commands are given it as their HTTP proxy, so hosts have real names and nothing else needs to be told.
"""

from __future__ import annotations

import html
import random
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote, urlsplit

NOW = datetime.now(UTC).replace(microsecond=0)
KINDS = ("feed", "news-sitemap", "sitemap", "section")
WORDS = {
    "en": "harbour storm council pier bridge budget mayor school rain match train strike court museum river market "
    "forest island winter vote report minister coast ferry night hospital farmers police new old first after over "
    "before under opens closes breaks returns wins loses seeks warns plans".split(),
    "ko": "항구 폭풍 시의회 부두 다리 예산 시장 학교 비 경기 열차 파업 법원 박물관 강 숲 섬 겨울 투표 보고서 장관 해안 밤 병원 농민 경찰 새 첫 이후 다시".split(),
    "ar": "الميناء العاصفة المجلس الجسر الميزانية المدينة المدرسة المطر المباراة القطار الإضراب المحكمة المتحف النهر السوق الغابة الجزيرة الشتاء "
    "التصويت التقرير الوزير الساحل الليل المستشفى المزارعون الشرطة بعد قبل تحت يعود".split(),
}  # fmt: skip
WORDS["ja"] = (
    "港 嵐 市議会 桟橋 橋 予算 市長 学校 雨 試合 列車 スト 裁判所 博物館 川 森 島 冬 投票 報告 大臣 海岸 夜 病院 農家 警察 再開 中止".split()
)
NAMES = {
    "en": ["Tom Birch", "Jane Doe", "Ada Fell"],
    "ko": ["김하늘", "박바다"],
    "ar": ["سلمى حداد", "كريم ناصر"],
    "ja": ["山田花子", "佐藤太郎"],
}


@dataclass
class Story:
    """An article."""

    number: int
    title: str
    slug: str
    date: datetime
    section: str
    author: str
    paragraphs: list[str]
    path: str = ""
    twins: tuple[str, ...] = ()
    """Other addresses of it: AMP, mobile, with a tracker."""


@dataclass
class Publisher:
    """A site: what its addresses answer, and which of its articles each kind of list names."""

    host: str
    language: str
    shape: str
    stories: list[Story]
    answers: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    listed: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    rest: Callable[[str], tuple[str, bytes] | None] | None = None
    """What answers an address that is not among the answers."""

    @property
    def url(self) -> str:
        return f"http://{self.host}"

    def put(self, path: str, body: str | bytes, kind: str = "text/html; charset=utf-8") -> None:
        self.answers[path] = (kind, body.encode() if isinstance(body, str) else body)

    def lists(self, kind: str, stories: list[Story]) -> list[Story]:
        """Note that a kind of list names these stories."""
        self.listed[kind] |= {story.number for story in stories}
        return stories


def stories(host: str, language: str, count: int, sections: list[str]) -> list[Story]:
    """The stories of a publisher, the newest first, the same in each run."""
    rng = random.Random(host)
    words = WORDS[language]
    found = []
    for number in range(count):
        chosen = rng.sample(words, rng.randint(5, 8))
        title = " ".join(chosen)
        found.append(
            Story(
                number=number,
                title=title[0].upper() + title[1:],
                slug="-".join([*chosen[:5], str(number)] if language == "en" and rng.random() < 0.2 else chosen[:5]),
                date=NOW - timedelta(hours=3 * number + 1, minutes=rng.randint(0, 59)),
                section=rng.choice(sections),
                author=rng.choice(NAMES[language]),
                paragraphs=[_paragraph(rng, words) for _ in range(4)],
            )
        )
    seen: set[str] = set()
    for story in found:
        if story.slug in seen:
            story.slug += f"-{story.number}"
        seen.add(story.slug)
    return found


def _paragraph(rng: random.Random, words: list[str]) -> str:
    sentences = (" ".join(rng.choices(words, k=rng.randint(8, 16))) for _ in range(5))
    return " ".join(f"{sentence[0].upper()}{sentence[1:]}." for sentence in sentences)


def link(path: str, text: str, more: str = "") -> str:
    """An anchor."""
    return f'<a href="{html.escape(quote(path, safe="/:?=&%.#;,+-_~"))}"{more}>{html.escape(text)}</a>'


@contextmanager
def serve(publishers: list[Publisher]) -> Iterator[tuple[str, list[str]]]:
    """The address of the proxy, and the log of what is asked of it."""
    by_host = {publisher.host: publisher for publisher in publishers}
    log: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            log.append(self.path)
            status, kind, body = _answer(by_host.get(parts.hostname or ""), path)
            self.send_response(status)
            if status == 301:
                self.send_header("Location", body.decode())
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", log
    finally:
        server.shutdown()
        server.server_close()


def _answer(publisher: Publisher | None, path: str) -> tuple[int, str, bytes]:
    if publisher is None:  # a shop, an advertiser, another paper
        body = "<html><h1>Buy two, get three shoes this winter</h1>" + "<p>Shoes for all of us, cheap.</p>" * 20
        return (404, "text/plain", b"") if path.endswith("robots.txt") else (200, "text/html", body.encode())
    found = publisher.answers.get(path) or (publisher.rest(path) if publisher.rest else None)
    if found is None:
        return 404, "text/html", b"<h1>Not found</h1>"
    return (301, "text/html", found[1]) if found[0] == "redirect" else (200, *found)
