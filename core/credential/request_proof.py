"""Requests that a bound phone signs, method and path inside, much as DPoP does (RFC 9449)."""

import re
from dataclasses import dataclass
from datetime import datetime

from core.credential import es256
from core.credential.compact import MALFORMED, join, signing_input, split
from core.credential.freshness import Freshness, judge_freshness
from core.credential.phone_key import open_phone_key

REQUEST_TYP = "jz-request+jwt"
MAX_CHARACTERS = 2048

# Nothing that JSON would have to escape.
_METHOD = re.compile(r"[A-Z]{1,16}")
_PATH = re.compile(r"/[!#-\[\]-~]{0,511}")
_ID = re.compile(r"[A-Za-z0-9_-]{16,64}")


@dataclass(frozen=True, slots=True)
class RequestProof:
    """What a phone says of its request; nothing is proved until it was checked.

    `serial` names the credential whose key signs, `at` is in epoch seconds, `jti` makes the
    request the only one of its kind (16 to 64 characters of base64url; a UUID will do).
    """

    serial: int
    method: str
    path: str
    at: int
    jti: str
    signature: bytes

    def __post_init__(self) -> None:
        if self.serial >> 48 != 0 or self.at >> 32 != 0:
            raise ValueError("serial fits 48 bits, at 32")
        for pattern, text in ((_METHOD, self.method), (_PATH, self.path), (_ID, self.jti)):
            if pattern.fullmatch(text) is None:
                raise ValueError("method, path or jti has a form of its own")


def request_signing_input(serial: int, *, method: str, path: str, at: int, jti: str) -> str:
    """What the phone signs. `path` is the part after the host, without the query."""
    return signing_input(
        {"alg": "ES256", "typ": REQUEST_TYP, "kid": f"{serial:012x}"},
        {"iat": at, "htm": method, "htu": path, "jti": jti},
    )


def read_request_proof(text: str) -> RequestProof | None:
    """The proof whose JWT is this very text, else None. Never raises."""
    if len(text) > MAX_CHARACTERS:
        return None
    try:
        jws = split(text)
        proof = RequestProof(
            serial=int(jws.header["kid"], 16),
            method=jws.claims["htm"],
            path=jws.claims["htu"],
            at=int(jws.claims["iat"]),
            jti=jws.claims["jti"],
            signature=jws.signature,
        )
        return proof if join(_signing_input(proof), proof.signature) == text else None
    except MALFORMED:
        return None


def check_request_proof(
    proof: RequestProof, phone_key: bytes, *, method: str, path: str, now: datetime
) -> bool:
    """Whether the phone with that key (33 bytes) asked for this now: 60 s old to 30 s ahead.

    The same proof passes as often as it is shown: the caller remembers serial and jti where a
    request must count once. Never raises on hostile input.
    """
    if (proof.method, proof.path) != (method, path):
        return False
    if judge_freshness(proof.at, now) is not Freshness.FRESH:
        return False
    try:
        phone = open_phone_key(phone_key)
    except ValueError:
        return False
    return es256.verify(_signing_input(proof).encode("ascii"), proof.signature, phone)


def _signing_input(proof: RequestProof) -> str:
    return request_signing_input(
        proof.serial, method=proof.method, path=proof.path, at=proof.at, jti=proof.jti
    )
