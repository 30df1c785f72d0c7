"""Which column of a table is which field, and where does its header stand? Guessed from names; the user has the last word.

Names are written without accents and punctuation, as :func:`igfdata.wording.bare_words` leaves them. The likelier name
of a field stands first; a column is read as the first field that knows its name.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from igfdata.wording import bare_words

NAMES: dict[str, tuple[str, ...]] = {
    "title": (
        "title; session title; title of session; title of the session; session name; name of the session; name of session; event title; "
        "event name; title of event; title of the event; summary; session",
        "titre; titre de la session; titre de session; titre de la seance; titre de l evenement; intitule; nom de la session; seance",
        "titulo; titulo de la sesion; titulo de sesion; titulo del evento; nombre de la sesion; nombre del evento; sesion",
        "titel; titel der sitzung; titel der session; titel der veranstaltung; sitzungstitel; veranstaltungstitel; sitzung",
        "titulo da sessao; titulo do evento; titulo de sessao; nome da sessao; nome do evento; sessao",
    ),
    "external_id": ("external id; session id; id; uid; guid; event key; session key; event id; key",),
    "code": (
        "code; session code; number; no; nr; session number; session no; session nr; ref; reference",
        "numero; numero de session; n",
        "codigo; numero de sesion",
        "nummer; sitzungsnummer; kennung",
        "numero da sessao",
    ),
    "type": (
        "event type; session type; type; type of session; type of the session; kind; category; categories; track type",
        "type de session; type de seance; categorie",
        "tipo; tipo de sesion; categoria",
        "typ; art; sitzungstyp; sitzungsart; veranstaltungsart; kategorie",
        "tipo de sessao; tipo da sessao",
    ),
    "date": (
        "date; start date; session date; event date; date of session; day; date start",
        "jour; date de la session; date de debut",
        "fecha; dia; fecha de inicio",
        "datum; tag; startdatum",
        "data; data de inicio",
    ),
    "end_date": ("end date; date end; until date", "date de fin", "fecha de fin; fecha final", "enddatum", "data de termino; data final; data de fim"),
    "start": (
        "event start; session start; start; start time; time start; starts; starts at; starting time; begin; begins; beginning; from; dtstart; "
        "start date time; start datetime; date time; date and time; date start time; datetime; time; times; time slot; timeslot; slot; hours; hour; "
        "start end; start and end; start end time; from to; when; session time; schedule",
        "debut; heure; heures; heure de debut; horaire; horaires; date et heure; debut fin; commence",
        "hora; horas; hora de inicio; hora inicio; inicio; horario; horarios; desde; fecha y hora; inicio fin; comienzo",
        "uhrzeit; zeit; beginn; start; startzeit; anfang; anfangszeit; von; zeitraum; datum und uhrzeit; datum uhrzeit; von bis; beginn ende; zeiten",
        "hora inicial; data e hora; inicio e fim; comeco; inicio fim",
    ),
    "end": (
        "event end; session end; end; end time; time end; ends; ends at; ending time; finish; finishes; to; until; till; dtend; end date time; end datetime",
        "fin; heure de fin; jusqu a",
        "hora de fin; hora fin; final; hasta; hora final; termina",
        "ende; endzeit; schluss; bis; endet",
        "fim; termino; hora de termino; hora de fim; ate",
    ),
    "duration_min": (
        "duration min; duration; duration minutes; duration in minutes; duration in min; length; length minutes; minutes; min; duration hours; "
        "duration in hours; length in minutes",
        "duree; duree minutes; duree en minutes; duree min",
        "duracion; duracion minutos; duracion en minutos; minutos",
        "dauer; dauer minuten; dauer in minuten; lange; minuten; dauer min",
        "duracao; duracao em minutos; duracao minutos",
    ),
    "room": (
        "venue; room; room name; where; location; place; hall; session room; meeting room; conference room",
        "salle; lieu; endroit; local; emplacement; nom de la salle",
        "sala; lugar; ubicacion; salon; sede",
        "raum; ort; saal; veranstaltungsort; zimmer; raumname; standort",
        "localizacao; auditorio; nome da sala",
    ),
    "format": ("format; session format; seating; room layout; layout", "", "formato; formato de la sesion", "", "formato da sessao"),
    "subtheme": (
        "subtheme; sub theme; subthemes; theme; themes; track; tracks; thematic track; topic",
        "sous theme; thematique; volet; axe",
        "subtema; tema; eje tematico; temas",
        "unterthema; thema; themenbereich; themen",
        "sub tema; trilha; eixo; eixo tematico",
    ),
    "sdgs": ("sdgs; sdg; relation to sdgs; sustainable development goals", "odd", "ods", "", ""),
    "description": (
        "description; abstract; about; session description; details; content; short description; synopsis",
        "descriptif; resume; contenu",
        "descripcion; resumen; contenido",
        "beschreibung; inhalt; zusammenfassung; kurzbeschreibung",
        "descricao; resumo; conteudo",
    ),
    "source_urls": (
        "source urls; url; link; links; source url; web page; website; session url; session link",
        "lien; page web; site web; adresse web",
        "enlace; pagina web; sitio web",
        "webseite; internetseite; adresse",
        "pagina; ligacao; site",
    ),
    "status": ("status", "statut; etat", "estado", "", "situacao"),
    "active": ("active; published; is active; is published", "publie", "publicado; activo", "veroffentlicht; aktiv", "ativo"),
    "note": (
        "note; notes; remark; remarks; comment; comments",
        "remarque; remarques; commentaire",
        "nota; notas; observaciones",
        "bemerkung; bemerkungen; anmerkung; notiz",
        "observacoes",
    ),
    "role": ("role; role in session; role in the session", "role dans la session", "rol; funcion", "rolle; funktion", "papel; funcao"),
    "stakeholder_group": (
        "stakeholder group; stakeholder; speaker stakeholder group; stakeholder groups; stakeholder type; sector",
        "groupe de parties prenantes; partie prenante; parties prenantes; groupe d interet",
        "grupo de interes; grupo de partes interesadas; parte interesada; partes interesadas",
        "interessengruppe; stakeholdergruppe; stakeholder gruppe",
        "grupo de interesse; setor; parte interessada",
    ),
    "regional_group": (
        "regional group; region; speaker regional group; un regional group; regional groups",
        "groupe regional",
        "grupo regional",
        "regionalgruppe; regionale gruppe",
        "regiao",
    ),
}  # fmt: skip
"""Field → names in English, French, Spanish, German, Portuguese, separated by semicolons."""

LESS_SURE_TITLES = (
    "name; subject; topic; event; activity; item; agenda item; programme; program; theme; sujet; objet; activite; evenement; "
    "nom; tema; asunto; actividad; evento; nombre; thema; betreff; veranstaltung; programmpunkt; bezeichnung; programm; assunto; "
    "atividade; nome"
)
"""Names of columns that hold titles where no surer name is there, and columns of times or rooms stand beside them."""

OF_PEOPLE = (
    "e mail; email; mail; first name; last name; family name; given name; surname; full name; affiliation; organisation; organization; "
    "job title; position; biography; bio; phone; telephone; mobile; prenom; courriel; affiliation; fonction; apellido; apellidos; correo; "
    "organizacion; cargo; vorname; nachname; telefon; sobrenome; organizacao"
)
"""Names of columns that show that a table without times and rooms is a list of people."""


Rows = list[tuple[int, list[str]]]
"""Number of a row as a spreadsheet counts it, and its cells."""

FIELDS = tuple(NAMES)
"""Fields that a column can be mapped to."""

HEADER_WITHIN = 40
"""The header stands within this many rows that hold anything."""
MOST_HEADER_ROWS = 3
PLACING = frozenset(["date", "start", "end", "duration_min", "room", "type"])
"""Fields that tell a programme from a list of people."""
UNITS = re.compile(
    r"\b(?:utc|gmt|cet|cest|local time|local|hh mm|h mm|hhmm|yyyy mm dd|dd mm yyyy|mm dd yyyy|dd mm|jjjj|tt mm jjjj|jj mm aaaa|dd mm aaaa|24h|24 h|"
    r"heure locale|hora local|ortszeit|required|optional|en|fr|es|de|pt|english|englisch|anglais|ingles)$"
)
"""What people add to the name of a column: zone, form, language."""
NOT_LOCAL = re.compile(r"\b(?:UTC|GMT)\b", re.I)


@cache
def _ranks() -> dict[str, tuple[str, int]]:
    """Levelled name → field, and how likely it is among the names of its field (0 is the likeliest)."""
    found: dict[str, tuple[str, int]] = {}
    for field, languages in NAMES.items():
        for rank, name in enumerate(_split("; ".join(filter(None, languages)))):
            found.setdefault(name, (field, rank))
    return found


def _split(names: str) -> list[str]:
    return [name.strip() for name in names.split(";") if name.strip()]


def _spellings(name: str) -> Iterable[str]:
    """Levelled forms of a name: whole, without brackets, without zone or language at its end, and the parts of ``Titel / Title``."""
    yield bare_words(name)
    bare = bare_words(re.sub(r"[(\[{][^()\[\]{}]*[)\]}]?", " ", name))
    yield bare
    while (shorter := UNITS.sub("", bare).strip()) != bare and shorter:
        yield shorter
        bare = shorter
    if re.search(r"[/|\n]", name):
        for part in re.split(r"[/|\n]", name):
            yield bare_words(re.sub(r"[(\[{][^()\[\]{}]*[)\]}]?", " ", part))


def field_of(name: str) -> tuple[str, int] | None:
    """Field that a column of this name holds, and how likely (0 is the likeliest); None where the name is not known."""
    return next((found for spelling in _spellings(name[:200]) if (found := _ranks().get(spelling))), None)


def guess_mapping(header: Iterable[str]) -> dict[str, str]:
    """Which field does each column hold, by its name? Columns of unknown names are left out.

    Parameters
    ----------
    header
        Names of the columns, in any case and punctuation, in English, French, Spanish, German or Portuguese.

    Returns
    -------
    dict
        Name of a column → field. Each field once: the likeliest name wins, of two equal ones that in local time.

    >>> guess_mapping(["Session Title", "Venue", "Speaker name"])
    {'Session Title': 'title', 'Venue': 'room'}
    """
    names = list(dict.fromkeys(header))
    best: dict[str, tuple[int, bool, int]] = {}
    for position, name in enumerate(names):
        if found := field_of(name):
            mine = (found[1], NOT_LOCAL.search(name) is not None, position)
            best[found[0]] = min(best.get(found[0], mine), mine)
    fields = {names[position]: field for field, (_, _, position) in best.items()}
    if "title" not in fields.values() and (title := _less_sure_title(names, fields)):
        fields[title] = "title"
    return {name: fields[name] for name in names if name in fields}


def _less_sure_title(names: list[str], fields: Mapping[str, str]) -> str | None:
    """A column such as ``Name`` or ``Thema``, where the table is a programme and no list of people."""
    levelled = {bare_words(re.sub(r"\([^()]*\)", " ", name)): name for name in reversed(names)}
    if not PLACING & set(fields.values()) or (set(levelled) & set(_split(OF_PEOPLE)) and "start" not in fields.values()):
        return None
    return next((levelled[name] for name in _split(LESS_SURE_TITLES) if name in levelled), None)


@dataclass(frozen=True)
class Header:
    """Where the header of a table stands: positions of its first and last row among the rows, and the names of the columns."""

    first: int
    last: int
    names: list[str]


def find_header(rows: Rows, mapping: Mapping[str, str] | None = None) -> Header:
    """The header: the first row with a column of titles and another known column, with the rows of names above or below it.

    A user's mapping shows the header by the name of its column of titles. Without either the first row is taken. A name
    that occurs twice gets a number, an empty one its position, and one that looks like an address is not shown.
    """
    titles = {name for name, field in (mapping or {}).items() if field == "title"}
    for position, (_, cells) in enumerate(rows[:HEADER_WITHIN]):
        if titles & {" ".join(cell.split()) for cell in cells} or _is_header(cells):
            return _whole_header(rows, position)
    return Header(0, 0, _named(rows[0][1])) if rows else Header(0, 0, [])


def _is_header(cells: list[str]) -> bool:
    guessed = guess_mapping(cell for cell in cells if cell.strip())
    return "title" in guessed.values() and len(guessed) >= 2


def _whole_header(rows: Rows, position: int) -> Header:
    """The header with further rows of names below it, and a row of groups (``Time`` over ``Start`` and ``End``) above it."""
    first = last = position
    while last + 1 < len(rows) and last - first < MOST_HEADER_ROWS - 1 and is_of_names(rows[last + 1][1]):
        if _same(rows[last + 1][1], rows[position][1]):
            break  # the header once more, not a second row of it
        last += 1
    names = rows[first][1]
    for _, below in rows[first + 1 : last + 1]:
        names = _joined(names, below)
    if first and first == last:
        groups = rows[first - 1][1]
        levels = [bare_words(cell) for cell in names if cell.strip()]
        if len(levels) != len(set(levels)) and 1 < sum(bool(cell.strip()) for cell in groups) < len(levels):
            names, first = _joined(groups, names), first - 1
    return Header(first, last, _named(names))


def is_of_names(cells: list[str]) -> bool:
    """Whether a row holds names of columns, as a header does, and not a session."""
    filled = [cell for cell in cells if cell.strip()]
    known = sum(field_of(cell) is not None for cell in filled)
    return known >= 2 and known * 2 > len(filled) and not any(re.search(r"\d", cell) for cell in filled)


def _same(one: list[str], other: list[str]) -> bool:
    return [bare_words(cell) for cell in one if cell.strip()] == [bare_words(cell) for cell in other if cell.strip()]


def header_words(header: Header, rows: Rows) -> frozenset[str]:
    """Levelled names of all rows of a header, to know it where it is repeated."""
    printed = (name for _, cells in rows[header.first : header.last + 1] for name in cells)
    return frozenset(bare_words(name) for name in (*printed, *header.names)) - {""}


def repeats(words: frozenset[str], cells: list[str]) -> bool:
    """Whether a row in the middle of a table is its header once more."""
    return len(cells) >= 2 and all(bare_words(cell) in words for cell in cells)


def _joined(above: list[str], below: list[str]) -> list[str]:
    """Names of two rows: the lower where it is known and unique, else the upper (which may span columns) and the lower."""
    levels = [bare_words(cell) for cell in below]
    names, group = [], ""
    for upper, lower in zip_longest(above, below, fillvalue=""):
        group = upper.strip() or group
        if not lower.strip():
            names.append(upper)
        elif field_of(lower) and levels.count(bare_words(lower)) == 1:
            names.append(lower)
        else:
            both = f"{group} {lower}".strip()
            names.append(both if bare_words(group) != bare_words(lower) and (field_of(both) or not field_of(lower)) else lower)
    return names


def _named(cells: list[str]) -> list[str]:
    names: list[str] = []
    for position, cell in enumerate(cells, 1):
        name = " ".join(cell.split())[:100]
        if not name or re.search(r"@|\+?\d{6}", name):
            name = f"column {position}"
        names.append(name if name not in names else f"{name} ({position})")
    return names
