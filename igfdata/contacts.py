"""Find e-mail addresses, phone numbers and handles of people in a text, also disguised ones: none of them is ever stored.

Imported texts lose them, what users type is refused with them. Dates, times, numbers of sessions and of standards stay.

>>> without_contacts("Write to jane (at) example.org or call +47 912 34 567 before 24.06.2025, 09:00")
'Write to [removed] or call [removed] before 24.06.2025, 09:00'
"""

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

PLACEHOLDER = "[removed]"
"""Stands in a text for a contact or the name of a person."""

EMAIL, PHONE, HANDLE = "an e-mail address", "a phone number", "a personal handle or profile"


@dataclass(frozen=True, order=True)
class Contact:
    """A contact in a text: its span, its kind, and its words without disguise."""

    start: int
    end: int
    kind: str
    plain: str = field(default="", repr=False)


class ContactGiven(ValueError):
    """A text that users typed holds a contact; the message names the field and the kind, not the contact."""


def find_contacts(text: str) -> list[Contact]:
    """Return the contacts in a text in their order; none overlaps another."""
    plain, origin = _undisguised(text)
    found: list[Contact] = []
    for start, end, kind in sorted(
        chain(_handles(plain), _emails(plain), _phones(plain)), key=lambda span: (span[0], -span[1])
    ):
        if found and start < found[-1].end:
            last = found[-1]
            found[-1] = Contact(last.start, max(last.end, end), last.kind, plain[last.start : max(last.end, end)])
        else:
            found.append(Contact(start, end, kind, plain[start:end]))
    if origin is None:
        return found
    return [Contact(origin[one.start], origin[one.end], one.kind, one.plain) for one in found]


def without_contacts(text: str) -> str:
    """Return a text with every contact replaced by :data:`PLACEHOLDER`."""
    pieces, position = [], 0
    for contact in find_contacts(text):
        pieces += [text[position : contact.start], PLACEHOLDER]
        position = contact.end
    return "".join((*pieces, text[position:]))


def refuse_contacts(values: Mapping[str, str]) -> None:
    """Refuse texts of users that hold a contact.

    ``values``: name of the field → what the user typed.
    Raises ContactGiven naming the first field with a contact, and its kind.
    """
    for name, text in values.items():
        found = find_contacts(text)
        if found:
            kinds = " and ".join(dict.fromkeys(contact.kind for contact in found))
            raise ContactGiven(
                f"{name}: this text holds {kinds}. Contact details are never stored; remove them and save again."
            )


# What stands for what. Characters of full width and the like are brought to their usual form first.
_INVISIBLE = "\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_DISGUISE = re.compile(
    r"%(?:25)*(?:40|2[eEbBdD]|5[fF]|20)|&(?:amp;)*(?:#0*\d{1,7}|#[xX]0*[0-9a-fA-F]{1,6}|[A-Za-z]{2,12});"
    rf"|[{_INVISIBLE}\u00a0\u2000-\u200a\u2010-\u2015\u2024\u202f\u2212\u3000\u3002\ufe52\ufe6b\uff01-\uff5e]"
)


def _undisguised(text: str) -> tuple[str, list[int] | None]:
    """Return a text with plain characters, and where each of them (and the end) stands in the original; None: the same."""
    pieces: list[str] = []
    origin: list[int] = []
    position = 0
    for found in _DISGUISE.finditer(text):
        plain = _plain(found[0])
        if plain is None:
            continue
        pieces += [text[position : found.start()], plain]
        origin += [*range(position, found.start()), *([found.start()] * len(plain))]
        position = found.end()
    if not pieces:
        return text, None
    return "".join((*pieces, text[position:])), [*origin, *range(position, len(text) + 1)]


def _plain(token: str) -> str | None:
    if token[0] == "%":
        return chr(int(token[-2:], 16))
    if token[0] == "&":
        character = html.unescape(f"&{token.rpartition('amp;')[2].lstrip('&')}")
        return character if len(character) == 1 and character.isprintable() else None
    if re.match(f"[{_INVISIBLE}]", token):
        return ""
    if token in "\u3002\u2024\ufe52":
        return "."
    if unicodedata.category(token) in ("Pd", "Sm") and not token >= "\uff01":
        return "-"
    return unicodedata.normalize("NFKC", token)


# E-mail addresses: found by what stands for @, then read to the left and to the right.
_OPEN, _CLOSE = r"\s{0,3}[\[({<]\s{0,2}", r"\s{0,2}[\])}>]\s{0,3}"
_AT = re.compile(
    rf"\s{{0,2}}@\s{{0,2}}|{_OPEN}(?:at|@|ät|arroba|arobase|chez)\s{{0,2}}{_CLOSE}|(?P<bare>\s{{1,3}}(?:at|ät|arroba|arobase)\s{{1,3}}|(?P<sign>[-_*])at(?P=sign))",
    re.I,
)
_HIDDEN_DOT = rf"(?:{_OPEN}(?:dot|punkt|point|punto|ponto|\.){_CLOSE}|\s{{1,3}}(?:dot|punkt|punto|ponto)\s{{1,3}}|[-_*](?:dot)[-_*]|\s\.\s)"
_LOCAL = re.compile(
    rf"(?:mailto:\s?)?(?P<local>[\w.+%'-]{{1,80}}(?:{_HIDDEN_DOT}[\w.+%'-]{{1,80}}){{0,4}})(?<![.'])\Z|[^\s@]{{1,80}}(?<=\")\Z",
    re.I,
)
_HOST = re.compile(
    rf"[^\W_](?:[\w-]{{0,62}}[^\W_])?(?:(?P<dot>\.|{_HIDDEN_DOT})(?:[^\W_](?:[\w-]{{0,62}}[^\W_])?)){{0,5}}"
    rf"(?P<last>\.|{_HIDDEN_DOT})(?P<domain>[^\W\d_]{{2,24}})(?!\w|\sdot\b)(?:\?[\w=&%.+;-]{{0,200}})?",
    re.I,
)
_STATED_LOCAL = re.compile(r"[^\W\d_][\w-]+(?:[._][\w-]{2,})+\Z")
_WINDOW = 420


def _emails(text: str) -> Iterator[tuple[int, int, str]]:
    for at in _AT.finditer(text):
        host = _HOST.match(text, at.end())
        if host is None:
            continue
        local = _LOCAL.search(text[max(0, at.start() - _WINDOW) : at.start()])
        if local is None:
            continue
        hidden = len(host["last"]) > 1
        if at["bare"] and not hidden and not _STATED_LOCAL.search(local[0]):
            continue  # "read more at example.org"
        start = at.start() - len(local[0])
        while start and text[start - 1] in "@":  # a handle of another server: @jane@example.org
            start -= 1
        yield start, host.end(), EMAIL


# Phone numbers: runs of digits, judged by their beginning, their groups and the word in front.
_RUN = re.compile(r"(?<![\w/#+-])(?<!\d[.:,])(?:\(?\+\s?\(?|\()?\d(?:[ ().\-/]{0,3}\d){5,24}(?!\w)")
_LABEL = re.compile(
    r"(?:\b(?:tel|telephone|phone|ph|mobile|mob|cell|fax|whats\s?app|viber|signal|sms|call(?: (?:me|us))?(?: (?:at|on))?|dial|ring|"
    r"t[eé]l[eé]phone|tél|telefon|handy|natel|tel[eé]fono|m[oó]vil|celular|telefone|telefax|телефон|тел)|电话|電話|手机|هاتف)"
    r"\s?(?:no|nr|number|num|nummer|n[°º])?\s?[.:)=/]{0,2}\s{0,2}$",
    re.I,
)
_DATE = re.compile(
    r"(?<![\d./-])(?:(?:19|20)\d\d([-./ ])\d{1,2}\1\d{1,2}|\d{1,2}([-./ ])\d{1,2}\2(?:19|20)\d\d|\d{1,2}([-./])\d{1,2}\3\d\d)(?![\d./-])"
)
_TIMES = re.compile(r"\d{1,2}\.\d\d\s?-")
_NORTH_AMERICA = re.compile(r"(?:1[-. ])?\(?\d{3}\)?[-. ]{1,2}\d{3}[-. ]\d{4}")


def _phones(text: str) -> Iterator[tuple[int, int, str]]:
    for run in _RUN.finditer(text):
        before = text[max(0, run.start() - 32) : run.start()]
        if _is_phone(run[0], bool(_LABEL.search(before))):
            yield run.start(), run.end(), PHONE


def _is_phone(run: str, is_labelled: bool) -> bool:
    groups = re.findall(r"\d+", run)
    digits = "".join(groups)
    if _DATE.search(run) or all(re.fullmatch(r"(?:19|20)\d\d", group) for group in groups):
        return False
    if run.lstrip("( ").startswith("+"):
        return 7 <= len(digits) <= 16
    if is_labelled:
        return len(digits) <= 16
    if _NORTH_AMERICA.fullmatch(run):
        return True
    if _TIMES.match(run) or (len(groups) > 1 and all(len(group) == 4 for group in groups)):
        return False
    if re.match(r"00[1-9]", digits):
        return 10 <= len(digits) <= 16 and (len(groups) > 1 or len(digits) >= 11)
    if re.match(r"0[1-9]", digits):
        return 9 <= len(digits) <= 12 if len(groups) > 1 else 10 <= len(digits) <= 11
    return run.startswith("(") and ")" in run and 9 <= len(digits) <= 12


# Handles and profiles.
_NO_PERSON = r"(?!(?:hashtag|search|intent|events?|groups?|watch|sharer?|share|home|explore|i)(?:[/?.]|\b))"
_PROFILE = re.compile(
    r"(?<![\w.-])(?:https?://)?(?:www\.|m\.|mobile\.|[a-z]{2}\.)?(?:(?:t|telegram|wa|m|fb|signal)\.me|(?:api|chat|web)\.whatsapp\.com|"
    rf"linkedin\.com/(?:in|pub)|(?:twitter|x|facebook|fb|instagram)\.com(?=/{_NO_PERSON})|(?:tiktok\.com|threads\.(?:net|com)|youtube\.com|medium\.com)"
    r"(?=/@)|bsky\.app/profile|orcid\.org|researchgate\.net/profile|keybase\.io)/[^\s\"'<>()\[\],;]{1,200}"
    r"|https?://[\w.-]{3,100}/@[\w.-]{1,60}",
    re.I,
)
_MESSENGERS = (
    "skype", "wechat", "weixin", "telegram", "viber", "discord", "instagram", "insta", "twitter", "snapchat", "tiktok", "mastodon",
    "bluesky", "kakaotalk", "line",
)  # fmt: skip
_MESSENGER = re.compile(
    rf"\b(?:{'|'.join(_MESSENGERS)})"
    r"(?:(?P<stated>\s?(?:id|name|user(?:name)?|handle))\s?[:=]?\s|\s?[:=]\s?)(?P<own>@?(?:live:)?[\w.+-]{3,64})(?:\?\w{1,12})?",
    re.I,
)
_HANDLE = re.compile(
    r"(?<![\w@./&=-])@(?!(?:home|work|school|risk|play|here|all)\b)[^\W\d][\w]{1,60}(?:[.-]\w{1,60}){0,4}(?::[\w.-]{3,100})?(?!\w*\()"
)


def _handles(text: str) -> Iterator[tuple[int, int, str]]:
    lowered = text.lower()  # plain words are looked for before the slow patterns that begin with them
    may_name_messengers = not text.isascii() or any(word in lowered for word in _MESSENGERS)
    for found in _PROFILE.finditer(text) if "/" in text else ():
        yield found.start(), found.end() - (len(found[0]) - len(found[0].rstrip(".:!?"))), HANDLE
    for found in _MESSENGER.finditer(text) if may_name_messengers else ():
        own = found["own"].rstrip(".")
        ends = not text[found.start("own") + len(own) :].lstrip(". ")[:1].isalnum()
        if found["stated"] or re.search(r"[@._\d:]", own) or (found[0][:5].casefold() in ("skype", "wecha", "weixi") and ends):
            yield found.start(), found.start("own") + len(own) if own != found["own"] else found.end(), HANDLE
    if "@" in text:
        for found in _HANDLE.finditer(text):
            yield found.start(), found.end(), HANDLE
