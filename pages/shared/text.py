"""Text from the data or the user, without effect on the page."""

import re

AUTOLINK = re.compile(r"(https?|ftp)(:)(?=//)|(www)(?=\.)|(?=@)", re.IGNORECASE)
"""Where markdown makes a link of plain text, whatever is escaped: after a scheme or www, and before the sign of an e-mail."""
WORD_JOINER = "\u2060"


def inert(text: str) -> str:
    """Text that markdown shows as it is: no emphasis, link, picture, formula, icon or HTML.

    >>> inert("*a* :material/home: $x$ <b>")
    '\\\\*a\\\\* \\\\:material/home\\\\: \\\\$x\\\\$ \\\\<b\\\\>'
    >>> inert("http://a.b").replace(WORD_JOINER, "|")
    'http\\\\:|//a\\\\.b'
    """
    parted = AUTOLINK.sub(lambda match: match.group() + WORD_JOINER, text)
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>()#+-.!|~$:" else sign for sign in parted)
