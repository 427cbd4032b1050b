"""What a scan is measured against: an empty route, and one that selects a row and inserts one."""

import os
from datetime import UTC, datetime
from typing import Any

from flask import Flask, request
from sqlalchemy import Column, Integer, MetaData, String, Table, bindparam, insert, select

from core.database.base import UtcDateTime
from core.database.engine import Database

CARDS_KNOWN = 1000
metadata = MetaData()
cards = Table(
    "plain_cards",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", String(40), unique=True, nullable=False),
    Column("name", String(40), nullable=False),
)
uses = Table(
    "plain_uses",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("card_id", Integer, nullable=False),
    Column("client_id", String(40), nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
)
FIND_CARD = select(cards.c.id, cards.c.name).where(cards.c.number == bindparam("number"))
ADD_USE = insert(uses)


def empty() -> Flask:
    """Make an application whose one route does nothing."""
    app = Flask(__name__)

    @app.get("/healthz")
    @app.get("/")
    def answer() -> dict[str, Any]:
        return {"status": "ok"}

    return app


def plain() -> Flask:
    """Make an application whose one route reads JSON, selects a row, inserts a row and commits.

    Nothing else: no caller, no check, no index but the keys. It opens the database as the
    service does.
    """
    app = Flask(__name__)
    database = Database(os.environ["DATABASE_URL"])

    @app.get("/healthz")
    def alive() -> dict[str, Any]:
        return {"status": "ok"}

    @app.post("/uses")
    def use() -> dict[str, Any]:
        body = request.get_json()
        now = datetime.now(UTC)
        with database.writing() as session:
            connection = session.connection()
            card = connection.execute(FIND_CARD, {"number": body["card"]}).one()
            connection.execute(
                ADD_USE, {"card_id": card.id, "client_id": body["id"], "received_at": now}
            )
        return {"id": body["id"], "card": card.name, "at": now.isoformat()}

    return app


def card_number(n: int) -> str:
    """Answer the number of the n-th card of the plain route."""
    return f"P{n % CARDS_KNOWN:06d}"


def fill_plain(database: Database) -> None:
    """Add the tables and the rows of the plain route."""
    metadata.create_all(database.engine)
    with database.writing() as session:
        session.execute(
            insert(cards), [{"number": card_number(n), "name": "张*"} for n in range(CARDS_KNOWN)]
        )
