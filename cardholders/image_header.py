"""Reads what a picture claims to be from its first bytes alone, decoding nothing."""

from dataclasses import dataclass
from enum import StrEnum

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
JPEG_SIGNATURE = b"\xff\xd8\xff"
PNG_HEADER_BYTES = 24
WEBP_HEADER_BYTES = 30
JPEG_MARK = 0xFF
JPEG_FRAMES = frozenset({0xC0, 0xC1, 0xC2, 0xC3})
JPEG_BARE = frozenset({0x01, *range(0xD0, 0xD9)})


class ImageFormat(StrEnum):
    """The formats a photo may come in; the value is Pillow's name."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WEBP"


@dataclass(frozen=True, slots=True)
class ImageHeader:
    """A format and a size in pixels, as claimed."""

    format: ImageFormat
    width: int
    height: int


def read_image_header(raw: bytes) -> ImageHeader | None:
    """Answer what the file claims to be, or None for anything but a JPEG, PNG or WebP."""
    if raw.startswith(PNG_SIGNATURE) and raw[12:16] == b"IHDR" and len(raw) >= PNG_HEADER_BYTES:
        return ImageHeader(ImageFormat.PNG, _big(raw, 16, 4), _big(raw, 20, 4))
    if raw.startswith(JPEG_SIGNATURE):
        return _jpeg(raw)
    if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP" and len(raw) >= WEBP_HEADER_BYTES:
        return _webp(raw)
    return None


def _big(raw: bytes, at: int, size: int) -> int:
    return int.from_bytes(raw[at : at + size], "big")


def _little(raw: bytes, at: int, size: int) -> int:
    return int.from_bytes(raw[at : at + size], "little")


def _jpeg(raw: bytes) -> ImageHeader | None:
    """Walk the segments to the first frame (ITU-T T.81, B.2.2)."""
    at = 2
    while at + 9 <= len(raw) and raw[at] == JPEG_MARK:
        marker = raw[at + 1]
        if marker == JPEG_MARK:
            at += 1
        elif marker in JPEG_FRAMES:
            return ImageHeader(ImageFormat.JPEG, _big(raw, at + 7, 2), _big(raw, at + 5, 2))
        elif marker in JPEG_BARE:
            at += 2
        else:
            at += 2 + _big(raw, at + 2, 2)
    return None


def _webp(raw: bytes) -> ImageHeader | None:
    """Read the first chunk (RFC 9649): extended, lossless or lossy."""
    kind = raw[12:16]
    if kind == b"VP8X":
        return ImageHeader(ImageFormat.WEBP, _little(raw, 24, 3) + 1, _little(raw, 27, 3) + 1)
    if kind == b"VP8L":
        bits = _little(raw, 21, 4)
        return ImageHeader(ImageFormat.WEBP, (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8 ":
        width, height = _little(raw, 26, 2) & 0x3FFF, _little(raw, 28, 2) & 0x3FFF
        return ImageHeader(ImageFormat.WEBP, width, height)
    return None
