"""How fast is the dictionary, beside one `re` alternation and a `re` in the shape of a trie?

Prose is made of words with the frequencies of Python's own help texts, with a title of a session every few
sentences. The three count, for each text of about 4,000 characters, the matches of the whole codebook; the two
regular expressions find one match a place, so they do less. Each takes its turn on each part of the prose; the
alternation, a thousand times slower, gets the first texts of a part.
"""

import pydoc_data.topics
import random
import re
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator

import pandas as pd

from igfdata.codebook.dictionary import Dictionary
from igfdata.codebook.matching import Matcher, Term, parse_terms
from igfdata.dataset import SHIPPED
from tests.bench.results import Result

SEP = r"[\s\-\u2010-\u2015]+"
DOCUMENT = 4_000
EVERY = 8
"""A sentence of the field every so many."""

N_PARTS, MEGABYTES, OF_ALTERNATION = 5, 50.0, 0.1
"""Parts of the prose, all of them together, and what the alternation gets of each part."""


def prose(megabytes: float) -> Iterator[str]:
    """Texts of generated prose; now and then a sentence is a session's title or a topic's definition."""
    rng = random.Random(5)
    words = re.findall(r"[A-Za-z']+[,;:.)]?", "\n".join(pydoc_data.topics.topics.values()))
    data = [pd.read_csv(SHIPPED / name, dtype=str) for name in ("sessions.csv", "codebook.csv")]
    sentences = [*data[0]["title"], *data[1]["definition"]]
    left = megabytes * 1e6
    while left > 0:
        text, size = [], 0
        while size < DOCUMENT:
            sentence = rng.choice(sentences) if rng.random() < 1 / EVERY else " ".join(rng.choices(words, k=rng.randint(8, 25)))
            text.append(sentence.capitalize() + rng.choice([". ", ".\n", "? ", " \u2013 "]))
            size += len(text[-1])
        document = "".join(text)
        left -= len(document)
        yield document


def alternation(terms: list[Term]) -> re.Pattern[str]:
    """One alternation of the rule's expressions, the longest first."""
    return re.compile("|".join(term.regex.pattern for term in sorted(terms, key=lambda term: -len(term.text))), re.I)


def trie(terms: list[Term]) -> re.Pattern[str]:
    """The same in the shape of a trie, for lower case text."""
    root: dict = {}
    for term in terms:
        node = root
        for i, word in enumerate(term.words):
            for sign in ([SEP] if i else []) + ["['\u2019\u02bc]?" if s == "'" else re.escape(s) for s in word.lower()]:
                node = node.setdefault(sign, {})
        node[r"[\w'\u2019]*" if term.is_open else r"(?!\w)"] = {}

    def shape(node: dict) -> str:
        ends = sorted((key for key in node if not node[key]), reverse=True)
        branches = [key + shape(node[key]) for key in node if node[key]] + ends
        return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"

    return re.compile(r"(?<![\w'\u2019])" + shape(root))


def counter(pattern: re.Pattern[str], *, lower: bool) -> Callable[[list[str]], int]:
    """Counter of the matches of an expression in texts."""

    def run(texts: list[str]) -> int:
        found: Counter = Counter()
        for text in texts:
            found.update(match.group() for match in pattern.finditer(text.lower() if lower else text))
        return found.total()

    return run


def measure(*, is_quick: bool) -> Iterator[Result]:
    """Speed beside both expressions, and the memory that one long text takes."""
    rows = pd.read_csv(SHIPPED / "codebook.csv", dtype=str)
    dictionary = Dictionary.from_codebook(rows)
    terms = [term for row, cell in zip(rows["topic"], rows["terms"], strict=True) for term in parse_terms(row, cell)]
    megabytes, n_parts = (0.5, 1) if is_quick else (MEGABYTES, N_PARTS)
    texts = list(prose(megabytes))
    few = max(1, round(len(texts) / megabytes * OF_ALTERNATION))
    by_trie, by_alternation = counter(trie(terms), lower=True), counter(alternation(terms), lower=False)
    ours, floor, slow = [], [], []
    for number in range(n_parts):
        part = texts[number::n_parts]
        ours.append(_speed(lambda some: sum(sum(codes.values()) for codes in dictionary.codes_in(some)), part))
        floor.append(_speed(by_trie, part))
        slow.append(_speed(by_alternation, part[:few]))
    what = f"Dictionary of {len(terms)} terms on {megabytes:g} MB of prose"
    yield Result(what, ours, "MB/s", slow, "one `re` alternation", 10, is_rate=True)
    yield Result(what, ours, "MB/s", floor, "trie-shaped `re`", 1, is_rate=True)
    yield Result("Peak of memory for one text of a fifth of that", [_peak(terms, "".join(texts[::N_PARTS]))], "MB")


def _speed(run: Callable[[list[str]], int], texts: list[str]) -> float:
    """Megabytes of text a second."""
    start = time.perf_counter()
    run(texts)
    return sum(map(len, texts)) / 1e6 / (time.perf_counter() - start)


def _peak(terms: list[Term], text: str) -> float:
    """Megabytes beside the text itself, while it is read."""
    tracemalloc.start()
    try:
        for _ in Matcher(terms).places(text):
            pass
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()
