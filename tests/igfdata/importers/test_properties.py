"""What a generator writes comes out equal; broken files never break the parsers."""

import csv
import datetime as dt
import io
import json
import random
import time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from programmes import SAMPLES, ics, pretalx, sched_session

from igfdata.contacts import without_contacts
from igfdata.importers import ImportFailed, read
from igfdata.importers.model import SESSION_COLUMNS
from igfdata.importers.parsing.clean_text import one_line, plain

SETTINGS = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
SIGNS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), exclude_characters="<&@+")
TITLES = (
    st.text(SIGNS, min_size=1, max_size=60)
    .map(one_line)
    .filter(lambda t: any(c.isalpha() for c in t) and one_line(t) == t)
    .map("Session on ".__add__)
    .map(one_line)
)
MINUTES = st.integers(0, 5 * 24 * 60 - 1)


@st.composite
def programmes(draw):
    """Sessions of five summer days in Oslo, as the importer should return them."""
    count = draw(st.integers(1, 6))
    found = []
    for number in range(count):
        start = dt.datetime(2025, 6, 23, tzinfo=ZoneInfo("Europe/Oslo")) + dt.timedelta(minutes=draw(MINUTES))
        room = one_line(draw(st.text(SIGNS, max_size=20)))
        found.append((f"id-{number}", draw(TITLES), start, draw(st.integers(1, 180)), room))
    return found


def expected(found):
    rows = []
    for key, title, start, minutes, room in found:
        end = start + dt.timedelta(minutes=minutes)
        hours = end.hour + 24 * (end.date() - start.date()).days
        rows.append((key, title, start.date().isoformat(), f"{start:%H:%M}", f"{hours:02d}:{end:%M}", str(minutes), room))
    return rows


def seen(data, **options):
    frame = read(data, timezone="Europe/Oslo", **options).sessions
    return list(
        frame[["external_id", "title", "date", "start", "end", "duration_min", "room"]].itertuples(index=False, name=None)
    )


def escaped(text):
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


@SETTINGS
@given(programmes(), st.booleans())
def test_calendar(found, folded):
    lines = []
    for key, title, start, minutes, room in found:
        times = (f"{moment.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}" for moment in (start, start + dt.timedelta(minutes=minutes)))
        event = [
            "BEGIN:VEVENT",
            f"DTSTART:{next(times)}",
            f"DTEND:{next(times)}",
            f"SUMMARY:{escaped(title)}",
            f"LOCATION:{escaped(room)}",
        ]
        lines += [*event, f"UID:{key}", "END:VEVENT"]
    text = "\n".join(f"{line[:30]}\n {line[30:]}" if folded and len(line) > 30 else line for line in lines) + "\n"
    assert seen(ics(text).encode()) == expected(found)


@SETTINGS
@given(programmes())
def test_sched_json(found):
    items = [
        sched_session(
            id=key,
            name=title,
            venue=room,
            event_start=f"{start:%Y-%m-%d %H:%M}",
            event_end=f"{start + dt.timedelta(minutes=m):%Y-%m-%d %H:%M}",
        )
        for key, title, start, m, room in found
    ]
    assert seen(json.dumps(items).encode()) == expected(found)


@SETTINGS
@given(programmes())
def test_pretalx(found):
    events = [
        {"guid": key, "title": title, "date": start.isoformat(), "duration": f"{m // 60:02}:{m % 60:02}", "room": room, "persons": []}
        for key, title, start, m, room in found if start.hour >= 9
    ]  # fmt: skip
    rows = {row[0]: row for row in expected(found)}
    if events:
        assert sorted(seen(pretalx(*events).encode())) == sorted(rows[event["guid"]] for event in events)


@SETTINGS
@given(programmes(), st.sampled_from([",", ";", "\t"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_table(found, sign, encoding):
    kept = io.StringIO()
    writer = csv.writer(kept, delimiter=sign)
    writer.writerow(["id", "title", "start", "end", "room"])
    for key, title, start, minutes, room in found:
        writer.writerow(
            [key, title, f"{start:%Y-%m-%d %H:%M}", f"{start + dt.timedelta(minutes=minutes):%Y-%m-%d %H:%M}", room]
        )
    assert seen(kept.getvalue().encode(encoding), format="tabular") == expected(found)


@SETTINGS
@given(st.text(max_size=300))
def test_plain_text_is_stable(text):
    once = plain(text)
    assert plain(once) == once
    assert without_contacts(without_contacts(once)) == without_contacts(once)


def mutated(data, seed):
    """A sample with bytes changed, cut, doubled and moved."""
    rng = random.Random(seed)
    found = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        at, to = sorted(rng.randrange(len(found) + 1) for _ in range(2))
        kind = rng.randrange(5)
        if kind == 0 and found:
            found[at % len(found)] = rng.randrange(256)
        elif kind == 1:
            del found[at : min(to, at + 200)]
        elif kind == 2:
            found[at:at] = found[at : min(to, at + 200)]
        elif kind == 3:
            found[at:at] = rng.choice(
                [
                    b"\x00",
                    b'"',
                    b"<",
                    b"{",
                    b"}",
                    b"\xff\xfe",
                    b"\r\n",
                    b"BEGIN:VEVENT\n",
                    b"9" * 30,
                    b"\\u0000",
                    b"-",
                    b"00:00",
                ]
            )
        else:
            found = found[: max(1, len(found) - rng.randrange(200))]
    return bytes(found) or b"x"


@pytest.mark.parametrize("name", SAMPLES)
def test_fuzz(name):
    key, text, options = SAMPLES[name]
    started = time.process_time()
    for seed in range(120):
        data = mutated(text.encode(), f"{name}{seed}")
        for format_key in (key, None):
            try:
                imported = read(data, format=format_key, meeting="igf2025", filename="file", **options)
            except ImportFailed:
                continue
            assert tuple(imported.sessions.columns) == SESSION_COLUMNS
            assert imported.sessions["external_id"].is_unique
            imported.sessions.to_csv().encode("utf-8")
            imported.texts.to_csv().encode("utf-8")
    assert time.process_time() - started < 30
