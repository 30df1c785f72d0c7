"""Which rows of a codebook may a coder use?"""

import pandas as pd

from igfdata import vocabulary as v


def topics_in_use(codebook: pd.DataFrame) -> pd.DataFrame:
    """Rows of topics that new codes may use; no lists of terms, no retired topics."""
    topics = codebook["topic"].astype(str)
    return codebook[~topics.str.startswith(v.NON_TOPIC_PREFIXES) & ~topics.isin(retired(codebook))]


def retired(codebook: pd.DataFrame) -> set[str]:
    """Topics that no new code may use."""
    if "retired" not in codebook.columns:
        return set()
    return set(codebook.loc[codebook["retired"].fillna("").astype(str) != "", "topic"].astype(str))
