"""Writing needs and offers: state, change, withdraw, state again. History and policies follow the same rule."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from territory.acting import acting_as
from territory.companies.models import Establishment
from territory.errors import Invalid, NotAllowed, Outdated
from territory.needs_and_offers.models import NeedOrOffer
from territory.needs_and_offers.rules import can_change, can_state
from territory.needs_and_offers.values import FIELDS, checked
from territory.people.models import User

# So that an establishment's page stays a page; nobody has stated more than thirty in any trial.
MOST_ENTRIES = 200


def state_entry(
    establishment: Establishment, actor: User, values: Mapping[str, Any], *, is_invented: bool = False
) -> NeedOrOffer:
    """The new need or offer as stored. Raises NotAllowed, Invalid."""
    # No verb: the context of a history is readable for all of the database and would tell that there is something.
    with acting_as(actor):
        if not can_state(actor, establishment):
            raise NotAllowed(
                _("Only people of %(company)s state what this establishment needs and offers.")
                % {"company": establishment.company}
            )
        stored = checked(values)
        if NeedOrOffer.objects.filter(establishment=establishment).count() >= MOST_ENTRIES:
            raise Invalid({"": [_("An establishment can state %(count)d entries.") % {"count": MOST_ENTRIES}]})
        return NeedOrOffer.objects.create(establishment=establishment, is_invented=is_invented, **stored)


def change_entry(
    entry: NeedOrOffer, actor: User, values: Mapping[str, Any], based_on: int | None = None
) -> NeedOrOffer:
    """The entry with what ``values`` names changed. Raises NotAllowed, Outdated, Invalid."""
    with acting_as(actor):
        kept = _locked(entry, actor, based_on)
        stored = checked({name: getattr(kept, name) for name in FIELDS} | dict(values))
        for name, value in stored.items():
            setattr(kept, name, value)
        return _saved(kept)


def withdraw_entry(entry: NeedOrOffer, actor: User, based_on: int | None = None) -> NeedOrOffer:
    """The entry, from now on read by its own company only. Withdrawn twice it stays withdrawn. Raises NotAllowed."""
    with acting_as(actor):
        kept = _locked(entry, actor, based_on)
        if kept.withdrawn_at is None:
            kept.withdrawn_at = timezone.now()
            _saved(kept)
        return kept


def state_again(entry: NeedOrOffer, actor: User) -> NeedOrOffer:
    """The entry, read again by whom it was for. Raises NotAllowed."""
    with acting_as(actor):
        kept = _locked(entry, actor, None)
        if kept.withdrawn_at is not None:
            kept.withdrawn_at = None
            _saved(kept)
        return kept


def _locked(entry: NeedOrOffer, actor: User, based_on: int | None) -> NeedOrOffer:
    if not can_change(actor, entry):
        raise NotAllowed(_("Only people of the company change what it stated."))
    kept = NeedOrOffer.objects.select_for_update(of=("self",)).select_related("establishment").get(pk=entry.pk)
    if based_on is not None and based_on != kept.version:
        raise Outdated(_("This was changed in the meantime. Read it again and repeat your change."))
    return kept


def _saved(entry: NeedOrOffer) -> NeedOrOffer:
    entry.version += 1
    entry.save()
    return entry
