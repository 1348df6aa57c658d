"""The addresses that a text spells out, as people write them in sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.connectors.attachments import MOST, Attachment, AttachmentKind, lasting, links_in, with_links


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Voyez https://exemple.test/aide.", ["https://exemple.test/aide"]),
        ("(voir http://exemple.test/a(b))", ["http://exemple.test/a(b)"]),
        ("«\u00a0https://exemple.test/été?x=1&y=2\u00a0»!", ["https://exemple.test/été?x=1&y=2"]),
        ("https://a.test, puis HTTPS://B.test…", ["https://a.test", "HTTPS://B.test"]),
        ("https://a.test et encore https://a.test", ["https://a.test"]),
        ('<a href="https://a.test/x">ici</a>', ["https://a.test/x"]),
        ("écrivez à moi@exemple.test ou ftp://exemple.test, pas à https://", []),
        ("javascript:alert(1) et data:text/html,x", []),
    ],
)
def test_a_link_stops_where_the_sentence_goes_on(text: str, links: list[str]) -> None:
    assert [one.url for one in links_in(text)] == links


@given(st.text() | st.lists(st.sampled_from(["https://", "a", ")", "(", ".", " ", "é", "\0"])).map("".join))
def test_any_text_gives_few_links_that_stand_in_it(text: str) -> None:
    found = links_in(text)
    assert len(found) <= MOST
    assert all(one.url in text and one.url.lower().startswith("http") for one in found)


def test_a_link_that_is_already_attached_is_not_attached_twice() -> None:
    card = Attachment(AttachmentKind.LINK, url="https://exemple.test/aide/", title="Aide")
    assert with_links([card], "http://www.exemple.test/aide") == (card,)


def test_only_what_an_edit_alone_can_change_lasts() -> None:
    """Links are in the text, and the addresses of media are signed anew at each reading."""
    link = Attachment(AttachmentKind.LINK, url="https://exemple.test")
    photo = Attachment(AttachmentKind.PHOTO, url="https://cdn.test/1.jpg?signature=a", media_id="1")
    assert list(lasting([link, photo])) == [("photo", "1")]
