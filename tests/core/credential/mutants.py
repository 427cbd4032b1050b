"""Ways to spoil a good code: each answers a text that nobody signed, or a twin of a good one."""

import json
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from dataclasses import replace

from stdnum.iso7064 import mod_97_10

from core.credential.compact import encode_base64url, signing_input
from core.credential.fields import Credential, Presentation, Proof
from tests.core.credential.fixed import ORDER


def with_check_digits(tag: str, number: int, width: int) -> str:
    """Digits whose check digits are right, whatever the number says."""
    body = tag + str(number).zfill(width)
    return body + mod_97_10.calc_check_digits(body)


def change_each_digit(digits: str) -> Iterator[str]:
    """Every code that differs in one digit."""
    for place, digit in enumerate(digits):
        for other in "0123456789":
            if other != digit:
                yield digits[:place] + other + digits[place + 1 :]


def swap_neighbours(digits: str) -> Iterator[str]:
    """Every code in which two unequal neighbours changed places."""
    for place in range(len(digits) - 1):
        left, right = digits[place], digits[place + 1]
        if left != right:
            yield digits[:place] + right + left + digits[place + 2 :]


def flip_each_bit(digits: str) -> Iterator[str]:
    """Every code whose packed number differs in one bit, with check digits that are right."""
    tag, number, width = digits[:2], int(digits[2:-2]), len(digits) - 4
    for bit in range(number.bit_length()):
        yield with_check_digits(tag, number ^ (1 << bit), width)


def twin_signature(signature: bytes) -> bytes:
    """The other signature of the same message by the same key: s becomes n - s."""
    return signature[:32] + (ORDER - int.from_bytes(signature[32:])).to_bytes(32)


def twin_presentation(presentation: Presentation) -> Presentation:
    """The proof's signature in its other spelling."""
    assert presentation.proof is not None
    proof = replace(presentation.proof, signature=twin_signature(presentation.proof.signature))
    return replace(presentation, proof=proof)


def with_signature(presentation: Presentation, signature: bytes) -> Presentation:
    """The credential with another signature."""
    return replace(presentation, credential=Credential(presentation.credential.fields, signature))


def with_proof_signature(presentation: Presentation, signature: bytes) -> Presentation:
    """The proof with another signature."""
    assert presentation.proof is not None
    return replace(presentation, proof=Proof(presentation.proof.at, signature))


def rewrite_header(token: str, **changes: object) -> str:
    """The token with other members in its header; a None takes one out. The signature stays."""
    header, claims, signature = token.split(".")
    members = json.loads(urlsafe_b64decode(header + "==")) | changes
    kept = {name: value for name, value in members.items() if value is not None}
    return f"{signing_input(kept, {}).split('.')[0]}.{claims}.{signature}"


def rewrite_json(token: str, old: str, new: str, *, part: int = 1) -> str:
    """The token with a piece of the JSON of one part replaced, letter for letter."""
    parts = token.split(".")
    text = urlsafe_b64decode(parts[part] + "==").decode()
    assert old in text
    parts[part] = encode_base64url(text.replace(old, new, 1).encode())
    return ".".join(parts)
