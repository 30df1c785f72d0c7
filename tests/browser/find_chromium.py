"""Which Chromium do the tests use? Prints its path, or ends with status 1 when there is none."""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """Path of a Chromium: of ``IGF_CHROMIUM``, else the system's own, else Playwright's where installed."""
    if named := os.environ.get("IGF_CHROMIUM"):
        return shutil.which(named)
    for name in NAMES:
        if path := shutil.which(name):
            return path
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


if __name__ == "__main__":
    found = find_chromium()
    if not found:
        sys.exit("No Chromium found: install one, or name it in IGF_CHROMIUM.")
    print(found)
