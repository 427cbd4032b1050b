"""What holders ask for beforehand, and what became of it when."""

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from core.database.base import Base, UtcDateTime, enum_column
from core.policy.vocabulary import Language
from verify.requests.rules import PartOfDay, RequestState

STILL_OPEN = text("state IN ('submitted', 'accepted')")


class HolderRequest(Base):
    """One benefit asked of one site; `id` is made by the phone.

    `first_day` and `last_day` are the days on which a use fulfils it: as wished, then as agreed.
    Note and word are sealed and can be erased. `subject_key` and `card_id` are no foreign keys,
    so that erasing a holder leaves the rest whole. `redemption_id` at `used_at_desk` fulfilled
    it. `language` is the one it was asked in, in which the holder is told of the answer.
    """

    __tablename__ = "requests"
    __table_args__ = (
        Index(
            "uq_requests_open",
            "subject_key",
            "benefit",
            "site_id",
            unique=True,
            sqlite_where=STILL_OPEN,
            postgresql_where=STILL_OPEN,
        ),
        Index("ix_requests_site", "site_id", "state", "last_day"),
        Index("ix_requests_subject", "subject_key", "created_at"),
        Index("ix_requests_redemption", "used_at_desk", "redemption_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    body_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    subject_key: Mapped[UUID]
    card_id: Mapped[int]
    benefit: Mapped[str] = mapped_column(String(40))
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"))
    site_id: Mapped[int] = mapped_column(ForeignKey("sites.id"))
    wished_day: Mapped[date]
    wished_until: Mapped[date | None]
    part: Mapped[PartOfDay] = mapped_column(enum_column(PartOfDay))
    note_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    language: Mapped[Language] = mapped_column(enum_column(Language))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[RequestState] = mapped_column(enum_column(RequestState))
    first_day: Mapped[date]
    last_day: Mapped[date]
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    decided_desk: Mapped[int | None] = mapped_column(ForeignKey("desks.id"))
    agreed_time: Mapped[time | None]
    word_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    used_at_desk: Mapped[int | None] = mapped_column(ForeignKey("desks.id"))
    redemption_id: Mapped[UUID | None]


class RequestEvent(Base):
    """A request came into a state; `account_id` is who did it at a desk, if anybody."""

    __tablename__ = "request_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[UUID] = mapped_column(ForeignKey("requests.id"), index=True)
    state: Mapped[RequestState] = mapped_column(enum_column(RequestState))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
