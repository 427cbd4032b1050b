"""The usage log, and the small tables that make every use count once."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from core.credential.fields import CredentialForm
from core.database.base import Base, UtcDateTime, enum_column
from verify.scanning.reasons import Outcome, Reason


class EntryKind(StrEnum):
    """What a line of the usage log, or a client's id, is about."""

    SCAN = "scan"
    REDEMPTION = "redemption"
    VOID = "void"
    RELEASE = "release"


class UsageEntry(Base):
    """One line of the usage log: append-only, no name and no free text in it.

    `subject_key`, `card_id` and `credential_id` are empty when the scan proved no card of
    ours; they are no foreign keys, so that erasing a holder leaves the log whole. `client_id`
    is the id the desk gave its request; `scan_id` ties the line to the first scan of the same
    code, `benefit` is what was asked for.
    """

    __tablename__ = "usage_log"
    __table_args__ = (
        Index("ix_usage_log_request", "desk_id", "client_id"),
        Index("ix_usage_log_partner", "partner_id", "id"),
        Index("ix_usage_log_subject", "subject_key", "id"),
        Index("ix_usage_log_card", "card_id", "id"),
        Index("ix_usage_log_received", "received_at"),
    )

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    kind: Mapped[EntryKind] = mapped_column(enum_column(EntryKind))
    client_id: Mapped[UUID]
    scan_id: Mapped[UUID]
    partner_id: Mapped[int]
    site_id: Mapped[int]
    desk_id: Mapped[int]
    account_id: Mapped[int | None]
    device_id: Mapped[int | None]
    subject_key: Mapped[UUID | None]
    card_id: Mapped[int | None]
    credential_id: Mapped[int | None]
    form: Mapped[CredentialForm | None] = mapped_column(enum_column(CredentialForm))
    outcome: Mapped[Outcome] = mapped_column(enum_column(Outcome))
    reason: Mapped[Reason] = mapped_column(enum_column(Reason))
    benefit: Mapped[str | None] = mapped_column(String(40))
    document_checked: Mapped[bool]
    policy_version: Mapped[str] = mapped_column(String(40))


class UsageNote(Base):
    """Words that belong to a log line, apart from it so that they can be erased."""

    __tablename__ = "usage_notes"

    entry_id: Mapped[int] = mapped_column(ForeignKey("usage_log.id"), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class ClientId(Base):
    """An id a desk has used: the same id with the same body gets the first answer again."""

    __tablename__ = "client_ids"

    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id"), primary_key=True)
    client_id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[EntryKind] = mapped_column(enum_column(EntryKind))
    body_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    answer_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class ProofUse(Base):
    """A phone's proof that was presented, and where first: elsewhere it is a replay."""

    __tablename__ = "proof_uses"

    serial: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    proof_at: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id"))
    scan_id: Mapped[UUID]


class QuotaSlot(Base):
    """One granted use. The primary key is what lets it be granted only once.

    `period` is the year for a yearly limit, "ever", "active", or for benefits without a limit
    the scan (one scan, one use) or the gate's window; `slot` counts from 1 to the limit.
    """

    __tablename__ = "quota_slots"
    __table_args__ = (
        Index("ix_quota_slots_redemption", "desk_id", "redemption_id"),
        Index("ix_quota_slots_recent", "subject_key", "benefit", "taken_at"),
    )

    subject_key: Mapped[UUID] = mapped_column(primary_key=True)
    benefit: Mapped[str] = mapped_column(String(40), primary_key=True)
    period: Mapped[str] = mapped_column(String(50), primary_key=True)
    slot: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id"))
    redemption_id: Mapped[UUID]
    scan_id: Mapped[UUID]
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Void(Base):
    """A redemption that was taken back; one that arrives first is a tombstone for it."""

    __tablename__ = "voids"

    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id"), primary_key=True)
    redemption_id: Mapped[UUID] = mapped_column(primary_key=True)
    voided_at: Mapped[datetime] = mapped_column(UtcDateTime)
