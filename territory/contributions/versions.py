"""Earlier versions of what is placed, read from the history that the database keeps."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from territory.contributions.merge import is_same
from territory.contributions.models import Contribution
from territory.contributions.values import SET_BY_ACTIONS, TRANSLATED
from territory.people.models import User

# Lists of related rows are no column of the history: the actions leave them with the context of an
# event, which all events of one request share. Before it is stored, a thing has no number yet.
LISTS_OF, LISTS_OF_NEW = "lists_of_", "lists_at_first"


def lists_key(thing: Contribution) -> str:
    """Under which name the lists of ``thing`` are kept in the history."""
    return f"{LISTS_OF}{thing.pk}" if thing.pk else LISTS_OF_NEW


@dataclass(frozen=True)
class Change:
    """One field that differs from an earlier version, and who changed it last; None: not known."""

    name: str
    by: User | None


def content_names(kind: type[Contribution]) -> list[str]:
    """The fields of ``kind`` that people fill in, each language of a text for itself."""
    columns = [
        field.name
        for field in kind._meta.concrete_fields
        if field.name not in SET_BY_ACTIONS and field.name not in TRANSLATED
    ]
    return columns + list_names(kind)


def list_names(kind: type[Contribution]) -> list[str]:
    """The fields of ``kind`` that are lists of related rows."""
    return [field.name for field in kind._meta.many_to_many]


def present_lists(thing: Contribution) -> dict[str, list[int]]:
    """The lists of ``thing`` as they are stored, as numbers of rows."""
    return {name: sorted(getattr(thing, name).values_list("pk", flat=True)) for name in list_names(type(thing))}


def present_fields(thing: Contribution, names: Iterable[str]) -> dict[str, Any]:
    """The fields ``names`` of ``thing`` as it is, plain: rows by number, lists as sets of numbers."""
    lists = set(list_names(type(thing)))
    return {
        name: frozenset(getattr(thing, name).values_list("pk", flat=True))
        if name in lists
        else _plain_column(thing, name)
        for name in names
    }


def fields_at(thing: Contribution, version: int, names: Iterable[str]) -> dict[str, Any] | None:
    """The fields ``names`` of ``thing`` as they were in ``version``; None where there was no such."""
    events = _events(thing)
    event = events.filter(version=version).order_by("-pgh_id").first()
    if event is None:
        return None
    lists = set(list_names(type(thing)))
    stored = (lists_at(thing, version) if lists & set(names) else None) or {}
    return {name: frozenset(stored.get(name, ())) if name in lists else _plain_column(event, name) for name in names}


def changed_between(thing: Contribution, first: int, last: int) -> list[Change]:
    """What changed in ``thing`` after version ``first`` until version ``last``, by field."""
    names = content_names(type(thing))
    versions = (
        _events(thing)
        .filter(version__gt=first, version__lte=last)
        .order_by("pgh_id")
        .values_list("version", "pgh_context__metadata__user")
    )
    by: dict[str, int | None] = {}
    before = fields_at(thing, first, names)
    for version, user in versions:
        now = fields_at(thing, version, names)
        if before is None or now is None:
            continue
        by.update({name: user for name in names if not is_same(before[name], now[name])})
        before = now
    people = User.objects.in_bulk({user for user in by.values() if user is not None})
    return [Change(name, None if user is None else people.get(user)) for name, user in by.items()]


def _events(thing: Contribution) -> Any:
    history: Any = type(thing)  # the event model is made by territory/translation.py
    return history.pgh_event_model._default_manager.filter(pgh_obj_id=thing.pk)


def _plain_column(row: Model, name: str) -> Any:
    field: Any = row._meta.get_field(name)
    return getattr(row, field.attname)


def lists_at(thing: Contribution, version: int) -> dict[str, list[int]] | None:
    """The lists of ``thing`` as they were in ``version``, as numbers of rows; None where nobody noted them."""
    keys = (lists_key(thing), LISTS_OF_NEW)
    told = (
        _events(thing)
        .filter(version__lte=version, pgh_context__metadata__has_any_keys=keys)
        .order_by("-version", "-pgh_id")
        .values_list("pgh_context__metadata", flat=True)
        .first()
    )
    if told is None:
        return None
    noted = next(told[key] for key in keys if key in told)
    return {name: noted.get(name, []) for name in list_names(type(thing))}  # what begins without a list notes none
