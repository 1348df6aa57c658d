"""The platforms' pictures, drawn from their numbers: a few coloured squares, never anybody's."""

from __future__ import annotations

import hashlib
import struct
import zlib

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from .attached import HEIGHT, WIDTH

_SIDE = 40  # pixels of a square
_MOST = 10**9


def routes() -> list[BaseRoute]:
    return [Route("/media/{number:int}.png", _serve, methods=["GET"])]


async def _serve(request: Request) -> Response:
    return Response(picture(int(request.path_params["number"]) % _MOST), media_type="image/png")


def picture(number: int) -> bytes:
    """The PNG of that number, always the same."""
    drawn = hashlib.sha256(str(number).encode()).digest()
    palette = b"".join(
        bytes([64 + drawn[i] // 2, 64 + drawn[i + 1] // 2, 64 + drawn[i + 2] // 2]) for i in (0, 3, 6, 9)
    )
    rows = []
    for top in range(HEIGHT // _SIDE):
        squares = (drawn[(top * 5 + left) % 32] % 4 for left in range(WIDTH // _SIDE))
        rows += [b"\0" + b"".join(bytes([colour]) * _SIDE for colour in squares)] * _SIDE
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    parts = [(b"IHDR", header), (b"PLTE", palette), (b"IDAT", zlib.compress(b"".join(rows))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in parts)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
