"""Cancelled sessions and breaks: told and skipped, in every format, unless the user keeps them."""

import re
import unicodedata

_WORD = (
    r"(?:cancel{1,2}ed|cancelad[oa]s?|anulad[oa]s?|annul[ée]{1,2}e?s?|abgesagt|entf[äa]llt|f[äa]llt aus|annullat[oa]|withdrawn|"
    r"отмен[её]н[оа]?|已?取消|ملغ[ىاي]ة?)"
)
_BEFORE = r"(?:(?:this|the|has|been|was|is|now|session|event|meeting|workshop|s[ée]ance|sesi[óo]n|sess[ãa]o|sitzung|veranstaltung)\s+){0,4}"
BRACKETED = re.compile(rf"\s*[\[(<{{*]{{1,3}}\s*{_BEFORE}{_WORD}\s*[!.]*\s*[\])>}}*]{{1,3}}\s*[:–—|-]?\s*", re.I)
LEADING = re.compile(rf"^\W*{_WORD}\s*!*\s*[:–—|/-]\s*(?=\S)", re.I)
TRAILING = re.compile(rf"\s*(?:[:–—|/]|\s-)\s*{_BEFORE}{_WORD}\W*$", re.I)
SHOUTED = re.compile(rf"^\W*{_WORD}\W+(?=\S)|\W+{_WORD}\W*$", re.I)
STATED = re.compile(rf"\W*{_BEFORE}{_WORD}(?:\s+by\s.{{0,60}})?\W*", re.I)
STATES = frozenset(["canceled_by_organizer", "withdrawn", "rejected", "deleted"])

_CORE = frozenset(
    """
    break breaks lunch lunchtime lunchbreak coffee tea breakfast dinner registration networking refreshments recess
    accueil pause cafe dejeuner midi diner inscription inscriptions enregistrement reseautage
    pausa descanso receso almuerzo desayuno cena registro inscripcion inscripciones acreditacion merienda
    mittagspause kaffeepause teepause mittagessen mittag fruhstuck abendessen anmeldung registrierung einlass vernetzung kaffee imbiss
    intervalo almoco lanche jantar credenciamento inscricao inscricoes registo recreio
    """.split()  # noqa: SIM905
)
"""Words that make a title one of a break."""
_BESIDE = frozenset(
    """
    a an and at for in of on or the to with by day time hour hours minutes min session sessions area corner desk counter opens open opening
    onsite site on-site online badge badges pick up pickup collection collect welcome morning afternoon evening midday noon health bio comfort prayer
    short long light group general main daily all participants delegates speakers foyer lobby hall restaurant cafeteria reception cocktail drinks tbc
    am pm snack snacks buffet starts start end
    d de du des la le les l et pour avec petit dejeuner participants matin midi apres
    del el los las y e para con por bienvenida manana tarde
    do da dos das com o os as cafe manha
    und mit der die das zum zur fur am im morgen nachmittag kaffee tee
    """.split()  # noqa: SIM905
)
"""Words that may stand beside them."""


def without_cancelled(title: str) -> tuple[str, bool]:
    """Return a title without the remark that the session is cancelled, and whether there was one.

    >>> without_cancelled("[CANCELLED] Age assurance"), without_cancelled("Cancelled subscriptions and children")
    (('Age assurance', True), ('Cancelled subscriptions and children', False))
    """
    for pattern in (BRACKETED, LEADING, TRAILING):
        if pattern.search(title):
            rest = " ".join(pattern.sub(" ", title).split()).strip(" -–—|:")
            return rest or title, True
    found = SHOUTED.search(title)
    if found and found[0].strip(" :.,!*-").isupper() and not title.isupper():
        return (title[: found.start()] + title[found.end() :]).strip(" -–—|:") or title, True
    return (title, STATED.fullmatch(title) is not None)


def says_cancelled(state: str) -> bool:
    """Whether the state that a file gives a session, in a word or two, says that it does not take place."""
    return state.strip().casefold() in STATES or STATED.fullmatch(state.strip()[:120]) is not None


def is_break(title: str, stated_type: str = "") -> bool:
    """Whether a record is a break, a meal, coffee, registration or time to meet: every word of its title or type says so.

    >>> is_break("Coffee break"), is_break("Lunch & Learn: children’s rights"), is_break("Sponsored by a bank", "Breaks")
    (True, False, True)
    """
    return _only_breaks(title) or _only_breaks(stated_type)


def _only_breaks(text: str) -> bool:
    text = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", text[:200])
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", " ")).encode("ascii", "ignore").decode()
    words = [word for word in re.findall(r"[a-z]+(?:-[a-z]+)*|\d+", plain) if not word.isdigit()]
    words = [part for word in words for part in ([word] if word in _CORE | _BESIDE else word.split("-"))]
    return any(word in _CORE for word in words) and all(word in _CORE or word in _BESIDE for word in words)
