"""Having neighbours asked whether they need a shared service, and answering when one is asked."""

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from frontend.views.numbers import number_in
from frontend.views.reader import in_own_name, person_of
from frontend.views.refusals import refusals_as_pages
from territory.enquiries import actions
from territory.enquiries.models import Enquiry
from territory.enquiries.reading import can_answer, enquiries_visible_to
from territory.errors import Invalid
from territory.needs_and_offers.models import Visibility
from territory.needs_and_offers.rules import can_facilitate
from territory.working_groups.models import WorkingGroup


class AnswerForm(forms.Form):
    amount = forms.FloatField(
        label=gettext_lazy("For how many people"), min_value=1, max_value=1_000_000, required=False
    )
    visibility = forms.ChoiceField(
        label=gettext_lazy("Who sees it"), choices=Visibility.choices, initial=Visibility.FACILITATOR
    )


@login_required
@refusals_as_pages
@in_own_name
@require_POST
def ask_neighbours(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks those chosen where the person facilitates, else proposes it; back to the page it came from."""
    group = get_object_or_404(WorkingGroup, pk=pk)
    service = request.POST.get("service", "")
    chosen = [number for each in request.POST.getlist("establishment") if (number := number_in(each))]
    person = person_of(request)
    try:
        begun = len(actions.ask(group, person, service, chosen))
    except Invalid as refusal:
        messages.error(request, " ".join(words for found in refusal.problems.values() for words in found))
    else:
        if can_facilitate(person, group):
            said = ngettext("%(n)d establishment is asked.", "%(n)d establishments are asked.", begun)
        else:
            said = ngettext(
                "%(n)d establishment is proposed to the facilitator.",
                "%(n)d establishments are proposed to the facilitator.",
                begun,
            )
        messages.success(request, said % {"n": begun})
    back = {name: request.POST.get(name, "")[:20] for name in ("service", "jobs", "minutes")}
    return redirect(f"{reverse('enough', args=[pk])}?{urlencode(back)}")


@login_required
@never_cache
@in_own_name
@require_safe
def enquiry_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One enquiry, for the people of the company that was asked."""
    return _show(request, _received(request, pk), AnswerForm())


@login_required
@refusals_as_pages
@in_own_name
@require_POST
def answer_enquiry(request: HttpRequest, pk: int) -> HttpResponse:
    """Yes or no; a yes is stated as a need."""
    enquiry = _received(request, pk)
    form, needs_it = AnswerForm(request.POST), request.POST.get("answer") == "yes"
    if form.is_valid():
        wanted = form.cleaned_data
        try:
            actions.answer(enquiry, person_of(request), needs_it, wanted["visibility"], wanted["amount"])
        except Invalid as refusal:
            for found in refusal.problems.values():
                form.add_error(None, found)
        else:
            said = _("Thank you. It is stated among your needs.") if needs_it else _("Thank you for your answer.")
            messages.success(request, said)
            return redirect("own-needs")
    return _show(request, enquiry, form)


@login_required
@refusals_as_pages
@in_own_name
@require_POST
def withdraw_enquiry(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes back an enquiry that is not answered, or one's own proposal."""
    enquiry = get_object_or_404(enquiries_visible_to(request.user), pk=pk)
    actions.withdraw(enquiry, person_of(request))
    messages.success(request, _("It is withdrawn."))
    return redirect(f"{reverse('enough', args=[enquiry.working_group_id])}?{urlencode({'service': enquiry.service})}")


def _received(request: HttpRequest, pk: int) -> Enquiry:
    """The enquiry that the person's own company got; to others it is not there."""
    enquiry = enquiries_visible_to(request.user).select_related("working_group__coordinator", "establishment")
    found: Enquiry = get_object_or_404(enquiry, pk=pk, sent_at__isnull=False)
    if found.withdrawn_at is None and not can_answer(request.user, found):
        raise Http404
    return found


def _show(request: HttpRequest, enquiry: Enquiry, form: AnswerForm) -> HttpResponse:
    context = {"enquiry": enquiry, "form": form}
    return render(request, "frontend/needs/enquiry.html", context, status=422 if form.errors else 200)
