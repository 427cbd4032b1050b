"""Whether a presentation that could be read is genuine, in force and fresh."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from math import floor
from types import MappingProxyType

from core.credential import es256
from core.credential.compact import join
from core.credential.fields import Presentation
from core.credential.freshness import Freshness, judge_freshness
from core.credential.issuer_key import IssuerKey
from core.credential.phone_key import open_phone_key
from core.credential.tokens import credential_signing_input, proof_signing_input


class Fault(StrEnum):
    """Why a presentation does not count."""

    UNKNOWN_KEY = "unknown_key"
    """Signed in the name of a key that is unknown here: perhaps good, perhaps not."""
    RETIRED_KEY = "retired_key"
    """The issuer's key was cut off: nothing it signed counts, and nothing else is asked."""
    FORGED = "forged"
    """The issuer's or the phone's signature is wrong, or the phone's key is no key."""
    NOT_YET_VALID = "not_yet_valid"
    EXPIRED = "expired"
    STALE = "stale"
    """The proof is more than 60 s old."""
    AHEAD = "ahead"
    """The proof is more than 30 s ahead of now: the phone's clock, or ours, is wrong."""


_FAULTS_OF_FRESHNESS: Mapping[Freshness, Fault | None] = MappingProxyType(
    {Freshness.FRESH: None, Freshness.STALE: Fault.STALE, Freshness.AHEAD: Fault.AHEAD}
)


def check(
    presentation: Presentation, keys: Mapping[int, IssuerKey], *, now: datetime
) -> Fault | None:
    """The first fault, or None: signatures first, then what no fresh code mends, then freshness.

    `keys` are the issuer's by number. Never raises, whatever the presentation holds. Whether the
    credential was revoked, or its proof shown elsewhere before, is for the caller to know.
    """
    return _find_fault_of_origin(presentation, keys, now) or _find_fault_of_time(presentation, now)


def _find_fault_of_origin(
    presentation: Presentation, keys: Mapping[int, IssuerKey], now: datetime
) -> Fault | None:
    key = keys.get(presentation.credential.fields.key_number)
    if key is None:
        return Fault.UNKNOWN_KEY
    if key.is_retired(now):
        return Fault.RETIRED_KEY
    return None if _is_genuine(presentation, key) else Fault.FORGED


def _find_fault_of_time(presentation: Presentation, now: datetime) -> Fault | None:
    fields, proof = presentation.credential.fields, presentation.proof
    seconds = floor(now.timestamp())
    if seconds < fields.valid_from:
        return Fault.NOT_YET_VALID
    if seconds >= fields.valid_until:
        return Fault.EXPIRED
    return None if proof is None else _FAULTS_OF_FRESHNESS[judge_freshness(proof.at, now)]


def _is_genuine(presentation: Presentation, key: IssuerKey) -> bool:
    credential, proof = presentation.credential, presentation.proof
    phone = None
    if credential.fields.phone_key is not None:
        try:
            phone = open_phone_key(credential.fields.phone_key)
        except ValueError:
            return False
    signed = credential_signing_input(credential.fields, key, phone=phone)
    if not key.verifies(signed.encode("ascii"), credential.signature):
        return False
    if proof is None or phone is None:
        return True
    message = proof_signing_input(join(signed, credential.signature), proof.at).encode("ascii")
    return es256.verify(message, proof.signature, phone)
