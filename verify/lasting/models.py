"""Uses that last: a stay in an apartment, a physician assigned as health adviser."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.database.base import Base, UtcDateTime, enum_column
from core.policy.vocabulary import PhysicianRank


class Ending(StrEnum):
    """How a use that lasts came to its end."""

    LEFT = "left"
    REPLACED = "replaced"
    VOIDED = "voided"


class Lasting:
    """The columns of every use that lasts; it is active until `ended_at`.

    It is named by the redemption that began it and ends together with that redemption's slot.
    `subject_key` is no foreign key, so that erasing a holder leaves it whole.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id"))
    redemption_id: Mapped[UUID]
    subject_key: Mapped[UUID] = mapped_column(index=True)
    partner_id: Mapped[int]
    site_id: Mapped[int]
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ending: Mapped[Ending | None] = mapped_column(enum_column(Ending))


class Stay(Lasting, Base):
    """A stay; its room is sealed, because it says where somebody is."""

    __tablename__ = "stays"
    __table_args__ = (
        UniqueConstraint("desk_id", "redemption_id"),
        Index("ix_stays_site", "site_id", "ended_at"),
    )

    unit_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)


class AdviserAssignment(Lasting, Base):
    """A physician assigned to a holder, with the rank that was checked."""

    __tablename__ = "adviser_assignments"
    __table_args__ = (
        UniqueConstraint("desk_id", "redemption_id"),
        Index("ix_adviser_assignments_site", "site_id", "ended_at"),
    )

    physician: Mapped[str] = mapped_column(String(60))
    department: Mapped[str] = mapped_column(String(60))
    rank: Mapped[PhysicianRank] = mapped_column(enum_column(PhysicianRank))
