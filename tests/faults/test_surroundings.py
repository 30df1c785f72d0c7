"""Clock, time zone and locale of the machine, and the seed of Python's hashes, change no result and no order."""

import io
import json
import os
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
INSTALLED = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout.split()
UNICODE = "C.UTF-8"
OTHER = next((name for name in INSTALLED if name.upper() not in ("C", "POSIX", "C.UTF8", UNICODE)), "POSIX")
"""Another language where the machine has one, else the old standard of no language at all."""

SURROUNDINGS = [
    {"TZ": "UTC", "LC_ALL": UNICODE, "PYTHONHASHSEED": "0"},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": OTHER, "PYTHONHASHSEED": "1"},
    {"TZ": "America/St_Johns", "LC_ALL": UNICODE, "PYTHONHASHSEED": "2"},
    {"TZ": "America/St_Johns", "LC_ALL": OTHER, "PYTHONHASHSEED": "0"},
]
"""Every zone, locale and seed, and each zone but UTC under another seed: not all 18 combinations."""

LATE = 3
"""Where the clock is wrong as well, by so many days."""
DAYS = 3000

PROGRAM = """
import datetime, locale, sys, time
from pathlib import Path

from igfdata.cli.main import main

locale.setlocale(locale.LC_ALL, "")  # as the server that runs it may have done
days, out = int(sys.argv[1]), Path(sys.argv[2])

import icalendar, openpyxl, pandas, pptx  # what is written in C needs the true classes when it is loaded

if days:
    true, true_time, gone = datetime.datetime, time.time, datetime.timedelta(days)

    class LikeTheTrueOne(type):
        def __instancecheck__(cls, value):
            return isinstance(value, true)

    class Moved(true, metaclass=LikeTheTrueOne):
        @classmethod
        def now(cls, tz=None):
            return true.now(tz) + gone

        utcnow = today = now

    true_day = datetime.date

    class LikeTheTrueDay(type):
        def __instancecheck__(cls, value):
            return isinstance(value, true_day)

    class MovedDay(true_day, metaclass=LikeTheTrueDay):
        @classmethod
        def today(cls):
            return Moved.now().date()

    datetime.datetime, datetime.date = Moved, MovedDay
    time.time = lambda: true_time() + gone.total_seconds()
    for name, module in list(sys.modules.items()):
        if name.startswith("igfdata"):
            assert all(one is not true for one in vars(module).values()), f"{name} has the class datetime itself: its clock is not moved"

COMMANDS = [
    ["summary", "--meeting", "igf2025", "--by", "day", "--format", "json"],
    ["agreement", "--format", "json"],
    *(["brief", "--meeting", "igf2025", "--day", "2", "--out", str(out / f"day{end}")] for end in ENDINGS),
]
for command in COMMANDS:
    assert not main(command), command
    print("next")
""".replace("ENDINGS", repr((".html", ".ics", ".xlsx", ".pptx")))


def results(folder, number):
    """What the commands print, and their files by name."""
    folder.mkdir()
    surroundings, days = SURROUNDINGS[number], DAYS if number == LATE else 0
    settings = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(days), str(folder)],
        cwd=ROOT, env={**settings, **surroundings, "PYTHONIOENCODING": "utf-8"}, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    printed = done.stdout.replace(str(folder).encode(), b"")
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    return {"printed": printed, **dict(part for name, data in files.items() for part in unpacked(name, data))}


def unpacked(name, data):
    """A file, or what is in it where it is an archive: an archive also holds when it was packed.

    So does the library that writes the tables behind the charts of a deck; nothing else in them may differ.
    """
    if not data.startswith(b"PK"):
        return [(name, b"" if name.endswith(".xlsx/docProps/core.xml") and ".pptx/" in name else data)]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [part for inner in archive.namelist() for part in unpacked(f"{name}/{inner}", archive.read(inner))]


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """Results under all surroundings, the first as the measure of the others."""
    folder = tmp_path_factory.mktemp("surroundings")
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda n: results(folder / str(n), n), range(len(SURROUNDINGS))))


def assert_same(one, other):
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []


def test_the_results_are_there(found):
    names = {name.partition("/")[0] for name in found[0]}
    assert names == {"printed", "day.html", "day.ics", "day.xlsx", "day.pptx"}
    summary, agreement, *_ = found[0]["printed"].decode().split("next\n")
    assert {row["key"] for row in json.loads(summary)} >= {"Day 1", "Day 4"}
    assert json.loads(agreement)


@pytest.mark.parametrize("number", range(1, len(SURROUNDINGS)), ids=lambda n: "-".join(SURROUNDINGS[n].values()))
def test_zone_locale_hash_seed_and_a_wrong_clock_change_no_byte(found, number):
    assert_same(found[0], found[number])
