"""A comment with everything that can be attached, deep in a conversation. All invented."""

from __future__ import annotations

from datetime import timedelta

from parvis.connectors.attachments import Attachment, AttachmentKind
from parvis.connectors.port import RemoteComment, Visibility
from parvis.desk.records.models import Account
from tests.browser import moderation_cases as cases

ENDLESS = "https://exemple.test/" + "dossier-sans-fin/" * 20 + "?source=partage&jeton=" + "a1b2c3" * 12


def attached(picture: str) -> tuple[Attachment, ...]:
    return (
        Attachment(
            AttachmentKind.PHOTO,
            url=picture,
            picture_url=picture,
            media_id="9",
            alt_text="Un comptoir fleuri, avec une affiche qui dit « Bienvenue »",
            width=320,
            height=200,
        ),
        Attachment(
            AttachmentKind.LINK,
            url=ENDLESS,
            title="Prime au travail : tout ce qu’il faut savoir avant de faire sa demande",
            description="Un article de soixante pages sur la prime, les délais et les recours.",
        ),
        Attachment(AttachmentKind.LINK, url="https://xn--exmple-cua.test/عربي", title="مرحبا بكم في الموقع"),
        Attachment(AttachmentKind.QUOTE, url="https://x.com/i/web/status/1", media_id="p1"),
        Attachment(AttachmentKind.POLL, media_id="77"),
    )


def receive(account: Account, picture: str) -> None:
    """Seven answers deep, under one that is gone, beside one whose parent never came."""
    said = [
        _said(1, "Est-ce que la prime s’applique aux étudiants?"),
        _said(2, "Non, j’ai vérifié.", 1, visibility=Visibility.GONE),
        *(
            _said(number, f"Réponse de niveau {number}, qui continue la discussion.", number - 1)
            for number in range(3, 8)
        ),
        _said(8, "Regardez ce que j’ai trouvé au comptoir!", 7, attachments=attached(picture)),
        _said(9, "Je réponds à quelqu’un qui n’est pas ici.", 99),
    ]
    cases.receive(account, *said)


def _said(number: int, text: str, to: int = 0, **more: object) -> RemoteComment:
    written = cases.MOMENT + timedelta(minutes=number)
    parent = {"parent_id": f"xd{to}", "kind": "reply"} if to else {}
    return cases.x_reply(f"d{number}", text, thread_id="xd1", created_at=written, **parent, **more)
