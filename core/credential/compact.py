"""Compact JWS (RFC 7515) with one spelling only: the text that our own writer would give."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

MALFORMED = (LookupError, TypeError, ValueError, OverflowError, RecursionError)
"""What taking apart a stranger's token may raise, from base64 to the range of a date."""


@dataclass(frozen=True, slots=True)
class Jws:
    """The three parts of a token, decoded and believed in nothing: header and claims are JSON."""

    header: Any
    claims: Any
    signature: bytes


def encode_base64url(raw: bytes) -> str:
    """Base64url without padding (RFC 7515 section 2)."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def decode_base64url(text: str) -> bytes:
    """The bytes of a base64url text without padding, else a ValueError.

    Lenient otherwise: whoever cares compares with the encoder's text.
    """
    if "=" in text:
        raise ValueError("base64url is not padded here")
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def hash_base64url(text: str) -> str:
    """Base64url of the SHA-256 of a text, as `cth` and `tth` carry it."""
    return encode_base64url(sha256(text.encode()).digest())


def signing_input(header: Mapping[str, object], claims: Mapping[str, object]) -> str:
    """Header and claims as compact JSON in the order given, ready to be signed (ASCII)."""
    return f"{_encode_json(header)}.{_encode_json(claims)}"


def join(signed: str, signature: bytes) -> str:
    """A whole token from its signing input and its signature."""
    return f"{signed}.{encode_base64url(signature)}"


def split(token: str) -> Jws:
    """Take a token apart. Raises one of MALFORMED.

    This reads more than is allowed (blanks, duplicate keys): the reader rebuilds the token from
    the values it took and accepts only the identical text.
    """
    header, claims, signature = token.split(".")
    return Jws(
        header=_parse(header),
        claims=_parse(claims),
        signature=decode_base64url(signature),
    )


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON (RFC 8259 section 6)")


_JSON = json.JSONDecoder(parse_constant=_refuse_constant)


def _parse(part: str) -> Any:
    # Not json.loads on the bytes, which guesses UTF-16 and UTF-32 too.
    return _JSON.decode(decode_base64url(part).decode("utf-8"))


def _encode_json(members: Mapping[str, object]) -> str:
    return encode_base64url(json.dumps(members, separators=(",", ":")).encode("ascii"))
