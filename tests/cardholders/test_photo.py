"""A photo comes out upright, 3:4 and bare; a hostile file is refused before it is decoded."""

import struct
import subprocess
import sys
import zlib
from contextlib import suppress
from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from cardholders.image_header import ImageFormat, read_image_header
from cardholders.photo import LARGEST_BYTES, PHOTO_SIZE_PX, CropBox, PhotoRefused, prepare_photo

ORIENTATION = 0x0112
GPS = 0x8825
TURNED_RIGHT = 6


def encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def two_halves(size: tuple[int, int] = (600, 400)) -> Image.Image:
    """Left half red, right half blue."""
    picture = Image.new("RGB", size, "blue")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    return picture


def chunk(kind: bytes, body: bytes) -> bytes:
    check = zlib.crc32(kind + body)
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)


def bomb_png(side: int = 12_000) -> bytes:
    """A few kilobytes that would decode into hundreds of megabytes."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    squeeze = zlib.compressobj(9)
    rows = b"".join(squeeze.compress(bytes(1 + side * 3)) for _ in range(200)) + squeeze.flush()
    end = chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + end


def opened(raw: bytes) -> Image.Image:
    with Image.open(BytesIO(raw)) as picture:
        assert picture.format == "JPEG"
        picture.load()
        return picture


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_every_format_becomes_the_same_jpeg(kind: str) -> None:
    picture = opened(prepare_photo(encoded(two_halves(), kind)))
    assert (picture.size, picture.mode) == (PHOTO_SIZE_PX, "RGB")


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_every_way_to_store_colour_is_read(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    raw = encoded(Image.new(mode, (300, 400)), kind)
    assert opened(prepare_photo(raw)).mode == "RGB"


def test_a_turned_photo_stands_upright() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = TURNED_RIGHT
    picture = opened(prepare_photo(encoded(two_halves(), "JPEG", exif=exif)))
    top, bottom = picture.getpixel((240, 60)), picture.getpixel((240, 600))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[0] > 200 > top[2]
    assert bottom[2] > 200 > bottom[0]


def test_nothing_but_the_picture_comes_out() -> None:
    exif = Image.Exif()
    exif[GPS] = {1: "N", 2: (37.0, 41.0, 12.0)}
    raw = encoded(two_halves(), "JPEG", exif=exif, comment=b"who and where")
    assert b"who and where" in raw
    clean = prepare_photo(raw)
    assert not opened(clean).getexif()
    assert opened(clean).info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"who and where" not in clean
    assert b"Exif" not in clean


def test_text_in_a_png_is_dropped() -> None:
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "who and where")
    assert b"where" not in prepare_photo(encoded(two_halves(), "PNG", pnginfo=text))


def test_a_crop_takes_that_part() -> None:
    picture = opened(prepare_photo(encoded(two_halves(), "PNG"), crop=CropBox(300, 0, 300, 400)))
    corner = picture.getpixel((5, 5))
    assert isinstance(corner, tuple)
    assert corner[2] > 200 > corner[0]


@pytest.mark.parametrize(
    "crop", [CropBox(-1, 0, 300, 400), CropBox(400, 0, 300, 400), CropBox(0, 0, 20, 20)]
)
def test_a_crop_outside_the_photo_is_refused(crop: CropBox) -> None:
    with pytest.raises(PhotoRefused):
        prepare_photo(encoded(two_halves(), "PNG"), crop=crop)


def test_a_bomb_is_refused_with_little_memory() -> None:
    program = (
        "import resource, sys\n"
        "from cardholders.photo import PhotoRefused, prepare_photo\n"
        "raw = sys.stdin.buffer.read()\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try:\n"
        "    prepare_photo(raw)\n"
        "except PhotoRefused:\n"
        "    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    raw = bomb_png()
    assert len(raw) < 50_000
    answer = subprocess.run(
        [sys.executable, "-c", program], input=raw, capture_output=True, check=True
    )
    assert int(answer.stdout) < 20_000


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"GIF89a" + bytes(100),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\xff\xd8\xff",
        b"\xff\xd8" + b"\xff" * 5000,
        b"RIFF\x00\x00\x00\x00WEBPVP8X" + bytes(40),
        bytes(LARGEST_BYTES + 1),
        encoded(Image.new("RGB", (40, 40)), "PNG"),
        encoded(two_halves(), "BMP"),
    ],
)
def test_what_is_no_usable_photo_is_refused(raw: bytes) -> None:
    with pytest.raises(PhotoRefused):
        prepare_photo(raw)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_file_cut_off_or_spoiled_anywhere_never_crashes(kind: str) -> None:
    noise = Image.effect_noise((200, 260), 80).convert("RGB")
    whole = encoded(noise, kind)
    for at in range(1, len(whole), max(1, len(whole) // 60)):
        for raw in (whole[:at], whole[:at] + b"\xff\x00\xff\xff" + whole[at + 4 :]):
            with suppress(PhotoRefused):
                assert opened(prepare_photo(raw)).size == PHOTO_SIZE_PX


@pytest.mark.parametrize(
    ("options", "kind"),
    [({}, "JPEG"), ({"progressive": True}, "JPEG"), ({}, "PNG"), ({"lossless": True}, "WEBP"),
     ({"lossless": False}, "WEBP")],
)  # fmt: skip
def test_the_header_tells_the_true_size(options: dict[str, bool], kind: str) -> None:
    header = read_image_header(encoded(two_halves((611, 407)), kind, **options))
    assert header is not None
    assert (header.format, header.width, header.height) == (ImageFormat(kind), 611, 407)


def test_a_huge_webp_is_refused_by_its_header() -> None:
    head = struct.pack("<I", 100) + b"WEBPVP8X" + struct.pack("<II", 10, 0)
    size = (16_382).to_bytes(3, "little") * 2
    with pytest.raises(PhotoRefused):
        prepare_photo(b"RIFF" + head + size + bytes(100))
