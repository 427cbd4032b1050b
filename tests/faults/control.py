"""The negative control: the same service on a database that lets a slot be taken twice."""

from typing import Any
from uuid import UUID

from flask import Flask, g
from sqlalchemy import select, text
from sqlalchemy.orm import Session

import app as greencard
from core.database.engine import Database
from core.web.services import Services
from tests.bed.databases import DatabaseKind
from tests.bed.server import APPLICATION
from verify.scanning import grant
from verify.scanning.models import QuotaSlot
from verify.scanning.uses import Found, look_up

WITHOUT_KEY = {
    DatabaseKind.POSTGRESQL: ("ALTER TABLE quota_slots DROP CONSTRAINT pk_quota_slots",),
    DatabaseKind.SQLITE: (
        "ALTER TABLE quota_slots RENAME TO guarded",
        "CREATE TABLE quota_slots AS SELECT * FROM guarded",
        "DROP TABLE guarded",
    ),
}
CONTROLS = {
    DatabaseKind.POSTGRESQL: APPLICATION,
    DatabaseKind.SQLITE: "tests.faults.control:create_app",
}
"""SQLite lets one writer in at a time, so there the look must come before the writing too."""


def take_key_away(database_url: str, kind: DatabaseKind) -> None:
    """Take the primary key of the slots away; nothing else of the schema changes."""
    database = Database(database_url)
    with database.writing() as session:
        for statement in WITHOUT_KEY[kind]:
            session.execute(text(statement))
    database.engine.dispose()


def create_app() -> Flask:
    """Make the service as it would be if it looked in one transaction and wrote in another."""
    application = greencard.create_app()
    parts: Services = application.extensions["services"]

    def look() -> None:
        with parts.database.reading() as session:
            g.looked = set(session.scalars(select(QuotaSlot.subject_key)))

    def look_at_what_was_seen(session: Session, subject_key: UUID, **rest: Any) -> Found:
        found = look_up(session, subject_key, **rest)
        return found if subject_key in g.looked else Found(found.voided, {}, {})

    application.before_request(look)
    vars(grant)["look_up"] = look_at_what_was_seen
    return application
