"""The coding rules, for people who code: how the disputed cases are settled."""

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
