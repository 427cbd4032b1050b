"""What a holder tells the office: a scan that was not theirs, a correction, an erasure."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cardholders.people.models import Holder
from core.database.base import Base, UtcDateTime, enum_column


class ReportKind(StrEnum):
    """What is reported, or asked for."""

    NOT_ME = "not_me"
    CORRECTION = "correction"
    ERASURE = "erasure"


class ReportState(StrEnum):
    """Whether the office has it still before it."""

    OPEN = "open"
    CLOSED = "closed"


class Report(Base):
    """One report of a holder; text and answer are sealed, and go with the holder when erased.

    `request_id` is the id that the phone gave it. `entry_id` names the line of the usage log that
    a NOT_ME is about; it is no foreign key, so that the log can be partitioned. A holder reports
    a line once.
    """

    __tablename__ = "reports"
    __table_args__ = (
        UniqueConstraint("holder_id", "request_id"),
        UniqueConstraint("holder_id", "entry_id"),
        Index("ix_reports_closed", "closed_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    holder_id: Mapped[int] = mapped_column(ForeignKey("holders.id", ondelete="CASCADE"))
    request_id: Mapped[UUID]
    kind: Mapped[ReportKind] = mapped_column(enum_column(ReportKind))
    entry_id: Mapped[int | None] = mapped_column(BigInteger)
    text_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    answer_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)

    holder: Mapped[Holder] = relationship(lazy="raise")

    @property
    def state(self) -> ReportState:
        """Whether the office has answered."""
        return ReportState.OPEN if self.closed_at is None else ReportState.CLOSED
