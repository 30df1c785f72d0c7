"""How far is a long run? One line on a terminal; nothing anywhere else."""

from collections.abc import Generator, Iterable
from typing import TextIO, TypeVar

Item = TypeVar("Item")
WIDTH = 30


def with_progress(
    items: Iterable[Item], total: int, stream: TextIO | None, *, what: str = "files"
) -> Generator[Item, None, None]:
    """The items, while a line on the stream says how many of the total are through; drawn anew for each per cent."""
    if stream is None or not stream.isatty() or not total:
        yield from items
        return
    shown = -1
    try:
        for count, item in enumerate(items, 1):
            yield item
            percent = 100 * count // total
            if percent != shown:
                shown = percent
                bar = "#" * (WIDTH * count // total)
                print(f"\r[{bar:-<{WIDTH}}] {percent:3} %  {count:,} of {total:,} {what}", end="", file=stream, flush=True)
    finally:
        print(file=stream)
