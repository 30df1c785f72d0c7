"""Text from the data or the user, without effect on the page."""


def inert(text: str) -> str:
    """Text that markdown shows as it is: no emphasis, link, picture, formula, icon or HTML.

    >>> inert("*a* :material/home: $x$ <b>")
    '\\\\*a\\\\* \\\\:material/home\\\\: \\\\$x\\\\$ \\\\<b\\\\>'
    """
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>()#+-.!|~$:" else sign for sign in text)
