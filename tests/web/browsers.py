"""A real browser before the real services. Where there is none the tests are skipped, unless REQUIRE_BROWSER=1."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from services.kit.language import Language
from tests.support.counts import FULL

AXE = Path(__file__).parent / "axe" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, NARROW = ViewportSize(width=1200, height=900), ViewportSize(width=320, height=800)
PATIENCE_MS = 15_000
VIEWS = ((WIDE, False), (NARROW, False), (WIDE, True))  # the last in forced colours
# With FAULTS=full each page is looked at in each language and each view; else each language and each view once.
LOOKS = list(product(Language, VIEWS)) if FULL else list(zip(Language, VIEWS, strict=True))


def chromium() -> str:
    """Where the browser is. Skips the test where there is none."""
    found = os.environ.get("BROWSER_PATH") or shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail("REQUIRE_BROWSER=1, and there is no chromium; BROWSER_PATH says where one is")
        pytest.skip("no chromium on this machine (REQUIRE_BROWSER=1 makes this a failure)")
    return found


@contextmanager
def a_browser() -> Iterator[Browser]:
    path = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Tab:
    """A tab of a person's browser, with what it complained about: scripts, the policy, what it did not find."""

    origin: str
    page: Page
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.on("console", lambda message: self._note(message.type, message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, path: str) -> "Tab":
        self.page.goto(self.origin + path)
        return self

    def log_in(self, email: str, password: str) -> "Tab":
        self.page.fill("#email", email)
        self.page.fill("#password", password)
        self.page.click("main form button")
        return self

    def another(self) -> "Tab":
        """A further tab of the same browser."""
        return Tab(origin=self.origin, page=self.page.context.new_page())

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.origin)

    def violations(self) -> list[str]:
        """What axe-core finds on the page as it is. The tab was opened with its policy bypassed."""
        if not self.page.evaluate("'axe' in window"):  # of the same page before
            self.page.evaluate(AXE.read_text(encoding="utf-8") + "; 0")
        found: dict[str, Any] = self.page.evaluate("rules => axe.run({runOnly: rules})", RULES)
        return [f"{one['id']}: {node['html'][:150]}" for one in found["violations"] for node in one["nodes"]]

    def barriers(self, view: tuple[ViewportSize, bool]) -> list[str]:
        """What is wrong with the page in this view; it has to fit a phone in all of them."""
        viewport, forced = view
        self.page.set_viewport_size(viewport)
        self.page.emulate_media(forced_colors="active" if forced else "none")
        found = self.violations()
        self.page.set_viewport_size(NARROW)
        return found + (["overflows"] if self.overflows() else [])

    def overflows(self) -> bool:
        return bool(self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))

    def _note(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.complaints.append(text)


def a_tab(browser: Browser, origin: str, **how: Any) -> Tab:
    """A tab of a browser of its own, in bokmål unless said."""
    context = browser.new_context(**{"locale": "nb-NO", "viewport": WIDE, **how})
    return Tab(origin=origin, page=context.new_page())
