"""Signatures at the edges of what ECDSA allows, as the Wycheproof project collects them."""

from collections.abc import Iterator
from itertools import count

from core.credential.fields import Presentation
from tests.core.credential.fixed import AT, ORDER, present_phone, present_printed

FIELD = 2**256 - 2**224 + 2**192 + 2**96 - 1
"""The prime p of P-256."""
MOST = (1 << 256) - 1


def list_edges(signature: bytes) -> Iterator[tuple[str, bytes]]:
    """64 bytes that are not the signature, though made of it or next to it: none may verify."""
    r, s = int.from_bytes(signature[:32]), int.from_bytes(signature[32:])
    for name, one, other in (
        ("zeros", 0, 0),
        ("r zero", 0, s),
        ("s zero", r, 0),
        ("zero and one", 0, 1),
        ("one and zero", 1, 0),
        ("ones", 1, 1),
        ("r is one", 1, s),
        ("s is one", r, 1),
        ("r is n", ORDER, s),
        ("s is n", r, ORDER),
        ("both are n", ORDER, ORDER),
        ("n and one", ORDER, 1),
        ("one and n", 1, ORDER),
        ("r is n - 1", ORDER - 1, s),
        ("s is n - 1", r, ORDER - 1),
        ("r is n + 1", ORDER + 1, s),
        ("s is n + 1", r, ORDER + 1),
        ("r is p", FIELD, s),
        ("s is p", r, FIELD),
        ("all bits", MOST, MOST),
        ("s is all bits", r, MOST),
        ("r negated", ORDER - r, s),
        ("both negated", ORDER - r, ORDER - s),
        ("r and s exchanged", s, r),
        ("s plus one", r, s + 1),
    ):
        yield name, one.to_bytes(32) + other.to_bytes(32)
    yield "each half backwards", signature[31::-1] + signature[:31:-1]


def list_leading_zeros() -> Iterator[tuple[str, Presentation]]:
    """Good codes in whose signatures r or s begins with a zero byte, which must not get lost."""
    for name, place in (("r", 0), ("s", 32)):
        printed = (present_printed(serial=serial) for serial in count())
        yield (
            f"issuer's {name} begins with zero",
            next(shown for shown in printed if shown.credential.signature[place] == 0),
        )
        phones = (present_phone(at=AT - ago, serial=n) for n in count() for ago in range(60))
        yield (
            f"phone's {name} begins with zero",
            next(
                shown
                for shown in phones
                if shown.proof is not None and shown.proof.signature[place] == 0
            ),
        )
