"""How fast is the dictionary, beside one `re` alternation and a `re` in the shape of a trie?

Run by hand: ``python tests/bench/dictionary.py [MB] [--alternation-mb MB]``. Prose is made of words with
the frequencies of Python's own help texts, with a title of a session every few sentences. The three
count, for each text of about 4,000 characters, the matches of the whole codebook; the two regular
expressions find one match a place, so they do less.
"""

import argparse
import pydoc_data.topics
import random
import re
import sys
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from igfdata.coding.dictionary import Dictionary  # noqa: E402
from igfdata.coding.matching import Matcher  # noqa: E402
from igfdata.coding.terms import Term, parse_terms  # noqa: E402

SEP = r"[\s\-\u2010-\u2015]+"
DOCUMENT = 4_000


def prose(megabytes: float, every: int) -> Iterator[str]:
    """Texts of generated prose; every so many sentences one is a session's title or a topic's definition."""
    rng = random.Random(5)
    words = re.findall(r"[A-Za-z']+[,;:.)]?", "\n".join(pydoc_data.topics.topics.values()))
    data = [pd.read_csv(ROOT / "data" / name, dtype=str) for name in ("sessions.csv", "codebook.csv")]
    sentences = [*data[0]["title"], *data[1]["definition"]]
    left = megabytes * 1e6
    while left > 0:
        text, size = [], 0
        while size < DOCUMENT:
            sentence = rng.choice(sentences) if rng.random() < 1 / every else " ".join(rng.choices(words, k=rng.randint(8, 25)))
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


def counted(pattern: re.Pattern[str], *, lower: bool) -> Callable[[list[str]], int]:
    def run(texts: list[str]) -> int:
        found: Counter = Counter()
        for text in texts:
            found.update(match.group() for match in pattern.finditer(text.lower() if lower else text))
        return found.total()

    return run


def main() -> None:
    program = argparse.ArgumentParser(description=__doc__)
    program.add_argument("megabytes", type=float, nargs="?", default=10)
    program.add_argument("--alternation-mb", type=float, default=0.4, help="the slow one gets a part; its MB/s is what counts")
    program.add_argument("--every", type=int, default=8, help="a sentence of the field every so many")
    options = program.parse_args()
    rows = pd.read_csv(ROOT / "data" / "codebook.csv", dtype=str)
    dictionary = Dictionary.from_codebook(rows)
    terms = [term for row, cell in zip(rows["topic"], rows["terms"], strict=True) for term in parse_terms(row, cell)]
    texts = list(prose(options.megabytes, options.every))
    size = sum(map(len, texts)) / 1e6
    runs: dict[str, tuple[Callable[[list[str]], int], float]] = {
        "automaton": (lambda part: sum(sum(codes.values()) for codes in dictionary.codes_in(part)), size),
        "automaton, places": (lambda part: sum(len(dictionary.find(text)) for text in part), size),
        "re trie": (counted(trie(terms), lower=True), size),
        "re alternation": (counted(alternation(terms), lower=False), min(size, options.alternation_mb)),
    }
    print(f"{size:.1f} MB in {len(texts)} texts, {len(terms)} terms")
    speed = {}
    for name, (run, megabytes) in runs.items():
        part = texts[: max(1, round(len(texts) * megabytes / size))]
        start = time.perf_counter()
        n = run(part)
        seconds = time.perf_counter() - start
        speed[name] = sum(map(len, part)) / 1e6 / seconds
        print(f"{name:20} {speed[name]:7.2f} MB/s  {n} matches in {seconds:.2f} s")
    for other in ("re trie", "re alternation"):
        print(
            f"automaton / {other}: {speed['automaton'] / speed[other]:.1f}x; with places {speed['automaton, places'] / speed[other]:.1f}x"
        )
    whole = "".join(texts)
    tracemalloc.start()
    n = sum(1 for _ in Matcher(terms).places(whole))
    print(
        f"one text of {len(whole) / 1e6:.1f} MB: {n} places, peak beside the text {tracemalloc.get_traced_memory()[1] / 1e6:.1f} MB"
    )


if __name__ == "__main__":
    main()
