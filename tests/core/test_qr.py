"""What core.qr draws is read back by an independent reader, at the smallest version."""

from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from core.qr import MARGIN_MODULES, qr_png, qr_svg, qr_version

PHONE_DIGITS = "71" + "3" * 425
PRINTED_DIGITS = "72" + "0123456789" * 20


def read_back(png: bytes) -> str:
    with Image.open(BytesIO(png)) as picture:
        results = zxingcpp.read_barcodes(picture.convert("L"))
    return results[0].text


@pytest.mark.parametrize("text", [PHONE_DIGITS, PRINTED_DIGITS, "0", "https://example.cn/phone"])
def test_an_independent_reader_reads_the_same_text(text: str) -> None:
    assert read_back(qr_png(text, module_px=4)) == text


def test_digits_are_packed_as_digits() -> None:
    assert qr_version(PHONE_DIGITS) <= 9
    assert qr_version(PRINTED_DIGITS) <= 6
    assert qr_version("a" + PRINTED_DIGITS) > qr_version("1" + PRINTED_DIGITS)


def test_the_margin_is_four_light_modules() -> None:
    with Image.open(BytesIO(qr_png(PRINTED_DIGITS, module_px=5))) as picture:
        code = picture.convert("L")
    modules = 17 + 4 * qr_version(PRINTED_DIGITS) + 2 * MARGIN_MODULES
    assert code.size == (modules * 5, modules * 5)
    assert code.crop((0, 0, code.width, 20)).getextrema() == (255, 255)
    assert code.getpixel((20, 20)) == 0


def test_the_svg_draws_the_modules_of_the_png() -> None:
    svg = qr_svg(PRINTED_DIGITS, label='绿卡"<&')
    side = 17 + 4 * qr_version(PRINTED_DIGITS) + 2 * MARGIN_MODULES
    assert f'viewBox="0 0 {side} {side}"' in svg
    assert 'aria-label="绿卡&quot;&lt;&amp;"' in svg
    assert "style=" not in svg
    canvas = Image.new("L", (side * 4, side * 4), 255)
    for run in svg.split(' d="')[1].split('"')[0].removeprefix("M").split("M"):
        place, rest = run.split("h", 1)
        x, y = map(int, place.split())
        width = int(rest.split("v")[0])
        canvas.paste(0, (x * 4, y * 4, (x + width) * 4, y * 4 + 4))
    png = BytesIO()
    canvas.save(png, "PNG")
    assert read_back(png.getvalue()) == PRINTED_DIGITS
