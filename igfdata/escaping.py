"""Escape a text for where it is shown: one function for each target, so that a text of the data or of a user never has an effect.

A spreadsheet computes a cell that begins like a formula. Such a text gets one apostrophe in front when it is written,
and loses it again when it is read. A text that has apostrophes before such a beginning gets one more, so that every
text comes back as it was.

>>> [for_csv(text) for text in ("=1+1", "'=1+1", "'quoted'", "Play")]
["'=1+1", "''=1+1", "'quoted'", 'Play']
"""

import html
import re
from typing import Any

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
