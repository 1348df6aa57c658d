"""The screens of enquiries: parse, call one action or query, render."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from parvis.desk.people.actors import person
from parvis.desk.people.models import User
from parvis.desk.people.permissions import Permission, allowed, permission_required
from parvis.desk.records.models import Comment
from parvis.web.labels import PLATFORMS

from .actions import claims, closing, groups
from .actions.opening import open_question
from .filters import Filters
from .forms import ClosingForm
from .models import Question
from .notices import notices
from .queries import next_question, question_page, questions_page, subjects
from .refusals import EnquiryRefused, NoReason
from .rows import row, tabs
from .screens import screen

_FRAGMENTS = {"list": "enquiries/_found.html"}  # what htmx may ask for alone
_LIKELY = 200  # questions that one form names at most


def reader(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - every view here is behind permission_required
    return request.user


@permission_required(Permission.READ)
@require_GET
def questions(request: HttpRequest) -> HttpResponse:
    filters, now, user = Filters.read(request.GET), timezone.now(), reader(request)
    found = questions_page(filters, request.GET.get("page", 1), reader=user.pk, now=now)
    context = {
        "filters": filters,
        "page": found.page,
        "tabs": tabs(filters, found.counts),
        "rows": [row(question, found.alike, user.pk, now) for question in found.page],
        "platforms": PLATFORMS,
        "subjects": subjects(),
        "notices": notices(user, now),
    }
    template = _FRAGMENTS.get(request.headers.get("HX-Target", ""), "enquiries/questions.html")
    return render(request, template, context)


@permission_required(Permission.READ)
@require_GET
def question(request: HttpRequest, question_id: UUID) -> HttpResponse:
    return show(request, question_id)


def show(request: HttpRequest, question_id: UUID, *, refused: str = "") -> HttpResponse:
    """One question's page; `refused` is why what was just asked was not done."""
    page = question_page(question_id)
    if page is None:
        raise Http404
    user, now, filters = reader(request), timezone.now(), Filters.read(request.GET)
    context = {
        "page": page,
        "screen": screen(page, reader=user, now=now, words=request.GET.get("chercher", "")[:200]),
        "filters": filters,
        "refused": refused,
        "can_answer": allowed(user.role, Permission.ANSWER),
        "next_id": next_question(filters, question_id, reader=user.pk, now=now),
    }
    return render(request, "enquiries/question.html", context, status=409 if refused else 200)


@permission_required(Permission.ANSWER)
@require_POST
def claim(request: HttpRequest, question_id: UUID) -> HttpResponse:
    return _attempt(request, question_id, claims.claim_question)


@permission_required(Permission.ANSWER)
@require_POST
def release(request: HttpRequest, question_id: UUID) -> HttpResponse:
    return _attempt(request, question_id, claims.release_question)


@permission_required(Permission.ANSWER)
@require_POST
def reopen(request: HttpRequest, question_id: UUID) -> HttpResponse:
    return _attempt(request, question_id, closing.reopen_question)


@permission_required(Permission.ANSWER)
@require_POST
def close(request: HttpRequest, question_id: UUID) -> HttpResponse:
    form = ClosingForm(request.POST)
    if not form.is_valid():
        return show(request, question_id, refused=str(NoReason()))
    return _attempt(request, question_id, partial(closing.close_without_answer, **form.cleaned_data))


def _attempt(request: HttpRequest, question_id: UUID, act: Callable[..., object]) -> HttpResponse:
    """Do this to the question, and show it again; or say on its page why it was not done."""
    subject = get_object_or_404(Question, pk=question_id)
    try:
        act(actor=person(reader(request)), question=subject)
    except EnquiryRefused as refusal:
        return show(request, question_id, refused=str(refusal))
    return back(request, question_id)


@permission_required(Permission.ANSWER)
@require_POST
def regroup(request: HttpRequest, question_id: UUID) -> HttpResponse:
    """Confirm, split or merge: what is ticked, with the question of the page."""
    subject = get_object_or_404(Question.objects.select_related("group"), pk=question_id)
    actor, act = person(reader(request)), request.POST.get("act", "")
    ticked = list(Question.objects.filter(pk__in=_identifiers(request.POST.getlist("question"))))
    if act == "merge" and ticked:
        groups.merge_questions(actor=actor, questions=[subject, *ticked])
    elif act == "confirm" and subject.group and ticked:
        groups.confirm_group(actor=actor, group=subject.group, questions=[subject, *ticked])
    elif act == "split" and subject.group and ticked:
        groups.split_from_group(actor=actor, group=subject.group, questions=ticked)
    else:
        return show(request, question_id, refused="Cochez d'abord des questions.")
    return back(request, question_id, "#groupe")


def _identifiers(sent: list[str]) -> list[UUID]:
    """What is a UUID among what a form sent."""
    found = []
    for one in sent[:_LIKELY]:
        try:
            found.append(UUID(one))
        except ValueError:
            continue
    return found


@permission_required(Permission.ANSWER)
@require_POST
def open_by_hand(request: HttpRequest, comment_id: UUID) -> HttpResponse:
    comment = get_object_or_404(
        Comment.objects.select_related("standing__revision"), pk=comment_id, ours=False, standing__isnull=False
    )
    opened = open_question(actor=person(reader(request)), comment=comment)
    return back(request, opened.pk)


def back(request: HttpRequest, question_id: UUID, anchor: str = "") -> HttpResponseRedirect:
    query = Filters.read(request.GET).address()
    address = reverse("enquiries:question", args=[question_id])
    return HttpResponseRedirect(f"{address}{'?' if query else ''}{query}{anchor}")
