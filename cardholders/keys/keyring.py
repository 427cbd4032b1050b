"""The issuer's keys as the rest of the software uses them, loaded from their records."""

from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import (
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.serialization import (
    load_der_private_key,
    load_pem_public_key,
)
from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from cardholders.keys.models import IssuerKeyRecord
from core.credential.issuer_key import IssuerAlgorithm, IssuerKey, SigningKey
from core.database.base import table_of
from core.encryption import Vault

PRIVATE = "issuer_keys.private"


class NoSigningKeyError(RuntimeError):
    """The issuer has no key to sign with: `flask keys generate` makes the first one."""


_RECORDS = table_of(IssuerKeyRecord)
_ALL_KEYS = select(
    _RECORDS.c.number,
    _RECORDS.c.kid,
    _RECORDS.c.algorithm,
    _RECORDS.c.issuer,
    _RECORDS.c.status_base,
    _RECORDS.c.public_pem,
    _RECORDS.c.retired_at,
)


def load_keys(source: Session | Connection) -> dict[int, IssuerKey]:
    """Answer every key the issuer ever had, by number; retired ones say since when."""
    records = source.execute(_ALL_KEYS).all()
    return {each.number: _issuer_key(tuple(each)) for each in records}


def load_signing_key(session: Session, *, vault: Vault) -> SigningKey:
    """Answer the newest key in force, with its private half; raises NoSigningKeyError."""
    record = session.scalar(
        select(IssuerKeyRecord)
        .where(IssuerKeyRecord.retired_at.is_(None))
        .order_by(IssuerKeyRecord.number.desc())
        .limit(1)
    )
    if record is None:
        raise NoSigningKeyError("the issuer has no key in force; run: flask keys generate")
    private = load_der_private_key(
        vault.open(record.private_sealed, purpose=PRIVATE), password=None
    )
    assert isinstance(private, EllipticCurvePrivateKey)
    return SigningKey(load_keys(session)[record.number], private)


@lru_cache(maxsize=512)
def _issuer_key(record: tuple[Any, ...]) -> IssuerKey:
    """Make a key of its record's columns, once for each content: retiring is a new content."""
    number, kid, algorithm, issuer, status_base, public_pem, retired_at = record
    public_key = load_pem_public_key(public_pem)
    assert isinstance(public_key, EllipticCurvePublicKey)
    return IssuerKey(
        number=number,
        kid=kid,
        algorithm=IssuerAlgorithm(algorithm),
        issuer=issuer,
        status_base=status_base,
        public_key=public_key,
        retired_at=retired_at,
    )
