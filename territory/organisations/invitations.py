"""Inviting people into an organisation: the link's key is told once, its hash is stored; it works once, for 14 days."""

import datetime
import hashlib
import secrets

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from territory.acting import acting_as
from territory.errors import Invalid, NotAllowed, WrongState
from territory.organisations import rules
from territory.organisations.actions import check_offer
from territory.organisations.models import Invitation, Membership, Organisation
from territory.people.models import User

OPEN_FOR = datetime.timedelta(days=14)
# More than any town hall needs, and few enough that nobody sends mail to the world through us.
MOST_OPEN = 50


def invite(
    organisation: Organisation,
    inviter: User,
    *,
    email: str,
    language: str,
    role: str,
    is_administrator: bool = False,
    member_until: datetime.date | None = None,
) -> tuple[Invitation, str]:
    """The stored invitation, and the key for its link, which is not stored. Raises NotAllowed, Invalid."""
    email = email.strip().lower()
    with acting_as(inviter, verb="invite"):
        _refuse_outsider(inviter, organisation)
        try:
            check_offer(organisation, role, member_until)
        except Invalid as refusal:
            raise Invalid(
                {"member_until" if name == "valid_until" else name: texts for name, texts in refusal.problems.items()}
            ) from None
        if open_invitations(organisation).filter(email=email, role=role).exists():
            raise Invalid({"email": [_("This person is invited already. You can send the invitation again.")]})
        if _holds(organisation, role).filter(user__email=email).exists():
            raise Invalid({"email": [_("This person has this role already.")]})
        if open_invitations(organisation).count() >= MOST_OPEN:
            raise Invalid({"email": [_("Too many invitations are open. Withdraw some of them first.")]})
        key, now = secrets.token_urlsafe(32), timezone.now()
        invitation = Invitation.objects.create(
            organisation=organisation,
            email=email,
            language=language,
            role=role,
            is_administrator=is_administrator,
            member_until=member_until,
            key_digest=_digest(key),
            invited_by=inviter,
            sent_at=now,
            expires_at=now + OPEN_FOR,
        )
    return invitation, key


def renew(invitation: Invitation, actor: User) -> tuple[Invitation, str]:
    """The invitation, open for 14 more days, and a new key; the old link stops working.

    Raises NotAllowed, WrongState.
    """
    with acting_as(actor, verb="renew invitation"):
        invitation = _locked_unanswered(invitation, actor)
        key, now = secrets.token_urlsafe(32), timezone.now()
        invitation.key_digest = _digest(key)
        invitation.sent_at, invitation.expires_at = now, now + OPEN_FOR
        invitation.save()
    return invitation, key


def withdraw(invitation: Invitation, actor: User) -> None:
    """Makes the link of ``invitation`` useless. Raises NotAllowed, WrongState."""
    with acting_as(actor, verb="withdraw invitation"):
        invitation = _locked_unanswered(invitation, actor)
        invitation.withdrawn_at = timezone.now()
        invitation.save()


def invitation_of(key: str) -> Invitation | None:
    """The invitation that the link with ``key`` leads to, open or not; None where there never was one."""
    with transaction.atomic():
        _show(key)
        return Invitation.objects.select_related("organisation", "invited_by").filter(key_digest=_digest(key)).first()


def accept(key: str, person: User) -> Membership:
    """The membership that ``person`` now has.

    Raises WrongState (used, withdrawn, too old), NotAllowed (somebody else's).
    """
    with acting_as(person, verb="accept invitation"):
        _show(key)  # the database lets nobody else into the organisation
        rows = Invitation.objects.select_related("organisation").filter(key_digest=_digest(key))
        invitation = rows.select_for_update(of=("self",)).first()
        if invitation is None or not invitation.is_open:
            raise WrongState(_("This invitation is no longer open. Ask the person who invited you for a new one."))
        if invitation.email != person.email.lower():
            raise NotAllowed(_("This invitation is for %(email)s.") % {"email": invitation.email})
        today = timezone.localdate()
        if invitation.member_until is not None and invitation.member_until <= today:
            raise WrongState(_("The membership that was offered has ended by now. Ask for a new invitation."))
        membership = _holds(invitation.organisation, invitation.role).filter(user=person).first()
        if membership is None:
            membership = Membership.objects.create(
                organisation=invitation.organisation,
                user=person,
                role=invitation.role,
                is_administrator=invitation.is_administrator,
                valid_from=today,
                valid_until=invitation.member_until,
            )
        invitation.accepted_at, invitation.accepted_by = timezone.now(), person
        invitation.save()
    return membership


def join(key: str, *, name: str, language: str, password: str) -> User:
    """The new person, signed up with the address that the invitation reached and a member. Raises WrongState."""
    with transaction.atomic():
        invitation = invitation_of(key)
        if invitation is None or not invitation.is_open:
            raise WrongState(_("This invitation is no longer open. Ask the person who invited you for a new one."))
        if User.objects.filter(email__iexact=invitation.email).exists():
            raise WrongState(_("There is an account with this address already: sign in and open the link again."))
        person = User.objects.create_user(invitation.email, password, name=name, language=language)
        accept(key, person)
    return person


def open_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    """Invitations of ``organisation`` that can still be answered."""
    return unanswered_invitations(organisation).filter(expires_at__gt=timezone.now())


def unanswered_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    """Invitations of ``organisation`` that nobody has answered, also those that are too old by now."""
    return Invitation.objects.filter(organisation=organisation, accepted_at=None, withdrawn_at=None)


def _show(key: str) -> None:
    """Tells the database which letter is at hand, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('territory.invitation_key', %s, true)", [key])


def _digest(key: str) -> str:
    """As the database computes it: hexadecimal SHA-256. The key is random, so no salt is needed."""
    return hashlib.sha256(key.encode()).hexdigest()


def _holds(organisation: Organisation, role: str) -> "QuerySet[Membership]":
    return Membership.objects.filter(organisation=organisation, role=role).valid_on(timezone.localdate())


def _locked_unanswered(invitation: Invitation, actor: User) -> Invitation:
    _refuse_outsider(actor, invitation.organisation)
    stored = unanswered_invitations(invitation.organisation).select_for_update(of=("self",)).filter(pk=invitation.pk)
    found = stored.first()
    if found is None:
        raise WrongState(_("This invitation has been answered or withdrawn in the meantime."))
    return found


def _refuse_outsider(person: User, organisation: Organisation) -> None:
    if not rules.can_manage_members(person, organisation):
        raise NotAllowed(
            _("Only people who look after the members of %(organisation)s may invite.") % {"organisation": organisation}
        )
