"""The screens of answers: write, check, send, approve."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from parvis.desk.people.actors import person
from parvis.desk.people.permissions import Permission, allowed, permission_required

from .actions import answers
from .actions.drafts import as_written, discard_draft, draft_of, save_draft
from .forms import DraftForm, pressed, with_library
from .models import Answer, AnswerState, Question
from .queries import question_page
from .refusals import EnquiryRefused
from .screens import approval_screen, screen
from .views import back, reader, show

_UNREADABLE = "Ce formulaire n'est plus valable. Copiez votre texte, rechargez la page, puis reprenez."


@permission_required(Permission.ANSWER)
@require_POST
def draft(request: HttpRequest, question_id: UUID) -> HttpResponse:
    """Save what is written, and say what the gate finds. A button may have corrected a fault, or taken an answer."""
    subject = get_object_or_404(Question, pk=question_id)
    try:
        _save(request, subject)
    except EnquiryRefused as refusal:
        return show(request, question_id, refused=str(refusal))
    if request.headers.get("HX-Target") not in {"checked", "composer"}:
        return back(request, question_id, "#reponse")
    page = question_page(question_id)
    if page is None:
        raise Http404
    user = reader(request)
    context = {"page": page, "screen": screen(page, reader=user, now=timezone.now()), "can_answer": True}
    whole = request.headers.get("HX-Target") == "composer"
    return render(request, "enquiries/_composer.html" if whole else "enquiries/_checked.html", context)


def _save(request: HttpRequest, subject: Question) -> Answer:
    form = DraftForm(request.POST)
    if not form.is_valid():
        raise EnquiryRefused(_UNREADABLE)
    actor = person(reader(request))
    written = form.written(draft_of(subject))
    if "use" in request.POST:
        written = with_library(written, request.POST["use"][:80])
    answer = save_draft(actor=actor, question=subject, written=written)
    for button in ("correct", "ignore"):
        if button in request.POST:
            again = pressed(answer, as_written(answer), button, request.POST[button][:16])
            answer = save_draft(actor=actor, question=subject, written=again)
    return answer


@permission_required(Permission.ANSWER)
@require_POST
def send(request: HttpRequest, question_id: UUID) -> HttpResponse:
    """Save, then send; or hand it to a second person, where the policy asks for one."""
    subject = get_object_or_404(Question, pk=question_id)
    try:
        answer = answers.send_answer(actor=person(reader(request)), answer=_save(request, subject))
    except EnquiryRefused as refusal:
        return show(request, question_id, refused=str(refusal))
    if answer.state == AnswerState.PROPOSED:
        messages.success(request, "Réponse prête. Une autre personne doit l'approuver avant l'envoi.")
    else:
        messages.success(request, "Réponse en route.", extra_tags="in-page")
    return back(request, question_id)


@permission_required(Permission.ANSWER)
@require_POST
def discard(request: HttpRequest, question_id: UUID) -> HttpResponse:
    answer = draft_of(get_object_or_404(Question, pk=question_id))
    if answer is not None:
        try:
            discard_draft(actor=person(reader(request)), answer=answer)
        except EnquiryRefused as refusal:
            return show(request, question_id, refused=str(refusal))
    return back(request, question_id)


@permission_required(Permission.READ)
@require_GET
def answer(request: HttpRequest, answer_id: UUID) -> HttpResponse:
    return _show_answer(request, answer_id)


def _show_answer(request: HttpRequest, answer_id: UUID, *, refused: str = "") -> HttpResponse:
    found = get_object_or_404(
        Answer.objects.select_related("question__comment__standing__revision", "question__group", "library"),
        pk=answer_id,
    )
    user = reader(request)
    context = {
        "answer": found,
        "screen": approval_screen(found, reader=user),
        "refused": refused,
        "can_answer": allowed(user.role, Permission.ANSWER),
    }
    return render(request, "enquiries/answer.html", context, status=409 if refused else 200)


@permission_required(Permission.ANSWER)
@require_POST
def approve(request: HttpRequest, answer_id: UUID) -> HttpResponse:
    return _attempt(request, answer_id, answers.approve_answer)


@permission_required(Permission.ANSWER)
@require_POST
def give_back(request: HttpRequest, answer_id: UUID) -> HttpResponse:
    said = "Réponse rendue à son auteur, qui la corrigera."
    return _attempt(request, answer_id, partial(answers.return_answer, note=request.POST.get("note", "")[:2000]), said)


@permission_required(Permission.ANSWER)
@require_POST
def call_back(request: HttpRequest, answer_id: UUID) -> HttpResponse:
    said = "Envoi annulé. La réponse est redevenue un brouillon."
    return _attempt(request, answer_id, answers.call_back_answer, said)


def _attempt(request: HttpRequest, answer_id: UUID, act: Callable[..., object], said: str = "") -> HttpResponse:
    """Do this to the answer, and show it again; or say on its page why it was not done."""
    found = get_object_or_404(Answer, pk=answer_id)
    try:
        act(actor=person(reader(request)), answer=found)
    except EnquiryRefused as refusal:
        return _show_answer(request, answer_id, refused=str(refusal))
    if said:  # the page itself says that an answer is on its way
        messages.success(request, said)
    return HttpResponseRedirect(reverse("enquiries:answer", args=[answer_id]))
