"""Adding rasters: a form to upload one, a form to derive one from our own layers."""

from pathlib import Path

from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from frontend.forms.rasters import DeriveForm, UploadForm
from frontend.views.reader import person_of
from frontend.views.refusals import refusals_as_pages
from layers.rasters.check import MAX_FILE_BYTES
from territory.errors import Invalid, NotAllowed
from territory.suitability import actions, rules

FORM_BYTES = 100_000  # of the other fields


@csrf_exempt  # here only, so that its length is judged before any of it is read; upload_form below is protected
@login_required
@refusals_as_pages
@require_http_methods(["GET", "HEAD", "POST"])
def upload_raster(request: HttpRequest) -> HttpResponse:
    """The form to upload a GeoTIFF; a file that is too long is not received."""
    if not rules.can_add_rasters(request.user):
        raise NotAllowed(_("Rasters are added by regional moderators and park managers."))
    length = request.META.get("CONTENT_LENGTH") or ""
    if request.method == "POST" and length.isdigit() and int(length) > MAX_FILE_BYTES + FORM_BYTES:
        form = UploadForm()
        too_long = _("The file has %(size)d MB; at most %(limit)d MB are taken.") % {
            "size": int(length) // 1_000_000,
            "limit": MAX_FILE_BYTES // 1_000_000,
        }
        return render(request, "frontend/suitability/upload.html", {"form": form, "too_long": too_long}, status=413)
    request.upload_handlers = [TemporaryFileUploadHandler(request)]  # never in memory
    return _upload_form(request)


@csrf_protect
def _upload_form(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        values, file = form.cleaned_data, form.cleaned_data["file"]
        assert isinstance(file, TemporaryUploadedFile)
        try:
            layer = actions.upload(
                person_of(request),
                form.titles(),
                Path(file.temporary_file_path()),
                kind=values["kind"],
                unit=values["unit"],
                provenance=actions.Provenance(
                    values["publisher"], values["licence"], values["released_on"], values["attribution"]
                ),
                all_known=values["all_known"],
                file_name=str(file.name),
            )
            return redirect("raster", layer.pk)
        except Invalid as refusal:
            form.add_problems(refusal.problems)
    return render(request, "frontend/suitability/upload.html", {"form": form})


@login_required
@refusals_as_pages
@require_http_methods(["GET", "HEAD", "POST"])
def derive_raster(request: HttpRequest) -> HttpResponse:
    """The form to calculate a raster from stops, jobs or works."""
    if not rules.can_add_rasters(request.user):
        raise NotAllowed(_("Rasters are added by regional moderators and park managers."))
    form = DeriveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            layer = actions.derive(person_of(request), values["derivation"], values["area"], values["resolution_m"])
            return redirect("raster", layer.pk)
        except Invalid as refusal:
            form.add_problems(refusal.problems)
    return render(request, "frontend/suitability/derive.html", {"form": form})
