"""Saying on a thing's page that it came into another stage."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from frontend.templatetags.objects import object_url
from frontend.views.objects import show_object, visible_object
from frontend.views.reader import person_of
from frontend.views.refusals import refusals_as_pages
from territory.contributions.stages import WORDS, move_stage
from territory.errors import Invalid


@login_required
@refusals_as_pages
@require_POST
def move_to_stage(request: HttpRequest, collection: str, pk: int) -> HttpResponse:
    """Stores the move and returns to the page; what is wrong is said beside its field; what was typed stays."""
    thing: Any = visible_object(collection, pk, request.user)
    typed = {name: request.POST.get(name, "") for name in WORDS}
    try:
        thing = move_stage(thing, person_of(request), typed["stage"], typed["stage_on"], typed["stage_evidence"])
    except Invalid as refusal:
        problems = {name: " ".join(sentences) for name, sentences in refusal.problems.items()}
        return show_object(request, collection, thing, status=422, stage_typed=typed, stage_problems=problems)
    messages.success(request, _("Stored. It is now in the stage “%(stage)s”.") % {"stage": thing.get_stage_display()})
    return redirect(f"{object_url(thing)}#stages")
