"""Cards, their credentials, the way a phone is bound, and what happened to each card."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cardholders.people.models import Holder
from core.credential.fields import CredentialForm
from core.database.base import Base, UtcDateTime, enum_column


class CardState(StrEnum):
    """The recorded state of a card; whether it has run out is a matter of the day."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    FROZEN = "frozen"
    REVOKED = "revoked"


class CredentialState(StrEnum):
    """A credential is in force, or something else took its place for good."""

    CURRENT = "current"
    REPLACED = "replaced"


class CardEventKind(StrEnum):
    """What can happen to a card."""

    ISSUED = "issued"
    LINK_MADE = "link_made"
    PHONE_BOUND = "phone_bound"
    PRINTED = "printed"
    PICTURE_MADE = "picture_made"
    REPLACED = "replaced"
    WARNED = "warned"
    SUSPENDED = "suspended"
    REINSTATED = "reinstated"
    FROZEN = "frozen"
    UNFROZEN = "unfrozen"
    PHONE_UNBOUND = "phone_unbound"
    PLASTIC_LOST = "plastic_lost"
    REVOKED = "revoked"
    EXPIRED = "expired"
    STOP_PROPOSED = "stop_proposed"
    STOP_REJECTED = "stop_rejected"


class Card(Base):
    """The standing document; a holder has one live card at most."""

    __tablename__ = "cards"
    __table_args__ = (
        Index(
            "uq_cards_live_holder",
            "holder_id",
            unique=True,
            sqlite_where=text("state != 'revoked'"),
            postgresql_where=text("state != 'revoked'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    holder_id: Mapped[int] = mapped_column(ForeignKey("holders.id"), index=True)
    state: Mapped[CardState] = mapped_column(enum_column(CardState), index=True)
    suspended_until: Mapped[date | None]
    issued_on: Mapped[date]
    expires_on: Mapped[date]
    issued_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"))

    holder: Mapped[Holder] = relationship(lazy="raise")
    credentials: Mapped[list["CardCredential"]] = relationship(
        lazy="raise", back_populates="card", order_by="CardCredential.id"
    )
    events: Mapped[list["CardEvent"]] = relationship(lazy="raise", order_by="CardEvent.id")


class CardCredential(Base):
    """One signed form of a card, of which one is in force at a time.

    `id` is its index in the status list, `honours` the bit mask of the credential, `phone_key`
    the compressed point it is bound to (33 bytes; none on a printed one), `phone_label` what kind
    of phone said that it was bound, `signature` the issuer's r‖s (64 bytes).
    """

    __tablename__ = "credentials"
    __table_args__ = (
        Index(
            "uq_credentials_current_form",
            "card_id",
            "form",
            unique=True,
            sqlite_where=text("state = 'current'"),
            postgresql_where=text("state = 'current'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    serial: Mapped[int] = mapped_column(BigInteger, unique=True)
    card_id: Mapped[int] = mapped_column(ForeignKey("cards.id"), index=True)
    form: Mapped[CredentialForm] = mapped_column(enum_column(CredentialForm))
    state: Mapped[CredentialState] = mapped_column(enum_column(CredentialState))
    key_number: Mapped[int] = mapped_column(ForeignKey("issuer_keys.number"))
    honours: Mapped[int]
    issued_on: Mapped[date]
    expires_on: Mapped[date]
    phone_key: Mapped[bytes | None] = mapped_column(LargeBinary(33))
    phone_label: Mapped[str | None] = mapped_column(String(60))
    signature: Mapped[bytes] = mapped_column(LargeBinary(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    replaced_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    card: Mapped[Card] = relationship(lazy="raise", back_populates="credentials")


class Activation(Base):
    """A link that lets one phone bind itself to a card, and the one-time code that goes with it.

    Only hashes are kept. `code_tries` counts wrong codes, `used_at` ends the link.
    """

    __tablename__ = "activations"

    id: Mapped[int] = mapped_column(primary_key=True)
    card_id: Mapped[int] = mapped_column(ForeignKey("cards.id"), index=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    code_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    code_expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    code_tries: Mapped[int] = mapped_column(default=0)
    codes_sent: Mapped[int] = mapped_column(default=0)


class CardEvent(Base):
    """A line of a card's life: what, when, by whom, on which ground, with which document."""

    __tablename__ = "card_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    card_id: Mapped[int] = mapped_column(ForeignKey("cards.id"), index=True)
    kind: Mapped[CardEventKind] = mapped_column(enum_column(CardEventKind))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    ground: Mapped[str | None] = mapped_column(String(8))
    document_number: Mapped[str | None] = mapped_column(String(60))
    note: Mapped[str | None] = mapped_column(Text)
