"""A reader's visit: a page of the browser at a size, in a palette, by mouse and keyboard or by touch."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
VARIANTS = [
    pytest.param(size, scheme, id=f"{size['width']}-{scheme}")
    for size in (DESKTOP, PHONE)
    for scheme in ("light", "dark")
]
SHIFT = (
    "window.shift = 0; new PerformanceObserver(list => { for (const entry of list.getEntries()) "
    "if (!entry.hadRecentInput) window.shift += entry.value }).observe({type: 'layout-shift', buffered: true})"
)
LONG = (
    "window.longest = 0; new PerformanceObserver(list => { for (const entry of list.getEntries()) "
    "window.longest = Math.max(window.longest, entry.duration) }).observe({type: 'longtask', buffered: true})"
)


@dataclass
class Visit:
    """A page of the browser, and what went wrong or went out while it was open."""

    page: Page
    errors: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)
    requests: list[str] = field(default_factory=list)


@contextmanager
def visiting(
    browser: Browser, address: str, size: dict[str, int] = DESKTOP, scheme: str = "light", **options: object
) -> Iterator[Visit]:
    """A fresh visit to the site at `address`; a phone is touched."""
    context = browser.new_context(
        base_url=address, viewport=size, color_scheme=scheme, has_touch=size is PHONE, **options
    )
    visit = Visit(context.new_page())
    visit.page.on("console", lambda message: visit.errors.append(message.text) if message.type == "error" else None)
    visit.page.on("pageerror", lambda error: visit.errors.append(str(error)))
    visit.page.on("request", lambda request: visit.hosts.add(urlsplit(request.url).hostname or request.url))
    visit.page.on("request", lambda request: visit.requests.append(request.url))
    visit.page.add_init_script(SHIFT + ";" + LONG)
    yield visit
    context.close()
