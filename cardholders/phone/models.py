"""What a phone has signed once: the ids of its requests, kept while they could be replayed."""

from datetime import datetime

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from core.database.base import Base, UtcDateTime


class SpentSignature(Base):
    """A signed request that was carried out, by the signer's serial and the request's id."""

    __tablename__ = "spent_signatures"

    serial: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    jti: Mapped[str] = mapped_column(String(64), primary_key=True)
    spent_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
