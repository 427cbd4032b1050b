"""Fixed keys and ready presentations for the tests of the credential; never for anything real."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from core.credential.fields import Credential, CredentialFields, Presentation, Proof
from core.credential.issuer_key import IssuerAlgorithm, IssuerKey, SigningKey, thumbprint
from core.credential.phone_key import close_phone_key
from core.credential.tokens import credential_jwt, credential_signing_input, proof_signing_input
from core.policy.vocabulary import Honour

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""The order n of P-256."""
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
AT = int(NOW.timestamp())


def derive_private_key(name: str) -> ec.EllipticCurvePrivateKey:
    """The private key that a name stands for."""
    return ec.derive_private_key(
        int.from_bytes(sha256(name.encode()).digest()) % (ORDER - 1) + 1, ec.SECP256R1()
    )


def sign_repeatably(message: str, private_key: ec.EllipticCurvePrivateKey) -> bytes:
    """An ES256 signature that is the same at each run (RFC 6979)."""
    algorithm = ec.ECDSA(SHA256(), deterministic_signing=True)
    r, s = decode_dss_signature(private_key.sign(message.encode(), algorithm))
    return r.to_bytes(32) + s.to_bytes(32)


def make_issuer(number: int, *, retired_at: datetime | None = None) -> SigningKey:
    """The issuer key of that number."""
    private_key = derive_private_key(f"issuer {number}")
    public_key = private_key.public_key()
    key = IssuerKey(
        number=number,
        kid=thumbprint(public_key),
        algorithm=IssuerAlgorithm.ES256,
        issuer="https://card.jinzhong.example",
        status_base="https://card.jinzhong.example/status-lists",
        public_key=public_key,
        retired_at=retired_at,
    )
    return SigningKey(key, private_key)


ISSUER = make_issuer(1)
RETIRED = make_issuer(2, retired_at=NOW - timedelta(days=1))
FIRST, LAST = make_issuer(0), make_issuer(255)
STRANGER = make_issuer(9)
SIGNERS = {signer.key.number: signer for signer in (FIRST, ISSUER, RETIRED, LAST)}
KEYS = {number: signer.key for number, signer in SIGNERS.items()}


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone that holds a key."""

    private_key: ec.EllipticCurvePrivateKey

    @property
    def key(self) -> bytes:
        """Its public key, 33 bytes."""
        return close_phone_key(self.private_key.public_key())

    def prove(self, credential: Credential, signer: SigningKey, at: int = AT) -> Presentation:
        """Show the credential at a second since the epoch."""
        message = proof_signing_input(credential_jwt(credential, signer.key), at)
        return Presentation(credential, Proof(at, sign_repeatably(message, self.private_key)))


EVEN_PHONE = Phone(derive_private_key("phone 2"))
ODD_PHONE = Phone(derive_private_key("phone 1"))


def make_fields(**changes: object) -> CredentialFields:
    """The fields of a printed credential, with changes."""
    fields: dict[str, object] = {
        "key_number": 1,
        "serial": 0x0123456789AB,
        "honours": (Honour.YINGCAI,),
        "issued_on": date(2026, 1, 1),
        "expires_on": date(2028, 12, 31),
        "status_index": 131072 + 5,
    }
    return CredentialFields(**(fields | changes))  # type: ignore[arg-type]


def sign_fields(fields: CredentialFields, signer: SigningKey = ISSUER) -> Credential:
    """The credential of these fields, the same at each run."""
    return Credential(
        fields, sign_repeatably(credential_signing_input(fields, signer.key), signer.private_key)
    )


def present_printed(signer: SigningKey = ISSUER, **changes: object) -> Presentation:
    """A printed credential."""
    return Presentation(
        sign_fields(make_fields(**({"key_number": signer.key.number} | changes)), signer)
    )


def present_phone(
    phone: Phone = EVEN_PHONE, signer: SigningKey = ISSUER, *, at: int = AT, **changes: object
) -> Presentation:
    """A phone credential with its proof."""
    fields = make_fields(**({"key_number": signer.key.number, "phone_key": phone.key} | changes))
    return phone.prove(sign_fields(fields, signer), signer, at)
