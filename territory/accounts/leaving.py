"""Deleting an account: who wrote something becomes "former member", what they wrote stays."""

from typing import Any

from django.db.models import CASCADE, ForeignObjectRel
from django.utils import timezone
from django.utils.translation import gettext as _

from territory.acting import acting_as
from territory.errors import NotAllowed
from territory.organisations.actions import end_membership
from territory.organisations.models import Invitation, Membership, Organisation
from territory.organisations.rules import looked_after_until
from territory.people.models import User
from territory.studies.models import Study

# Ended one by one, since its history has to say so; everything else that hangs on the person is removed.
ENDED = (Membership,)


def organisations_left_alone(person: User) -> list[Organisation]:
    """The organisations whose members nobody would look after without ``person``."""
    looked_after = (
        Membership.objects.filter(user=person, is_administrator=True)
        .valid_on(timezone.localdate())
        .select_related("organisation")
    )
    return [
        membership.organisation
        for membership in looked_after
        if looked_after_until(membership.organisation, without=membership) is None
    ]


def why_not_leave(person: User) -> str:
    """What ``person`` has to do before the account can be deleted, in words; empty where nothing is in the way."""
    alone = organisations_left_alone(person)
    if alone:
        return _(
            "You are the only one who looks after the members of %(organisations)s. Give this task to another member "
            "first, or ask the administrators of this service to do so."
        ) % {"organisations": ", ".join(str(organisation) for organisation in alone)}
    if (
        person.is_superuser
        and not User.objects.filter(is_superuser=True, is_active=True).exclude(pk=person.pk).exists()
    ):
        return _("You are the only administrator of this service. Make somebody else one first.")
    return ""


def delete_account(person: User, actor: User | None = None) -> None:
    """Ends the memberships of ``person`` and removes what is known about them. Raises NotAllowed.

    ``actor``: an administrator who does it in their place.
    """
    with acting_as(actor or person, verb="delete account"):
        reason = why_not_leave(person)
        if reason:
            raise NotAllowed(reason)
        for membership in Membership.objects.filter(user=person).valid_on(timezone.localdate()):
            end_membership(membership, actor or person, reason="account deleted")
        with acting_as(person):  # what is theirs alone, the database lets nobody else remove
            Invitation.objects.filter(accepted_by=person).update(email="")
            Study.objects.filter(owner=person, working_group=None).delete()  # nobody else could ever read it
            _remove_what_hangs_on(person)
        person.email = f"former-member-{person.pk}@invalid"  # a name that no mail server has (RFC 2606)
        person.name = ""
        person.is_active = person.is_staff = person.is_superuser = False
        person.last_login = None
        person.left_at = timezone.now()
        person.set_unusable_password()
        person.save()


def _remove_what_hangs_on(person: User) -> None:
    """Deletes tokens, second factors, subscriptions: every row that would go with the person's own."""
    for relation in User._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or relation.on_delete is not CASCADE:
            continue
        model: Any = relation.related_model
        if model not in ENDED:
            model._base_manager.filter(**{relation.field.name: person}).delete()
