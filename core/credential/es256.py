"""ES256 (RFC 7518 section 3.4): ECDSA on P-256 with SHA-256, signatures as r then s."""

from typing import cast

from cryptography.hazmat.primitives.asymmetric import ec
from jwt import get_algorithm_by_name
from jwt.algorithms import ECAlgorithm

_ES256 = cast("ECAlgorithm", get_algorithm_by_name("ES256"))


def generate() -> ec.EllipticCurvePrivateKey:
    """A fresh private key on P-256."""
    return ec.generate_private_key(ec.SECP256R1())


def sign(message: bytes, private_key: ec.EllipticCurvePrivateKey) -> bytes:
    """The 64 bytes of a signature."""
    return _ES256.sign(message, private_key)


def verify(message: bytes, signature: bytes, public_key: ec.EllipticCurvePublicKey) -> bool:
    """Whether the signature is the key's. Its twin with n - s also is: never key on signatures."""
    return _ES256.verify(message, public_key, signature)
