"""Session pages of dig.watch: title, time, and an automatic report. Only what is said is kept, not who said it."""

import re
import urllib.parse

from igfdata.importers.model import ImportFailed, NeedsFileTimezone, Record, Text, Unclear, When
from igfdata.importers.parsing.collect import Collector, Reporter
from igfdata.importers.parsing.contents import Page, Source
from igfdata.importers.parsing.identity import page_key, read_title
from igfdata.importers.parsing.saved_page import PEOPLE, Section, label_key, section_of, sections
from igfdata.importers.parsing.time_text import read_cell
from igfdata.importers.parsing.times import Clock, stated_time
from igfdata.importers.words import by_word, phrases

ORDER = 2
KEY = "digwatch_page"
LABEL = "dig.watch session page"
STAMP = re.compile(r"\d{1,2} [A-Z][a-z]{2,8} \d{4}\s+\d{1,2}:\d{2}h?\s*[-–]\s*\d{1,2}:\d{2}h?(?:\s*UTC)?(?![\d:])")
LABELS = {label_key(heading): kind for heading, kind in by_word(phrases("pages", "digwatch")).items()}
TURN = re.compile(r"^(?P<name>[^\W\d_][\w.'’\- ]{2,60}):\s+(?=\S)")
NAME = re.compile(r"(?:[A-Z][\w.'’\-]{1,30})(?: (?:[A-Z][\w.'’\-]{0,30}|de|da|van|von|der|al|bin|del|la)){1,5}")


def sniff(source: Source) -> bool:
    """Whether a file is a session page of dig.watch."""
    text = source.page_text
    return re.search(r"session at a glance", text, re.I) is not None or (
        "dig.watch" in text[:200_000] and bool(STAMP.search(text))
    )


def parse(source: Source, out: Collector) -> None:
    """Read one session; its report is marked as automatic.

    The pages of 2023 say UTC; those of 2024 print UTC and those of 2025 venue time without saying so, so
    ``file_timezone`` is asked for when the page is silent.
    """
    page = source.page
    report = out.about("page")
    found = sections(page.lines, _section_of)
    title = _title(page)
    if not title or (len(found) == 1 and not any(STAMP.search(line[:300]) for line in page.lines)):
        expected = "not a dig.watch session page: it has no time such as '25 Jun 2025 09:00h - 10:00h'"
        raise ImportFailed.because(source.filename, expected)
    spoken = "\n".join("\n".join(section.lines) for section in found if section.name == "text")
    slug = urllib.parse.urlsplit(page.address).path.strip("/").rsplit("/", 1)[-1] if "dig.watch" in page.address else ""
    record = Record(
        title=title,
        key=page_key(source.meeting, slug, title),
        when=_when(page, source, report),
        urls=(page.address.split("?")[0],) if slug else (),
        status="held",
        texts=(Text("report", spoken, is_automatic=True),),
        names=tuple(sorted(_names(found))),
    )
    if not spoken:
        report.warning("Session at a glance", "", "no summary under this heading")
    out.add(record, report)


def _section_of(heading: str) -> str:
    return LABELS.get(heading) or ("other" if section_of(heading) in (*PEOPLE, "left_out") else "")


def _title(page: Page) -> str:
    if page.heading:
        return page.heading
    stamped = next((n for n, line in enumerate(page.lines) if STAMP.search(line[:300])), 1)
    before = [line for line in page.lines[: max(stamped, 1)] if len(line) < 400 and label_key(line) not in LABELS]
    return next((line for line in before if read_title(line).code), before[-1] if before else "")


def _when(page: Page, source: Source, report: Reporter) -> When:
    for line in page.lines:
        found = STAMP.search(line[:300])
        if not found:
            continue
        try:
            stated = read_cell(found[0])
        except Unclear:
            report.warning("time", "", "the date or a time does not exist; left empty")
            return When()
        if not stated.zone and source.file_zone is None:
            question = "the page does not say whether its times are venue time or UTC"
            raise NeedsFileTimezone.because(source.filename, question, field="file_timezone")
        return stated_time(Clock.of(source), stated, report.warning)
    report.warning("time", "", "no time such as '25 Jun 2025 09:00h - 10:00h'; date and time are left empty")
    return When()


def _names(found: list[Section]) -> set[str]:
    """Names that lists of speakers and turns of the transcript give: they are taken out of the summary."""
    names: set[str] = set()
    for section in found:
        if section.name not in ("other", "people"):
            continue
        for line in section.lines:
            turn = TURN.match(line[:200])
            if turn:
                names.add(turn["name"])
            if section.name == "people":
                names.update(match[0] for match in NAME.finditer(line[:1_000]))
    return names
