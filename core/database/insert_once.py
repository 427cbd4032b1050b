"""The one way to take something only once: an insert that the database itself may decline."""

from functools import cache
from typing import Any

from sqlalchemy import Insert, literal
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from core.database.base import Base, table_of


def insert_once(session: Session, model: type[Base], **values: Any) -> bool:
    """INSERT … ON CONFLICT DO NOTHING; answer whether the row is ours.

    False means that a row with the same unique key stands already. On PostgreSQL the insert
    waits for a concurrent one to commit or roll back before it answers.
    """
    connection = session.connection()
    statement = _statement(model, connection.dialect.name)
    return connection.execute(statement, values).first() is not None


@cache
def _statement(model: type[Base], dialect: str) -> Insert:
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    return insert(table_of(model)).on_conflict_do_nothing().returning(literal(1))
