"""The people the city thanks, their photographs, and the decisions that honoured them."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.database.base import Base, UtcDateTime, enum_column
from core.policy.vocabulary import Honour


class DocumentType(StrEnum):
    """The identity documents a holder is registered with."""

    RESIDENT_ID = "resident_id"
    PASSPORT = "passport"


class Holder(Base):
    """A talent. The name is clear text, documents, telephones and addresses sealed and indexed.

    `subject_key` is the random key by which the usage log knows the holder; erasing a holder
    deletes this row, and the log stays whole without naming anybody.
    """

    __tablename__ = "holders"

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_key: Mapped[UUID] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(String(80), index=True)
    document_type: Mapped[DocumentType] = mapped_column(enum_column(DocumentType))
    document_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    document_index: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    nationality: Mapped[str] = mapped_column(String(3))
    mobile_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    mobile_index: Mapped[bytes | None] = mapped_column(LargeBinary(32), index=True)
    mail_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    mail_index: Mapped[bytes | None] = mapped_column(LargeBinary(32), index=True)
    home_unit: Mapped[str] = mapped_column(String(120))
    host_employer: Mapped[str] = mapped_column(String(120))
    engagement_form: Mapped[str] = mapped_column(String(40))
    talent_kind: Mapped[str] = mapped_column(String(40))
    field: Mapped[str] = mapped_column(String(40))
    division: Mapped[str] = mapped_column(String(40))
    long_term: Mapped[bool] = mapped_column(default=False)
    registered_at: Mapped[datetime] = mapped_column(UtcDateTime)

    photo: Mapped["Photo | None"] = relationship(lazy="raise", passive_deletes=True)
    honours: Mapped[list["HonourGrant"]] = relationship(
        lazy="raise", back_populates="holder", order_by="HonourGrant.id"
    )


class Photo(Base):
    """A holder's portrait: a re-encoded JPEG, sealed."""

    __tablename__ = "photos"

    holder_id: Mapped[int] = mapped_column(
        ForeignKey("holders.id", ondelete="CASCADE"), primary_key=True
    )
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)


class LeadingGroupDecision(Base):
    """A decision of the leading group's meeting (article 16): the only door to a card."""

    __tablename__ = "decisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting: Mapped[str] = mapped_column(String(120))
    document_number: Mapped[str] = mapped_column(String(60), unique=True)
    decided_on: Mapped[date]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class HonourGrant(Base):
    """An honour that a decision gave to a holder; `criterion` is the one it rests on."""

    __tablename__ = "honours"
    __table_args__ = (UniqueConstraint("holder_id", "decision_id", "honour"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    holder_id: Mapped[int] = mapped_column(ForeignKey("holders.id"), index=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"), index=True)
    honour: Mapped[Honour] = mapped_column(enum_column(Honour))
    criterion: Mapped[str | None] = mapped_column(String(40))
    reward_yuan: Mapped[int | None]
    granted_on: Mapped[date]
    ended_on: Mapped[date | None]

    holder: Mapped[Holder] = relationship(lazy="raise", back_populates="honours")
    decision: Mapped[LeadingGroupDecision] = relationship(lazy="raise")
