"""A composed card shows a code that reads, in a typeface that can write the name."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from cardholders.card_face import (
    CARD_SIZE_PX,
    DPI,
    MODULE_PX,
    CardBack,
    CardFront,
    card_png,
    compose_back,
    compose_front,
)
from cardholders.card_font import FontMissing, GlyphMissing, Weight, find_card_font
from cardholders.sample_portrait import draw_sample_portrait
from core.policy.vocabulary import Honour

DIGITS = "72" + "9876543210" * 21
UNWRITABLE = "\U0003134a"
HONOURS = [
    (Honour.YINGCAI,),
    (Honour.YOUCAI,),
    (Honour.XIANCAI,),
    (Honour.SPECIAL,),
    (Honour.YINGCAI, Honour.SPECIAL),
]


@pytest.fixture
def front() -> CardFront:
    return CardFront(
        honours=(Honour.YINGCAI,),
        title="晋中人才绿卡",
        honour_words="晋中英才",
        name="陈望舒",
        number="JZ26-000123-7",
        until="有效期至 2029-06-30",
        photo=draw_sample_portrait("陈望舒"),
        qr=DIGITS,
    )


@pytest.mark.parametrize("honours", HONOURS)
def test_the_code_reads_from_every_face(front: CardFront, honours: tuple[Honour, ...]) -> None:
    picture = compose_front(replace(front, honours=honours))
    assert picture.size == CARD_SIZE_PX
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [DIGITS]


def test_no_module_is_smaller_than_half_a_millimetre() -> None:
    assert MODULE_PX / DPI * 25.4 >= 0.5


def test_the_file_says_how_large_it_is(front: CardFront) -> None:
    with Image.open(BytesIO(card_png(compose_front(front)))) as picture:
        assert picture.info["dpi"] == pytest.approx((DPI, DPI), abs=0.5)


def test_a_rare_character_is_written() -> None:
    font = find_card_font(Weight.BOLD)
    assert {ord("䶮"), ord("𠮷")} <= font.code_points


def test_a_character_the_typeface_lacks_is_named(front: CardFront) -> None:
    with pytest.raises(GlyphMissing) as caught:
        compose_front(replace(front, name=f"陈{UNWRITABLE}"))
    assert caught.value.character == UNWRITABLE


def test_nothing_is_drawn_before_the_name_is_judged(front: CardFront) -> None:
    with pytest.raises(GlyphMissing):
        compose_front(replace(front, name=UNWRITABLE, photo=b"no picture at all", qr=""))


def test_a_server_without_the_typeface_says_so(tmp_path: Path) -> None:
    with pytest.raises(FontMissing):
        find_card_font(Weight.REGULAR, (tmp_path,))


def test_a_code_too_dense_for_the_card_is_refused(front: CardFront) -> None:
    with pytest.raises(ValueError, match="too dense"):
        compose_front(replace(front, qr="7" * 900))


def test_a_long_foreign_name_leaves_the_code_alone(front: CardFront) -> None:
    long_name = "Alexander Konstantin von Hohenberg-Schwarzenfels zu Ehrenbreitstein"
    picture = compose_front(replace(front, name=long_name))
    assert zxingcpp.read_barcodes(picture)[0].text == DIGITS


def test_the_back_leads_to_the_address() -> None:
    back = CardBack(
        (Honour.SPECIAL,), ("仅限本人，不得转借",), "0354-000 0000", "https://example.cn"
    )
    assert zxingcpp.read_barcodes(compose_back(back))[0].text == "https://example.cn"
