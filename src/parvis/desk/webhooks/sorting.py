"""What a crowd of deliveries says about one account, put in order: they come late, twice, and shuffled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from parvis.connectors.notices import Change, Notice, OwnPost, Told, Unreadable
from parvis.connectors.port import AccountAccess, RemotePost, UnknownItem, Visibility
from parvis.desk.records.models import Account, Post

from .doors import reader_of

_FIRST = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class Sayings:
    """Everything said of one account by deliveries received since `since`."""

    account: Account
    since: datetime
    told: list[Told] = field(default_factory=list)
    posts: list[RemotePost] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    look_at: dict[str, None] = field(default_factory=dict)
    unknown: list[UnknownItem] = field(default_factory=list)

    def add(self, notice: Notice) -> None:
        self.told += notice.told
        self.posts += notice.posts
        self.changes += notice.changes
        self.look_at |= dict.fromkeys(notice.look_at)
        self.unknown += notice.unknown

    def histories(self) -> Iterator[list[Told]]:
        """The states told of each comment: its first, if told, then its edits as they followed each other."""
        by_comment: dict[str, list[Told]] = {}
        for one in self.told:
            by_comment.setdefault(one.comment.platform_id, []).append(one)
        for states in by_comment.values():
            first = [one for one in states if not one.edited][:1]
            edits = sorted((one for one in states if one.edited), key=_said)
            yield first + edits

    def rivals(self, platform_id: str, moment: datetime) -> set[str]:
        """The texts told of this comment for `moment` or later: Facebook counts in seconds, and people edit fast."""
        return {
            one.comment.text for one in self.told if one.comment.platform_id == platform_id and _said(one) >= moment
        }

    def gone(self) -> set[str]:
        return {one.platform_id for one in self.changes if one.visibility is Visibility.GONE}


def _said(one: Told) -> datetime:
    return one.said_at or _FIRST


def sayings(
    url_account: Account, access: AccountAccess | None, bodies: Sequence[tuple[bytes, datetime]]
) -> tuple[list[Sayings], list[int]]:
    """What the bodies say, by account; and which of them (their ranks) are unreadable.

    Facebook knows one address for all the pages of an application: a delivery may speak of another account.
    """
    secrets = access.credentials if access else {}
    found, unreadable = _read(url_account, secrets, bodies, frozenset())
    # A post of ours may be announced in the same crowd as what answers it: known, it makes the answers whole.
    mine = frozenset(post.platform_id for said in found for post in said.posts if post.ours)
    if mine and not all(one.whole for said in found for one in said.told):
        found, unreadable = _read(url_account, secrets, bodies, mine)
    return found, unreadable


def _read(
    url_account: Account, secrets: Mapping[str, str], bodies: Iterable[tuple[bytes, datetime]], mine: frozenset[str]
) -> tuple[list[Sayings], list[int]]:
    reader, own_post = reader_of(url_account.platform), _own_post(url_account, mine)
    found: dict[UUID, Sayings] = {}
    accounts = {url_account.platform_id: url_account, "": url_account}
    unreadable = []
    for rank, (body, received_at) in enumerate(bodies):
        try:
            notices = reader.read(body, secrets, own_post) if reader else []
        except Unreadable:
            unreadable.append(rank)
            continue
        for notice in notices:
            account = _account(url_account, notice.account_id, accounts)
            heard = notice if account else _of_nobody(notice)
            account = account or url_account
            found.setdefault(account.pk, Sayings(account, received_at)).add(heard)
    return list(found.values()), unreadable


def _account(url_account: Account, platform_id: str, known: dict[str, Account]) -> Account | None:
    if platform_id not in known:
        other = Account.objects.filter(platform=url_account.platform, platform_id=platform_id[:128]).first()
        if other is None:
            return None
        known[platform_id] = other
    return known[platform_id]


def _of_nobody(notice: Notice) -> Notice:
    """Said of an account that is not ours: kept raw, acted upon in no way."""
    raw = [one.raw for one in notice.unknown] + [one.comment.raw for one in notice.told] + [p.raw for p in notice.posts]
    raw += [{"id": one.platform_id, "visibility": one.visibility.value} for one in notice.changes]
    item = UnknownItem("webhook.account", raw, platform_id=notice.account_id, reason="d'un compte qui n'est pas relié")
    return Notice("", unknown=(item,))


def _own_post(account: Account, mine: frozenset[str]) -> OwnPost:
    """Whether we hold this post, and as ours; `mine` are about to be."""

    def answer(platform_id: str) -> bool | None:
        if platform_id in mine:
            return True
        found = Post.objects.filter(platform=account.platform, platform_id=platform_id[:255])
        return found.values_list("ours", flat=True).first()

    return answer
