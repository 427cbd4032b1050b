"""A long list page by page, or whole: ids are found in their order, then their rows loaded."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

PAGE_SIZE = 25
BATCH = 500
Row = TypeVar("Row")
Load: TypeAlias = Callable[[list[int]], Iterable[Row]]
"""Answers the rows of some ids, in the order of the ids."""


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page of what was found; `page` counts from 1."""

    rows: tuple[Row, ...]
    page: int
    pages: int
    total: int


def turn_to(session: Session, page: int, *, found: Select[int], load: Load[Row]) -> Page[Row]:
    """Answer a page of the ids that `found` selects, in its order; the nearest page there is."""
    total = session.scalar(select(func.count()).select_from(found.order_by(None).subquery())) or 0
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(page, 1), pages)
    shown = session.scalars(found.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE))
    return Page(tuple(load(list(shown))), page, pages, total)


def every_row(session: Session, *, found: Select[int], load: Load[Row], most: int) -> Iterator[Row]:
    """Answer all of them in the same order, `most` at most, loaded some hundred at a time."""
    ids = session.scalars(found.limit(most)).all()
    for start in range(0, len(ids), BATCH):
        yield from load(list(ids[start : start + BATCH]))
