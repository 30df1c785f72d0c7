"""Which half of the sessions may terms be tuned on, and from which are figures quoted?

The half follows from the session's id alone, so it is fixed before a session is read and stays as
it is when sessions are added.
"""

import hashlib
from typing import Literal

Half = Literal["development", "evaluation"]
HALVES: tuple[Half, ...] = ("development", "evaluation")


def half_of(session_id: str) -> Half:
    """The half of a session: first byte of the SHA-256 of its id, even → development, odd → evaluation.

    >>> half_of("igf2025-ws-203")
    'evaluation'
    """
    return HALVES[hashlib.sha256(session_id.encode()).digest()[0] % 2]
