"""Which session type do people mean? Length, number, place and mode beside it are read over, other languages are known."""

import re
import unicodedata

from igfdata import vocabulary as v
from igfdata.importers.terms import resolve_term

LANGUAGES = {
    "Workshop": "atelier ateliers taller talleres oficina oficinas werkstatt",
    "Main Session": "plenary plenaries plenary-session main-track seance-pleniere pleniere session-principale sesion-plenaria plenaria "
    "sesion-principal sessao-plenaria sessao-principal plenum plenarsitzung hauptsitzung",
    "High-Level Session": "high-level-panel high-level-segment high-level-track high-level-leaders-track session-de-haut-niveau haut-niveau "
    "sesion-de-alto-nivel alto-nivel sessao-de-alto-nivel hochrangige-sitzung",
    "Open Forum": "forum-ouvert foro-abierto forum-aberto offenes-forum",
    "Town Hall": "townhall town-hall-meeting assemblee-publique asamblea-abierta",
    "Lightning Talk": "lightning-session lightning lightening-talk flash-talk presentation-eclair expose-eclair charla-relampago palestra-relampago "
    "blitzvortrag kurzvortrag",
    "Networking Session": "networking-event session-de-reseautage sesion-de-networking sessao-de-networking",
    "Launch/Award Event": "launch launches award awards launch-event award-event book-launch launches-and-awards lancement lanzamiento lancamento",
    "Dynamic Coalition Session": "dynamic-coalition dynamic-coalitions dc-meeting dc-main coalition-dynamique coalicion-dinamica coalizao-dinamica",
    "Best Practice Forum": "bpf-meeting best-practices-forum forum-sur-les-meilleures-pratiques foro-de-mejores-practicas",
    "Policy Network": "policy-networks pnai pnif pnma reseau-politique red-de-politicas",
    "NRI Session": "nris nri-collaborative national-and-regional-initiative national-and-regional-initiatives nri-collaborative-session",
    "Parliamentary Track": "parliamentary-session parliamentary-roundtable piste-parlementaire parlamento via-parlamentaria trilha-parlamentar",
    "Youth Track": "youth-session youth-forum jeunesse juventud juventude jugend",
    "Day 0 Event": "day-zero pre-events pre-conference-event preconference evenement-du-jour-0 evento-del-dia-0 evento-do-dia-0 evento-dia-cero",
    "Ceremony": "opening closing opening-session closing-session opening-plenary closing-plenary ceremonie-d-ouverture ceremonie-de-cloture "
    "seance-d-ouverture ceremonia-de-apertura ceremonia-de-clausura cerimonia-de-abertura cerimonia-de-encerramento eroffnung abschluss",
}
"""Session type → other names, words joined by hyphens."""
BY_NAME = {name: kind for kind, names in LANGUAGES.items() for name in names.split()}
LENGTH = re.compile(
    r"(?:\b\d{1,3}(?:[.,:]\d{1,2})?\s*-?\s*(?:minutes?|mins?|min|m|h|hrs?|hours?|heures?|horas?|minuten|stunden?|minutos?|’|')(?![\w])\.?)",
    re.I,
)
MODE = re.compile(
    r"\b(?:hybrid[eo]?|on-?\s?line|on-?\s?site|in[- ]person|virtual|remote|in situ|présentiel|en ligne|presencial|virtuel(?:le)?|híbrid[oa])\b",
    re.I,
)
NUMBER = re.compile(r"(?:#|\bno?\.?\s?|\bnr\.?\s?)?\b\d{1,4}\b", re.I)
LAST_NUMBER = re.compile(r"\s(?:#\s?|no?\.?\s?)?\d{1,4}\s*$", re.I)
ABBREVIATION = re.compile(r"(WS|OF|LT|TH|NS|LA|DC|BPF|PN|NRI|PT|HLS|HL|MS|D0|YT)s?", re.I)
GROUP = re.compile(r"\s*(Best Practice Forum|Policy Network|Dynamic Coalition|BPF|DC|PN|NRI)s?\b\s*(?=on\b|[:|–—-]|[A-Z])")
"""Groups of the IGF whose sessions bear their name: "BPF Cybersecurity"."""
ABBREVIATED = {"MS": "Main Session", "HL": "High-Level Session", "YT": "Youth Track"}


def stated_type(text: str) -> str:
    """Return the session type that a text means, or nothing: spelling, plural, number, length and mode do not matter.

    >>> stated_type("Workshop - 90 Min"), stated_type("Lightning talks (20min)"), stated_type("OF #12"), stated_type("Fishbowl")
    ('Workshop', 'Lightning Talk', 'Open Forum', '')
    """
    if len(text) > 200:
        return ""
    text = text.replace("_", " ")
    found = next((kind for part in _parts(text) if (kind := _known(part))), "")
    group = GROUP.match(text)
    return found or (_known(group[1]) if group else "")


def _parts(text: str) -> list[str]:
    """The text, else its parts; the first that is known decides."""
    bare = MODE.sub(" ", LENGTH.sub(" ", text))
    outside = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", bare)
    for candidate in (text, bare, outside, LAST_NUMBER.sub(" ", outside), NUMBER.sub(" ", outside)):
        if _known(candidate):
            return [candidate]
    inside = re.findall(r"\(([^()]*)\)|\[([^\[\]]*)\]", bare)
    pieces = re.split(r"\s*[,;|:–—]\s*|\s+[-]\s+|\s+/\s+", NUMBER.sub(" ", outside))
    return [*pieces, *(one or other for one, other in inside)]


def _known(text: str) -> str:
    text = " ".join(text.split()).strip(" ,;:|–—-/.()[]")
    if not text:
        return ""
    if short := ABBREVIATION.fullmatch(text):
        key = short[1].upper()
        return ABBREVIATED.get(key) or v.SESSION_TYPES.resolve(key) or ""
    spaced = re.sub(r"\bwork[\s-]+shop", "workshop", text, flags=re.I)
    plain = unicodedata.normalize("NFKD", spaced.replace("’", " ").replace("'", " ")).encode("ascii", "ignore").decode()
    for variant in (spaced, spaced.replace("-", " "), re.sub(r"(?i)\bopen fora\b", "open forum", spaced)):
        if kind := resolve_term(v.SESSION_TYPES, variant):
            return kind
    name = v.slug(plain)
    return BY_NAME.get(name) or BY_NAME.get(re.sub(r"(\w{3,})s\b", r"\1", name)) or ""
