"""Which of the places that overlap count?"""

from bisect import bisect_left, insort
from collections.abc import Iterator

from igfdata.codebook.matching import Place


def longest(places: list[Place]) -> list[Place]:
    """Places that do not overlap: longest first, then first in the text, then first in the codebook."""
    if len(places) == 1:
        return places
    kept: list[Place] = []
    for cluster in _clusters(places):
        spans: list[tuple[int, int]] = []
        for place in sorted(cluster, key=lambda place: (place[0] - place[1], place[0], place[2])):
            if not _hits(place, spans):
                insort(spans, place[:2])
                kept.append(place)
    return kept


def _clusters(places: list[Place]) -> Iterator[list[Place]]:
    """Places grouped so that those of different groups do not overlap, by place."""
    cluster: list[Place] = []
    reach = 0
    for place in sorted(places):
        if cluster and place[0] >= reach:
            yield cluster
            cluster = []
        reach = max(reach, place[1]) if cluster else place[1]
        cluster.append(place)
    if cluster:
        yield cluster


def outside(places: list[Place], covered: list[Place]) -> list[Place]:
    """Places that overlap none of the covered ones."""
    spans = [(cluster[0][0], max(place[1] for place in cluster)) for cluster in _clusters(covered)]
    return [place for place in places if not _hits(place, spans)]


def _hits(place: Place, spans: list[tuple[int, int]]) -> bool:
    """Whether a place overlaps one of the spans, which stand in order and apart."""
    following = bisect_left(spans, (place[1], 0))
    return following > 0 and spans[following - 1][1] > place[0]
