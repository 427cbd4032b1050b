"""The proof of possession by which a new phone key is bound to an activation link."""

from datetime import datetime

from core.credential import es256
from core.credential.compact import MALFORMED, hash_base64url, join, signing_input, split
from core.credential.freshness import Freshness, judge_freshness
from core.credential.phone_key import open_phone_key

BINDING_TYP = "jz-binding+jwt"
MAX_CHARACTERS = 512


def binding_signing_input(activation_token: str, at: int) -> str:
    """What the phone signs for the activation token, at a second since the epoch."""
    claims = {"iat": at, "tth": hash_base64url(activation_token)}
    return signing_input({"alg": "ES256", "typ": BINDING_TYP}, claims)


def check_binding_proof(
    text: str, phone_key: bytes, *, activation_token: str, now: datetime
) -> bool:
    """Whether whoever holds this phone key (33 bytes) asks for this activation now.

    60 s old to 30 s ahead, the one exact text. Never raises on hostile input.
    """
    if len(text) > MAX_CHARACTERS:
        return False
    try:
        jws = split(text)
        at = int(jws.claims["iat"])
        signed = binding_signing_input(activation_token, at)
        phone = open_phone_key(phone_key)
        exact = join(signed, jws.signature) == text
    except MALFORMED:
        return False
    if not exact or judge_freshness(at, now) is not Freshness.FRESH:
        return False
    return es256.verify(signed.encode("ascii"), jws.signature, phone)
