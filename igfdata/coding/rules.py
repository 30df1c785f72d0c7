"""The coding rules that a decision can name: short, in the order in which they are asked."""

from igfdata.vocabulary import Term, Vocabulary

RULES = Vocabulary(
    "Coding rule",
    "data/README.md",
    Term("aim", "Rule 1: the stated aim counts", "The aim that the text states, not the article it cites."),
    Term(
        "tied", "Rule 1: not tied to children", "A problem of all users gives a pillar only where the text ties it to children."
    ),
    Term("order", "Rule 2: order of weight", "One to three pillars; the one that carries the session leads."),
    Term("privacy", "Rule 3: privacy", "Protection; participation too where it is a condition of agency or expression."),
    Term("literacy", "Rule 4: literacy", "Provision; protection too where safety is its stated aim."),
    Term("age", "Rule 5: age limits", "Protection; participation or provision too where exclusion from these is debated."),
    Term(
        "heard", "Rule 6: being heard", "Participation only where children's views are an aim or an outcome of the text itself."
    ),
    Term("remedy", "Rule 7: remedy and recovery", "Protection."),
    Term("means", "Rule 8: means carry no pillar", "AI, law, standards and cooperation have no pillar of their own."),
    Term("unclear", "Rule 9: no aim stated", "Unclear; never guessed."),
    Term("definition", "Codebook: definition of the topic", "The topic's definition, or when not to use it, decides."),
    Term("overlooked", "Overlooked in the text", "One side had not seen a passage that decides it."),
)
"""Rules of decisions; the full wording is in the datasheet."""
