"""Relying parties: partners, their sites with dated grades, desks, devices and operators."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.database.base import Base, UtcDateTime, enum_column
from core.policy.vocabulary import PartnerKind


class DeskProfile(StrEnum):
    """How a desk works: a person who chooses, a gate that grants at once, a turnstile."""

    STAFFED = "staffed"
    GATE = "gate"
    TURNSTILE = "turnstile"


class Partner(Base):
    """A hospital, a scenic area, an apartment operator or a government desk."""

    __tablename__ = "partners"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[PartnerKind] = mapped_column(enum_column(PartnerKind))
    name: Mapped[str] = mapped_column(String(120), unique=True)
    name_en: Mapped[str] = mapped_column(String(160))
    telephone: Mapped[str] = mapped_column(String(40))

    sites: Mapped[list["Site"]] = relationship(lazy="raise", back_populates="partner")


class Site(Base):
    """A place of a partner, in a division of the city.

    `reservation` says what must be booked before a visit, where the place asks for that.
    """

    __tablename__ = "sites"

    id: Mapped[int] = mapped_column(primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    name_en: Mapped[str] = mapped_column(String(160))
    division: Mapped[str] = mapped_column(String(40))
    address: Mapped[str | None] = mapped_column(String(160))
    address_en: Mapped[str | None] = mapped_column(String(200))
    reservation: Mapped[str | None] = mapped_column(String(200))
    reservation_en: Mapped[str | None] = mapped_column(String(240))

    partner: Mapped[Partner] = relationship(lazy="raise", back_populates="sites")
    grades: Mapped[list["SiteGrade"]] = relationship(lazy="raise", order_by="SiteGrade.valid_from")
    desks: Mapped[list["Desk"]] = relationship(lazy="raise", back_populates="site")


class SiteGrade(Base):
    """A grade a site held from one day to another, the last day excluded."""

    __tablename__ = "site_grades"

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("sites.id"), index=True)
    grade: Mapped[str] = mapped_column(String(20))
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]


class Desk(Base):
    """A staffed point, a gate or a turnstile at a site."""

    __tablename__ = "desks"

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("sites.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(120))
    profile: Mapped[DeskProfile] = mapped_column(enum_column(DeskProfile))
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    site: Mapped[Site] = relationship(lazy="raise", back_populates="desks")


class DeskOperator(Base):
    """Which desk an operator's account stands at."""

    __tablename__ = "desk_operators"

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id"), index=True)


class Device(Base):
    """A browser, a partner's system or a turnstile bound to one desk.

    It enrols with a one-time code and then carries a token; only hashes of both are kept.
    """

    __tablename__ = "devices"

    id: Mapped[int] = mapped_column(primary_key=True)
    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id"), index=True)
    label: Mapped[str] = mapped_column(String(80))
    code_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    code_expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    token_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    enrolled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    desk: Mapped[Desk] = relationship(lazy="raise")
