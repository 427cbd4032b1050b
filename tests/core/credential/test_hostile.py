"""Mutants of good codes by the ten thousand: none is accepted, none raises."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.credential.check import Fault, check
from core.credential.digits import write_digits
from core.credential.fields import Presentation
from core.credential.read import read
from core.credential.tokens import presentation_text
from core.credential.unread import Unread
from tests.core.credential.fixed import ISSUER, KEYS, NOW, present_phone, present_printed
from tests.core.credential.mutants import (
    change_each_digit,
    flip_each_bit,
    swap_neighbours,
    twin_presentation,
    with_check_digits,
)

BOTH = pytest.mark.parametrize(
    "shown", [present_phone(), present_printed()], ids=["phone", "printed"]
)
PHONE_DIGITS = write_digits(present_phone())
TEXT = presentation_text(present_phone(), ISSUER.key)


def _judge(text: str) -> Unread | Fault | None:
    shown = read(text, KEYS)
    return check(shown, KEYS, now=NOW) if isinstance(shown, Presentation) else shown


@BOTH
def test_a_wrong_digit_or_two_swapped_are_always_mistyped(shown: Presentation) -> None:
    digits = write_digits(shown)
    for mutant in (*change_each_digit(digits[2:]), *swap_neighbours(digits[2:])):
        assert read(digits[:2] + mutant, KEYS) is Unread.MISTYPED


@BOTH
def test_a_cut_is_truncated_wherever_it_falls(shown: Presentation) -> None:
    digits = write_digits(shown)
    assert {read(digits[:end], KEYS) for end in range(2, len(digits))} == {Unread.TRUNCATED}


@BOTH
def test_a_flipped_bit_with_right_check_digits_is_never_accepted(shown: Presentation) -> None:
    verdicts = {_judge(mutant) for mutant in flip_each_bit(write_digits(shown))}
    assert verdicts <= {Fault.FORGED, Fault.UNKNOWN_KEY, Fault.RETIRED_KEY, Unread.MISTYPED}
    assert Fault.FORGED in verdicts


def test_a_changed_letter_or_a_cut_of_the_text_is_never_accepted() -> None:
    for mutant in _spoil_text(TEXT):
        assert _judge(mutant) is not None


def test_the_twin_of_a_signature_is_the_same_presentation_to_who_remembers_it() -> None:
    shown = present_phone()
    twin = read(write_digits(twin_presentation(shown)), KEYS)
    assert isinstance(twin, Presentation)
    assert twin != shown
    assert check(twin, KEYS, now=NOW) is None
    assert shown.proof is not None
    assert twin.proof is not None
    assert twin.credential.fields.serial == shown.credential.fields.serial
    assert twin.proof.at == shown.proof.at


@given(st.text(max_size=200) | st.from_regex(r"7[12]\d{0,500}") | st.from_regex(r"ey[\w.~-]+"))
def test_no_text_raises(text: str) -> None:
    assert _judge(text) is not None


@given(st.integers(0, (1 << 1437) - 1))
def test_no_number_is_accepted_for_its_check_digits(number: int) -> None:
    assert _judge(with_check_digits("71", number, 433)) is not None


@given(st.integers(0, (1 << 1437) - 1))
def test_no_noise_on_a_good_number_is_accepted(noise: int) -> None:
    # Everything but the issuer's key number is noise, so that the signatures are what refuses.
    good = int(PHONE_DIGITS[2:-2])
    number = good ^ (noise >> 8)
    if number != good:
        assert _judge(with_check_digits("71", number, 433)) is not None


def _spoil_text(text: str) -> Iterator[str]:
    for place, letter in enumerate(text):
        yield text[:place]
        yield text[:place] + text[place + 1 :]
        yield text[:place] + ("A" if letter != "A" else "B") + text[place + 1 :]
