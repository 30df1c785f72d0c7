"""Work that is done elsewhere, a few pieces at a time, and comes back in the order in which it was given out."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")
Made_co = TypeVar("Made_co", covariant=True)


class Promise(Protocol[Made_co]):
    """Something whose result can be waited for."""

    def result(self) -> Made_co:
        """The result, once it is there."""
        ...


@dataclass(frozen=True)
class Done(Generic[Made]):
    """A promise that is kept already."""

    value: Made

    def result(self) -> Made:
        """The value."""
        return self.value


def in_order(submit: Callable[[Given], Promise[Made]], items: Iterable[Given], *, window: int) -> Iterator[Made]:
    """Results of items in their order; at most ``window`` of them are under way or wait, so memory does not grow.

    >>> list(in_order(lambda item: Done(item * 2), [1, 2, 3], window=2))
    [2, 4, 6]
    """
    under_way: deque[Promise[Made]] = deque()
    for item in items:
        if len(under_way) >= window:
            yield under_way.popleft().result()
        under_way.append(submit(item))
    while under_way:
        yield under_way.popleft().result()
