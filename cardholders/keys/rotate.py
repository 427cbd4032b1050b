"""Make a new signing key beside the ones in force, and cut an old one off."""

from datetime import datetime

from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from flask_babel import gettext
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cardholders.keys.keyring import PRIVATE
from cardholders.keys.models import IssuerKeyRecord
from core.credential.issuer_key import generate_key
from core.encryption import Vault
from core.errors import Conflict, NotFound

MAX_NUMBER = 255


def add_signing_key(
    session: Session, base_url: str, *, vault: Vault, now: datetime
) -> IssuerKeyRecord:
    """Add a key that signs from now on; the older ones go on verifying until they are retired.

    Issuer and status-list base are taken from `base_url` here, once. Raises Conflict when all
    255 numbers are used.
    """
    number = (session.scalar(select(func.max(IssuerKeyRecord.number))) or 0) + 1
    if number > MAX_NUMBER:
        raise Conflict(gettext("签发密钥编号已用完"))
    base = base_url.rstrip("/")
    made = generate_key(number, issuer=base, status_base=f"{base}/status-lists")
    private = made.private_key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    record = IssuerKeyRecord(
        number=number,
        kid=made.key.kid,
        algorithm=made.key.algorithm,
        issuer=made.key.issuer,
        status_base=made.key.status_base,
        public_pem=made.key.public_key.public_bytes(
            Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
        ),
        private_sealed=vault.seal(private, purpose=PRIVATE),
        created_at=now,
    )
    session.add(record)
    session.flush()
    return record


def retire_key(session: Session, number: int, *, at: datetime) -> IssuerKeyRecord:
    """Cut a key off: from `at` on nothing it signed is accepted.

    Raises NotFound, or Conflict for the only key that is left to sign with.
    """
    record = session.get(IssuerKeyRecord, number)
    if record is None:
        raise NotFound(gettext("没有这个密钥"))
    others = session.scalar(
        select(func.count())
        .select_from(IssuerKeyRecord)
        .where(IssuerKeyRecord.retired_at.is_(None), IssuerKeyRecord.number != number)
    )
    if not others:
        raise Conflict(gettext("请先生成新密钥，再停用最后一个"))
    record.retired_at = at
    return record
