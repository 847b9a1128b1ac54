"""Whether enough neighbours want a shared service: who says so, how many are missing, who is nearest."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from frontend.group_path import ENOUGH, path_of
from frontend.views.reader import in_own_name
from territory.enquiries.enough import enough_for
from territory.enquiries.reading import Asked, can_withdraw
from territory.needs_and_offers.models import SharedService
from territory.needs_and_offers.rules import belongs_to, can_facilitate
from territory.needs_and_offers.viability import THRESHOLD_JOBS, WITHIN_MIN, Viability
from territory.working_groups.models import WorkingGroup


class EnoughForm(forms.Form):
    service = forms.ChoiceField(label=_("Which service"), choices=[(each.value, each.label) for each in SharedService])
    jobs = forms.IntegerField(label=_("Jobs that make it viable"), min_value=1, max_value=1_000_000, required=False)
    minutes = forms.IntegerField(label=_("Minutes on foot at most"), min_value=1, max_value=30, required=False)


@never_cache
@require_safe
@in_own_name
def enough_for_service(request: HttpRequest, pk: int) -> HttpResponse:
    """For everyone; the more a reader may see, the more of those who want it are named and counted."""
    group: WorkingGroup = get_object_or_404(WorkingGroup, pk=pk)
    form = EnoughForm({"service": SharedService.SHUTTLE, **request.GET.dict()})
    context: dict[str, Any] = {"group": group, "form": form}
    if form.is_valid():
        wanted = form.cleaned_data
        jobs = wanted["jobs"] or THRESHOLD_JOBS[wanted["service"]]
        minutes = wanted["minutes"] or int(WITHIN_MIN)
        context["form"] = EnoughForm({"service": wanted["service"], "jobs": jobs, "minutes": minutes})
        context["service"] = SharedService(wanted["service"]).label
        found = enough_for(group, wanted["service"], request.user, jobs, minutes)
        context |= {"answer": found.viability, "refusal": found.refusal}
        context["path"] = path_of(group, ENOUGH, wanted["service"], jobs, minutes)
        context |= _asking(request, group, found.asked, found.viability)
    return render(request, "frontend/needs/enough.html", context, status=422 if form.errors else 200)


def _asking(request: HttpRequest, group: WorkingGroup, asked: Asked, answer: Viability | None) -> dict[str, Any]:
    """Whom the reader may have asked, and what became of those who were, as far as it is for the reader."""
    if not belongs_to(request.user, group):
        return {}
    facilitates = can_facilitate(request.user, group)
    open_ids = {each.establishment_id for each in asked.sent if each.is_open} if facilitates else set()
    wished = {each.establishment_id: each.establishment for each in asked.wishes}
    choices: dict[int, dict[str, Any]] = {}
    if answer is not None:
        needed = {one.id for one in answer.needed}
        for one in (*answer.needed, *(each for each, _minutes in answer.nearest)):
            choices.setdefault(one.id, {"id": one.id, "name": one.name, "jobs": one.jobs, "chosen": one.id in needed})
    for pk, place in wished.items() if facilitates else ():
        row = choices.setdefault(pk, {"id": pk, "name": place.name, "jobs": place.jobs})
        row |= {"chosen": True, "wished": True}
    return {
        "facilitates": facilitates,
        "belongs": True,
        "choices": [row for pk, row in choices.items() if pk not in open_ids and (facilitates or pk not in wished)],
        "sent": [{"enquiry": each, "may_withdraw": can_withdraw(request.user, each)} for each in asked.sent]
        if facilitates
        else [],
        "wishes": [] if facilitates else asked.wishes,
    }
