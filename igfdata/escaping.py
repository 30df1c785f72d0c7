"""Make a text harmless, so that one of the data or of a user never has an effect where it goes.

First: which characters may stand in it? :func:`visible` for what comes in, from files, cells and names of files; :func:`several_lines`
and :func:`one_line` for what goes out into XML, calendars and addresses; :func:`language` for screen readers. Then: one escape for each
place where it is shown. (:func:`igfdata.importers.parsing.clean_text.plain` takes markup out of what comes in.)

A spreadsheet computes a cell that begins like a formula. Such a text gets one apostrophe in front when it is written,
and loses it again when it is read. A text that has apostrophes before such a beginning gets one more, so that every
text comes back as it was.

>>> [for_csv(text) for text in ("=1+1", "'=1+1", "'quoted'", "Play")]
["'=1+1", "''=1+1", "'quoted'", 'Play']
"""

import html
import re
import unicodedata
from typing import Any

_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile("[ \t\r\n\v\f\x85\u2028\u2029]+")
_CONTROL = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"
"""Control and half characters: XML refuses them."""
_UNSEEN = "\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
"""Characters that nobody sees, or that turn the text after them; joiners stay, for emoji and some scripts need them."""
_FORBIDDEN = re.compile(f"[{_CONTROL}]")
_HIDDEN = re.compile(f"[{_CONTROL}{_UNSEEN}]")
_ANSI = re.compile(r"\x1b(?:\[[0-9;?]{0,32}[ -/]{0,4}[@-~]|\][^\x07\x1b]{0,256}(?:\x07|\x1b\\)|[@-Z\\-_])")
_CHINESE = re.compile("[\u3400-\u9fff\uf900-\ufaff]")


def line_ends(text: str) -> str:
    r"""Return a text with one kind of line end.

    >>> line_ends("one\r\ntwo\x0bthree")
    'one\ntwo\nthree'
    """
    return _LINE_END.sub("\n", text)


def visible(text: str) -> str:
    r"""Return a text that comes in without terminal escapes, control characters, halves of characters and changes of direction.

    >>> visible("\x1b[31mRed\x1b[0m \u202etext\x00")
    'Red text'
    """
    return _HIDDEN.sub("", _ANSI.sub("", text))


def several_lines(text: str) -> str:
    r"""What of a text may stand in XML and in a calendar? No control characters, half characters or foreign line ends.

    >>> several_lines("one\r\ntwo\x00")
    'one\ntwo'
    """
    return _FORBIDDEN.sub("", line_ends(text))


def one_line(text: str) -> str:
    r"""What of a text may stand on one line? Blanks that break a line become one plain blank; narrow blanks stay.

    >>> one_line("4\u202f% \x07of\n 25")
    '4\u202f% of 25'
    """
    return _FORBIDDEN.sub("", _BLANKS.sub(" ", text)).strip()


def is_right_to_left(text: str) -> bool:
    """Does a text run from the right? Its first letter with a direction decides, as Unicode rules.

    >>> is_right_to_left("12 حقوق الطفل on WS #70")
    True
    """
    strong = (unicodedata.bidirectional(character) for character in text)
    return next((kind != "L" for kind in strong if kind in ("L", "R", "AL")), False)


def language(text: str) -> str:
    """Which language does a screen reader try? By the script: Arabic, Hebrew, Chinese, else English.

    >>> language("儿童权利"), language("Rights of the child")
    ('zh-CN', 'en-GB')
    """
    if is_right_to_left(text):
        return "he-IL" if "HEBREW" in {unicodedata.name(sign, "").split(" ")[0] for sign in text} else "ar-SA"
    return "zh-CN" if _CHINESE.search(text) else "en-GB"


WORD_JOINER = "\u2060"
DIRECTIONS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Characters that turn the direction of the text after them, beyond their own text: each text has its own direction here."""

_AUTOLINK = re.compile(r"(https?|ftp)(:)(?=//)|(www)(?=\.)|(?=@)", re.IGNORECASE)
"""Where markdown makes a link of plain text, whatever is escaped: after a scheme or www, and before the sign of an e-mail."""

_FORMULA = re.compile(r"'*(?:[\t\r\n]|[\s'\"\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠])")
"""Beginning of a text that a spreadsheet could compute: an operator, also after blanks and quotation marks, or a tab or line end.

Apostrophes in front belong to it: that makes :func:`from_csv` undo :func:`for_csv` for every text.
"""


def for_markdown(text: str) -> str:
    """Return a text that markdown shows as it is: no emphasis, link, picture, formula, icon or HTML.

    >>> for_markdown("*a* :material/home: $x$ <b>")
    '\\\\*a\\\\* \\\\:material/home\\\\: \\\\$x\\\\$ \\\\<b\\\\>'
    >>> for_markdown("http://a.b").replace(WORD_JOINER, "|")
    'http\\\\:|//a\\\\.b'
    """
    parted = _AUTOLINK.sub(lambda match: match.group() + WORD_JOINER, text)
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>()#+-.!|~$:" else sign for sign in parted)


def for_html(text: str) -> str:
    r"""Return a text that shows as it is in HTML, also within an attribute.

    >>> for_html("<b>\u202e &")
    '&lt;b&gt; &amp;'
    """
    return html.escape(text.translate(DIRECTIONS))


def for_plotly(text: str) -> str:
    """Return a text that plotly shows as it is: it would read tags, entities and TeX.

    >>> for_plotly("<b> & $x$")
    '&lt;b&gt; &amp; &#36;x&#36;'
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("$", "&#36;")


def for_csv(value: Any) -> Any:
    """Return a text that no spreadsheet computes; anything but text stays as it is."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def from_csv(text: str) -> str:
    """Return the text that :func:`for_csv` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text, 1) else text
