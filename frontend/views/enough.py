"""Whether enough neighbours want a shared service: who says so, how many are missing, who is nearest."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from frontend.views.reader import in_own_name
from territory.needs_and_offers.models import SharedService
from territory.needs_and_offers.viability import THRESHOLD_JOBS, WITHIN_MIN, viability_of
from territory.siting.errors import UnusableProblem
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
    asked = {"service": SharedService.SHUTTLE, **request.GET.dict()}
    form = EnoughForm(asked)
    context: dict[str, Any] = {"group": group, "form": form}
    if form.is_valid():
        wanted = form.cleaned_data
        jobs = wanted["jobs"] or THRESHOLD_JOBS[wanted["service"]]
        minutes = wanted["minutes"] or int(WITHIN_MIN)
        context["form"] = EnoughForm({"service": wanted["service"], "jobs": jobs, "minutes": minutes})
        context["service"] = SharedService(wanted["service"]).label
        try:
            context["answer"] = viability_of(group, wanted["service"], request.user, jobs, minutes)
        except UnusableProblem as refusal:
            context["refusal"] = str(refusal)
    return render(request, "frontend/needs/enough.html", context, status=422 if form.errors else 200)
