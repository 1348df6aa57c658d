"""What came back is shown only if it is what it says; of a page, only what it says of itself."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.desk.previews.pages import Summary, summary
from parvis.desk.previews.pictures import Picture, recognised
from tests.desk.previews.site import png

GIF = b"GIF89a" + struct.pack("<HH", 5, 6)
JPEG = b"\xff\xd8\xff\xe0" + struct.pack(">H", 4) + b"\0\0" + b"\xff\xc2" + struct.pack(">HBHH", 9, 8, 7, 8)
WEBPS = [
    b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + (9).to_bytes(3, "little") + (4).to_bytes(3, "little"),
    b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + struct.pack("<I", 9 | 4 << 14),
    b"RIFF\0\0\0\0WEBPVP8 " + bytes(7) + b"\x9d\x01\x2a" + struct.pack("<HH", 10, 5),
]


@pytest.mark.parametrize(
    ("body", "picture"),
    [
        (png(4, 3), Picture("image/png", 4, 3)),
        (GIF, Picture("image/gif", 5, 6)),
        (JPEG, Picture("image/jpeg", 8, 7)),
        *((webp, Picture("image/webp", 10, 5)) for webp in WEBPS),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", None),
        (b"<script>alert(1)</script>", None),
        (b"", None),
    ],
    ids=range(9),
)
def test_a_picture_is_known_by_its_own_bytes(body: bytes, picture: Picture | None) -> None:
    assert recognised(body) == picture


@given(st.sampled_from([png(), GIF, JPEG, *WEBPS]), st.integers(0, 60), st.binary(max_size=40))
def test_cut_short_or_made_up_no_bytes_break_the_reading(start: bytes, length: int, rest: bytes) -> None:
    recognised(start[:length])
    recognised(start[: min(length, 14)] + rest)


@pytest.mark.parametrize(("width", "height", "bearable"), [(4000, 3000, True), (0, 9, False), (16_000, 16_000, False)])
def test_a_picture_that_a_browser_could_not_bear_is_known_as_such(width: int, height: int, bearable: bool) -> None:
    assert Picture("image/png", width, height).bearable == bearable


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<title>Aide &amp; soutien</title>", Summary("Aide & soutien")),
        ("<TITLE lang='fr'>\n  Deux\n lignes </TITLE>", Summary("Deux lignes")),
        (
            "<title>a</title><meta property='og:title' content='Titre'><meta name=description content=\"Suite\">",
            Summary("Titre", "Suite"),
        ),
        ("<title>&lt;script&gt;alert(1)</title>", Summary("<script>alert(1)")),
        ("<title>\u202eegap enu\u0000\u0007</title>", Summary("egap enu\ufffd")),
        ("<body><title>dans le corps</title>", Summary()),
        ("rien du tout", Summary()),
    ],
)
def test_a_page_says_its_title_and_description_as_plain_text(page: str, said: Summary) -> None:
    found = summary(page.encode(), "")
    assert (found.title.replace("\ufffd", ""), found.description) == (
        said.title.replace("\ufffd", ""),
        said.description,
    )


def test_a_page_is_read_in_the_letters_it_says_and_in_no_strange_ones() -> None:
    assert summary("<title>été</title>".encode("latin-1"), "ISO-8859-1").title == "été"
    assert summary("<meta charset=windows-1252><title>été</title>".encode("cp1252"), "").title == "été"
    assert summary(b"<title>+ADw-</title>", "utf-7").title == "+ADw-"


def test_long_words_are_cut() -> None:
    found = summary(f"<title>{'a' * 1900}</title><meta name='description' content='{'b' * 2500}'>".encode(), "")
    assert (len(found.title), len(found.description)) == (200, 600)


@given(st.text() | st.lists(st.sampled_from(["<title", ">", "<meta ", "content='", "<!--", "x"])).map("".join))
def test_any_page_gives_short_plain_words(page: str) -> None:
    found = summary(page.encode("utf-8", "surrogatepass"), "")
    assert len(found.title) <= 200
    assert "\0" not in found.title + found.description
