"""The coding rules: the short names that a decision can give, and how the disputed cases are settled."""

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


CODING_RULES = (
    "Code the aim that the text states, not the article that it cites. Problems of all users (security, connectivity) "
    "give a pillar only where the text ties them to children or young people.",
    "A session has one to three pillars; the one that leads comes first.",
    "Privacy is protection; add participation where it is argued as a condition of acting or speaking freely.",
    "Literacy is provision; add protection where its stated aim is safety.",
    "Age limits and age assurance are protection; add participation where exclusion from expression or assembly is "
    "debated, provision where exclusion from information or services is.",
    "Participation only where the text itself has an aim, question, agenda item or conclusion on children or young "
    "people being heard, deciding, expressing themselves or associating, or tells that their views changed something or "
    "are meant to, and whom they address. Young speakers or organisers, a youth summit as a format, a word in a form, use "
    "or access, help among peers and skills without anybody who listens are not enough. A single recommendation counts, "
    "but comes last. Sessions of young people: participation where the role of youth in governance is the subject, else "
    "the pillar of the subject, or unclear.",
    "Remedy and recovery are protection.",
    "Artificial intelligence, law, standards and cooperation have no pillar of their own.",
    "No stated aim: unclear. Never guess.",
)
