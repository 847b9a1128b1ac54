"""A person's own account: profile, what is kept about them, and leaving."""

from allauth.core import ratelimit
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from frontend.accounts import remember_language
from frontend.forms.account import DeleteAccountForm, ProfileForm
from frontend.views.reader import person_of
from frontend.views.refusals import refusals_as_pages
from territory.accounts.leaving import delete_account, why_not_leave
from territory.accounts.own_data import own_data
from territory.organisations.models import Membership
from territory.people.tokens import tokens_of


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def account_page(request: HttpRequest) -> HttpResponse:
    """Name and language, and the ways to everything else about the account."""
    person = person_of(request)
    form = ProfileForm(request.POST or None, initial={"name": person.name, "language": person.language})
    if request.method == "POST" and form.is_valid():
        person.name, person.language = form.cleaned_data["name"], form.cleaned_data["language"]
        person.save(update_fields=["name", "language"])
        with translation.override(person.language):
            messages.success(request, _("Saved."))
            response = redirect("account")
        remember_language(response, person.language)
        return response
    memberships = Membership.objects.filter(user=person).valid_on(timezone.localdate())
    return render(
        request,
        "frontend/account/account.html",
        {
            "form": form,
            "person": person,
            "memberships": memberships.select_related("organisation"),
            "token_count": len(tokens_of(person)),
            "has_second_factor": is_mfa_enabled(person),
        },
        status=422 if form.errors else 200,
    )


@login_required
@never_cache
@require_safe
def download_own_data(request: HttpRequest) -> HttpResponse:
    """Everything that is kept about the person, as a JSON file."""
    response = JsonResponse(own_data(person_of(request)), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="territory-{timezone.localdate()}.json"'
    return response


@login_required
@never_cache
@refusals_as_pages
@require_http_methods(["GET", "POST"])
def delete_account_page(request: HttpRequest) -> HttpResponse:
    """Says what deleting means and what is in the way; with the password, deletes."""
    person = person_of(request)
    form = DeleteAccountForm(request.POST or None, person=person)
    if request.method == "POST":
        limited = ratelimit.consume_or_429(request, action="reauthenticate", user=person)
        if limited:
            return limited
    if request.method == "POST" and form.is_valid():
        delete_account(person)
        logout(request)
        messages.success(request, _("Your account is deleted. What you wrote stays, by a former member."))
        return redirect("map")
    context = {"form": form, "person": person, "obstacle": why_not_leave(person)}
    return render(request, "frontend/account/delete.html", context, status=422 if form.errors else 200)
