"""The one way to take something only once: an insert that the database itself may decline."""

from typing import Any

from sqlalchemy import Table, literal
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from core.database.base import Base


def insert_once(session: Session, model: type[Base], **values: Any) -> bool:
    """INSERT … ON CONFLICT DO NOTHING; answer whether the row is ours.

    False means that a row with the same unique key stands already. On PostgreSQL the insert
    waits for a concurrent one to commit or roll back before it answers.
    """
    table = model.__table__
    assert isinstance(table, Table)
    dialect = session.get_bind().dialect.name
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    statement = insert(table).values(**values).on_conflict_do_nothing().returning(literal(1))
    return session.connection().execute(statement).first() is not None
