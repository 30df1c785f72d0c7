"""Who goes: how many delegates, and what their coalition calls them. It lives in the address alone."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from igfdata.measures.delegates import MOST_DELEGATES
from igfdata.wording import whole_number

LONGEST_LABEL = 30
SHOWN = 20
"""Characters of a refused value that a notice repeats."""

INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


@dataclass(frozen=True)
class Delegation:
    """A number of delegates, and the labels of the first of them; the others are called by their number."""

    n: int = 2
    labels: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What each delegate is called: a label of the user's own, else ``Delegate 2``."""
        own = dict(enumerate(self.labels))
        return tuple(own.get(place) or f"Delegate {place + 1}" for place in range(self.n))

    def to_query(self) -> dict[str, list[str]]:
        """Values for the address; the default is left out."""
        labels = list(self.labels)
        while labels and not labels[-1]:
            labels.pop()
        return {"delegates": [] if self.n == Delegation.n else [str(self.n)], "delegate": labels}


def read_delegation(numbers: Sequence[str], labels: Sequence[str]) -> tuple[Delegation, list[str]]:
    """The delegates that an address names, and a notice for what of it was ignored.

    >>> read_delegation(["3"], ["Anna"])
    (Delegation(n=3, labels=('Anna',)), [])
    >>> read_delegation(["²"], [])
    (Delegation(n=2, labels=()), ['Delegates: “²” is not a whole number from 1 to 20. Shown for 2.'])
    """
    notices, n = [], Delegation.n
    if numbers:
        asked = whole_number(numbers[-1], least=1, most=MOST_DELEGATES)
        if asked is not None:
            n = asked
        else:
            shown = label_text(numbers[-1], SHOWN + 1)
            shown = shown if len(shown) <= SHOWN else f"{shown[:SHOWN]}…"
            notices.append(f"Delegates: “{shown}” is not a whole number from 1 to {MOST_DELEGATES}. Shown for {n}.")
    if len(labels) > n:
        notices.append(
            f"The address has {len(labels)} labels for {n} {'delegate' if n == 1 else 'delegates'}. The last ones were ignored."
        )
    read = tuple(label_text(label) for label in labels[:n])
    if any(len(label.strip()) > LONGEST_LABEL for label in labels[:n]):
        notices.append(f"A label of a delegate was longer than {LONGEST_LABEL} characters. It was shortened.")
    return Delegation(n, read), notices


def label_text(text: str, longest: int = LONGEST_LABEL) -> str:
    """A label on one line, without characters that nobody sees, cut where it is too long."""
    beginning = text[: 20 * longest]  # an address can hold more than anybody wants to clean
    plain = "".join(letter if unicodedata.category(letter) not in INVISIBLE else " " for letter in beginning)
    return " ".join(plain.split())[:longest].strip()
