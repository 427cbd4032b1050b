"""Packs a presentation into one number, most significant field first, and unpacks it again."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from core.credential.fields import (
    FIRST_DAY,
    PHONE_KEY_BYTES,
    SIGNATURE_BYTES,
    Credential,
    CredentialFields,
    CredentialForm,
    Presentation,
    Proof,
)
from core.policy.vocabulary import Honour

_SIGNATURE = SIGNATURE_BYTES * 8
_PHONE_X = PHONE_KEY_BYTES * 8 - 8
# key number, serial, honours, issued on, expires on, status index
_FIELDS = (8, 48, 4, 16, 16, 32)

WIDTHS: Mapping[CredentialForm, tuple[int, ...]] = MappingProxyType(
    {
        # … parity and x of the phone's key, credential's signature, time and signature of proof
        CredentialForm.PHONE: (*_FIELDS, 1, _PHONE_X, _SIGNATURE, 32, _SIGNATURE),
        CredentialForm.PRINTED: (*_FIELDS, _SIGNATURE),
    }
)


def pack(presentation: Presentation) -> int:
    """The presentation as one number of as many bits as the widths of its form add up to."""
    credential, proof = presentation.credential, presentation.proof
    fields = credential.fields
    values = [
        fields.key_number,
        fields.serial,
        _honours_mask(fields.honours),
        (fields.issued_on - FIRST_DAY).days,
        (fields.expires_on - FIRST_DAY).days,
        fields.status_index,
    ]
    if fields.phone_key is not None:
        values += [fields.phone_key[0] & 1, int.from_bytes(fields.phone_key[1:])]
    values.append(int.from_bytes(credential.signature))
    if proof is not None:
        values += [proof.at, int.from_bytes(proof.signature)]

    number = 0
    for value, width in zip(values, WIDTHS[credential.form], strict=True):
        number = number << width | value
    return number


def unpack(number: int, form: CredentialForm) -> Presentation:
    """The presentation that packs to this number. ValueError where none does."""
    values = []
    for width in reversed(WIDTHS[form]):
        values.append(number & ((1 << width) - 1))
        number >>= width
    if number:
        raise ValueError("number has more bits than its form")
    values.reverse()

    key_number, serial, mask, issued, expires, status_index, *rest = values
    phone_key = proof = None
    if form is CredentialForm.PHONE:
        parity, x, signature, at, proof_signature = rest
        phone_key = bytes([2 + parity]) + x.to_bytes(PHONE_KEY_BYTES - 1)
        proof = Proof(at, proof_signature.to_bytes(SIGNATURE_BYTES))
    else:
        (signature,) = rest
    fields = CredentialFields(
        key_number=key_number,
        serial=serial,
        honours=tuple(honour for bit, honour in enumerate(Honour) if mask >> bit & 1),
        issued_on=FIRST_DAY + timedelta(days=issued),
        expires_on=FIRST_DAY + timedelta(days=expires),
        status_index=status_index,
        phone_key=phone_key,
    )
    return Presentation(Credential(fields, signature.to_bytes(SIGNATURE_BYTES)), proof)


def _honours_mask(honours: tuple[Honour, ...]) -> int:
    return sum(1 << bit for bit, honour in enumerate(Honour) if honour in honours)
