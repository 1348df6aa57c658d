"""What a picture is, by its own first bytes: kind and size, read without decoding it."""

from __future__ import annotations

import struct
from dataclasses import dataclass

WIDEST = 16_384  # pixels of a side
MOST = 40_000_000  # pixels: a browser that decodes more may not recover


@dataclass(frozen=True, slots=True)
class Picture:
    content_type: str
    width: int
    height: int

    @property
    def bearable(self) -> bool:
        return 0 < self.width <= WIDEST and 0 < self.height <= WIDEST and self.width * self.height <= MOST


def recognised(body: bytes) -> Picture | None:
    """The picture that these bytes begin; None when they are no PNG, JPEG, GIF or WebP."""
    try:
        for kind, size in ((_PNG, _png), (_GIF, _gif), (_JPEG, _jpeg), (_WEBP, _webp)):
            if found := size(body):
                return Picture(kind, *found)
    except (struct.error, IndexError):
        pass
    return None


_PNG, _GIF, _JPEG, _WEBP = "image/png", "image/gif", "image/jpeg", "image/webp"
_Size = tuple[int, int] | None


def _png(body: bytes) -> _Size:
    if body[:8] != b"\x89PNG\r\n\x1a\n" or body[12:16] != b"IHDR":
        return None
    width, height = struct.unpack_from(">II", body, 16)
    return width, height


def _gif(body: bytes) -> _Size:
    if body[:6] not in (b"GIF87a", b"GIF89a"):
        return None
    width, height = struct.unpack_from("<HH", body, 6)
    return width, height


def _jpeg(body: bytes) -> _Size:
    """Segment after segment, up to the one that says the size."""
    at = 2 if body[:3] == b"\xff\xd8\xff" else len(body)
    while at + 4 <= len(body) and body[at] == 0xFF:
        marker, length = body[at + 1], struct.unpack_from(">H", body, at + 2)[0]
        if marker == 0xFF:  # padding
            at += 1
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", body, at + 5)
            return width, height
        elif length < 2 or marker in (0xD9, 0xDA):
            return None
        else:
            at += 2 + length
    return None


def _webp(body: bytes) -> _Size:
    if body[:4] != b"RIFF" or body[8:12] != b"WEBP":
        return None
    kind = body[12:16]
    if kind == b"VP8X":
        wide, high = body[24:27], body[27:30]
        whole = len(high) == 3
        return (int.from_bytes(wide, "little") + 1, int.from_bytes(high, "little") + 1) if whole else None
    if kind == b"VP8L" and body[20] == 0x2F:
        bits = struct.unpack_from("<I", body, 21)[0]
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 " and body[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", body, 26)
        return width & 0x3FFF, height & 0x3FFF
    return None
