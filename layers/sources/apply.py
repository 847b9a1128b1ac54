"""Writes a plan in one transaction, all of it or nothing, and records the release and the run."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from layers.one_at_a_time import one_at_a_time
from layers.sources.delivery import Delivery
from layers.sources.models import ImportRun, Release, Source
from layers.sources.plan import Action, Change, Plan, plan_delivery
from layers.sources.reading import Key, Table


def apply_delivery(delivery: Delivery) -> Plan:
    """The plan as it was written; nothing was written when it refuses a row or changes none.

    The plan is made inside the transaction that writes it, so the tables cannot have moved between.
    Raises GeodataError when the file cannot be read at all.
    """
    with transaction.atomic():
        one_at_a_time("import")
        plan = plan_delivery(delivery)
        if plan.changes and not plan.refusals:
            _write(plan)
    return plan


def _write(plan: Plan) -> None:
    release = release_of(plan.delivery)
    parents: dict[tuple[str, Key], Model] = {}
    for change in reversed(plan.changes):
        if change.action == Action.REMOVED:
            assert change.stored is not None
            change.stored.delete()
    for change in plan.changes:
        if change.action == Action.ADDED:
            _add(change, release, parents)
        elif change.action in (Action.CHANGED, Action.SUCCEEDED):
            _change(change, release, plan)
        elif change.action == Action.ENDED:
            _set(change, None)
    ImportRun.objects.create(
        release=release,
        dataset=plan.delivery.dataset,
        added_count=plan.count(Action.ADDED),
        changed_count=plan.count(Action.CHANGED, Action.SUCCEEDED),
        removed_count=plan.count(Action.REMOVED, Action.ENDED),
    )


def release_of(delivery: Delivery) -> Release:
    """The stored release of a delivery, with its source as it is described today."""
    entry = delivery.source
    source, _created = Source.objects.update_or_create(
        code=entry.code,
        defaults={
            "title": entry.title,
            "publisher": entry.publisher,
            "licence": entry.licence,
            "attribution": entry.attribution,
            "url": entry.url,
        },
    )
    release, _created = Release.objects.get_or_create(
        source=source,
        checksum=delivery.checksum(),
        defaults={"released_on": delivery.released_on, "file_name": delivery.path.name},
    )
    return release


def _add(change: Change, release: Release, parents: dict[tuple[str, Key], Model]) -> None:
    table = change.table
    fields = {name: after for name, (_before, after) in change.columns.items()}
    for lookup, value in zip(table.key, change.key, strict=True):
        name, _step, rest = lookup.partition("__")
        fields[name] = _parent(table.parents[name], rest, value, parents) if rest else value
    if table.names_release:
        fields["release"] = release
    table.model(**fields).save(force_insert=True)


def _parent(table: Table, lookup: str, value: Any, known: dict[tuple[str, Key], Model]) -> Model:
    label = (table.noun, (value,))
    if label not in known:
        known[label] = table.current().get(**{lookup: value})
    return known[label]


def _set(change: Change, release: Release | None) -> None:
    stored = change.stored
    assert stored is not None
    for name, (_before, after) in change.columns.items():
        setattr(stored, name, after)
    if release is not None and change.table.names_release:
        stored.release = release  # type: ignore[attr-defined]
    stored.save(force_update=True)


def _change(change: Change, release: Release, plan: Plan) -> None:
    if change.action == Action.CHANGED:
        _set(change, release)
        return
    first_day = plan.delivery.valid_from
    assert change.stored is not None
    assert first_day is not None
    before = change.table.model._base_manager.get(pk=change.stored.pk)
    # The row that others point to stays the one that holds; what it was becomes a row of its own.
    change.stored.valid_from = first_day  # type: ignore[attr-defined]
    _set(change, release)
    _copy(before, valid_until=first_day)
    for model, foreign_key in change.table.times:
        for time in model._base_manager.filter(**{foreign_key: change.stored}):
            _cut(time, foreign_key, before, first_day)


def _copy(row: Model, **fields: Any) -> None:
    """Turns ``row`` into a new row that differs in ``fields``, and stores it."""
    row.pk = None
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(force_insert=True)


def _cut(time: Any, foreign_key: str, before: Model, day: datetime.date) -> None:
    """A time that began before ``day`` belongs to the row as it was, up to that day."""
    if time.valid_until is not None and time.valid_until <= day:
        setattr(time, foreign_key, before)
        time.save()
    elif time.valid_from < day:
        began = time.valid_from
        time.valid_from = day
        time.save()
        _copy(time, **{foreign_key: before, "valid_from": began, "valid_until": day})
