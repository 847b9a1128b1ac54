"""Inviting people into an organisation, and the page that the letter's link leads to."""

import logging
import smtplib

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from frontend.accounts import remember_language
from frontend.forms.account import JoinForm
from frontend.forms.organisation import InviteForm
from frontend.views.organisation import organisation_for_members, show_organisation
from frontend.views.reader import person_of
from frontend.views.refusals import refusals_as_pages
from territory.acting import reading_as
from territory.errors import Invalid
from territory.organisations.invitations import accept, invitation_of, invite, join, renew, withdraw
from territory.organisations.models import Invitation, Organisation
from territory.people.models import User

logger = logging.getLogger(__name__)


@login_required
@refusals_as_pages
@require_POST
def invite_member(request: HttpRequest, slug: str) -> HttpResponse:
    """Stores an invitation and sends it."""
    organisation = organisation_for_members(request, slug)
    form = InviteForm(request.POST, organisation=organisation)
    if form.is_valid():
        values = form.cleaned_data
        try:
            invitation, key = invite(
                organisation,
                person_of(request),
                email=values["email"],
                language=values["language"],
                role=values["role"],
                is_administrator=values["is_administrator"],
                member_until=form.first_day_after(),
            )
        except Invalid as refusal:
            form.add_problems(refusal.problems)
        else:
            _send(request, invitation, key)
            return redirect("organisation", slug)
    return show_organisation(request, organisation, form)


@login_required
@refusals_as_pages
@require_POST
def resend_invitation(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Sends a letter with a new link; the old one stops working."""
    organisation = organisation_for_members(request, slug)
    invitation = _invitation(request, organisation, pk)
    _send(request, *renew(invitation, person_of(request)))
    return redirect("organisation", slug)


@login_required
@refusals_as_pages
@require_POST
def withdraw_invitation(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Makes the link of the letter useless."""
    organisation = organisation_for_members(request, slug)
    withdraw(_invitation(request, organisation, pk), person_of(request))
    messages.success(request, _("The invitation is withdrawn; its link no longer works."))
    return redirect("organisation", slug)


def _invitation(request: HttpRequest, organisation: Organisation, pk: int) -> Invitation:
    with reading_as(request.user):
        return get_object_or_404(Invitation, organisation=organisation, pk=pk)


def _send(request: HttpRequest, invitation: Invitation, key: str) -> None:
    """Writes the letter in the language of the person invited, and tells the inviter whether it left."""
    with translation.override(invitation.language):
        link = request.build_absolute_uri(reverse("invitation", args=[key]))
    context = {"invitation": invitation, "link": link, "language": invitation.language}
    try:
        get_adapter(request).send_mail("account/email/invitation", invitation.email, context)
    except (smtplib.SMTPException, OSError) as error:
        logger.exception("An invitation was not sent", exc_info=error)
        messages.error(request, _("The invitation is stored, but the letter could not be sent. Send it again later."))
        return
    messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": invitation.email})


@never_cache
@refusals_as_pages
@require_http_methods(["GET", "POST"])
def invitation_page(request: HttpRequest, key: str) -> HttpResponse:
    """What the invitation offers, and the way in: a new account, or the one that the person has."""
    invitation = invitation_of(key)
    if invitation is None or not invitation.is_open:
        return _over(request, invitation)
    account = User.objects.filter(email__iexact=invitation.email).first()
    reader = request.user if isinstance(request.user, User) else None
    context = {"invitation": invitation, "organisation": invitation.organisation, "account": account, "key": key}
    if reader is not None:
        if request.method == "POST":
            accept(key, reader)
            return _welcome(request, invitation)
        return render(request, "frontend/invitation/join.html", {**context, "is_mine": reader == account})
    if account is not None:
        return render(request, "frontend/invitation/sign_in.html", context)
    return _new_account(request, invitation, key)


def _new_account(request: HttpRequest, invitation: Invitation, key: str) -> HttpResponse:
    form = JoinForm(request.POST or None, email=invitation.email, initial={"language": request.LANGUAGE_CODE})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        person = join(key, name=values["name"], language=values["language"], password=values["password1"])
        login(request, person, backend="django.contrib.auth.backends.ModelBackend")
        return _welcome(request, invitation)
    context = {"invitation": invitation, "organisation": invitation.organisation, "form": form}
    return render(request, "frontend/invitation/new_account.html", context, status=422 if form.errors else 200)


def _welcome(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    person = person_of(request)
    with translation.override(person.language):
        sentence = _("Welcome! You now belong to %(organisation)s.") % {"organisation": invitation.organisation}
        messages.success(request, sentence)
        response = redirect("organisation", invitation.organisation.slug)
    remember_language(response, person.language)
    return response


def _over(request: HttpRequest, invitation: Invitation | None) -> HttpResponse:
    """The page for a link that no longer works; 410, since it will not work again."""
    context = {"invitation": invitation}
    return render(request, "frontend/invitation/over.html", context, status=410 if invitation else 404)
