"""Answering for an authority: yes, no with a reason, or the answer taken back; and asking those not asked yet."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from frontend.queue.consents import CONSENTS
from frontend.queue.deciding import chosen_in, done_to_each
from frontend.templatetags.objects import object_url
from frontend.views.kinds import PLACED_KINDS
from frontend.views.numbers import number_in
from frontend.views.objects import show_object, visible_object
from frontend.views.queue import queue_page
from frontend.views.reader import person_of
from frontend.views.refusals import refusals_as_pages
from territory.consents.models import Consent
from territory.contributions.consenting import agree, ask, refuse, withdraw
from territory.errors import Invalid, NotAllowed, Refused
from territory.people.models import User


@login_required
@refusals_as_pages
@require_POST
def answer_in_queue(request: HttpRequest) -> HttpResponse:
    """Answers the chosen ones, each by itself; says what was done and what was not, and why."""
    reader = person_of(request)
    chosen = chosen_in(request, at_once="agree")
    reason = request.POST.get("reason", "").strip()
    failure = ""
    if chosen.decision not in ("agree", "refuse") or not chosen.marks:
        failure = _("Choose at least one of the list.")
    elif chosen.decision == "refuse" and not reason:
        failure = _("Say why, so that the author knows what to do.")
    if failure:
        typed = {"failure": failure, "chosen": chosen.marks, "reason": reason}
        return queue_page(request, reader, status=422, **{CONSENTS.name: typed})

    def answer(mark: str) -> None:
        consent = _consent(mark)
        _answer(reader, consent, _thing_of(consent, reader), chosen.decision, reason)

    done = done_to_each(request, chosen.marks, answer)
    if done and chosen.decision == "agree":
        messages.success(request, ngettext("You consent to %d.", "You consent to %d.", done) % done)
    elif done:
        sentence = ngettext("%d is refused, with your reason.", "%d are refused, with your reason.", done)
        messages.success(request, sentence % done)
    return redirect("queue")


@login_required
@refusals_as_pages
@require_POST
def answer_consent(request: HttpRequest, collection: str, pk: int) -> HttpResponse:
    """Answers one consent on the page of its thing; a missing reason is asked for beside its field."""
    thing: Any = visible_object(collection, pk, request.user)
    consent = _consent(request.POST.get("consent", ""))
    if (consent.kind, consent.object_id) != (thing._meta.model_name, thing.pk):
        raise NotAllowed(_("This consent belongs to something else."))
    reason = request.POST.get("reason", "")
    try:
        _answer(person_of(request), consent, thing, request.POST.get("decision", ""), reason)
    except Invalid as refusal:
        return show_object(
            request, collection, thing, status=422, failed_consent=consent.pk, failure=str(refusal), typed_reason=reason
        )
    messages.success(request, _("Your answer is stored; the authors are told."))
    return redirect(f"{object_url(thing)}#consents")


@login_required
@refusals_as_pages
@require_POST
def ask_consents(request: HttpRequest, collection: str, pk: int) -> HttpResponse:
    """Asks everybody whose land the thing touches and who was not asked yet."""
    thing: Any = visible_object(collection, pk, request.user)
    asked = ask(thing, person_of(request))
    names = ", ".join(str(consent.organisation) for consent in asked)
    if names:
        messages.success(request, _("Asked for their consent: %(names)s.") % {"names": names})
    return redirect(f"{object_url(thing)}#consents")


def _answer(reader: User, consent: Consent, thing: Any, decision: str, reason: str) -> None:
    if decision == "agree":
        agree(consent, thing, reader, reason)
    elif decision == "refuse":
        refuse(consent, thing, reader, reason)
    else:
        withdraw(consent, thing, reader)


def _consent(number: str) -> Consent:
    """The consent of that number. Raises Refused."""
    found = Consent.objects.filter(pk=number_in(number)).first()
    if found is None:
        raise Refused(_("This has been deleted in the meantime."))
    return found


def _thing_of(consent: Consent, reader: User) -> Any:
    for kind in PLACED_KINDS.values():
        if kind.model._meta.model_name == consent.kind:
            thing = kind.model.objects.visible_to(reader).filter(pk=consent.object_id).first()
            if thing is not None:
                return thing
    raise Refused(_("This has been deleted in the meantime."))
