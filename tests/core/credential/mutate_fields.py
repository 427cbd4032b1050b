"""Mutants that a scanner finds in order: other fields, right check digits, signatures that lie."""

from dataclasses import replace
from itertools import accumulate
from random import Random

from core.credential.digits import write_digits
from core.credential.fields import Presentation
from core.credential.packing import WIDTHS
from tests.core.credential.fixed import ORDER
from tests.core.credential.signed_codes import (
    as_digits,
    as_text,
    choose,
    choose_two,
    put_number,
    put_values,
    take_values,
)

ISSUED, EXPIRES = 3, 4
EDGES = (0, 1, ORDER - 1, ORDER, ORDER + 1, (1 << 256) - 1)


def change_fields(chance: Random) -> str:
    """One to three fields given another value."""
    shown = choose(chance)
    values, widths = take_values(shown), WIDTHS[shown.credential.form]
    for place in chance.sample(range(len(widths)), chance.randint(1, 3)):
        value, width = values[place], widths[place]
        values[place] = chance.choice(
            [
                chance.getrandbits(width),
                value ^ (1 << chance.randrange(width)),
                (value + 1) % (1 << width),
                (value - 1) % (1 << width),
                (1 << width) - 1,
                0,
            ]
        )
    return put_values(shown, values)


def flip_bits(chance: Random) -> str:
    """One to four bits of the packed number turned over."""
    shown = choose(chance)
    number = int(as_digits(shown)[2:-2])
    for _ in range(chance.randint(1, 4)):
        number ^= 1 << chance.randrange(sum(WIDTHS[shown.credential.form]))
    return put_number(shown, number)


def splice(chance: Random) -> str:
    """The first bits of one code and the last ones of another, cut at a field's end or within."""
    one, other = choose_two(chance)
    borders = [*accumulate(WIDTHS[one.credential.form])]
    within = chance.randrange(1, borders[-1])
    low = (1 << borders[-1] - chance.choice([chance.choice(borders), within])) - 1
    first, last = (int(as_digits(shown)[2:-2]) for shown in (one, other))
    return put_number(one, first & ~low | last & low)


def exchange_fields(chance: Random) -> str:
    """One to three fields of a code, its proof for one, put into another."""
    one, other = choose_two(chance)
    values, theirs = take_values(one), take_values(other)
    for place in chance.sample(range(len(values)), chance.randint(1, 3)):
        values[place] = theirs[place]
    return put_values(one, values)


def swap_proofs(chance: Random) -> str:
    """The proof of one code on the credential of another, as digits or as text."""
    one, other = choose_two(chance)
    swapped = replace(one, proof=other.proof)
    return _write(chance, swapped)


def move_in_time(chance: Random) -> str:
    """The proof, or the first and the last day, moved without a new signature."""
    shown = choose(chance)
    by = chance.choice([chance.randint(-200, 200), chance.randint(-1_000_000, 1_000_000)])
    if shown.proof is not None and chance.random() < 2 / 3:
        moved = replace(shown, proof=replace(shown.proof, at=shown.proof.at + by))
        return _write(chance, moved)
    values = take_values(shown)
    for place in chance.choice([[ISSUED], [EXPIRES], [ISSUED, EXPIRES]]):
        values[place] = (values[place] + by) % (1 << 16)
    return put_values(shown, values)


def sign_otherwise(chance: Random) -> str:
    """Twins, edges, exchanged halves and other values for one signature or both."""
    shown = choose(chance)
    credential, proof = shown.credential, shown.proof
    if proof is None or chance.random() < 1 / 2:
        credential = replace(credential, signature=_spoil(chance, credential.signature))
    if proof is not None and chance.random() < 2 / 3:
        proof = replace(proof, signature=_spoil(chance, proof.signature))
    return _write(chance, replace(shown, credential=credential, proof=proof))


def _write(chance: Random, shown: Presentation) -> str:
    return write_digits(shown) if chance.getrandbits(1) else as_text(shown)


def _spoil(chance: Random, signature: bytes) -> bytes:
    r, s = int.from_bytes(signature[:32]), int.from_bytes(signature[32:])
    other = chance.choice([chance.choice(EDGES), chance.getrandbits(256)])
    r, s = chance.choice(
        [
            (r, ORDER - s),
            (s, r),
            (ORDER - r, s),
            (r, other),
            (other, s),
            (other, chance.choice(EDGES)),
            (r ^ (1 << chance.randrange(256)), s),
            (r, s ^ (1 << chance.randrange(256))),
        ]
    )
    return r.to_bytes(32) + s.to_bytes(32)
