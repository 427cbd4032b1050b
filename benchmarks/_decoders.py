"""The decoder of the desk's camera, and an independent one to tell its limits from the code's."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import zxingcpp
from PIL import Image

from benchmarks._frames import SIDE_PX
from house.environment import PROGRAMS

SCRIPT = Path(__file__).with_name("decode.js")


class DeskDecoder:
    """The JavaScript that the desk page runs, in Node."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def read(self, frame: Image.Image) -> str | None:
        """What the code in a frame says, or None where it reads none."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(frame.tobytes())
        self._process.stdin.flush()
        text: str | None = json.loads(self._process.stdout.readline())
        return text


@contextmanager
def open_desk_decoder() -> Iterator[DeskDecoder]:
    """Starts Node, and ends it."""
    command = [str(PROGRAMS / "node"), str(SCRIPT), str(SIDE_PX)]
    pipes = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipes, stdout=pipes) as process:
        yield DeskDecoder(process)


def read_by_zxing(frame: Image.Image) -> str | None:
    """What zxing-cpp reads in a frame, or None."""
    found = zxingcpp.read_barcodes(
        frame, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    )
    return found[0].text if found else None
