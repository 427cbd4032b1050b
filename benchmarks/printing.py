"""How small a printed code's modules may be: PDF rasterised as printers and scanners see it."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pypdfium2  # type: ignore[import-untyped]  # has no types
from PIL import Image

from benchmarks._decoders import open_desk_decoder, read_by_zxing
from benchmarks._frames import SIDE_PX
from benchmarks._reading_page import code_of
from cardholders.plastic.canvas import Canvas
from cardholders.plastic.face import DOT_MM, MODULE_MM
from core.credential.fields import CredentialForm
from core.qr import MARGIN_MODULES, qr_modules

CODES = 20
TABLE = 150
PRINTER_DPI = (150, 300, 600)
SCANNER_DPI = (50, 60, 75, 90, 100, 110, 125, 150, 200)
DOTS = (4, 5, 6, 7, 8, 9, 10)
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def draw(codes: Sequence[str], module_mm: float) -> bytes:
    """Answer pages that hold nothing but a code and its quiet zone."""
    drawn = [qr_modules(digits) for digits in codes]
    side = drawn[0].side * module_mm
    canvas = Canvas((side, side), unit="mm", title="codes", now=NOW)
    for code in drawn:
        canvas.new_page()
        canvas.code(0, 0, code, module=module_mm)
    return canvas.pdf()


def rasterised(pdf: bytes, dpi: float) -> list[Image.Image]:
    """Answer the pages at so many dots an inch."""
    document = pypdfium2.PdfDocument(pdf)
    pictures = [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]
    document.close()
    return pictures


def framed(picture: Image.Image) -> Image.Image:
    """Answer a scan as the middle of a camera's frame."""
    frame = Image.new("L", (SIDE_PX, SIDE_PX), TABLE)
    frame.paste(picture, ((SIDE_PX - picture.width) // 2, (SIDE_PX - picture.height) // 2))
    return frame


def measured_mm(digits: str, picture: Image.Image, dpi: float) -> float:
    """Answer how large a module is in a raster, from the extent of all that is dark."""
    box = picture.point(lambda value: 255 * (value < 128)).getbbox()
    assert box is not None
    modules = qr_modules(digits).side - 2 * MARGIN_MODULES
    return (box[2] - box[0]) / modules / dpi * 25.4


def _coarsest(read: dict[int, int]) -> int:
    """Answer the resolution from which on all codes are read, or 0."""
    enough = 0
    for dpi in sorted(read, reverse=True):
        if read[dpi] < CODES:
            break
        enough = dpi
    return enough


def main() -> None:
    """Print what a module measures at the printer, and how coarse a scan still reads it."""
    codes = [code_of(CredentialForm.PRINTED, number) for number in range(CODES)]
    with open_desk_decoder() as desk:
        for dots in DOTS:
            module = dots * DOT_MM
            pages = draw(codes, module)
            seen = [measured_mm(codes[0], rasterised(pages, dpi)[0], dpi) for dpi in PRINTER_DPI]
            rates = {}
            for dpi in SCANNER_DPI:
                pairs = list(zip(codes, rasterised(pages, dpi), strict=True))
                rates[dpi] = (
                    sum(desk.read(framed(picture)) == digits for digits, picture in pairs),
                    sum(read_by_zxing(picture) == digits for digits, picture in pairs),
                )
            at_printers = " / ".join(f"{each:.3f}" for each in seen)
            coarsest = [_coarsest({dpi: rate[i] for dpi, rate in rates.items()}) for i in range(2)]
            mark = " <- chosen" if abs(module - MODULE_MM) < DOT_MM / 2 else ""
            print(
                f"| {dots} | {module:.3f} mm | {45 * module:.1f} mm | {at_printers} "
                f"| {coarsest[0]} / {coarsest[1]} dpi |{mark}"
            )


if __name__ == "__main__":
    main()
