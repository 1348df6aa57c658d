"""The screens of the library: parse, call one action or query, render."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parvis.desk.people.actors import person
from parvis.desk.people.permissions import Permission, allowed, permission_required

from ..actions import library as actions
from ..models import LibraryAnswer
from ..views import reader
from .filters import LibraryFilters
from .forms import LibraryForm, stamp
from .queries import known_words, library_page
from .refusals import ChangedElsewhere
from .screens import answer_screen, conflict, library_tabs, themes_of

_FRAGMENTS = {"list": "enquiries/_library_found.html"}  # what htmx may ask for alone


@permission_required(Permission.READ)
@require_GET
def library(request: HttpRequest) -> HttpResponse:
    filters, today = LibraryFilters.read(request.GET), timezone.localdate()
    found = library_page(filters, request.GET.get("page", 1), today=today)
    context = {
        "filters": filters,
        "page": found.page,
        "tabs": library_tabs(filters, found.counts),
        "groups": themes_of(found, today),
        "themes": found.themes,
        "can_answer": allowed(reader(request).role, Permission.ANSWER),
    }
    template = _FRAGMENTS.get(request.headers.get("HX-Target", ""), "enquiries/library.html")
    return render(request, template, context)


@permission_required(Permission.READ)
@require_GET
def answer(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    return _show(request, get_object_or_404(LibraryAnswer, pk=entry_id))


def _show(request: HttpRequest, found: LibraryAnswer, *, refused: str = "") -> HttpResponse:
    """One answer's page; `refused` is why what was just asked was not done."""
    context = {
        "answer": found,
        "screen": answer_screen(found, reader=reader(request), today=timezone.localdate()),
        "seen": stamp(found),
        "filters": LibraryFilters.read(request.GET),
        "refused": refused,
    }
    return render(request, "enquiries/library_answer.html", context, status=409 if refused else 200)


@permission_required(Permission.ANSWER)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    form = LibraryForm(request.POST if request.method == "POST" else None, today=timezone.localdate())
    if not _may_be_saved(form):
        return _form_page(request, form, None)
    added = actions.add_answer(actor=person(reader(request)), fields=form.answer_fields(), kept=form.kept_codes)
    messages.success(request, "Réponse ajoutée à la bibliothèque.")
    return _back(request, added)


@permission_required(Permission.ANSWER)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    found = get_object_or_404(LibraryAnswer, pk=entry_id)
    sent = request.POST if request.method == "POST" else None
    form = LibraryForm(sent, answer=found, today=timezone.localdate())
    if not _may_be_saved(form):
        return _form_page(request, form, found)
    try:
        _change(request, found, form)
    except ChangedElsewhere:
        found.refresh_from_db()
        form.reread(found)
        return _form_page(request, form, found, overtaken=True)
    messages.success(request, "Réponse enregistrée.")
    return _back(request, found)


def _change(request: HttpRequest, found: LibraryAnswer, form: LibraryForm) -> None:
    if form.cleaned_data["seen"] != stamp(found):
        raise ChangedElsewhere
    actions.change_answer(
        actor=person(reader(request)), answer=found, fields=form.answer_fields(), kept=form.kept_codes
    )


def _may_be_saved(form: LibraryForm) -> bool:
    """Sent, whole, and with every warning read; a check alone saves nothing."""
    return form.is_valid() and form.agreed and not form.checking


def _form_page(
    request: HttpRequest, form: LibraryForm, found: LibraryAnswer | None, *, overtaken: bool = False
) -> HttpResponse:
    """The form as it stands: empty, filled, refused, or overtaken by what somebody else did."""
    context = {
        "form": form,
        "answer": found,
        "filters": LibraryFilters.read(request.GET),
        "known": {field: known_words(field) for field in ("theme", "redirect", "owner")},
        "conflict": conflict(found, form.answer_fields()) if found and overtaken else None,
    }
    if form.checking and request.headers.get("HX-Target") == "checked":
        return render(request, "enquiries/_library_checked.html", context | {"fragment": True})
    status = 409 if overtaken else 422 if form.is_bound and not form.checking else 200
    return render(request, "enquiries/library_form.html", context, status=status)


@permission_required(Permission.ADMINISTER)
@require_POST
def validate(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """The institution stands by the words that this page showed."""
    found = get_object_or_404(LibraryAnswer, pk=entry_id)
    if request.POST.get("seen") != stamp(found):
        return _show(request, found, refused=str(ChangedElsewhere()))
    try:
        actions.validate_answer(actor=person(reader(request)), answer=found)
    except ChangedElsewhere as refusal:
        return _show(request, LibraryAnswer.objects.get(pk=entry_id), refused=str(refusal))
    messages.success(request, "Réponse validée.")
    return _back(request, found)


@permission_required(Permission.ADMINISTER)
@require_POST
def retire(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    found = get_object_or_404(LibraryAnswer, pk=entry_id)
    actions.retire_answer(actor=person(reader(request)), answer=found)
    messages.success(request, "Réponse retirée. Elle n’est plus proposée.")
    return _back(request, found)


@permission_required(Permission.ADMINISTER)
@require_POST
def restore(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    found = get_object_or_404(LibraryAnswer, pk=entry_id)
    actions.restore_answer(actor=person(reader(request)), answer=found)
    messages.success(request, "Réponse remise en service. Elle est de nouveau proposée.")
    return _back(request, found)


def _back(request: HttpRequest, found: LibraryAnswer) -> HttpResponseRedirect:
    query = LibraryFilters.read(request.GET).address()
    address = reverse("enquiries:library_answer", args=[found.pk])
    return HttpResponseRedirect(f"{address}{'?' if query else ''}{query}")
