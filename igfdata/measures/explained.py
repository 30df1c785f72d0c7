"""What every number means: question, formula, denominator, caution and source of each measure."""

from dataclasses import dataclass

from igfdata.measures.delegates import RULE


@dataclass(frozen=True)
class Explained:
    """One measure for people.

    Parameters
    ----------
    name
        Name on the pages.
    question
        What it answers.
    formula
        In symbols of everyday writing.
    of
        The denominator.
    caution
        What it does not say.
    source
        Address of the method, or empty where the rule is this product's own.
    """

    name: str
    question: str
    formula: str
    of: str
    caution: str
    source: str = ""


EXPLAINED: tuple[Explained, ...] = (
    Explained(
        "Pillar coverage (full counting)",
        "How many sessions touch a pillar?",
        "sessions with the pillar / coded sessions",
        "coded sessions; unclear ones stay in, uncoded ones do not",
        "The shares add up to more than 100%, because a session may touch several pillars.",
        "https://direct.mit.edu/qss/article/2/3/932/102387/",
    ),
    Explained(
        "Shared between pillars (fractional counting)",
        "How are sessions shared between the pillars?",
        "sum of 1 / (number of the session's codes), over coded sessions",
        "coded sessions, unclear as a category of its own: the shares add up to 100%",
        "A session on three pillars gives each a third, whatever their weight in it.",
        "https://daneshyari.com/en/article/523088",
    ),
    Explained(
        "Weighted by rank",
        "How are sessions shared when the leading pillar weighs more?",
        "rank-order centroid: (1/k) × sum of 1/j for j from the rank to k; .75 and .25 for two, .61, .28 and .11 for three",
        "as for fractional counting",
        "A check of the headline, not a measure of its own.",
    ),
    Explained(
        "Hours",
        "How much time do the pillars get?",
        "the same, each session weighted by its length",
        "hours of coded sessions with a known length",
        "Lengths are as announced. Sessions of unknown length are not counted, and their number is given.",
    ),
    Explained(
        "Balance",
        "Do the three pillars get equal attention?",
        "H / ln 3, with H = -sum of f × ln f over the three fractional shares f",
        "sessions with a pillar; shown from five sessions on",
        "1 is equal attention, 0 a single pillar. Equal thirds are a yardstick, not a norm of the Convention. Very different mixes can "
        "have the same value, so read the three shares too. The number of pillars is fixed at three, unlike in libraries for ecology.",
        "https://scikit.bio/docs/latest/generated/skbio.diversity.alpha.pielou_e.html",
    ),
    Explained(
        "Intervals",
        "How much would the number vary across similar programmes?",
        "Wilson score interval of a share of sessions, 95%; for balance: bootstrap of sessions (9,999 resamples, BCa, fixed seed)",
        "as the measure",
        "One programme is a census: what was on it has no sampling error. Coding errors come on top.",
        "https://docs.scipy.org/doc/scipy/reference/generated/scipy.stats.bootstrap.html",
    ),
    Explained(
        "Share of the programme",
        "Which part of a meeting's programme is child-related?",
        "child-related sessions / sessions of the programme",
        "of a complete programme its sessions, of a partial one the official total; held or on the programme, never proposals",
        "Only a complete programme has a share with an interval. A partial one gives “at least”: its sessions were found by searching, so they "
        "are no sample. There is no share for a filter that keeps part of a partial meeting, or for meetings covered differently.",
    ),
    Explained(
        "Mix of groups",
        "Which groups do the people listed belong to?",
        "people of the group / people whose group is known; bounds: none, or all, of the unknown belong to it",
        "people in a role whose group is stated, or inferred where “stated only” is off",
        "Unknown is not random: some types of session state fewer groups than others. Youth is an age, not a sector, so it is outside the shares; so are "
        "intergovernmental organizations in the regions. A person may be in several sessions.",
    ),
    Explained(
        "Diversity",
        "How many equally large groups would be as diverse?",
        "e to the power of H (effective number); Blau: 1 - sum of p²",
        "people with a known group; seven stakeholder groups or five regions",
        "Computed over all people together; not a mean of sessions.",
        "https://rdrr.io/github/DLEIVA/diversity/man/blau.index.html",
    ),
    Explained(
        "More or less than the official share",
        "Is a group listed more often than its share of the meeting?",
        "share in the selection / share in the reference; each step of the axis doubles",
        "people with a known group; no ratio where the reference is below 2%",
        "Official shares are of participants, in whole percents; the host region weighs heavily. Speakers of other sessions are a fairer base.",
        "https://media.intgovforum.org/en/content/igf-2025-participation-and-programme-statistics",
    ),
    Explained(
        "Missing groups",
        "Which group is missing from the sessions on a pillar?",
        "number of sessions with both; 0 is “none” where all groups are known, else “not stated”",
        "sessions with the pillar",
        "“None” is about the people whom the sources list, not about everybody in the room.",
    ),
    Explained(
        "Recurrence",
        "Does a topic recur more often than by chance?",
        "days present, compared with the expected number: sum over days of 1 - C(N - N_d, n) / C(N, n)",
        "days with coded sessions; sessions without a date are not counted",
        "Recurring: at least 3 days and 3 sessions, and no fewer days than expected. "
        "Concentrated: fewer days than expected, with a chance below 5% (exact). "
        "Fullest day: hypergeometric tail, corrected over topics (Benjamini and Hochberg).",
        "https://docs.scipy.org/doc/scipy/reference/generated/scipy.stats.hypergeom.html",
    ),
    Explained(
        "Turnover",
        "How much do the topics change from one day to the next?",
        "1 - topics in common / topics on either day",
        "topics of the coded sessions of both days",
        "Sensitive to unequal numbers of sessions; the shift of shares in the table is less so.",
    ),
    Explained(
        "Topics together",
        "Which topics are discussed in the same session?",
        "Jaccard: both / either. NPMI: log2(n_xy × N / (n_x × n_y)) / -log2(n_xy / N), from -1 (never) through 0 (by chance) to 1 (always)",
        "sessions with a topic code; pairs with three or more sessions in common",
        "Both overstate rare pairs.",
        "https://stats.stackexchange.com/questions/140935",
    ),
    Explained(
        "Lead of a day, meeting or group",
        "Does a pillar come up more often on one day than on the others?",
        "share of the pillar on the day minus its share on all other dated days together",
        "coded sessions of the day, and of the other days",
        "A comparison leads a page only where every test of it holds. Otherwise the page leads with plain counts.",
    ),
    Explained(
        "Chance, asked beforehand",
        "How often would chance alone give this many sessions on this day?",
        "hypergeometric tail P(X ≥ k): k sessions on the pillar among the n of the day, K among all N",
        "coded sessions with a date",
        "Only for a day that was named before looking at the numbers.",
    ),
    Explained(
        "Chance, found by looking",
        "How often would chance alone give a lead this large somewhere?",
        "share of all ways to deal the sessions to the days whose largest lead of all pillars and days is at least as large",
        "days of two coded sessions or more; each session keeps its pillars, each day its number of sessions",
        "Exact for some dozen sessions, each in one group. Else estimated from up to 4,000 reshuffled programmes, from a fixed seed. "
        "Large leads are common where days have few sessions.",
    ),
    Explained(
        "Difference of A and B",
        "How far apart are two selections?",
        "share in A − share in B, in percentage points, with Newcombe's interval from the Wilson bounds of both",
        "as for the measure compared; counts alone where either side has fewer than five",
        "Sessions in both are counted once, so a part is compared with the rest. Codes of two coders for the same sessions have no interval.",
        "https://www.researchgate.net/publication/13687790",
    ),
    Explained(
        "Fragility",
        "How many changed codes would end a lead?",
        "smallest number of sessions that, coded differently on the pillar, let another lead or bring the lead below 0.2",
        "coded sessions",
        "For the order of pillars: until another pillar draws level, or two named as equal differ by two.",
    ),
    Explained(
        "Same topics as yesterday",
        "Which sessions of two days are most alike?",
        "topics in common / topics in either session",
        "topics of the two sessions",
        "Computed from the codes; links that a source states are shown separately.",
    ),
    Explained(
        "Clashes",
        "Which sessions take place at the same time?",
        "pairs whose times overlap",
        "sessions with a start; a missing end is assumed from the usual length of the type at the meeting, and marked ≈",
        "Sessions without a known start are not included, and may clash too.",
    ),
    Explained(
        "Who goes where",
        "Which sessions can this many delegates cover?",
        RULE,
        "sessions of the selection; those without a start go to a delegate, who finds it out",
        "An assumed end can be wrong: check the programme before you rely on it.",
    ),
)
