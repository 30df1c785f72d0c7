"""Pages that tests use one after the other: one that stays open keeps the scripts it compiled, and a visit costs half."""

import json
from collections import Counter
from typing import Any

from playwright.sync_api import Browser, Page

USUAL: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light", "reduced_motion": "no-preference"}
"""What a page can be given at any time."""

FORGET = "() => { try { localStorage.clear(); sessionStorage.clear() } catch {} }"
"""An empty page and one of an error keep nothing and may not be asked."""


class PagePool:
    """The pages of a browser, by the settings that a context keeps; each in a context of its own."""

    def __init__(self, browser: Browser, patience: int) -> None:
        self.browser = browser
        self.patience = patience
        self._pages: dict[str, list[Page]] = {}
        self._lent: Counter[str] = Counter()

    def take(self, **options: Any) -> Page:
        """A page that shows and remembers nothing, until :meth:`take_back`; the second of the same settings is another."""
        settings = {**USUAL, **options}
        kept = {name: value for name, value in options.items() if name not in USUAL}
        key = json.dumps(kept, sort_keys=True)
        pages = self._pages.setdefault(key, [])
        number = self._lent[key]
        self._lent[key] += 1
        if number == len(pages):
            pages.append(self.open(**kept))
        elif pages[number].is_closed():
            pages[number].context.close()
            pages[number] = self.open(**kept)
        page = pages[number]
        page.set_viewport_size(settings["viewport"])
        page.emulate_media(media="null", color_scheme=settings["color_scheme"], reduced_motion=settings["reduced_motion"])
        return page

    def open(self, **options: Any) -> Page:
        """A page in a new context, with an empty cache; who asks closes it."""
        context = self.browser.new_context(**{**USUAL, **options})
        context.set_default_timeout(self.patience)
        return context.new_page()

    def take_back(self) -> None:
        """Empty all pages that were lent: what they show, their storage, cookies, and what stands between them and the network."""
        for key, number in self._lent.items():
            for page in self._pages[key][:number]:
                if not page.is_closed():
                    _empty(page)
        self._lent.clear()

    def close(self) -> None:
        for pages in self._pages.values():
            for page in pages:
                page.context.close()
        self._pages.clear()


def _empty(page: Page) -> None:
    context = page.context
    for other in context.pages:
        if other is not page:
            other.close()
    page.unroute_all(behavior="ignoreErrors")
    context.unroute_all(behavior="ignoreErrors")
    context.set_offline(False)
    page.evaluate(FORGET)
    page.goto("about:blank")
    context.clear_cookies()
