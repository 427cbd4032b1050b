"""Acts that need two people, as proposals that wait for the second one."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from core.database.base import Base, UtcDateTime, enum_column


class Act(StrEnum):
    """What can be proposed."""

    STOP_CARD = "stop_card"


class ProposalState(StrEnum):
    """Where a proposal stands."""

    OPEN = "open"
    APPROVED = "approved"
    REJECTED = "rejected"


class Proposal(Base):
    """One act, its arguments, who proposed it and who decided.

    `subject` names what it is about ("card:12"): one open proposal a subject, so that two
    people cannot wait for two different ends of one card.
    """

    __tablename__ = "proposals"
    __table_args__ = (
        Index(
            "uq_proposals_open_subject",
            "subject",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    act: Mapped[Act] = mapped_column(enum_column(Act))
    subject: Mapped[str] = mapped_column(String(40))
    arguments: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[ProposalState] = mapped_column(enum_column(ProposalState))
    proposed_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
