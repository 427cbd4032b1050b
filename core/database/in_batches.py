"""Rows of a long list, loaded some hundred at a time, so that memory stays small."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

BATCH = 500
Row = TypeVar("Row")


def in_batches(
    ids: Sequence[int], load: Callable[[list[int]], Iterable[Row]], *, size: int = BATCH
) -> Iterator[Row]:
    """Answer the rows of these ids, in their order."""
    for start in range(0, len(ids), size):
        yield from load(list(ids[start : start + size]))
