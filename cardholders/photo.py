"""Prepares a holder's photo: judged by its header, upright, cropped, stripped, re-encoded."""

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO

from flask_babel import gettext
from PIL import Image, ImageOps

from cardholders.image_header import read_image_header
from core.errors import DomainError

PHOTO_SIZE_PX = (480, 640)
LARGEST_BYTES = 8 * 1024 * 1024
LARGEST_PIXELS = 25_000_000
SMALLEST_SIDE_PX = 120
JPEG_QUALITY = 88
FACE_IS_ABOVE_MIDDLE = (0.5, 0.4)
DECODING_ERRORS = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error, KeyError)
"""What Pillow raises on files that are cut off or lie about themselves."""


class PhotoRefused(DomainError):
    """The file is no photo that can be used; the message says what to do."""

    code = "photo_refused"


@dataclass(frozen=True, slots=True)
class CropBox:
    """A part of the upright picture, in its pixels from the top left corner."""

    left: int
    top: int
    width: int
    height: int


def prepare_photo(raw: bytes, *, crop: CropBox | None = None) -> bytes:
    """Answer the photo as a JPEG of 480 × 640 pixels (3:4) that carries nothing but the picture.

    Bytes and pixels are capped before anything is decoded. Without `crop` the largest 3:4 part
    is taken, a little above the middle; a crop of another ratio is narrowed to 3:4.
    Raises PhotoRefused.
    """
    _judge_header(raw)
    try:
        with Image.open(BytesIO(raw), formats=["JPEG", "PNG", "WEBP"]) as picture:
            if crop is None:
                picture.draft("RGB", (PHOTO_SIZE_PX[0] * 2, PHOTO_SIZE_PX[1] * 2))
            upright = _on_white(ImageOps.exif_transpose(picture))
    except DECODING_ERRORS as error:
        raise PhotoRefused(gettext("照片文件已损坏，请换一张")) from error
    part = upright if crop is None else _cropped(upright, crop)
    fitted = ImageOps.fit(
        part, PHOTO_SIZE_PX, Image.Resampling.LANCZOS, centering=FACE_IS_ABOVE_MIDDLE
    )
    clean = Image.new("RGB", PHOTO_SIZE_PX)
    clean.paste(fitted)
    file = BytesIO()
    clean.save(file, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return file.getvalue()


def _judge_header(raw: bytes) -> None:
    if len(raw) > LARGEST_BYTES:
        raise PhotoRefused(gettext("照片超过8MB，请换小一些的"))
    header = read_image_header(raw)
    if header is None:
        raise PhotoRefused(gettext("请上传JPEG、PNG或WebP格式的照片"))
    if header.width * header.height > LARGEST_PIXELS:
        raise PhotoRefused(gettext("照片像素太大，请缩小后再上传"))
    if min(header.width, header.height) < SMALLEST_SIDE_PX:
        raise PhotoRefused(gettext("照片太小，请换清晰一些的"))


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in ("RGB", "L", "CMYK", "YCbCr"):
        return picture.convert("RGB")
    layered = picture.convert("RGBA")
    white = Image.new("RGBA", layered.size, "white")
    return Image.alpha_composite(white, layered).convert("RGB")


def _cropped(upright: Image.Image, crop: CropBox) -> Image.Image:
    right, bottom = crop.left + crop.width, crop.top + crop.height
    inside = min(crop.left, crop.top) >= 0 and right <= upright.width and bottom <= upright.height
    if not inside or min(crop.width, crop.height) < SMALLEST_SIDE_PX:
        raise PhotoRefused(gettext("裁剪范围不对，请重新框选"))
    return upright.crop((crop.left, crop.top, right, bottom))
