"""Tables of any layout (CSV, TSV, XLSX, pasted): columns are mapped by name, guessed from known names and corrected by the user."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping

from igfdata import vocabulary as v
from igfdata.contacts import without_contacts
from igfdata.importers.model import WITHHELD, NeedsMapping, Person, Record, Text
from igfdata.importers.parsing.collect import Collector, Reporter
from igfdata.importers.parsing.contents import Source
from igfdata.importers.parsing.listed_names import people_in_table
from igfdata.importers.parsing.table_header import FIELDS, Sheet, find_header, guess_mapping, header_words, is_header, repeats
from igfdata.importers.parsing.table_times import (
    Values,
    ask_for_day,
    heading_day,
    on_each_day,
    read_columns,
    read_when,
    sheet_day,
)
from igfdata.importers.parsing.tables import (
    DELIMITERS,
    ZIP,
    Table,
    filled_columns,
    has_table,
    head_rows,
    read_sheets,
    records_of,
    table_of,
    tables_of_page,
)
from igfdata.importers.parsing.terms import resolve_group, resolve_role, resolve_term, says_cancelled, show_group
from igfdata.importers.parsing.time_text import Calendar
from igfdata.importers.parsing.time_words import fold
from igfdata.importers.parsing.times import Clock
from igfdata.wording import bare_words

ORDER = 4
KEY = "tabular"
LABEL = "Table (CSV, XLSX, web page, JSON)"
JOINED = ("description", "note", "subtheme")
"""Fields that several columns may make up together."""
TOTAL = re.compile(
    r"(?:(?:grand|sub|overall)[\s-]?)?(?:totals?|totale|sum|gesamt|gesamtsumme|summe|insgesamt|somme|suma|soma|итого|всего|المجموع|الاجمالي|合计|总计|共计)(?!\w)[\s:=\d.,a-z]*"
)
DASHES = re.compile(r"[\s:]*-{2,}[\s:-]*")


def sniff(source: Source) -> bool:
    """Whether a file is a table: a workbook, or a text whose columns are known; the name of a file counts where they are not."""
    if source.data.startswith(ZIP):
        return True  # any other packed file is refused before
    if source.json is not None:
        return bool(records_of(source.json))
    if has_table(source):
        tables = (find_header(sheet.rows).names for sheet in tables_of_page(source))
        return any(map(is_header, tables))
    rows = head_rows(source.text)
    header = find_header(rows).names
    known = guess_mapping(header)
    if len(header) >= 2 and ("title" in known.values() or (len(rows) >= 2 and len(known) >= 2)):
        return True
    return len(header) >= 2 and source.filename.casefold().endswith((".csv", ".tsv"))


def parse(source: Source, out: Collector) -> None:
    """Read the rows of every sheet that has a column of titles; what is not read is told.

    Raises
    ------
    NeedsMapping
        When no column is mapped to the title.
    NeedsDay, NeedsDayOrder
        When the table states times without any date, or dates that can be read in two ways.
    """
    sheets = read_sheets(source, out)
    tables = [table_of(sheet, source.mapping) for sheet in sheets if not sheet.left_out]
    read = [table for table in tables if "title" in table.mapping.values()]
    if not read:
        expected = f"no column of titles; map the columns by name (fields: {', '.join(FIELDS)})"
        raise NeedsMapping.because(source.filename, expected, record="header", field="title")
    for sheet in sheets:
        if sheet.left_out:
            out.about(_place(sheet)).note("", "", f"not read: {sheet.left_out}")
    for table in tables:
        if table not in read:
            said = "not read: it has no column of titles together with another known column"
            out.about(_place(table.sheet)).note("", "", said)
    many = len(sheets) > 1
    calendar = Calendar(*(source.days or ()))
    reader = _Reader(source, out, calendar)
    for table in tables:
        out.learn(people_in_table(table.header.names, (cells for _, cells in table.body), table.mapping))
    for table in sorted(read, key=lambda one: not {"date", "start", "room"} & set(one.mapping.values())):
        out.mapping |= table.mapping
        # A column that the user calls a type could hold anything; one that is called so holds types.
        out.shows_types &= all(guess_mapping([name]) for name, field in table.mapping.items() if field == "type")
        reader.read(table, many=many)


def _place(sheet: Sheet) -> str:
    return f"sheet {without_contacts(sheet.name)}"[:80]


class _Reader:
    """Reads tables one after the other; remembers the sessions, to which later rows may add people."""

    def __init__(self, source: Source, out: Collector, calendar: Calendar) -> None:
        self.source, self.out, self.calendar = source, out, calendar
        self.clock = Clock.of(source)
        self.sessions: dict[tuple[str, ...], tuple[int, str]] = {}
        self.by_title: dict[str, list[int]] = {}

    def read(self, table: Table, *, many: bool) -> None:
        """Take the sessions of a table."""
        sheet, header = table.sheet, table.header
        self.prefix = f"{_place(sheet)}, " if many else ""
        self.names = {
            field: without_contacts(name) for name, field in table.mapping.items() if v.slug(name).replace("-", "_") != field
        }
        for where, what in sheet.remarks:
            about = self.out.about(f"{self.prefix}{where}")
            (about.warning if where.startswith("cell") else about.note)("", "", what)
        for number, cells in sheet.rows[: header.first]:
            self._about(number).note("", "", "a row above the header; not read") if any(cells) else None
        unread = [without_contacts(name) for name in filled_columns(table) if name not in table.mapping]
        if unread:
            said = f"not read: {', '.join(unread)}. To read a column, say what it holds"
            self.out.about(self.prefix.rstrip(", ")).note("columns", "", said)
            self.out.unread += [f"{name} ({_place(sheet)})" if many else name for name in unread]
        body = list(self._sessions(table))
        names = {field: without_contacts(name) for name, field in table.mapping.items()}
        listed = [(f"{self.prefix}row {number}", values) for number, values, _ in body]
        self.columns = read_columns(names, listed, self.source, self.calendar)
        if "date" not in names and not any(day for _, _, day in body):
            ask_for_day(self.names.get("start", "start"), listed, self.columns, self.source, self.calendar)
        for number, values, day in body:
            for one in on_each_day(values, self.columns, self.calendar, self._about(number)):
                self._take(one, number, day)

    def _about(self, number: int) -> Reporter:
        return self.out.about(f"{self.prefix}row {number}", self.names)

    def _sessions(self, table: Table) -> Iterator[tuple[int, Values, dt.date | None]]:
        """Rows that hold a session or a person, each with the date of its sheet or heading."""
        above = [cell for _, cells in table.sheet.rows[: table.header.first] for cell in cells if cell.strip()]
        day = sheet_day(table.sheet.name, above, self.calendar) or self.calendar.only_day
        dates = self._heading_dates(table)
        words = header_words(table.header, table.sheet.rows)
        for number, cells in table.body:
            report = self._about(number)
            filled = [cell.strip() for cell in cells if cell.strip()]
            values = self._values(cells, table.fields, report)
            if all(DASHES.fullmatch(cell) for cell in filled):
                continue
            if repeats(words, filled):
                report.note("", "", "the header again; not read")
            elif table.sheet.is_ragged and (sign := self._other_sign(cells, table)):
                expected = f"the cells are separated by {sign!r} here, unlike in the header; the row is skipped"
                report.error("", "", expected)
            elif len(set(filled)) == 1 and (heading := heading_day(filled[0], self.calendar, is_strict=True)):
                day, dates = heading, {}
                report.note("", "", "a heading with a date; rows below it without a date have this one")
            elif TOTAL.fullmatch(fold(filled[0])) and not any(
                re.search(r"[^\d\s.,:]", values.get(name, "")) and values[name] != filled[0] for name in ("date", "start")
            ):
                report.note("", "", "a row of totals; not read")
            elif table.sheet.is_ragged and any(cell.strip() for cell in cells[len(table.header.names) :]):
                expected = f"{len(cells)} cells, but {len(table.header.names)} in the header; the row is skipped. Is a quotation mark missing?"
                report.error("", "", expected)
            elif not any(values.values()):
                report.warning("", "", "empty in all columns that are read; the row is skipped")
            else:
                if table.sheet.is_ragged and len(cells) < len(table.header.names):
                    said = f"fewer cells than the {len(table.header.names)} of the header; those missing at the end are read as empty"
                    report.warning("", "", said)
                if len(filled) == 1 and len(table.mapping) > 2:
                    report.warning("", "", "only a title; read as a session. Delete the row if it is a heading or a remark")
                elif values.get("title") and not values.get("date") and number in dates:
                    values["date"] = dates[number]
                    report.note("date", "", "no date; that of the last row with a date is used")
                yield number, values, day

    def _values(self, cells: list[str], fields: Mapping[int, str], report: Reporter) -> Values:
        values: Values = {}
        for index, field in fields.items():
            cell = cells[index].strip() if index < len(cells) else ""
            if values.get(field) and cell and field in JOINED:
                cell = f"{values[field]}{chr(10) if field == 'description' else '; '}{cell}"
            elif values.get(field) and cell:
                if cell != values[field]:
                    report.warning(field, "", "two columns hold something; the first is used")
                cell = values[field]
            values[field] = cell or values.get(field, "")
        return values

    @staticmethod
    def _other_sign(cells: list[str], table: Table) -> str:
        """Sign that cuts a row of one cell into as many cells as the header has, or nothing."""
        if len(cells) > 1 or len(table.header.names) < 3:
            return ""
        return next((sign for sign in DELIMITERS if cells[0].count(sign) == len(table.header.names) - 1), "")

    @staticmethod
    def _heading_dates(table: Table) -> dict[int, str]:
        """Row → date of a row above it, in a table that states each date once, in the first row of its day."""
        column = next((index for index, field in table.fields.items() if field == "date"), None)
        if column is None:
            return {}
        stated = [cells[column].strip() for _, cells in table.body if column < len(cells) and cells[column].strip()]
        if len(stated) != len(set(stated)):
            return {}
        found, last = {}, ""
        for number, cells in table.body:
            cell = cells[column].strip() if column < len(cells) else ""
            last = cell or last
            if not cell and last:
                found[number] = last
        return found

    def _take(self, values: Values, number: int, day: dt.date | None) -> None:
        report = self._about(number)
        people = _people(values, report)
        if values.get("active", "").strip().casefold() in ("n", "no", "false", "0", "nein", "non", "nao", "não"):
            report.note("active", "", "not published; skipped")
            return
        title = bare_words(values.get("title", ""))
        if self._adds_people(values, title, people, report):
            return
        record = self._record(values, day, people, report)
        when = record.when
        identity = (values.get("external_id", ""), title, when.date, when.start, when.end, bare_words(record.room))
        if title and identity in self.sessions:
            # A row a person: the session stands there already, the row adds a person to it.
            there, first = self.sessions[identity]
            if people:
                self.out.add_people(there, Record(title=record.title, people=people), report)
            else:
                report.note("", "", f"this row repeats {first} and adds nothing")
        elif (handle := self.out.add(record, report)) is not None:
            self.sessions[identity] = handle, report.record
            self.by_title.setdefault(title, []).append(handle)
            self.last = handle

    def _adds_people(self, values: Values, title: str, people: tuple[Person, ...], report: Reporter) -> bool:
        """Whether a row states nothing but people of a session above: without a title, or with the title alone."""
        if not people or any(values.get(name) for name in ("date", "start", "end", "room", "type", "code", "external_id")):
            return False
        if title and len(self.by_title.get(title, [])) != 1:
            return False
        handle = self.by_title[title][0] if title else getattr(self, "last", None)
        if handle is None:
            return False
        if not title:
            report.note("title", "", "no title; the row adds people to the session above")
        self.out.add_people(handle, Record(title="", people=people), report)
        return True

    def _record(self, values: Values, day: dt.date | None, people: tuple[Person, ...], report: Reporter) -> Record:
        return Record(
            title=values.get("title", ""),
            key=values.get("external_id", ""),
            code=values.get("code", ""),
            type=values.get("type", ""),
            when=read_when(values, day, self.columns, self.calendar, self.clock, report),
            room=values.get("room", ""),
            format=values.get("format", ""),
            subthemes=tuple(part.strip() for part in re.split(r"[;|]", values.get("subtheme", "")) if part.strip()),
            sdgs=tuple(int(goal) for goal in re.findall(r"(?<![\d.])\d{1,2}(?!\d)", values.get("sdgs", ""))),
            urls=tuple(url.strip() for url in values.get("source_urls", "").split(";") if url.strip()),
            status=_status(values.get("status", ""), report),
            is_cancelled=says_cancelled(values.get("status", "")),
            note=values.get("note", ""),
            texts=(Text("description", values.get("description", "")),),
            people=people,
        )


def _people(values: Values, report: Reporter) -> tuple[Person, ...]:
    """People by group; several groups in a cell (``;``) are several people."""
    groups = [part.strip() for part in values.get("stakeholder_group", "").split(";")]
    regions = [part.strip() for part in values.get("regional_group", "").split(";")]
    people = []
    for index in range(max(len(groups), len(regions))):
        group = groups[index] if index < len(groups) else ""
        region = regions[index] if index < len(regions) else ""
        if not group and not region:
            continue
        role = resolve_role(values.get("role", "")) or "speaker"
        known = resolve_group(group), resolve_term(v.REGIONAL_GROUPS, region)
        for text, key, name, vocabulary in (
            (group, known[0], "stakeholder_group", v.STAKEHOLDER_GROUPS),
            (region, known[1], "regional_group", v.REGIONAL_GROUPS),
        ):
            if text and key is None and text.casefold() != v.UNKNOWN:
                report.warning(name, show_group(text), f"{vocabulary.one_of}; recorded as not stated")
        people.append(Person(role, known[0] or "", known[1] or ""))
    return tuple(people)


def _status(text: str, report: Reporter) -> str:
    status = resolve_term(v.STATUS, text) if text else "on_programme"
    if status is None and not says_cancelled(text):
        report.warning("status", WITHHELD, f"{v.STATUS.one_of}; recorded as on_programme")
    return status or "on_programme"
