"""How many camera frames of a card's code are read, good ones and bad; writes docs/reading.md."""

import os
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from pathlib import Path

from benchmarks._decoders import open_desk_decoder, read_by_zxing
from benchmarks._frames import CONDITIONS, take_frame
from benchmarks._reading_page import FRAMES, SIZES_PX, Cell, Rates, code_of, page
from core.credential.fields import CredentialForm

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reading.md"
MOST_PROCESSES = 4


def measure(cell: Cell) -> Rates:
    """Take the frames of a cell and have both decoders read them."""
    desk_reads = independent_reads = 0
    with open_desk_decoder() as desk:
        for number in range(FRAMES):
            digits = code_of(cell.form, number)
            frame = take_frame(
                digits,
                CONDITIONS[cell.condition],
                across_px=cell.across_px,
                seed=f"{cell.form} {cell.across_px} {cell.condition} {number}",
            )
            desk_reads += desk.read(frame) == digits
            independent_reads += read_by_zxing(frame) == digits
    return Rates(100 * desk_reads // FRAMES, 100 * independent_reads // FRAMES)


def main() -> None:
    """Measure every form at every size in every condition, print and write the page."""
    cells = [Cell(*each) for each in product(CredentialForm, SIZES_PX, CONDITIONS)]
    with ProcessPoolExecutor(max_workers=min(os.cpu_count() or 1, MOST_PROCESSES)) as pool:
        text = page(dict(zip(cells, pool.map(measure, cells), strict=True)))
    PAGE.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
