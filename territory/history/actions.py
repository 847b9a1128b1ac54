"""Bringing a version back: a new version with the content of an old one, through the same rules as any change."""

from typing import Any, TypeVar

from django.utils.translation import gettext as _

from territory.acting import acting_as
from territory.contributions.actions import revise
from territory.contributions.models import Contribution
from territory.contributions.values import SET_BY_ACTIONS
from territory.contributions.versions import lists_at, present_lists
from territory.errors import Invalid, WrongState
from territory.history.differences import Difference, changed_fields, differences, list_differences
from territory.history.versions import Version
from territory.people.models import User

C = TypeVar("C", bound=Contribution)


def what_restoring_changes(thing: Contribution, version: Version) -> list[Difference]:
    """What ``restore`` would change in ``thing``; state and owner are not its business."""
    columns = [each for each in differences(type(thing), thing, version.row) if each.name not in SET_BY_ACTIONS]
    return columns + list_differences(thing, present_lists(thing), lists_at(thing, version.row.version))


def restore(thing: C, author: User, version: Version) -> C:
    """``thing`` as stored, with the content of ``version`` and a new version number.

    ``thing`` as its author read it: what others changed since is not overruled. Raises NotAllowed, Outdated, Invalid
    (a related row has gone, the place is no longer allowed), WrongState (there is nothing to bring back, or the version
    is of something else).
    """
    if version.row.pgh_obj_id != thing.pk or version.row.pgh_tracked_model is not type(thing):
        raise WrongState(_("This version belongs to something else."))
    values = _values(thing, version)
    if not values:
        raise WrongState(_("Nothing would change: the content is already that of this version."))
    with acting_as(author, restored=str(version.number)):
        return revise(thing, author, values, thing.version, merging=False)


def _values(thing: Contribution, version: Version) -> dict[str, Any]:
    """The content of ``version`` where it differs, in the form that the actions take."""
    values: dict[str, Any] = {}
    field: Any
    for field in changed_fields(type(thing), thing, version.row):
        if field.name in SET_BY_ACTIONS:
            continue
        if hasattr(field, "translated_field"):
            texts = values.setdefault(field.translated_field.name, {})
            texts[field.language] = getattr(version.row, field.name) or ""
        elif field.is_relation:
            values[field.name] = _related_row(field, getattr(version.row, field.attname))
        else:
            values[field.name] = getattr(version.row, field.name)
    return values | _lists(thing, version)


def _lists(thing: Contribution, version: Version) -> dict[str, Any]:
    """The lists of ``version`` where they differ; none where nobody noted them."""
    then, now = lists_at(thing, version.row.version) or {}, present_lists(thing)
    values: dict[str, Any] = {}
    for name, keys in then.items():
        if sorted(keys) == now[name]:
            continue
        related: Any = thing._meta.get_field(name).related_model
        rows = list(related._default_manager.filter(pk__in=keys))
        if len(rows) < len(keys):
            raise Invalid({name: [_("What this version refers to no longer exists.")]})
        values[name] = rows
    return values


def _related_row(field: Any, key: Any) -> Any:
    if key is None:
        return None
    row = field.related_model._default_manager.filter(pk=key).first()
    if row is None:
        raise Invalid({field.name: [_("What this version refers to no longer exists.")]})
    return row
