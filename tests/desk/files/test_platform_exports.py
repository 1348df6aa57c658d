"""The exports of X, Facebook and YouTube, as files and inside archives. All invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.desk.files.readers import recognise
from parvis.desk.files.readers.json_arrays import Broken, Text
from parvis.desk.files.readers.mojibake import is_damaged, restored
from parvis.desk.files.readers.takeout import joined
from tests.desk.files.made import archive, cells, file, read, refusals

OPENS = "window.YTD.tweets.part0 = "


def tweet(number: int, text: str, **more: object) -> dict[str, object]:
    day = "Wed Oct 10 20:19:24 +0000 2018"
    return {"tweet": {"id_str": str(number), "full_text": text, "created_at": day, **more}}


def tweets(*texts: str, indent: int | None = 2) -> str:
    return OPENS + json.dumps([tweet(number, text) for number, text in enumerate(texts, start=1)], indent=indent)


def mangled(text: str) -> str:
    """What Facebook's export makes of a text."""
    return text.encode().decode("latin-1")


def facebook(*texts: str) -> str:
    return json.dumps(
        {
            "comments_v2": [
                {"timestamp": 1_700_000_000, "data": [{"comment": {"comment": text, "author": "Ville d'Exemple"}}]}
                for text in texts
            ]
        }
    )


def test_an_archive_of_x_gives_the_posts_of_every_part(tmp_path: Path) -> None:
    path = archive(
        tmp_path,
        {
            "data/tweets.js": tweets("Un été", "Deux 😀"),
            "data/tweets-part1.js": tweets("Trois = trois").replace("part0", "part1"),
            "data/account.js": "window.YTD.account.part0 = []",
            "data/tweets_media/1.jpg": b"\xff\xd8",
            "Your archive.html": "<html>",
        },
    )
    assert sorted(str(row["full_text"]) for row in cells(path)) == ["Deux 😀", "Trois = trois", "Un été"]
    assert recognise(path).reader.FORMAT == "x_archive"
    assert [row.number for row in read(path)] == [1, 2, 3]


def test_what_x_tells_as_html_entities_is_read_as_it_was_written(tmp_path: Path) -> None:
    told = tweets("R&amp;D &lt;3 &amp;lt; &eacute;")
    assert [row["full_text"] for row in cells(file(tmp_path, "tweets.js", told))] == ["R&D <3 &lt; &eacute;"]


@pytest.mark.parametrize("indent", [None, 2])
def test_tweets_js_alone_is_read_too(tmp_path: Path, indent: int | None) -> None:
    texts = [f"Avis {number} ] }} , é" * 40 for number in range(3000)]
    assert [row["full_text"] for row in cells(file(tmp_path, "tweets.js", tweets(*texts, indent=indent)))] == texts


def test_a_truncated_archive_of_x_says_where_it_stops(tmp_path: Path) -> None:
    path = file(tmp_path, "tweets.js", tweets("Un", "Deux", "Trois")[:-50])
    assert refusals(path) == [(3, "le fichier s'arrête au milieu\u00a0: la suite n'a pas été lue")]
    assert len(read(path)) == 3


@given(st.lists(st.text(), max_size=6), st.integers(0, 400))
def test_a_cut_array_gives_its_first_elements_then_says_that_it_is_cut(texts: list[str], size: int) -> None:
    import io

    whole = json.dumps(texts).encode()
    cut = whole[: min(size, len(whole) - 1)]
    read_back: list[object] = []
    with pytest.raises(Broken):
        read_back.extend(Text(io.BytesIO(cut)).elements())
    stream = Text(io.BytesIO(whole)).elements()
    assert list(stream) == texts


def test_facebook_s_accents_are_put_right(tmp_path: Path) -> None:
    texts = ["Réunion à 18 h – où?", "Merci 😀", "Plain"]
    path = file(tmp_path, "comments.json", facebook(*map(mangled, texts)))
    assert [row["comment"] for row in cells(path)] == texts


def test_a_file_that_is_right_is_left_alone_even_where_it_quotes_a_mangled_text(tmp_path: Path) -> None:
    texts = ["On lit Ã© au lieu de é – pourquoi?", "Ã©", "voilà"]
    path = file(tmp_path, "comments.json", facebook(*texts))
    assert [row["comment"] for row in cells(path)] == texts


@given(st.text())
def test_a_mangled_text_is_restored_exactly(text: str) -> None:
    if all(not 0xD800 <= ord(letter) < 0xE000 for letter in text):
        assert restored(mangled(text)) == text


@given(st.lists(st.text(), max_size=10))
def test_one_letter_that_no_mangling_gives_proves_a_file_right(texts: list[str]) -> None:
    for proof in ("voilà", "œuf", "–", "😀", "د", "\ud83d"):
        assert not is_damaged([*texts, proof])
        assert not is_damaged([proof, *texts])


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=10))
def test_a_file_is_repaired_when_every_text_in_it_was_mangled(texts: list[str]) -> None:
    assert is_damaged(map(mangled, texts)) == any(not text.isascii() for text in texts)


def test_a_facebook_archive_is_found_among_its_other_files(tmp_path: Path) -> None:
    entries = {
        "your_facebook_activity/comments_and_reactions/comments.json": facebook(mangled("Été")),
        "your_facebook_activity/posts/posts_1.json": "[]",
    }
    assert [row["comment"] for row in cells(archive(tmp_path, entries))] == ["Été"]


def test_an_element_of_facebook_without_a_comment_is_told(tmp_path: Path) -> None:
    content = '{"comments_v2": [{"timestamp": 1, "title": "x"}, {"data": [{"comment": {"comment": "Oui"}}]}, 3]}'
    told = refusals(file(tmp_path, "comments.json", content))
    assert [number for number, _ in told] == [1, 3]


OLD = "Comment ID,Channel ID,Comment Create Timestamp,Price,Parent Comment ID,Video ID,Comment Text\n"
NEW = "Channel ID,Comment Create Timestamp,Price,Comment ID,Parent Comment ID,Video ID,Comment Text\n"


def test_both_layouts_of_takeout_give_the_same(tmp_path: Path) -> None:
    old = (
        OLD
        + 'Ugx1,UCa,2026-04-14T07:39:35+00:00,0,,vid,"{""takeoutSegments"":[{""text"":""Été ""},{""text"":""!""}]}"\n'
    )
    new = NEW + 'UCa,2026-04-14T07:39:35+00:00,0,Ugx1,,vid,"{""text"":""Été ""},{""text"":""!""}"\n'
    rows = [cells(file(tmp_path, name, content)) for name, content in (("old.csv", old), ("new.csv", new))]
    assert rows[0] == rows[1]
    assert rows[0][0]["Comment Text"] == "Été !"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('{"text":"a\n"},{"text":"b"}', "a\nb"),
        ('{"text":"vers "},{"text":"1:23","link":{"linkUrl":"https://example.org"}}', "vers 1:23"),
        ('{"text":""}', ""),
        ("texte simple", "texte simple"),
        ('{"text":"coupé', '{"text":"coupé'),
        ('{"autre":1}', ""),
        ('{"text":3}', '{"text":3}'),
        ('{"takeoutSegments":[]}', ""),
        ('{"text":"' + "[" * 5000, '{"text":"' + "[" * 5000),
    ],
)
def test_segments_are_joined_and_anything_else_is_the_text(cell: str, text: str) -> None:
    assert joined(cell) == text
