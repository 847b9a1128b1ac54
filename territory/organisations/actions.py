"""Who belongs to an organisation: changing and ending memberships, one function per verb.

Each asks the rules, checks the values and writes in the name of the person who acts; the database's
triggers keep who, when and why.
"""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from layers.days import day_in_words
from territory.acting import acting_as
from territory.errors import Invalid, NotAllowed, WrongState
from territory.organisations import rules
from territory.organisations.models import Membership, Organisation
from territory.people.models import User


def change_membership(
    membership: Membership,
    actor: User,
    *,
    role: str,
    is_administrator: bool,
    valid_until: datetime.date | None,
    reason: str = "",
) -> Membership:
    """``membership`` as stored, with the role, the care for the members and the end it now has.

    ``valid_until``: the first day on which it no longer holds. Raises NotAllowed, Invalid, WrongState.
    """
    with acting_as(actor, verb="change membership", reason=reason):
        if not rules.can_manage_members(actor, membership.organisation):
            raise NotAllowed(_not_yours(membership.organisation))
        membership = _locked(membership)
        check_offer(membership.organisation, role, valid_until)
        before = rules.looked_after_until(membership.organisation)
        membership.role = role
        membership.is_administrator = is_administrator
        membership.valid_until = valid_until
        _refuse_same_role_twice(membership)
        membership.save()
        _refuse_nobody_left(membership.organisation, before)
    return membership


def end_membership(membership: Membership, actor: User, reason: str = "") -> None:
    """Ends ``membership`` today. What the person placed stays. Raises NotAllowed, Invalid, WrongState."""
    with acting_as(actor, verb="end membership", reason=reason):
        if not rules.can_end(actor, membership):
            raise NotAllowed(_not_yours(membership.organisation))
        membership = _locked(membership)
        before = rules.looked_after_until(membership.organisation)
        today = timezone.localdate()
        if membership.valid_from >= today:  # it held for no whole day: nothing is left to keep but its history
            membership.delete()
        else:
            membership.valid_until = today
            membership.save()
        _refuse_nobody_left(membership.organisation, before)


def check_offer(organisation: Organisation, role: str, valid_until: datetime.date | None) -> None:
    """Nothing, where ``organisation`` can give ``role`` until that day. Raises Invalid."""
    problems: dict[str, list[str]] = {}
    fitting = rules.roles_of(organisation)
    if role not in fitting:
        problems["role"] = [
            _("In this organisation a member can be: %(roles)s.")
            % {"roles": ", ".join(str(each.label) for each in fitting)}
        ]
    if valid_until is not None and valid_until <= timezone.localdate():
        problems["valid_until"] = [_("Choose a day in the future, or end the membership.")]
    if problems:
        raise Invalid(problems)


def _locked(membership: Membership) -> Membership:
    """The membership as stored now; all of its organisation are closed to other writers, so that counting holds."""
    rows = Membership.objects.filter(organisation=membership.organisation).order_by("pk")
    list(rows.select_for_update(of=("self",)))
    stored = rows.select_related("organisation", "user").filter(pk=membership.pk).first()
    if stored is None or (stored.valid_until is not None and stored.valid_until <= timezone.localdate()):
        raise WrongState(_("This membership has ended in the meantime."))
    return stored


def _refuse_same_role_twice(membership: Membership) -> None:
    others = Membership.objects.filter(
        organisation=membership.organisation, user=membership.user, role=membership.role
    ).exclude(pk=membership.pk)
    if others.valid_on(timezone.localdate()).exists():
        raise Invalid({"role": [_("%(person)s has this role already.") % {"person": membership.user}]})


def _refuse_nobody_left(organisation: Organisation, before: datetime.date | None) -> None:
    """Refuses a change after which nobody looks after the members, now or from some day on.

    ``before``: until when somebody did. An organisation that had nobody can still be put in order.
    """
    after = rules.looked_after_until(organisation)
    if before is None or after == datetime.date.max or (after is not None and after >= before):
        return
    if after is None:
        sentence = _(
            "%(organisation)s needs somebody who looks after its members. Give this task to another member first."
        )
    else:
        sentence = _(
            "From %(day)s on nobody would look after the members of %(organisation)s. "
            "Give this task to another member first, without an end."
        )
    day = day_in_words(after) if after else ""
    raise Invalid({"is_administrator": [sentence % {"organisation": organisation, "day": day}]})


def _not_yours(organisation: Organisation) -> str:
    return _("Only people who look after the members of %(organisation)s may do this.") % {"organisation": organisation}
