"""What a credential says and what a scan presents, as plain values that cannot be out of range."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.policy.vocabulary import Honour

FIRST_DAY = date(2020, 1, 1)
LAST_DAY = FIRST_DAY + timedelta(days=0xFFFF)
SIGNATURE_BYTES = 64
PHONE_KEY_BYTES = 33

# Shanghai has kept UTC+8 without summer time since 1991, and the format starts in 2020: a fixed
# offset gives both languages the same second without a time zone database.
_SHANGHAI_OFFSET = 8 * 3600
_DAY = 86400
_UNIX_DAY = date(1970, 1, 1)


class CredentialForm(StrEnum):
    """The two signed forms of a card."""

    PHONE = "phone"
    PRINTED = "printed"


@dataclass(frozen=True, slots=True)
class CredentialFields:
    """Everything the issuer signs that varies from one credential to the next.

    `key_number` (8 bits) names the issuer key, `serial` (48 bits) the credential. `honours` has
    at least one honour, in the vocabulary's order. `issued_on` and `expires_on` are Shanghai days,
    both included, from 2020-01-01 to 2199-06-06. `status_index` (32 bits) is the place in the
    status lists. `phone_key` is a P-256 point in compressed SEC 1 form (33 bytes, not yet known to
    lie on the curve), or None on a printed credential. Anything out of range is a ValueError.
    """

    key_number: int
    serial: int
    honours: tuple[Honour, ...]
    issued_on: date
    expires_on: date
    status_index: int
    phone_key: bytes | None = None

    def __post_init__(self) -> None:
        for name, bits in (("key_number", 8), ("serial", 48), ("status_index", 32)):
            if getattr(self, name) >> bits != 0:
                raise ValueError(f"{name} does not fit {bits} bits")
        if not self.honours or self.honours != in_order(self.honours):
            raise ValueError("honours: at least one, each once, in the vocabulary's order")
        if not FIRST_DAY <= self.issued_on <= self.expires_on <= LAST_DAY:
            raise ValueError("issued_on, then expires_on, between 2020-01-01 and 2199-06-06")
        if self.phone_key is not None and (
            len(self.phone_key) != PHONE_KEY_BYTES or self.phone_key[0] not in (2, 3)
        ):
            raise ValueError("phone_key is not a compressed P-256 point")

    @property
    def form(self) -> CredentialForm:
        """Phone where a key is bound, else printed."""
        return CredentialForm.PRINTED if self.phone_key is None else CredentialForm.PHONE

    @property
    def valid_from(self) -> int:
        """`iat`: the midnight in Shanghai that starts the first day, in epoch seconds."""
        return shanghai_midnight(self.issued_on)

    @property
    def valid_until(self) -> int:
        """`exp`: the midnight in Shanghai after the last day, in epoch seconds."""
        return shanghai_midnight(self.expires_on) + _DAY


@dataclass(frozen=True, slots=True)
class Credential:
    """Fields and the issuer's signature over them (64 bytes, r then s, RFC 7518 section 3.4)."""

    fields: CredentialFields
    signature: bytes

    def __post_init__(self) -> None:
        _require_signature(self.signature)

    @property
    def form(self) -> CredentialForm:
        """The form of its fields."""
        return self.fields.form


@dataclass(frozen=True, slots=True)
class Proof:
    """The phone's word that it holds its key: `at` in epoch seconds (32 bits), and a signature."""

    at: int
    signature: bytes

    def __post_init__(self) -> None:
        if self.at >> 32 != 0:
            raise ValueError("at does not fit 32 bits")
        _require_signature(self.signature)


@dataclass(frozen=True, slots=True)
class Presentation:
    """What a scan reads: a phone credential with its proof, or a printed one alone."""

    credential: Credential
    proof: Proof | None = None

    def __post_init__(self) -> None:
        if (self.credential.form is CredentialForm.PHONE) != (self.proof is not None):
            raise ValueError("a phone credential comes with a proof, a printed one without")


def in_order(honours: tuple[Honour, ...]) -> tuple[Honour, ...]:
    """The honours once each, in the order of the vocabulary, which is their order of bits."""
    return tuple(honour for honour in Honour if honour in honours)


def shanghai_midnight(day: date) -> int:
    """The second, since the epoch, at which a day starts in Shanghai."""
    return (day - _UNIX_DAY).days * _DAY - _SHANGHAI_OFFSET


def shanghai_day(seconds: int) -> date:
    """The day in Shanghai at a second since the epoch. OverflowError beyond the calendar."""
    return _UNIX_DAY + timedelta(days=(seconds + _SHANGHAI_OFFSET) // _DAY)


def _require_signature(signature: bytes) -> None:
    if len(signature) != SIGNATURE_BYTES:
        raise ValueError("a signature is 64 bytes")
