"""Which characters may stand in a text, and which way does it run?

Three rules, each a function: :func:`visible` for what comes in, from files, cells and the names of files; :func:`several_lines` and
:func:`one_line` for what goes out into XML, calendars and addresses. Markup is another matter: :func:`igfdata.importers.parsing.clean_text.plain`
takes it out of what comes in, :mod:`igfdata.escaping` makes it harmless in what goes out.
"""

import re
import unicodedata

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
