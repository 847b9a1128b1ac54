"""What a section of the queue is: rows that wait for the reader, for others, or were just decided."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from territory.contributions.moderation import OVERDUE_DAYS
from territory.people.models import User


@dataclass(frozen=True)
class QueueRow:
    """One thing that waits. ``mark`` names it, with the version that was seen, to whoever decides.

    ``facts`` say what it is, ``look`` is the collection whose mark it bears, ``undo`` the address that takes the
    decision back; empty where it cannot be.
    """

    thing: Any
    title: str
    address: str
    mark: str
    facts: tuple[str, ...]
    waiting_days: int
    reason: str = ""
    look: str = ""
    undo: str = ""

    @property
    def is_overdue(self) -> bool:
        return self.waiting_days > OVERDUE_DAYS


def nothing(_reader: User, _now: datetime.datetime) -> list[QueueRow]:
    """No rows, for what a section does not have."""
    return []


Find = Callable[[User, datetime.datetime], list[QueueRow]]


@dataclass(frozen=True)
class Section:
    """``template`` shows the rows for the reader with the ways to decide; the other rows look alike everywhere.

    ``others_note`` says for whom the rows of ``others`` wait.
    """

    name: str
    title: Promise
    template: str
    is_for: Callable[[User], bool]
    mine: Find
    others: Find = nothing
    decided: Find = nothing
    others_note: Promise | str = ""


@dataclass(frozen=True)
class Part:
    """A section as one reader finds it now."""

    section: Section
    mine: list[QueueRow]
    others: list[QueueRow]
    decided: list[QueueRow]
    # What the reader had typed and chosen, where deciding failed.
    typed: dict[str, Any] = field(default_factory=dict)
