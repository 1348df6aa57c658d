"""Where platforms deliver. No session, no form, no page: a signature, a row, an answer."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, RawPostDataException
from django.http.request import UnreadablePostError
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from parvis.desk.people.actors import process
from parvis.desk.records.models import Account

from .doors import AT_ONCE, Door, doors
from .storing import count_refusal, store_delivery

LARGEST = 1_000_000  # bytes of a body; the platforms' own stay far below
_SLACK = timedelta(minutes=10)  # between our clock and theirs
_WEBHOOKS = process("webhooks")


@csrf_exempt
def receive(request: HttpRequest, platform: str, platform_id: str) -> HttpResponse:
    """GET answers the platform's challenge; POST keeps a delivery, then answers."""
    if request.method == "GET":
        return _challenge(request, platform, platform_id)
    if request.method == "POST":
        return _delivery(request, platform, platform_id)
    return HttpResponseNotAllowed(["GET", "POST"])


def _challenge(request: HttpRequest, platform: str, platform_id: str) -> HttpResponse:
    door = doors.find(platform, platform_id, age=AT_ONCE)
    if door is None:
        return _answer(404)
    answer = door.reader.challenge(request.GET.dict(), door.secrets)
    if answer is None:
        return _refuse(door.accounts[0], "wrong_token")
    response = HttpResponse(answer, content_type=door.reader.challenge_type)
    response["X-Content-Type-Options"] = "nosniff"  # the challenge is repeated: never as a page
    return response


def _delivery(request: HttpRequest, platform: str, platform_id: str) -> HttpResponse:
    door = doors.find(platform, platform_id)
    if door is None:
        return _answer(404)
    body = _body(request)
    if body is None:
        return _answer(413)
    if not _authentic(door, request, body):
        door = doors.find(platform, platform_id, age=AT_ONCE)  # the secret may have just been replaced
        if door is None or not _authentic(door, request, body):
            return _refuse(door.account_named_in(body), "forged") if door else _answer(404)
    now = timezone.now()
    account, sent_at = door.account_named_in(body), door.reader.sent_at(body)
    if sent_at is not None and now - sent_at > door.reader.window + _SLACK:
        return _refuse(account, "stale")
    store_delivery(actor=_WEBHOOKS, account=account, raw_body=body, received_at=now)
    return _answer(200)


def _body(request: HttpRequest) -> bytes | None:
    """At most `LARGEST` bytes, whatever length was announced; None beyond."""
    try:
        announced = int(request.META.get("CONTENT_LENGTH") or 0)
        body = request.read(LARGEST + 1) if announced <= LARGEST else None
    except (ValueError, RawPostDataException, UnreadablePostError):
        return None
    return body if body is not None and len(body) <= LARGEST else None


def _authentic(door: Door, request: HttpRequest, body: bytes) -> bool:
    name = door.reader.signature_header
    given = request.META.get("HTTP_" + name.upper().replace("-", "_"), "")
    return door.reader.authentic({name: given}, body, door.secrets)


def _answer(status: int) -> HttpResponse:
    """Nothing but a status: what came in is none of the sender's business, and goes out in one piece."""
    return HttpResponse(status=status, headers={"Content-Length": "0"})


def _refuse(account: Account, reason: str) -> HttpResponse:
    count_refusal(actor=_WEBHOOKS, account=account, reason=reason)
    return _answer(403)
