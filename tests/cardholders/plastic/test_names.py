"""Names are broken where they may be, as large as they fit, and never cut short."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardholders.plastic.font import Weight, find_card_font
from cardholders.plastic.names import LEADING, Lines, lay_name
from tests.cardholders.plastic.cards import LONG_NAME

SPACE = (22.0, 15.8)


def laid(name: str) -> Lines:
    font = find_card_font(Weight.BOLD)
    return lay_name(name, font, largest=5.2, smallest=1.9, space=SPACE)


@pytest.mark.parametrize("name", ["陈望舒", "欧阳静姝", "𠮷"])
def test_a_chinese_name_stands_large_on_one_line(name: str) -> None:
    assert laid(name) == Lines((name,), 5.2)


def test_a_long_name_breaks_between_words_and_after_hyphens() -> None:
    lines = laid(LONG_NAME).lines
    assert len(lines) > 1
    assert all(line == line.strip() for line in lines)
    ends = [line[-1] == "-" or f"{line} " in LONG_NAME for line in lines[:-1]]
    assert all(ends)
    assert laid("阿卜杜热依木·买买提吐尔逊").lines[0] == "阿卜杜热依木·"


@given(st.text(st.sampled_from("欧阳𠮷WAilé -·"), min_size=1, max_size=80))
def test_whatever_the_name_it_is_whole_and_in_its_place(name: str) -> None:
    font = find_card_font(Weight.BOLD)
    found = laid(name)
    assert "".join("".join(found.lines).split()) == "".join(name.split())
    assert max(map(font.width, found.lines)) * found.size <= SPACE[0] + 1e-9
    assert len(found.lines) * found.size * LEADING <= SPACE[1] + LEADING * found.size
