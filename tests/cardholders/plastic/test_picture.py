"""The picture for a phone's album: upright, the printed code, and the word about the document."""

from io import BytesIO

import pytest
from PIL import Image

from cardholders.plastic.picture import MODULE_PX, SIZE_PX, wallet_png
from core.policy.vocabulary import Honour
from tests.cardholders.plastic.cards import HONOURS, LONG_NAME, NOW, a_card, codes_on

CARDS = [*zip(["䶮𠮷", LONG_NAME, *"乙丙丁"], HONOURS, strict=True)]


@pytest.mark.parametrize(("name", "honours"), CARDS)
def test_the_picture_carries_the_printed_code(name: str, honours: tuple[Honour, ...]) -> None:
    card = a_card(name=name, honours=honours)
    with Image.open(BytesIO(wallet_png(card, now=NOW))) as picture:
        assert picture.size == SIZE_PX == (1080, 1920)
        assert codes_on(picture) == [card.front.qr]
        shown = picture.convert("L").resize((360, 640))
    assert codes_on(shown) == [card.front.qr], "a small phone shows it a third as large"


def test_its_modules_lie_on_whole_pixels() -> None:
    with Image.open(BytesIO(wallet_png(a_card(), now=NOW))) as picture:
        left, top = (1080 - 45 * MODULE_PX) // 2, 900
        code = picture.convert("L").crop((left, top, left + 45 * MODULE_PX, top + 45 * MODULE_PX))
    assert {value for _, value in code.getcolors() or []} == {0, 255}
