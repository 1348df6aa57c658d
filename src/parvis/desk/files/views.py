"""The screens of files: send one, confirm its columns, import it; and take out as a file what a page shows."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from parvis.desk.people.actors import Actor, person
from parvis.desk.people.models import User
from parvis.desk.people.permissions import Permission, permission_required

from .actions import import_file, keep_upload
from .exporting import exports, make_export
from .forms import ColumnsForm, UploadForm
from .plans import Plan, columns, look_at, proposal, sample
from .quota import was_refused
from .readers.shapes import Unusable
from .screens import Told, Trial, is_long, preview, trial
from .uploads import Upload, discard, kept
from .writers import FORMATS


def _actor(request: HttpRequest) -> Actor:
    assert isinstance(request.user, User)  # noqa: S101 - every view here is behind permission_required
    return person(request.user)


@permission_required(Permission.ADMINISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Send a file."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        if was_refused(request):
            form.errors["file"] = form.error_class(
                ["Ce fichier est trop volumineux. Employez la commande parvis import."]
            )
        elif form.is_valid():
            given = form.cleaned_data
            upload = keep_upload(
                actor=_actor(request), file=given["file"], platform=given["platform"], account=given["account"]
            )
            return redirect("files:review", upload.id)
    return render(request, "files/start.html", {"form": form}, status=422 if form.errors else 200)


@permission_required(Permission.ADMINISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Confirm the columns, see what would happen, import."""
    upload = kept(upload_id)
    if upload is None:
        raise Http404
    try:
        return _review(request, upload)
    except Unusable as error:
        discard(upload)
        return render(request, "files/unusable.html", {"upload": upload, "why": str(error)}, status=422)


def _review(request: HttpRequest, upload: Upload) -> HttpResponse:
    found = look_at(upload.path, upload.platform)
    rows = sample(found)
    names, proposed = columns(rows), proposal(found, rows)
    context = {"upload": upload, "format": found.reader.LABEL, "doubtful": proposed.doubtful}
    if is_long(found):
        return render(request, "files/long.html", context)
    mapping = dict(proposed.columns)
    form = None
    if not found.mapping:
        form = ColumnsForm(names, mapping, request.POST or None)
        if form.is_bound and form.is_valid():
            mapping = form.mapping()
    plan = Plan(upload.path, upload.name, found, upload.platform, upload.account, mapping)
    sound = "text" in mapping and not (form and form.errors)
    if sound and request.method == "POST" and "import" in request.POST:
        return _import(request, upload, plan)
    context |= {
        "form": form,
        "preview": preview(rows, mapping),
        "trial": trial(plan) if sound else None,
    }
    return render(request, "files/review.html", context, status=422 if form and form.errors else 200)


def _import(request: HttpRequest, upload: Upload, plan: Plan) -> HttpResponse:
    told = Told()
    tally = import_file(actor=_actor(request), plan=plan, tell=told)
    discard(upload)
    return render(request, "files/done.html", {"upload": upload, "trial": Trial(tally, told.rows)})


@permission_required(Permission.READ)
@require_GET
def export(request: HttpRequest, kind: str, suffix: str) -> StreamingHttpResponse:
    """Everything that a page shows, its filters included, as a file."""
    form, wanted = FORMATS.get(suffix), exports().get(kind)
    if form is None or wanted is None:
        raise Http404
    try:
        made = make_export(actor=_actor(request), export=wanted, query=request.GET.dict(), form=form)
    except LookupError:
        raise Http404 from None
    response = StreamingHttpResponse(made, content_type=form.content_type)
    name = f"{wanted.label} {timezone.localdate().isoformat()}.{suffix}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response
