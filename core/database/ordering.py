"""The order a list was asked for: a key, upwards, or downwards with a minus before it."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, UnaryExpression
from sqlalchemy.orm import InstrumentedAttribute

Orderable: TypeAlias = ColumnElement[Any] | InstrumentedAttribute[Any]


def ordering(
    asked: str, keys: Mapping[str, Orderable], *, otherwise: str, last: Orderable
) -> tuple[UnaryExpression[Any], UnaryExpression[Any]]:
    """Answer what to order by: what was asked if there is such a key, or else `otherwise`.

    Rows without a value come last either way, equal ones by `last` (a unique column), so that
    no row is on two pages or on none.
    """
    wanted = asked if asked.removeprefix("-") in keys else otherwise
    column = keys[wanted.removeprefix("-")]
    if wanted.startswith("-"):
        return column.desc().nulls_last(), last.desc()
    return column.asc().nulls_last(), last.asc()
