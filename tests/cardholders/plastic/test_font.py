"""The typeface of cards: found or said to be missing, and honest about what it cannot write."""

from pathlib import Path

import pytest

from cardholders.plastic.font import FontMissing, Weight, find_card_font
from tests.cardholders.plastic.cards import UNWRITABLE


@pytest.mark.parametrize("weight", list(Weight))
def test_rare_characters_of_names_are_written(weight: Weight) -> None:
    assert not find_card_font(weight).missing_from(["䶮𠮷", "㛃頔", "Ö-ß·É"])


def test_every_character_that_is_missing_is_named_once() -> None:
    found = find_card_font(Weight.BOLD).missing_from([f"陈{UNWRITABLE}", f"{UNWRITABLE}\u0e01"])
    assert found == (UNWRITABLE, "\u0e01")


def test_a_text_is_as_wide_as_its_characters() -> None:
    assert find_card_font(Weight.REGULAR).width("晋中") == 2


def test_a_server_without_the_typeface_says_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(FontMissing) as caught:
        find_card_font(Weight.REGULAR, (tmp_path,))
    assert "fonts-noto-cjk" in caught.value.message
