"""The issuer's signing keys, private halves sealed by a key outside the database."""

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from core.database.base import Base, UtcDateTime


class IssuerKeyRecord(Base):
    """One key pair. Issuer and status-list base are fixed with the key, never per request.

    A key signs from `created_at` until the next one is made; presentations under it are
    accepted until `retired_at`.
    """

    __tablename__ = "issuer_keys"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kid: Mapped[str] = mapped_column(String(64), unique=True)
    algorithm: Mapped[str] = mapped_column(String(16))
    issuer: Mapped[str] = mapped_column(String(200))
    status_base: Mapped[str] = mapped_column(String(200))
    public_pem: Mapped[bytes] = mapped_column(LargeBinary)
    private_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    retired_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
