"""Clicks and keys that are tried again: a busy machine may need it once a test; twice is an error of the page."""

MOST = 1

_tried: list[str] = []


def begin() -> None:
    """Begin a test: nothing was tried again yet."""
    _tried.clear()


def retry(what: str) -> None:
    """Count that something is tried again.

    Raises
    ------
    AssertionError
        When it is more than one in a test: a person would have to click twice as well.
    """
    _tried.append(what)
    assert len(_tried) <= MOST, f"tried again {len(_tried)} times: {', '.join(_tried)}; at most {MOST} in a test"
