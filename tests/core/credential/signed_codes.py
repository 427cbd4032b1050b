"""Codes that were signed, accepted now or dead, and their packed fields to take apart."""

from datetime import timedelta
from functools import cache
from random import Random

from core.credential.digits import write_digits
from core.credential.fields import CredentialForm, Presentation
from core.credential.packing import WIDTHS
from core.credential.tokens import presentation_text
from core.policy.vocabulary import Honour
from tests.core.credential.fixed import (
    AT,
    EVEN_PHONE,
    LAST,
    NOW,
    ODD_PHONE,
    ORDER,
    RETIRED,
    SIGNERS,
    STRANGER,
    present_phone,
    present_printed,
)
from tests.core.credential.mutants import twin_signature, with_check_digits

GOOD = (
    present_phone(EVEN_PHONE),
    present_phone(EVEN_PHONE, at=AT - 30),
    present_phone(EVEN_PHONE, serial=1, honours=(Honour.SPECIAL,)),
    present_phone(ODD_PHONE, serial=2, status_index=9),
    present_phone(ODD_PHONE, LAST),
    present_printed(),
    present_printed(serial=3, honours=tuple(Honour)),
    present_printed(LAST, serial=4),
)
"""Codes that are accepted now; the first two are one credential shown twice."""

DEAD = (
    present_phone(EVEN_PHONE, RETIRED),
    present_phone(EVEN_PHONE, STRANGER),
    present_phone(EVEN_PHONE, at=AT - 61),
    present_phone(EVEN_PHONE, at=AT + 31),
    present_phone(EVEN_PHONE, expires_on=NOW.date() - timedelta(days=1)),
    present_printed(issued_on=NOW.date() + timedelta(days=1)),
    present_printed(RETIRED),
)
"""Codes that were signed but are not accepted, to be spliced with the good ones."""

_KEYS = {number: signer.key for number, signer in SIGNERS.items()}
_KEYS[STRANGER.key.number] = STRANGER.key

Identity = tuple[object, ...]


def identify(shown: Presentation) -> Identity:
    """What a verifier goes by: everything but which of its two twins a signature is.

    Where s is a signature, n - s is one too, and nobody but the signer can make another. So a
    twin says nothing new: whoever counts by serial and time of the proof counts it as the same.
    """
    proof = shown.proof and (shown.proof.at, _lesser_twin(shown.proof.signature))
    return shown.credential.fields, _lesser_twin(shown.credential.signature), proof


def choose(chance: Random) -> Presentation:
    """One of the codes, two times in three a good one."""
    return chance.choice((*GOOD, *GOOD, *DEAD))


def choose_two(chance: Random) -> tuple[Presentation, Presentation]:
    """Two different codes of one form."""
    form = chance.choice(tuple(CredentialForm))
    alike = [shown for shown in (*GOOD, *DEAD) if shown.credential.form is form]
    one, other = chance.sample(alike, 2)
    return one, other


@cache
def as_digits(shown: Presentation) -> str:
    """The digits of one of the codes."""
    return write_digits(shown)


@cache
def as_text(shown: Presentation) -> str:
    """The tokens of one of the codes, or of a mutant that still names its key."""
    return presentation_text(shown, _KEYS[shown.credential.fields.key_number])


def take_values(shown: Presentation) -> list[int]:
    """The values that the packed number of the code holds, most significant first."""
    number = int(as_digits(shown)[2:-2])
    values = []
    for width in reversed(WIDTHS[shown.credential.form]):
        values.append(number & ((1 << width) - 1))
        number >>= width
    return values[::-1]


def put_values(shown: Presentation, values: list[int]) -> str:
    """Digits of the code's form that hold other values, with right check digits."""
    number = 0
    for value, width in zip(values, WIDTHS[shown.credential.form], strict=True):
        number = number << width | value
    return put_number(shown, number)


def put_number(shown: Presentation, number: int) -> str:
    """Digits of the code's form that hold another number, with right check digits."""
    digits = as_digits(shown)
    return with_check_digits(digits[:2], number, len(digits) - 4)


def _lesser_twin(signature: bytes) -> bytes:
    s = int.from_bytes(signature[32:])
    return min(signature, twin_signature(signature)) if 0 < s < ORDER else signature
