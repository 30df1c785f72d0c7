"""Count again what a headline says, from the rows of the tables, without the program's own counting."""

import re
from collections import Counter
from functools import cache

from igfdata.findings.phrases import GROUPS

PILLARS = ("protection", "provision", "participation")
NUMBERS = {
    word: n for n, word in enumerate(("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"))
}


@cache
def rows_of(dataset):
    """Sessions, groups of people by session, and codes by session and coder: read once a dataset."""
    people, codes = {}, {}
    for row in dataset.participants.itertuples():
        people.setdefault(row.session_id, set()).add(row.stakeholder_group)
    for row in dataset.session_pillars.itertuples():
        codes.setdefault(row.session_id, {}).setdefault(str(row.coder), []).append(str(row.pillar))
    return list(dataset.sessions.itertuples()), people, codes


class Recount:
    """The sessions of a selection as plain rows, and their codes by coder."""

    def __init__(self, dataset, selection):
        self.dataset = dataset
        sessions, people, self.all_codes = rows_of(dataset)
        self.sessions = []
        for row in sessions:
            mine = self.of_coder(row.session_id, selection.coder)
            groups = people.get(row.session_id, set())
            has = [group in groups for group in selection.groups]
            if (
                (not selection.meetings or row.meeting_id in selection.meetings)
                and (not selection.days or row.day in selection.days)
                and (not selection.status or row.status in selection.status)
                and (not selection.relevance or row.child_rights in selection.relevance)
                and (not has or (all(has) if selection.group_match == "all" else any(has)))
                and (not selection.pillars or set(mine) & set(selection.pillars))
            ):
                place = {
                    "day": str(row.day),
                    "meeting": str(row.meeting_id),
                    "groups": {g for g in groups if g == g and g != "Youth"},
                }
                self.sessions.append({"id": row.session_id, "codes": mine, **place})

    def of_coder(self, session_id, coder):
        given = self.all_codes.get(session_id, {})
        if coder != "default":
            return given.get(coder, [])
        for name in ("adjudicated", "A", *sorted(given)):
            if name in given:
                return given[name]
        return []

    @property
    def coders(self):
        return sorted({coder for row in self.sessions for coder in self.all_codes.get(row["id"], {})} - {"adjudicated"})

    def cell(self, breakdown, name, row):
        return name in row["groups"] if breakdown == "group" else row[breakdown] == name

    def placed(self, breakdown):
        """Coded sessions that lie in a cell, and the cells."""
        rows = [row for row in self.sessions if row["codes"]]
        if breakdown == "day":
            rows = [row for row in rows if row["day"] != "Day unknown"]
        if breakdown == "group":
            rows = [row for row in rows if row["groups"]]
        names = {name for row in rows for name in (row["groups"] if breakdown == "group" else [row[breakdown]])}
        return rows, sorted(names)

    def shares(self, breakdown, pillar, *, coder=None, shared=False):
        """Cell → (amount, sessions) of a pillar."""
        rows, names = self.placed(breakdown)
        found = {}
        for name in names:
            n = of = 0
            for row in rows:
                codes = row["codes"] if coder is None else self.of_coder(row["id"], coder)
                if codes and self.cell(breakdown, name, row):
                    of += 1
                    n += (pillar in codes) / (len(codes) if shared else 1)
            found[name] = (n, of)
        return found

    def totals(self):
        rows = [row for row in self.sessions if row["codes"]]
        return Counter(code for row in rows for code in set(row["codes"])), len(rows)


def written(word):
    return NUMBERS.get(word.lower(), int(word) if word.isdigit() else None)


def pillars_in(text):
    return [pillar for pillar in PILLARS if pillar in text]


def place_in(text, dataset):
    """The cell that a headline names: breakdown and name."""
    if found := re.search(r" on (Day -?\d+)", text):
        return "day", found[1]
    labels = {dataset.meeting_label(key): key for key in dataset.meetings["meeting_id"]}
    if found := re.search(r" at ([^.]+?) touched| at ([^.]+)\.$", text):
        return "meeting", labels[found[1] or found[2]]
    groups = {phrase: key for key, phrase in GROUPS.items()}
    if found := re.search(r" with (.+?)(?: touched [a-z]+)?\.$", text):
        return "group", groups[found[1]]
    return None
