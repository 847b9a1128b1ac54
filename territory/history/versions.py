"""The versions of a row, from the history that the database keeps: when, who, why, and what it was."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model

from territory.contributions.models import Contribution
from territory.contributions.rules import can_see
from territory.people.models import User


@dataclass(frozen=True)
class Version:
    """``row`` holds the columns as they became with this version; after a removal, as they were last.

    ``number`` counts the versions of the row from 1. ``actor_id`` is None where nobody was named: a loader, a
    statement past the actions. ``restored`` is the number of the version that this one brought back.
    """

    number: int
    row: Any
    verb: str
    at: datetime.datetime
    actor_id: int | None
    reason: str
    restored: int | None
    context: dict[str, Any] = field(compare=False)

    @property
    def key(self) -> int:
        """What names this version for good, in addresses and forms."""
        return int(self.row.pgh_id)


def versions_of(model: type[Model], pk: int) -> list[Version]:
    """All versions of a row of a tracked model, the first one first; also of one that has been removed."""
    events = model.pgh_event_model._default_manager  # type: ignore[attr-defined]
    rows = events.filter(pgh_obj_id=pk).select_related("pgh_context").order_by("pgh_id")
    return [_version(number, row) for number, row in enumerate(rows, start=1)]


def versions_seen_by(reader: User | AnonymousUser, thing: Contribution) -> list[Version]:
    """Those versions of ``thing`` that ``reader`` may read: of each, the rule for its state and owner of then."""
    return [version for version in versions_of(type(thing), thing.pk) if can_see(reader, version.row)]


def _version(number: int, row: Any) -> Version:
    context = row.pgh_context.metadata if row.pgh_context is not None else {}
    restored = str(context.get("restored", ""))
    return Version(
        number=number,
        row=row,
        verb=row.pgh_label,
        at=row.pgh_created_at,
        actor_id=context.get("user"),
        reason=str(context.get("reason") or ""),
        restored=int(restored) if restored.isdigit() else None,
        context=context,
    )
