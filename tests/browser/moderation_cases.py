"""Comments that put the moderation screens to the test, received through the real intake. All invented."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from parvis.connectors.port import AccountAccess, Act, Audience, Batch, Capability, Obstacle, RemoteComment, RemotePost
from parvis.connectors.port import UnknownItem as StrangeItem
from parvis.desk.people.actors import process
from parvis.desk.records.actions.accounts import sync_accounts
from parvis.desk.records.actions.comments import receive_comments
from parvis.desk.records.actions.policies import ensure_policy
from parvis.desk.records.models import Account, Comment

MOMENT = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)

_HIDE_ON_FACEBOOK = (
    Capability(Act.HIDE, seen_by=Audience.AUTHOR_AND_FRIENDS),
    Capability(Act.UNHIDE, obstacle=Obstacle.ALREADY_SO),
    Capability(Act.DELETE, reversible=False, takes_replies=True, seen_by=Audience.NOBODY),
)
_YOUTUBE = (
    Capability(Act.HOLD, takes_replies=True, seen_by=Audience.NOBODY),
    Capability(Act.PUBLISH, obstacle=Obstacle.ALREADY_SO),
    Capability(
        Act.DELETE,
        reversible=False,
        takes_replies=True,
        seen_by=Audience.NOBODY,
        obstacle=Obstacle.PLATFORM_FORBIDS,
    ),
    Capability(Act.REJECT, reversible=False, takes_replies=True, seen_by=Audience.NOBODY),
)
_OUTSIDE = (
    Capability(Act.HIDE, obstacle=Obstacle.NOT_OUR_CONVERSATION),
    Capability(Act.UNHIDE, obstacle=Obstacle.NOT_OUR_CONVERSATION),
    Capability(Act.DELETE, obstacle=Obstacle.NO_SUCH_ACT),
)
_IN_OUR_CONVERSATION = (
    Capability(Act.HIDE, seen_by=Audience.BEHIND_A_CLICK),
    Capability(Act.UNHIDE),
    Capability(Act.DELETE, obstacle=Obstacle.NO_SUCH_ACT),
)

INSULT = "Bande d'incompétents! Vous êtes une gang de crosseurs, rappelez-moi au 418 555-0134."
QUESTION = "Bonjour, est-ce que la prime au travail s'applique aussi aux étudiants à temps partiel?"
OUTSIDE = "@bonvoisinage vous êtes une gang de crosseurs, pis je vous le dis icitte."
LONG = "Je vais tout raconter depuis le début. " + "Le guichet, la file, le formulaire, puis le guichet. " * 1900
ARABIC = "مرحبا، هل يمكنني تقديم الطلب عبر الإنترنت؟ Merci \u202eà vous\u202c 🙏🏽"
ENDLESS = "Félicitations" + "pourcetteannoncequinefinitjamais" * 12 + " 👏👏👏"


def accounts() -> dict[str, Account]:
    """One account a platform, and the policy in force."""
    poller = process("poller")
    ensure_policy(actor=poller)
    found = sync_accounts(
        actor=poller,
        accesses=[
            AccountAccess("facebook", "901", name="Ministère du Bon Voisinage"),
            AccountAccess("x", "902", name="@bonvoisinage"),
            AccountAccess("youtube", "903", name="Bon Voisinage Québec"),
        ],
    )
    return {account.platform: account for account in found}


def receive(account: Account, *comments: RemoteComment, strange: tuple[StrangeItem, ...] = ()) -> None:
    """Through intake, as a poller does."""
    posts = (
        RemotePost(
            platform_id="p1",
            text="La prime au travail est versée dès ce mois-ci. Vérifiez votre admissibilité en quelques minutes, "
            "en ligne ou par téléphone, tous les jours ouvrables.",
            created_at=MOMENT - timedelta(hours=5),
        ),
    )
    batch = Batch(cursor="c", posts=posts, comments=comments, unknown=strange)
    receive_comments(actor=process("poller"), account=account, batch=batch, as_of=MOMENT)


def facebook(number: str, text: str, **more: object) -> RemoteComment:
    return _remote(f"f{number}", text, _HIDE_ON_FACEBOOK, **more)


def youtube(number: str, text: str, **more: object) -> RemoteComment:
    return _remote(f"y{number}", text, _YOUTUBE, **more)


def x_reply(number: str, text: str, **more: object) -> RemoteComment:
    return _remote(f"x{number}", text, _IN_OUR_CONVERSATION, **more)


def x_mention(number: str, text: str) -> RemoteComment:
    """A mention outside our conversations, where X allows nothing."""
    return _remote(f"x{number}", text, _OUTSIDE, kind="mention", post_id="")


def _remote(platform_id: str, text: str, allowed: tuple[Capability, ...], **more: object) -> RemoteComment:
    given: dict[str, object] = {
        "kind": "comment",
        "thread_id": platform_id,
        "created_at": MOMENT,
        "author_id": f"a-{platform_id}",
        "author_name": "Fulgence Rivière-à-Pont",
        "post_id": "p1",
        "permalink": f"https://plateforme.example/{platform_id}",
        "capabilities": allowed,
    }
    return RemoteComment(platform_id=platform_id, text=text, **given | more)  # type: ignore[arg-type]  # by name


def the_comment(platform_id: str) -> Comment:
    return Comment.objects.get(platform_id=platform_id)
