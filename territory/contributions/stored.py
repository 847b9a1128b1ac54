"""The stored row of a thing: taken for writing, held against the version somebody started from, written back."""

from typing import TypeVar, cast

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from territory.contributions.models import Contribution
from territory.errors import Outdated, WrongState

C = TypeVar("C", bound=Contribution)


def locked(thing: C) -> C:
    """As ``stored_row``, of what is not in the trash."""
    stored = stored_row(thing)
    if stored.trashed_at is not None:
        raise WrongState(_("This is in the trash. Take it out first."))
    return stored


def stored_row(thing: C) -> C:
    """The stored row as it is now, closed to other writers until the transaction ends.

    The database gives nobody a lock on what they may not write: then it is read without one, and
    the rule refuses with its reason.
    """
    rows = cast("QuerySet[C]", type(thing)._default_manager.filter(pk=thing.pk))
    try:
        return rows.select_for_update(of=("self",)).first() or rows.get()
    except type(thing).DoesNotExist:
        raise WrongState(_("This has been deleted in the meantime.")) from None


def refuse_other_version(thing: Contribution, based_on: int | None) -> None:
    if based_on is not None and based_on != thing.version:
        raise Outdated(
            _("This has changed since version %(based_on)d; it is now version %(version)d. Read it again.")
            % {"based_on": based_on, "version": thing.version}
        )


def save(thing: Contribution) -> None:
    # The column without a language takes the text of the language in use: let that be one.
    with translation.override(settings.MODELTRANSLATION_DEFAULT_LANGUAGE):
        thing.save()
