"""A real browser, where there is one: Chromium with playwright."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

_CONTRAST = """() => {
  const parse = c => { const m = c.match(/[\\d.]+/g).map(Number); return m.length === 3 ? [...m, 1] : m };
  const light = ([r, g, b]) => { const f = v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
    return .2126 * f(r) + .7152 * f(g) + .0722 * f(b) };
  let worst = 21;
  for (const e of document.querySelectorAll('body *')) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || !e.getClientRects().length) continue;
    if (e.closest('svg, title')) continue;
    let back = [255, 255, 255], p = e;
    while (p) { const c = parse(getComputedStyle(p).backgroundColor); if (c[3] > 0) { back = c; break } p = p.parentElement }
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(back)].sort((x, y) => y - x);
    worst = Math.min(worst, (a + .05) / (b + .05));
  }
  return worst;
}"""
"""The lowest contrast of a text with what is behind it (https://www.w3.org/TR/WCAG21/#contrast-minimum)."""


class Page:
    """A page as a browser shows it, without network."""

    def __init__(self, browser: Any, picture: Callable[[str], bytes] | None = None) -> None:
        """``picture``: an SVG in place of what is at an address; without it, no picture is loaded."""
        self._browser, self._page, self._picture = browser, None, picture
        self.requests: list[str] = []
        """Addresses that it wanted to load, but for its own."""

    def show(self, path: Path, width: int, scheme: str) -> None:
        """Open a file."""
        context = self._browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=True
        )
        context.set_default_timeout(60_000)
        page = self._page = context.new_page()
        page.on("request", lambda request: self.requests.append(request.url))
        page.route("**/*", self._answer)
        page.goto(path.as_uri())
        self.requests = [url for url in self.requests if url != path.as_uri()]

    def _answer(self, route: Any) -> None:
        if route.request.url.startswith("file:"):
            route.continue_()
        elif self._picture and route.request.resource_type == "image":
            route.fulfill(body=self._picture(route.request.url), content_type="image/svg+xml")
        else:
            route.abort()

    def overflow(self) -> int:
        """By how many pixels it is wider than the screen."""
        found: int = self._page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return found

    def contrast(self) -> float:
        """The lowest contrast of any text."""
        found: float = self._page.evaluate(_CONTRAST)
        return found

    def tab(self, times: int) -> list[str]:
        """Where the focus is after each press of the tab key."""
        found = []
        for number in range(times):
            self._page.keyboard.press("Tab")
            found.append(str(self._page.evaluate(
                f"document.activeElement.getAttribute('href') || document.activeElement.tagName + {number}")))  # fmt: skip
        return found

    def pdf(self) -> bytes:
        """It, printed."""
        found: bytes = self._page.pdf()
        return found

    def screenshot(self, path: Path, whole: bool = False) -> None:
        """Keep what is shown."""
        self._page.screenshot(path=str(path), full_page=whole)

    def frame_text(self, selector: str) -> str:
        """Text of an element in the frame."""
        found: str = self._page.frame_locator("iframe").locator(selector).first.inner_text()
        return found

    def evaluate(self, script: str) -> Any:
        """What a script says of it."""
        return self._page.evaluate(script)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """The browser."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        pytest.skip("needs Chromium (apt install chromium)")
    sync = pytest.importorskip("playwright.sync_api", reason="needs playwright: pip install '.[test]'")
    with sync.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=found, args=["--no-sandbox"], timeout=120_000)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Any) -> Page:
    """A page in it."""
    return Page(chromium)
