"""What a phone may do once only: the ids of its signed requests, and its one-time codes."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from core.database.base import Base, UtcDateTime, enum_column


class SpentSignature(Base):
    """A signed request that was carried out, by the signer's serial and the request's id."""

    __tablename__ = "spent_signatures"

    serial: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    jti: Mapped[str] = mapped_column(String(64), primary_key=True)
    spent_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class CodePurpose(StrEnum):
    """What a one-time code is for; it is good for nothing else."""

    BIND = "bind"
    UNFREEZE = "unfreeze"


class OneTimeCode(Base):
    """A code that was sent to a contact, found by the random ticket of whoever asked for it.

    Only hashes are kept: of the ticket, of the code, and of the contact (`Contact.index`).
    `holder_id` names whom it is for where that was known when it was asked for, `credential_id`
    what a phone was given for it, so that the same phone may ask again. Kept for a day.
    """

    __tablename__ = "one_time_codes"

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    purpose: Mapped[CodePurpose] = mapped_column(enum_column(CodePurpose))
    contact_index: Mapped[bytes] = mapped_column(LargeBinary(32))
    holder_id: Mapped[int | None] = mapped_column(
        ForeignKey("holders.id", ondelete="CASCADE"), index=True
    )
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    tries: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    credential_id: Mapped[int | None] = mapped_column(
        ForeignKey("credentials.id", ondelete="CASCADE")
    )


class CodeQuota(Base):
    """How many codes went to a contact, by its keyed hash, since an hour and a day began for it.

    A number that nobody registered has one as well: counting tells nobody apart.
    """

    __tablename__ = "code_quotas"

    contact_index: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    hour_from: Mapped[datetime] = mapped_column(UtcDateTime)
    in_hour: Mapped[int]
    day_from: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    in_day: Mapped[int]
