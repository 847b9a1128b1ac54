"""The page “My organisation”: who belongs to it and until when, its land, what it has placed."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontend.forms.organisation import A_DAY, InviteForm, MemberForm
from frontend.templatetags.objects import object_url
from frontend.views.kinds import PLACED_KINDS
from frontend.views.reader import person_of
from frontend.views.refusals import refusals_as_pages
from territory.acting import reading_as
from territory.embedding.actions import can_allow_sites
from territory.errors import Invalid, NotAllowed
from territory.organisations import rules
from territory.organisations.actions import change_membership, end_membership
from territory.organisations.invitations import unanswered_invitations
from territory.organisations.models import Invitation, Mandate, Membership, Organisation
from territory.people.models import User

# Of each kind; the whole is under "My contributions" and on the map.
MOST_SHOWN = 10


@login_required
@require_safe
def my_organisations(request: HttpRequest) -> HttpResponse:
    """The one organisation of the person, or the list of them."""
    own = Membership.objects.filter(user=person_of(request)).valid_on(timezone.localdate())
    organisations = Organisation.objects.filter(pk__in=own.values("organisation"))
    if len(organisations) == 1:
        return redirect("organisation", organisations[0].slug)
    return render(request, "frontend/organisation/choose.html", {"organisations": organisations})


def organisation_for_members(request: HttpRequest, slug: str) -> Organisation:
    """The organisation at the address. Raises NotAllowed for people outside it."""
    organisation = get_object_or_404(Organisation, slug=slug)
    if not rules.can_see_members(request.user, organisation):
        raise NotAllowed(_("Only members of %(organisation)s see this page.") % {"organisation": organisation})
    return organisation


@login_required
@never_cache
@refusals_as_pages
@require_safe
def organisation_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Members, open invitations, land and contributions of one organisation, for its members."""
    organisation = organisation_for_members(request, slug)
    form = InviteForm(organisation=organisation, initial={"language": request.LANGUAGE_CODE})
    return show_organisation(request, organisation, form)


def show_organisation(request: HttpRequest, organisation: Organisation, form: InviteForm) -> HttpResponse:
    """The page of ``organisation``, with the form for inviting as it stands."""
    reader, today = person_of(request), timezone.localdate()
    may_manage = rules.can_manage_members(reader, organisation)
    members = Membership.objects.filter(organisation=organisation).valid_on(today).order_by("user__name", "role")
    mandates = Mandate.objects.filter(organisation=organisation).valid_on(today)
    context: dict[str, Any] = {
        "organisation": organisation,
        "members": [_with_last_day(member) for member in members.select_related("user")],
        "may_manage": may_manage,
        "form": form,
        "invitations": _unanswered(organisation, reader) if may_manage else [],
        "land": [_area(mandate) for mandate in mandates.select_related("commune", "business_park", "region")],
        "things": _placed_by(organisation, reader),
        "may_allow_sites": can_allow_sites(reader),
    }
    return render(request, "frontend/organisation/page.html", context, status=422 if form.errors else 200)


def _unanswered(organisation: Organisation, reader: User) -> list[Invitation]:
    with reading_as(reader):
        return list(unanswered_invitations(organisation).select_related("invited_by"))


def _area(mandate: Mandate) -> dict[str, Any]:
    area = mandate.commune or mandate.business_park
    return {
        "name": str(area or mandate.region),
        "address": object_url(area) if area else "",
        "since": mandate.valid_from,
    }


def _with_last_day(member: Membership) -> dict[str, Any]:
    return {"membership": member, "last_day": member.valid_until - A_DAY if member.valid_until else None}


def _placed_by(organisation: Organisation, reader: User) -> list[Any]:
    things = [
        thing
        for kind in PLACED_KINDS.values()
        for thing in kind.model.objects.visible_to(reader)
        .filter(owner=organisation)
        .select_related("theme")
        .order_by("-updated_at")[:MOST_SHOWN]
    ]
    return sorted(things, key=lambda thing: thing.updated_at, reverse=True)[:MOST_SHOWN]


def _member_of(request: HttpRequest, slug: str, pk: int) -> Membership:
    organisation = organisation_for_members(request, slug)
    members = Membership.objects.filter(organisation=organisation).valid_on(timezone.localdate())
    return get_object_or_404(members.select_related("organisation", "user"), pk=pk)


@login_required
@never_cache
@refusals_as_pages
@require_http_methods(["GET", "POST"])
def change_member(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The form for one member's role, its end, and whether they look after the others."""
    membership = _member_of(request, slug, pk)
    if not rules.can_manage_members(request.user, membership.organisation):
        raise NotAllowed(_("Only people who look after the members may change this."))
    initial = {
        "role": membership.role,
        "last_day": membership.valid_until - A_DAY if membership.valid_until else None,
        "is_administrator": membership.is_administrator,
    }
    form = MemberForm(request.POST or None, organisation=membership.organisation, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            change_membership(
                membership,
                person_of(request),
                role=values["role"],
                is_administrator=values["is_administrator"],
                valid_until=form.first_day_after(),
                reason=values["reason"],
            )
            messages.success(request, _("Saved."))
            return redirect("organisation", slug)
        except Invalid as refusal:
            form.add_problems(refusal.problems)
    return _show_member(request, membership, form)


def _show_member(request: HttpRequest, membership: Membership, form: MemberForm) -> HttpResponse:
    return render(
        request,
        "frontend/organisation/member.html",
        {"membership": membership, "organisation": membership.organisation, "form": form},
        status=422 if form.errors else 200,
    )


@login_required
@refusals_as_pages
@require_POST
def end_member(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ends a membership today; the last one who looks after the members is told why that cannot be."""
    membership = _member_of(request, slug, pk)
    person, name = person_of(request), str(membership.user)
    try:
        end_membership(membership, person, request.POST.get("reason", "").strip()[:500])
    except Invalid as refusal:
        messages.error(request, str(refusal))
        return redirect("organisation", slug)
    messages.success(request, _("The membership of %(person)s has ended.") % {"person": name})
    return redirect("organisation", slug) if membership.user_id != person.pk else redirect("account")
