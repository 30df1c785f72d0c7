"""Session pages of intgovforum.org, saved as HTML or copied as text: the forms of 2022, 2023 and 2025 and of lightning talks."""

import re
import urllib.parse

from igfdata.importers.model import ImportFailed, Record, Text, When
from igfdata.importers.parsing.collect import Collector, Reporter
from igfdata.importers.parsing.contents import Page, Source
from igfdata.importers.parsing.identity import EVIDENCE, bare_title, page_key, read_title
from igfdata.importers.parsing.saved_page import (
    PEOPLE,
    TEXTS,
    Roll,
    Section,
    section_of,
    sections,
    unmatched_reports,
)
from igfdata.importers.parsing.time_text import parse_moment
from igfdata.importers.parsing.time_words import show_time
from igfdata.importers.parsing.times import Clock, parse_minutes, session_time
from igfdata.wording import agree, counted

ORDER = 3
KEY = "igf_page"
LABEL = "IGF session page"
MARKS = re.compile(
    r"^[ \t]*(?:about this session|relation to sdgs|policy question(?:\(s\)|s)?\s*:?|expected outcomes\s*:?|"
    r"(?:organi[sz]er|speaker) 1\s*:|what will participants gain|duration \(minutes\)|onsite moderator\s*:?|"
    r"(?:session report|key takeaways|call to action)\s*:?$)",
    re.I | re.M,
)
SITE = re.compile(r"(?:www|apps|dev|info|media|mail|whm|review)?\.?intgovforum\.org", re.I)
CONTENT = re.compile(r"/content/(?P<slug>[^/?#\s]+)", re.I)
RANGE = re.compile(
    r"(?P<start>.{8,60}?\d{4}\s*\(\d{1,2}[:.]\d{2}\s?[A-Z]{0,4}\))\s*[-–]\s*(?P<end>.{0,60}?\(\d{1,2}[:.]\d{2}\s?[A-Z]{0,4}\))"
)
LENGTH = re.compile(r"(?P<format>[A-Z][\w &,/-]{2,80}?)\s*[-–]\s*(?P<minutes>\d{2,3})\s?min(?:ute)?s?\.?", re.I)
WHEN = "a time such as 'Friday, 2nd December, 2022 (10:45 UTC) - … (11:45 UTC)'; left empty"
SEATING = re.compile(
    r"(?:classroom|theat(?:er|re)|round\s?table(?:\s*[-–].*)?|panel(?:\s*[-–].*)?|auditorium|debate(?:\s*[-–].*)?|break-out .*|birds of a feather.*)",
    re.I,
)
GOAL = re.compile(r"(?:SDG|Goal|Target)?\s*#?(?P<goal>\d{1,2})(?:\.[0-9a-d]{1,2})?(?=[.:\s,;)]|$)", re.I)
DISCLAIMER = re.compile(
    r"outputs? of the (?:real-?time )?caption|authoritative record|aid to understanding the proceedings|inaudible passages",
    re.I,
)
SPOKEN = re.compile(r"^[ \t]*>>\s?\S", re.M)
TURN = re.compile(r"^(?P<mark>>>\s?)?(?P<name>[^\W\d_][\w.'’\- ]{1,60}):\s+(?=\S)")


def sniff(source: Source) -> bool:
    """Whether a file is a session page of the IGF."""
    text = source.page_text
    marks = {found.casefold().split()[0] for found in MARKS.findall(text)}
    titled = re.search(r"\bIGF 20\d\d\b", text[:50_000]) is not None
    on_site = SITE.search(text[:200_000]) is not None
    spoken = (DISCLAIMER.search(text[:50_000]) is not None) + (SPOKEN.search(text[:50_000]) is not None)
    return len(marks) + titled + spoken + bool(RANGE.search(text[:50_000])) >= 2 or (on_site and (titled or bool(marks)))


def page_slug(address: str) -> str:
    """Name of a page in its address; hosts and languages that mirror a page share it.

    >>> page_slug("https://dev.intgovforum.org/fr/content/igf-2025-ws-70-harm?x=1")
    'igf-2025-ws-70-harm'
    """
    found = CONTENT.search(address)
    return urllib.parse.unquote(found["slug"]).casefold() if found and SITE.search(address) else ""


def parse(source: Source, out: Collector) -> None:
    """Read one session: its fields, the groups of its people, description, report and transcript."""
    page = source.page
    report = out.about("page")
    start, title = _title(page)
    found = sections(page.lines[start:], section_of, one_line=frozenset(PEOPLE))
    is_transcript = any(SPOKEN.match(line) or DISCLAIMER.search(line) for line in page.lines[start : start + 200])
    states_session = len(found) > 1 or is_transcript or bool(RANGE.search(source.text[:20_000]) or read_title(title).code)
    if not title or not states_session:
        expected = "not an IGF session page: it has no heading such as 'About this Session' or 'Speaker 1:'"
        raise ImportFailed.because(source.filename, expected)
    roll = Roll()
    body, transcript = _read_people(found, roll)
    slug = page_slug(page.address)
    texts = _texts(body, transcript, roll)
    proposal = roll.nameless > 0 and not any(s.label in ("onsite moderator", "online moderator", "rapporteur") for s in found)
    status = "proposed" if proposal else "held" if any(text.kind != "description" for text in texts) else "on_programme"
    form, minutes = _format(body)
    if any(text.kind in EVIDENCE for text in texts):
        title = bare_title(title)
    record = Record(
        title=title,
        key=page_key(source.meeting, slug, title),
        when=_when(body, Clock.of(source), minutes, report),
        room=_first(body, "room"),
        format=form,
        subthemes=_subthemes(body),
        sdgs=_goals(body),
        urls=(f"https://www.intgovforum.org/en/content/{urllib.parse.quote(slug)}",) if slug else (),
        status=status,
        texts=tuple(texts),
        people=tuple(roll.persons.values()),
        names=tuple(sorted(roll.names)),
    )
    out.add(record, report)
    for name, value, expected in unmatched_reports(roll):
        report.warning(name, value, expected)
    if roll.youth_beside:
        people = counted(roll.youth_beside, "person", "people")
        report.note("stakeholder_group", "Youth", f"one group a person; {people} with youth and a sector: the sector is used")
    without = sum(person.basis == "unknown" for person in roll.persons.values())
    if without:
        said = f"{counted(without, 'person', 'people')} without a group {agree(without, 'is', 'are')} recorded as not stated"
        report.note("stakeholder_group", "", said)


def _title(page: Page) -> tuple[int, str]:
    """Position after the title, and the title: the heading, else the first line with a code, else the first line."""
    if page.heading:
        after = [n for n, line in enumerate(page.lines[:200]) if line == page.heading]
        return (after[-1] + 1 if after else 0), page.heading
    for number, line in enumerate(page.lines[:80]):
        if len(line) < 400 and read_title(line).code:
            return number + 1, line
    return (1, page.lines[0]) if page.lines else (0, "")


def _read_people(found: list[Section], roll: Roll) -> tuple[list[Section], list[str]]:
    """Sections without the lines about people, and the lines of the transcript, which runs to the end."""
    body: list[Section] = []
    transcript: list[str] = []
    for section in found:
        if transcript or section.name == "transcript":
            transcript += section.lines
            continue
        if section.name in PEOPLE:
            seating = [line for line in section.lines if SEATING.fullmatch(line) or LENGTH.fullmatch(line)]
            for line in section.lines:
                if line not in seating:
                    roll.take(line, PEOPLE[section.name], section.heading)
            body.append(Section("", lines=seating))
            continue
        kept = Section(section.name, section.label)
        for position, line in enumerate(section.lines):
            if line.startswith(">>") or "(RAW)" in line[:200]:
                transcript += section.lines[position:]
                break
            if not roll.take(line):
                kept.lines.append(line)
        body.append(kept)
    return body, transcript


def _texts(body: list[Section], transcript: list[str], roll: Roll) -> list[Text]:
    texts = [Text(TEXTS[s.name], "\n".join(s.lines)) for s in body if s.name in TEXTS and s.lines]
    if not any(text.kind == "description" for text in texts):
        texts += [
            Text("description", line)
            for s in body
            if s.name == ""
            for line in s.lines
            if len(line) > 80 and not RANGE.search(line) and not DISCLAIMER.search(line)
        ]
    spoken = [_spoken(line, roll) for line in transcript if not DISCLAIMER.search(line)]
    if any(spoken):
        texts.append(Text("transcript", "\n".join(filter(None, spoken))))
    return texts


def _spoken(line: str, roll: Roll) -> str:
    """A line of a transcript without the name of who speaks."""
    turn = TURN.match(line[:200])
    if turn and (turn["mark"] or turn["name"].isupper()):
        roll.names.add(turn["name"].strip())
        return f">> {line[turn.end() :]}"
    return line


def _when(body: list[Section], clock: Clock, minutes: int | None, report: Reporter) -> When:
    for section in body:
        for line in section.lines[:40]:
            found = RANGE.search(line[:300])
            if found:
                start, end = parse_moment(found["start"]), parse_moment(found["end"])
                if start is None or end is None:
                    report.warning("time", show_time(found[0]), WHEN)
                    continue
                return session_time(clock, start, end, report.warning, minutes=minutes)
        if section.name == "time" and section.lines:
            report.warning("time", show_time(section.lines[0]), WHEN)
    return When(duration_min=str(minutes or ""))


def _format(body: list[Section]) -> tuple[str, int | None]:
    """Seating and minutes: ``Round Table - U-shape - 90 Min``, or ``Format`` and ``Duration (minutes)``, or the seating alone."""
    form, minutes = _first(body, "format"), parse_minutes(_first(body, "duration"))
    for section in body:
        for line in section.lines[:60]:
            if len(line) <= 120 and (found := LENGTH.fullmatch(line)):
                return form or found["format"].strip(), minutes or int(found["minutes"])
            if not form and section.name in ("", "time", "room") and len(line) <= 60 and SEATING.fullmatch(line):
                form = line
    return form[:120], minutes


def _subthemes(body: list[Section]) -> tuple[str, ...]:
    lines = (line for section in body if section.name == "subtheme" for line in section.lines[:8])
    return tuple(line for line in lines if len(line) < 160 and not LENGTH.fullmatch(line) and not SEATING.fullmatch(line))


def _first(body: list[Section], name: str) -> str:
    return next((section.lines[0][:200] for section in body if section.name == name and section.lines), "")


def _goals(body: list[Section]) -> tuple[int, ...]:
    """Numbers of the goals: ``4. Quality Education``, ``SDG 4``, and ``16.2``, a target of goal 16."""
    goals: list[int] = []
    for section in body:
        if section.name == "sdgs":
            for line in section.lines[:40]:
                parts = re.split(r"[,;]\s*(?=(?:SDG|Goal|Target)?\s*\d)", line[:400])
                goals += [int(found["goal"]) for part in parts if (found := GOAL.match(part.strip(" •*-")))]
    return tuple(goal for goal in dict.fromkeys(goals) if 1 <= goal <= 17)
