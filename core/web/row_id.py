"""Ids in addresses: what no table can hold is no page, instead of a fault of the database."""

from collections.abc import Iterable

from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**31 - 1


def possible_ids(numbers: Iterable[int]) -> list[int]:
    """Answer those numbers that can be the id of a row, each once, in order."""
    return [number for number in dict.fromkeys(numbers) if 1 <= number <= LARGEST]


class RowId(IntegerConverter):
    """The id of a row, `<row:card_id>` in a rule."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, min=1, max=LARGEST)
