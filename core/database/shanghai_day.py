"""The calendar day of a moment in Shanghai, worked out by the database, for totals by day."""

from typing import Any

from sqlalchemy import Date
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction


class shanghai_day(GenericFunction[Any]):  # noqa: N801  # it is called as SQL functions are
    """`shanghai_day(moment)`: the day in Jinzhong. Shanghai has kept UTC+8 since 1991."""

    type = Date()
    inherit_cache = True


@compiles(shanghai_day, "sqlite")
def _in_sqlite(element: shanghai_day, compiler: SQLCompiler, **words: Any) -> str:
    # To the second: SQLite rounds, and the last microsecond of a day would become the next one.
    return f"date(substr({compiler.process(element.clauses, **words)}, 1, 19), '+8 hours')"


@compiles(shanghai_day, "postgresql")
def _in_postgresql(element: shanghai_day, compiler: SQLCompiler, **words: Any) -> str:
    return f"CAST(timezone('Asia/Shanghai', {compiler.process(element.clauses, **words)}) AS DATE)"
