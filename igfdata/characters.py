"""Which characters may stand in a file, and which way does a text run?"""

import re
import unicodedata

_BLANKS = re.compile("[ \t\r\n\v\f\x85\u2028\u2029]+")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_CHINESE = re.compile("[\u3400-\u9fff\uf900-\ufaff]")


def several_lines(text: str) -> str:
    r"""What of a text may stand in XML and in a calendar? No control characters, half characters or foreign line ends.

    >>> several_lines("one\r\ntwo\x0b\x00")
    'one\ntwo'
    """
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


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
