"""The screens of moderation: parse, call one action or query, render."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from parvis.connectors.port import Act
from parvis.desk.people.actors import person
from parvis.desk.people.models import User
from parvis.desk.people.permissions import Permission, allowed, permission_required
from parvis.desk.records.models import Comment
from parvis.desk.records.policies import policy_of, version_in_force
from parvis.web.labels import PLATFORMS

from . import actions
from .filters import Filters, asked
from .forms import DecisionForm
from .history import past
from .models import Decision
from .queries import comment_page, journal_page, next_entry, queue_page
from .refusals import DecisionRefused
from .rows import other_reader, row, tabs
from .screens import outcome, screen
from .undoing import undo_offer
from .wording import VERDICTS

_FRAGMENTS = {"list": "moderation/_found.html", "tabs": "moderation/_tabs.html"}  # what htmx may ask for alone


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - every view here is behind permission_required
    return request.user


@permission_required(Permission.READ)
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    filters = Filters.read(request.GET)
    found = queue_page(filters, request.GET.get("page", 1))
    policy = policy_of(version_in_force())
    now = timezone.now()
    context = {
        "filters": filters,
        "page": found.page,
        "counts": found.counts,
        "tabs": tabs(filters, found.counts),
        "rows": [row(entry, policy, request.user.pk, now) for entry in found.page],
        "criteria": policy.criteria,
        "platforms": PLATFORMS,
        "undo": undo_offer(request),
        "shortcuts_template": "moderation/_shortcuts.html",
    }
    template = _FRAGMENTS.get(request.headers.get("HX-Target", ""), "moderation/queue.html")
    return render(request, template, context)


@permission_required(Permission.READ)
@require_GET
def comment(request: HttpRequest, comment_id: UUID) -> HttpResponse:
    return _show(request, comment_id)


def _show(
    request: HttpRequest, comment_id: UUID, *, refused: str = "", form: DecisionForm | None = None
) -> HttpResponse:
    page = comment_page(comment_id)
    if page is None:
        raise Http404
    user = _user(request)
    reader = other_reader(page.entry, user.pk, timezone.now())
    actions.open_entry(actor=person(user), entry=page.entry)
    filters = Filters.read(request.GET)
    context = {
        "screen": screen(page, form),
        "page": page,
        "reader": reader,
        "undo": undo_offer(request, page),
        "filters": filters,
        "refused": refused,
        "can_decide": allowed(user.role, Permission.DECIDE),
        "next_id": next_entry(filters, comment_id),
        "shortcuts_template": "moderation/_shortcuts.html",
    }
    return render(request, "moderation/comment.html", context, status=409 if refused else 200)


@permission_required(Permission.DECIDE)
@require_POST
def decide(request: HttpRequest, comment_id: UUID) -> HttpResponse:
    subject = get_object_or_404(Comment.objects.filter(entry__isnull=False), pk=comment_id)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        said = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return _show(request, comment_id, refused=said, form=form)
    try:
        _carry_out(request, subject, form)
    except DecisionRefused as refusal:
        return _show(request, comment_id, refused=str(refusal), form=form)
    filters = Filters.read(request.GET)
    following = next_entry(filters, comment_id)
    if following is None or form.data.get("then") == "stay":
        return _to(reverse("moderation:queue") if following is None else _comment(comment_id), filters)
    return _to(_comment(following), filters)


def _carry_out(request: HttpRequest, subject: Comment, form: DecisionForm) -> None:
    actor, sent = person(_user(request)), form.cleaned_data
    match sent["verdict"]:
        case "keep":
            decision = actions.keep_comment(actor=actor, comment=subject, seen=sent["seen"], note=sent["note"])
        case "remove":
            decision = actions.remove_comment(
                actor=actor,
                comment=subject,
                seen=sent["seen"],
                criteria=sent["criteria"],
                quotes=sent["quotes"],
                act=sent["act"],
                note=sent["note"],
            )
        case _:
            decision = actions.restore_comment(
                actor=actor, comment=subject, seen=sent["seen"], act=sent["act"] or Act.UNHIDE, note=sent["note"]
            )
    messages.success(request, f"{outcome(decision)}.", extra_tags=f"in-page undo:{decision.pk}")


def _comment(comment_id: UUID) -> str:
    return reverse("moderation:comment", args=[comment_id])


def _to(address: str, filters: Filters) -> HttpResponseRedirect:
    query = filters.address()
    return HttpResponseRedirect(f"{address}?{query}" if query else address)


@permission_required(Permission.DECIDE)
@require_POST
def undo(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    decision = get_object_or_404(Decision.objects.select_related("effect", "revision"), pk=decision_id)
    try:
        actions.undo_decision(actor=person(_user(request)), decision=decision)
    except DecisionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Décision annulée avant l'envoi. Le commentaire attend de nouveau.")
    return _to(_comment(decision.comment_id), Filters.read(request.GET))


@permission_required(Permission.READ)
@require_GET
def journal(request: HttpRequest) -> HttpResponse:
    words, verdict = asked(request.GET, "mots", 100), asked(request.GET, "verdict", 16)
    page = journal_page(request.GET.get("page", 1), words=words, verdict=verdict)
    context = {
        "page": page,
        "lines": [past(decision, quoted=False) for decision in page],
        "words": words,
        "verdict": verdict,
        "verdicts": VERDICTS,
    }
    return render(request, "moderation/journal.html", context)
