"""The issuer's keys as the rest of the software uses them, loaded from their records."""

from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric.ec import (
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.serialization import (
    load_der_private_key,
    load_pem_public_key,
)
from sqlalchemy import select
from sqlalchemy.orm import Session

from cardholders.keys.models import IssuerKeyRecord
from core.credential.issuer_key import IssuerAlgorithm, IssuerKey, SigningKey
from core.encryption import Vault

PRIVATE = "issuer_keys.private"


class NoSigningKeyError(RuntimeError):
    """The issuer has no key to sign with: `flask keys generate` makes the first one."""


def load_keys(session: Session) -> dict[int, IssuerKey]:
    """Answer every key the issuer ever had, by number; retired ones say since when."""
    records = session.execute(
        select(
            IssuerKeyRecord.number,
            IssuerKeyRecord.kid,
            IssuerKeyRecord.algorithm,
            IssuerKeyRecord.issuer,
            IssuerKeyRecord.status_base,
            IssuerKeyRecord.public_pem,
            IssuerKeyRecord.retired_at,
        )
    ).all()
    return {
        each.number: IssuerKey(
            number=each.number,
            kid=each.kid,
            algorithm=IssuerAlgorithm(each.algorithm),
            issuer=each.issuer,
            status_base=each.status_base,
            public_key=_public_key(each.public_pem),
            retired_at=each.retired_at,
        )
        for each in records
    }


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
def _public_key(pem: bytes) -> EllipticCurvePublicKey:
    key = load_pem_public_key(pem)
    assert isinstance(key, EllipticCurvePublicKey)
    return key
