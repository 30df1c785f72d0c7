"""What does a term of the codebook match? The rule, once, as a regular expression.

A term is one or more words, ``*`` only at its end. It matches whatever the case;

- at word bounds: neither a letter, digit, underscore nor apostrophe stands before it (so the ``ai``
  of French *j'ai* is none), and no letter, digit or underscore behind it; with ``*`` the rest of the
  word, apostrophes included, belongs to the match;
- a blank in it stands for any run of blanks, line ends, hyphens and dashes, and so does a hyphen;
- an apostrophe in it stands for a straight one, a curly one, or none.
"""

import re
from dataclasses import dataclass
from functools import cached_property

SEPARATORS = r"\s\-\u2010-\u2015"
APOSTROPHES = "'\u2019\u02bc"
MAX_APOSTROPHES = 6
"""Each apostrophe doubles the spellings that are searched for."""

REST_OF_WORD = r"[\w'\u2019]*"

_SEPARATOR_RUN = re.compile(f"[{SEPARATORS}]+")


@dataclass(frozen=True)
class Term:
    """One term of one code.

    Parameters
    ----------
    code
        Topic, or name of another row of the codebook.
    text
        As written in the codebook.
    """

    code: str
    text: str

    def __post_init__(self) -> None:
        letters = "".join(self.words)
        if not self.words or "*" in letters or not all(word.strip("'") for word in self.words):
            raise ValueError(f"{self.code}: term {self.text!r} found; expected one or more words, * only at the end")
        if letters.count("'") > MAX_APOSTROPHES:
            raise ValueError(f"{self.code}: term {self.text!r} found; expected at most {MAX_APOSTROPHES} apostrophes")

    @cached_property
    def is_open(self) -> bool:
        """Whether the last word may go on: a ``*`` at the end."""
        return self.text.rstrip().endswith("*")

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words without the ``*``, apostrophes straight."""
        body = self.text.strip().removesuffix("*")
        for sign in APOSTROPHES[1:]:
            body = body.replace(sign, "'")
        return tuple(word for word in _SEPARATOR_RUN.split(body) if word)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The rule for this term; :mod:`igfdata.codebook.matching` gives the same matches faster."""
        parts = [re.escape(word).replace("'", f"[{APOSTROPHES}]?") for word in self.words]
        end = REST_OF_WORD if self.is_open else r"(?!\w)"
        return re.compile(r"(?<![\w'\u2019])" + f"[{SEPARATORS}]+".join(parts) + end, re.IGNORECASE)


def parse_terms(code: str, cell: str) -> list[Term]:
    """Terms of one cell of the codebook, separated by ``;``; repeated ones once.

    Raises
    ------
    ValueError
        When a term has no word, or a ``*`` elsewhere than at its end.

    >>> [term.words for term in parse_terms("identity", "digital identit*; e-ID")]
    [('digital', 'identit'), ('e', 'ID')]
    """
    return [Term(code, text) for text in dict.fromkeys(part.strip() for part in cell.split(";")) if text]
