"""The signed list of dead credentials (IETF Token Status List), two bits for each."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from math import floor
from typing import Any

from core.credential.compact import (
    MALFORMED,
    decode_base64url,
    encode_base64url,
    join,
    signing_input,
    split,
)
from core.credential.issuer_key import IssuerKey, SigningKey, find_by_kid
from core.credential.tokens import LIST_ENTRY_BITS, status_list_uri

STATUS_LIST_TYP = "statuslist+jwt"
LIFETIME = timedelta(hours=24)
MAX_CHARACTERS = 64 * 1024

_BITS = 2
_PER_BYTE = 8 // _BITS
_UNASSIGNED = 0b11
_LIST_BYTES = (1 << LIST_ENTRY_BITS) // _PER_BYTE


class StatusValue(IntEnum):
    """The state of one credential (Token Status List, section 7.1)."""

    VALID = 0
    INVALID = 1
    SUSPENDED = 2


class StatusListFault(StrEnum):
    """Why a list must not be used; a gate that has no usable list refuses."""

    UNREADABLE = "unreadable"
    OTHER_LIST = "other_list"
    UNKNOWN_KEY = "unknown_key"
    RETIRED_KEY = "retired_key"
    FORGED = "forged"
    EXPIRED = "expired"
    ROLLED_BACK = "rolled_back"
    """Older than a list already seen."""


@dataclass(frozen=True, slots=True)
class StatusList:
    """A list that was checked: `iat` and `exp` in epoch seconds, `ttl` in seconds."""

    uri: str
    iat: int
    exp: int
    ttl: int
    entries: bytes

    def value_at(self, idx: int) -> StatusValue:
        """The state at a place from 0 to 131,071 (else IndexError); an unknown one is invalid."""
        if idx < 0:
            raise IndexError("idx is not negative")
        value = self.entries[idx // _PER_BYTE] >> (idx % _PER_BYTE * _BITS) & 0b11
        return StatusValue.INVALID if value == _UNASSIGNED else StatusValue(value)


def sign_status_list(
    values: Mapping[int, StatusValue],
    signing_key: SigningKey,
    *,
    list_number: int,
    now: datetime,
    ttl: timedelta,
    lifetime: timedelta = LIFETIME,
) -> str:
    """The list of that number as a compact JWT; every place that `values` leaves out is valid.

    After `ttl` a gate fetches again, after `lifetime` it must not use the list any more. Lists
    are ordered by their second, so a later list needs a later `now`. IndexError for a place
    beyond 131,071.
    """
    entries = bytearray(_LIST_BYTES)
    for idx, value in values.items():
        if idx < 0:
            raise IndexError("idx is not negative")
        entries[idx // _PER_BYTE] |= value << (idx % _PER_BYTE * _BITS)
    key = signing_key.key
    iat = floor(now.timestamp())
    signed = _signing_input(
        key,
        uri=status_list_uri(key, list_number),
        iat=iat,
        exp=iat + int(lifetime.total_seconds()),
        ttl=int(ttl.total_seconds()),
        lst=encode_base64url(zlib.compress(entries, 9)),
    )
    return join(signed, signing_key.sign(signed.encode("ascii")))


def read_status_list(
    text: str,
    keys: Mapping[int, IssuerKey],
    *,
    uri: str,
    now: datetime,
    seen_iat: int | None,
) -> StatusList | StatusListFault:
    """The list that lies at `uri`, if its text is exactly ours and it may be used now.

    `seen_iat` is the `iat` of the newest list seen from there, None before the first. Never
    raises. Inflates no more than a list's 32 KiB, and nothing that the issuer did not sign.
    """
    if len(text) > MAX_CHARACTERS:
        return StatusListFault.UNREADABLE
    try:
        jws = split(text)
        key = find_by_kid(keys, jws.header["kid"])
        if key is None:
            return StatusListFault.UNKNOWN_KEY
        claims = _take_claims(jws.claims)
        signed = _signing_input(key, **claims)
    except MALFORMED:
        return StatusListFault.UNREADABLE
    if join(signed, jws.signature) != text:
        return StatusListFault.UNREADABLE
    fault = _find_fault_of_origin(key, signed, jws.signature, now=now)
    fault = fault or _find_fault_of_use(claims, uri=uri, now=now, seen_iat=seen_iat)
    return fault or _inflate(**claims)


def _find_fault_of_origin(
    key: IssuerKey, signed: str, signature: bytes, *, now: datetime
) -> StatusListFault | None:
    if key.is_retired(now):
        return StatusListFault.RETIRED_KEY
    genuine = key.verifies(signed.encode("ascii"), signature)
    return None if genuine else StatusListFault.FORGED


def _find_fault_of_use(
    claims: Mapping[str, Any], *, uri: str, now: datetime, seen_iat: int | None
) -> StatusListFault | None:
    if claims["uri"] != uri:
        return StatusListFault.OTHER_LIST
    if floor(now.timestamp()) >= claims["exp"]:
        return StatusListFault.EXPIRED
    rolled_back = seen_iat is not None and claims["iat"] < seen_iat
    return StatusListFault.ROLLED_BACK if rolled_back else None


def _signing_input(key: IssuerKey, *, uri: str, iat: int, exp: int, ttl: int, lst: str) -> str:
    return signing_input(
        {"alg": key.algorithm, "kid": key.kid, "typ": STATUS_LIST_TYP},
        {
            "sub": uri,
            "iat": iat,
            "exp": exp,
            "ttl": ttl,
            "status_list": {"bits": _BITS, "lst": lst},
        },
    )


def _take_claims(claims: Any) -> dict[str, Any]:
    """The claims of a list by the names of its fields, whatever their values. May raise."""
    return {
        "uri": str(claims["sub"]),
        "iat": int(claims["iat"]),
        "exp": int(claims["exp"]),
        "ttl": int(claims["ttl"]),
        "lst": str(claims["status_list"]["lst"]),
    }


def _inflate(*, uri: str, iat: int, exp: int, ttl: int, lst: str) -> StatusList | StatusListFault:
    """The list, or that it is unreadable where it holds more or less than a list does."""
    inflater = zlib.decompressobj()
    try:
        entries = inflater.decompress(decode_base64url(lst), _LIST_BYTES + 1)
    except (ValueError, zlib.error):
        return StatusListFault.UNREADABLE
    whole = inflater.eof and not inflater.unused_data
    if not whole or len(entries) != _LIST_BYTES:
        return StatusListFault.UNREADABLE
    return StatusList(uri=uri, iat=iat, exp=exp, ttl=ttl, entries=entries)
