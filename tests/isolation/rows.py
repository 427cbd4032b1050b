"""The whole database before and after: whatever is not the caller's own must be as it was."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, TypeAlias

from sqlalchemy import select

from core.database.base import Base
from core.database.engine import Database

Row: TypeAlias = tuple[tuple[str, Any], ...]
Rows: TypeAlias = Mapping[str, Counter[Row]]
APPENDED = frozenset({"usage_log", "usage_notes", "client_ids", "voids"})
"""Where a desk's own requests leave lines, refused ones too."""


def all_rows(database: Database, *, device_id: int | None = None) -> Rows:
    """Answer every row of every table, but for the moment when a device was seen last."""
    with database.reading() as session:
        rows = {
            table.name: [dict(row) for row in session.execute(select(table)).mappings()]
            for table in Base.metadata.sorted_tables
        }
    for device in rows["devices"]:
        if device["id"] == device_id:
            device["last_seen_at"] = None
    return {name: Counter(tuple(each.items()) for each in found) for name, found in rows.items()}


def strange_changes(before: Rows, after: Rows, *, desk_id: int) -> list[str]:
    """Answer every change but the lines that this desk appended to its own logs."""
    new_lines = {dict(row)["id"] for row in after["usage_log"] - before["usage_log"]}
    strange = []
    for name in before:
        strange += [f"{name}: gone or changed: {row}" for row in before[name] - after[name]]
        for row in after[name] - before[name]:
            values = dict(row)
            own = values.get("desk_id") == desk_id or values.get("entry_id") in new_lines
            if name not in APPENDED or not own:
                strange.append(f"{name}: new: {row}")
    return strange
