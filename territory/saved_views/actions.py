"""Keeping, renaming and deleting one's own views of the map. Nobody else's are seen: the database sees to it."""

import datetime
import re

from django.utils import timezone
from django.utils.translation import gettext as _

from territory.acting import acting_as, reading_as
from territory.errors import Invalid
from territory.people.models import User
from territory.saved_views.models import SavedView

LONGEST_NAME, LONGEST_TARGET = 100, 2_000
# More than anybody finds again in a menu.
MOST_VIEWS = 100
# What was deleted can be taken back for so long.
KEPT = datetime.timedelta(days=1)
# A page of our own and its parameters: it never leads to another site.
TARGET = re.compile(r"(?:[a-z]+(?:-[a-z]+)*/\d{1,18}/)?(?:\?[^\s\x00#]*)?")


def views_of(person: User) -> list[SavedView]:
    """The views that ``person`` keeps, by name."""
    with reading_as(person):
        return list(SavedView.objects.filter(owner=person, removed_at=None))


def view_of(person: User, number: int) -> SavedView | None:
    """One of the views that ``person`` keeps, or deleted within the last day; None for any other number."""
    with reading_as(person):
        return SavedView.objects.filter(owner=person, pk=number).first()


def save_view(person: User, name: str, target: str) -> SavedView:
    """The stored view. Raises Invalid for a name that is taken, an address that is none of the map, too many."""
    name = name.strip()
    if len(target) > LONGEST_TARGET or not TARGET.fullmatch(target):
        sentence = _("This is no address of the map: it begins behind the language, such as ?theme=mobility.")
        raise Invalid({"target": [sentence]})
    with acting_as(person, verb="save view"):
        SavedView.objects.filter(owner=person, removed_at__lt=timezone.now() - KEPT).delete()
        _check_name(person, name)
        if SavedView.objects.filter(owner=person, removed_at=None).count() >= MOST_VIEWS:
            sentence = _("You keep %(count)d views already. Delete one of them first.")
            raise Invalid({"name": [sentence % {"count": MOST_VIEWS}]})
        return SavedView.objects.create(owner=person, name=name, target=target)


def rename_view(person: User, view: SavedView, name: str) -> SavedView:
    """The view under another name. Raises Invalid."""
    name = name.strip()
    with acting_as(person, verb="rename view"):
        _check_name(person, name, but=view)
        view.name = name
        view.save(update_fields=["name"])
    return view


def remove_view(person: User, view: SavedView) -> None:
    """Takes the view out of the list; for a day it can be taken back."""
    with acting_as(person, verb="remove view"):
        view.removed_at = timezone.now()
        view.save(update_fields=["removed_at"])


def recover_view(person: User, view: SavedView) -> SavedView:
    """The view, back in the list. Raises Invalid where its name is taken by now."""
    with acting_as(person, verb="recover view"):
        _check_name(person, view.name, but=view)
        view.removed_at = None
        view.save(update_fields=["removed_at"])
    return view


def _check_name(person: User, name: str, but: SavedView | None = None) -> None:
    if not name or "\x00" in name:
        raise Invalid({"name": [_("Give the view a name under which you find it again.")]})
    if len(name) > LONGEST_NAME:
        raise Invalid({"name": [_("A name has at most %(most)d characters.") % {"most": LONGEST_NAME}]})
    same = SavedView.objects.filter(owner=person, name=name, removed_at=None)
    if but is not None:
        same = same.exclude(pk=but.pk)
    if same.exists():
        raise Invalid({"name": [_("You keep a view “%(name)s” already. Choose another name.") % {"name": name}]})
