"""A printed card shows a code that reads, on a module of known size, in a typeface that writes."""

import pytest
import zxingcpp

from cardholders.plastic.documents import card_pdf
from cardholders.plastic.face import CARD_MM, MODULE_MM, URL_MODULE_MM
from core.policy.vocabulary import Honour
from core.qr import MARGIN_MODULES
from house.environment import ROOT
from tests.cardholders.plastic.cards import (
    HONOURS,
    LONG_NAME,
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

MODULES = 37  # version 5


def test_a_card_is_as_large_as_a_bank_card() -> None:
    with opened(card_pdf(a_card(), now=NOW)) as pdf:
        assert len(pdf) == 2
        for page in pdf:
            assert size_mm(page) == pytest.approx((85.60, 53.98), abs=0.01)


@pytest.mark.parametrize("honours", HONOURS)
def test_the_code_reads_from_every_face(honours: tuple[Honour, ...]) -> None:
    card = a_card(honours=honours)
    with opened(card_pdf(card, now=NOW)) as pdf:
        assert codes_on(picture_of(pdf[0], 150)) == [card.front.qr]
        assert codes_on(picture_of(pdf[1], 150)) == [URL]


@pytest.mark.parametrize("dpi", [150, 300, 600])
def test_a_module_measures_what_the_docs_say(dpi: int) -> None:
    with opened(card_pdf(a_card(), now=NOW)) as pdf:
        picture = picture_of(pdf[0], dpi)
    (code,) = zxingcpp.read_barcodes(picture)
    left, top, right, bottom = rows_of_dark(picture, code)
    for across in (right - left, bottom - top):
        assert across / dpi * 25.4 / MODULES == pytest.approx(MODULE_MM, rel=0.005)
    quiet = round(MARGIN_MODULES * MODULE_MM / 25.4 * dpi) - 1
    whole = (left - quiet, top - quiet, right + quiet, bottom + quiet)
    around = picture.crop(whole)
    inside = quiet - 1  # the outermost modules may shade half a dot beyond their edge
    around.paste(255, (inside, inside, around.width - inside, around.height - inside))
    assert around.getextrema() == (255, 255)
    assert f"{MODULE_MM:.3f} mm" in (ROOT / "docs/printing.md").read_text()


def test_modules_are_whole_dots_of_a_card_printer() -> None:
    dots = [module / 25.4 * 300 for module in (MODULE_MM, URL_MODULE_MM)]
    assert dots == pytest.approx([8, 6])
    assert URL_MODULE_MM >= 0.4


@pytest.mark.parametrize("name", ["陈望舒", "䶮𠮷", "阿卜杜热依木·买买提吐尔逊", "Nguyễn Thị Ánh"])
def test_a_name_is_real_text(name: str) -> None:
    with opened(card_pdf(a_card(name=name), now=NOW)) as pdf:
        text = text_of(pdf[0])
    assert "".join(name.split()) in "".join(text.split())
    assert {"JZ26-000123-7", "2029-06-30", "晋中人才绿卡", "Jinzhong Talent Green Card"} <= set(
        text.splitlines()
    )


@pytest.mark.parametrize("name", [LONG_NAME, "欧阳" * 40, "W" * 80, "𠮷" * 80])
def test_a_long_name_stays_between_photo_and_code(name: str) -> None:
    card = a_card(name=name)
    with opened(card_pdf(card, now=NOW)) as pdf:
        assert codes_on(picture_of(pdf[0], 150)) == [card.front.qr]
        assert "".join(text_of(pdf[0]).split()).count("".join(name.split())) == 1
        words = pdf[0].get_textpage()
        boxes = [words.get_rect(i) for i in range(words.count_rects())]
        words.close()
    right_mm = [right / 72 * 25.4 for _, bottom, right, _ in boxes if bottom < 80]
    assert max(right_mm) < CARD_MM[0] - 4.5 - 45 * MODULE_MM


def test_the_same_card_is_the_same_code_in_every_reprint() -> None:
    once, twice = (card_pdf(a_card(), now=NOW) for _ in range(2))
    with opened(once) as first, opened(twice) as second:
        assert codes_on(picture_of(first[0], 150)) == codes_on(picture_of(second[0], 150))
