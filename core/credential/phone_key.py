"""The public key of a phone in its three forms: 33 bytes, an opened key, a JWK."""

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from core.credential.compact import decode_base64url, encode_base64url


def open_phone_key(phone_key: bytes) -> ec.EllipticCurvePublicKey:
    """The key whose compressed SEC 1 form is given. ValueError where no such point exists."""
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), phone_key)


def close_phone_key(public_key: ec.EllipticCurvePublicKey) -> bytes:
    """The compressed SEC 1 form, 33 bytes."""
    return public_key.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)


def read_phone_key(text: str) -> bytes | None:
    """The 33 bytes that a phone sent as base64url, if they are a point on P-256, else None."""
    try:
        phone_key = decode_base64url(text)
        if encode_base64url(phone_key) != text:
            return None
        return phone_key if close_phone_key(open_phone_key(phone_key)) == phone_key else None
    except ValueError:
        return None


def ec_jwk(public_key: ec.EllipticCurvePublicKey) -> dict[str, str]:
    """The members that every P-256 JWK has, in the order in which a credential has them."""
    point = public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return {
        "kty": "EC",
        "crv": "P-256",
        "x": encode_base64url(point[1:33]),
        "y": encode_base64url(point[33:]),
    }


def compress_jwk(x: str, y: str) -> bytes:
    """The 33 bytes for the coordinates of a JWK, whether on the curve or not."""
    return bytes([2 + (decode_base64url(y)[-1] & 1)]) + decode_base64url(x)
