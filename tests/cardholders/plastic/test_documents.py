"""A4 sheets of ten: every card at its place, and its back exactly behind it."""

import pytest
import zxingcpp

from cardholders.plastic.documents import A_SHEET, place_of, sheets_pdf
from cardholders.plastic.face import CARD_MM, MARGIN_MM, MODULE_MM
from tests.cardholders.plastic.cards import (
    HONOURS,
    NOW,
    URL,
    a_card,
    codes_on,
    opened,
    picture_of,
    rows_of_dark,
    size_mm,
    text_of,
)

DPI = 150
CARDS = [
    a_card(serial, number=f"JZ26-{serial:06}-0", honours=HONOURS[serial % len(HONOURS)])
    for serial in range(1, 13)
]


def test_twelve_cards_are_two_sheets_of_both_sides() -> None:
    with opened(sheets_pdf(CARDS, now=NOW)) as pdf:
        assert len(pdf) == 4
        for page in pdf:
            assert size_mm(page) == pytest.approx((210, 297), abs=0.1)
        numbers = [[word for word in text_of(page).split() if "JZ26" in word] for page in pdf]
        backs = len(codes_on(picture_of(pdf[1], DPI))), len(codes_on(picture_of(pdf[3], DPI)))
    in_order = [card.front.words.number for card in CARDS]
    assert numbers == [in_order[:A_SHEET], [], in_order[A_SHEET:], []]
    assert backs == (10, 2)


def test_ten_codes_stand_where_their_cards_are() -> None:
    with opened(sheets_pdf(CARDS[:A_SHEET], now=NOW)) as pdf:
        picture = picture_of(pdf[0], DPI)
    found = {code.text: rows_of_dark(picture, code) for code in zxingcpp.read_barcodes(picture)}
    for slot, card in enumerate(CARDS[:A_SHEET]):
        left, top = place_of(slot)
        right_mm, foot_mm = (edge / DPI * 25.4 for edge in found[card.front.qr][2:])
        assert right_mm == pytest.approx(left + CARD_MM[0] - MARGIN_MM - 4 * MODULE_MM, abs=0.2)
        assert foot_mm == pytest.approx(top + CARD_MM[1] - MARGIN_MM - 4 * MODULE_MM, abs=0.2)


def test_turned_over_the_long_edge_each_back_lies_behind_its_front() -> None:
    for slot in range(A_SHEET):
        left, top = place_of(slot)
        behind, same_top = place_of(slot, back=True)
        assert (behind + CARD_MM[0], same_top) == pytest.approx((210 - left, top))
    with opened(sheets_pdf(CARDS[:1], now=NOW)) as pdf:
        picture = picture_of(pdf[1], DPI)
    (code,) = zxingcpp.read_barcodes(picture)
    assert code.text == URL
    assert code.position.top_left.x > picture.width / 2


def test_no_two_cards_touch_and_all_are_on_the_paper() -> None:
    places = [place_of(slot) for slot in range(A_SHEET)]
    for left, top in places:
        assert 5 <= left <= 210 - CARD_MM[0] - 5
        assert 5 <= top <= 297 - CARD_MM[1] - 5
    for one in places:
        for other in places:
            apart = abs(one[0] - other[0]) > CARD_MM[0] or abs(one[1] - other[1]) > CARD_MM[1]
            assert one == other or apart


def test_a_sheet_carries_each_ground_once() -> None:
    few, many = sheets_pdf(CARDS[:5], now=NOW), sheets_pdf(CARDS[:5] * 2, now=NOW)
    assert len(many) < 1.3 * len(few)
