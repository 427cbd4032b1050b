"""The issuer's keys: what signs, what verifies, and what is fixed with a key for its lifetime."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from cryptography.hazmat.primitives.asymmetric import ec

from core.credential import es256
from core.credential.compact import hash_base64url
from core.credential.phone_key import ec_jwk

# Nothing that JSON would have to escape: both languages then write the same text without thought.
_KID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_URI = re.compile(r"[!#-\[\]-~]{1,200}")

PublicKey: TypeAlias = ec.EllipticCurvePublicKey
PrivateKey: TypeAlias = ec.EllipticCurvePrivateKey


class IssuerAlgorithm(StrEnum):
    """The `alg` of an issuer key (RFC 7518 section 3.1)."""

    ES256 = "ES256"


@dataclass(frozen=True, slots=True)
class SignatureScheme:
    """What one algorithm does; signatures are 64 bytes whatever the algorithm."""

    generate: Callable[[], PrivateKey]
    sign: Callable[[bytes, PrivateKey], bytes]
    verify: Callable[[bytes, bytes, PublicKey], bool]


SCHEMES: Mapping[IssuerAlgorithm, SignatureScheme] = MappingProxyType(
    {IssuerAlgorithm.ES256: SignatureScheme(es256.generate, es256.sign, es256.verify)}
)


@dataclass(frozen=True, slots=True)
class IssuerKey:
    """The public half, with all that a verifier takes from the key and never from a request.

    `number` (0 to 255) stands for the key in digits, `kid` in tokens. `issuer` is the `iss` of its
    credentials; status list n lies at `{status_base}/{n}`. From `retired_at` (aware) on, nothing
    that it ever signed counts. Both addresses are printable ASCII without quotes and backslashes,
    at most 200 characters. ValueError for what breaks these rules.
    """

    number: int
    kid: str
    algorithm: IssuerAlgorithm
    issuer: str
    status_base: str
    public_key: PublicKey
    retired_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.number >> 8 != 0:
            raise ValueError("number does not fit 8 bits")
        if _KID.fullmatch(self.kid) is None:
            raise ValueError("kid: 1 to 64 letters, digits, dots, hyphens or underscores")
        if not all(_URI.fullmatch(uri) for uri in (self.issuer, self.status_base)):
            raise ValueError("issuer and status_base: 1 to 200 printable ASCII characters")
        if self.status_base.endswith("/"):
            raise ValueError("status_base ends without a slash")
        if self.retired_at is not None and self.retired_at.tzinfo is None:
            raise ValueError("retired_at is aware")

    def verifies(self, message: bytes, signature: bytes) -> bool:
        """Whether the signature over the message is this key's."""
        return SCHEMES[self.algorithm].verify(message, signature, self.public_key)

    def is_retired(self, now: datetime) -> bool:
        """Whether the key was cut off by now."""
        return self.retired_at is not None and self.retired_at <= now


@dataclass(frozen=True, slots=True)
class SigningKey:
    """An issuer key together with its private half."""

    key: IssuerKey
    private_key: PrivateKey

    def sign(self, message: bytes) -> bytes:
        """The 64 bytes of a signature."""
        return SCHEMES[self.key.algorithm].sign(message, self.private_key)


def generate_key(
    number: int,
    *,
    issuer: str,
    status_base: str,
    algorithm: IssuerAlgorithm = IssuerAlgorithm.ES256,
) -> SigningKey:
    """A new key, its `kid` the thumbprint of its JWK (RFC 7638). ValueError as for IssuerKey."""
    private_key = SCHEMES[algorithm].generate()
    public_key = private_key.public_key()
    key = IssuerKey(
        number=number,
        kid=thumbprint(public_key),
        algorithm=algorithm,
        issuer=issuer,
        status_base=status_base,
        public_key=public_key,
    )
    return SigningKey(key, private_key)


def thumbprint(public_key: PublicKey) -> str:
    """Base64url of the SHA-256 JWK thumbprint (RFC 7638), 43 characters."""
    jwk = ec_jwk(public_key)
    return hash_base64url(f'{{"crv":"{jwk["crv"]}","kty":"EC","x":"{jwk["x"]}","y":"{jwk["y"]}"}}')


def public_jwk(key: IssuerKey) -> dict[str, str]:
    """The key as a member of `/.well-known/jwks.json` (RFC 7517)."""
    return {**ec_jwk(key.public_key), "kid": key.kid, "alg": key.algorithm, "use": "sig"}


def describe_key(key: IssuerKey) -> dict[str, object]:
    """The key as JSON for a phone or a gate; `importIssuerKey` in JavaScript reads it."""
    return {
        "number": key.number,
        "issuer": key.issuer,
        "status_base": key.status_base,
        "retired_at": None if key.retired_at is None else int(key.retired_at.timestamp()),
        "jwk": public_jwk(key),
    }


def find_by_kid(keys: Mapping[int, IssuerKey], kid: object) -> IssuerKey | None:
    """The key of that `kid` among at most 256 by number, or None."""
    return next((key for key in keys.values() if key.kid == kid), None)
