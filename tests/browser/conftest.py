"""A real browser, and the report in it. Without Chromium these tests are skipped, and say so."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from discrepant.export.report import write_report
from export.stories import hostile_run, story_run

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

# DISCREPANT_CHROMIUM names a browser that is not on the path.
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def chromium() -> str | None:
    """The browser on this machine, or None."""
    return os.environ.get("DISCREPANT_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for all tests, with a fresh profile."""
    pytest.importorskip("playwright", reason="playwright is not installed")
    path = chromium()
    if path is None:
        pytest.skip(f"no browser found: install one of {', '.join(NAMES)}, or set DISCREPANT_CHROMIUM")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield started
        started.close()


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The reports of both sample runs."""
    folder = tmp_path_factory.mktemp("reports")
    paths = {"story": folder / "story.html", "hostile": folder / "hostile.html"}
    write_report(story_run(), paths["story"])
    write_report(hostile_run(), paths["hostile"])
    return paths


class Opened:
    """A page, and all that it did which it should not have done."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.trouble: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("dialog", lambda dialog: (self.trouble.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("pageerror", lambda error: self.trouble.append(f"error: {error}"))
        page.on("console", lambda message: self.trouble.append(f"console: {message.text}"))

    def shown(self) -> list[str]:
        """The questions of the facts that are to be seen, in order."""
        return self.page.evaluate(
            "[...document.querySelectorAll('.fact')].filter((f) => f.checkVisibility())"
            ".map((f) => f.querySelector('h3, th').textContent)"
        )

    def until(self, condition: str) -> None:
        """Wait until an expression holds. Playwright's own waiting needs eval, which the page forbids."""
        for _ in range(500):
            if self.page.evaluate(condition):
                return
            self.page.wait_for_timeout(20)
        pytest.fail(f"after ten seconds there is still no {condition}")

    def hash(self) -> str:
        return self.page.evaluate("decodeURIComponent(location.hash)")


Open = Callable[..., Opened]
Contexts = Callable[[int, bool, bool], "BrowserContext"]


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Contexts:
    """A profile for each kind of window, made when first asked for: the page keeps nothing between visits."""

    @cache
    def context(width: int, script: bool, dark: bool) -> BrowserContext:
        made = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
        )
        made.set_default_timeout(15_000)
        return made

    return context


@pytest.fixture
def open_report(contexts: Contexts, reports: dict[str, Path]) -> Iterator[Open]:
    """Opens a report as a file: name, hash, width, whether scripts run, colour scheme."""
    pages: list[Opened] = []

    def open_(
        name: str = "story", hash: str = "", *, width: int = 1280, script: bool = True, dark: bool = False
    ) -> Opened:
        opened = Opened(contexts(width, script, dark).new_page())
        pages.append(opened)
        opened.page.goto(reports[name].as_uri() + hash)
        return opened

    yield open_
    for opened in pages:
        assert opened.trouble == []
        assert [url for url in opened.requests if not url.startswith("file:")] == []
        opened.page.close()
