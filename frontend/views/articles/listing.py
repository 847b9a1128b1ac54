"""The beginning of a list that may be long, with the number of rows left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

# As many as a panel shows without scrolling far; the map and its list show all.
LIST_LENGTH = 8


@dataclass(frozen=True)
class Listing:
    things: list[Any]
    total: int

    @property
    def more_count(self) -> int:
        """How many rows are not in ``things``."""
        return self.total - len(self.things)


def listing(rows: QuerySet | Sequence[Any], length: int = LIST_LENGTH) -> Listing:
    """The first ``length`` of ``rows`` and how many there are in all."""
    total = rows.count() if isinstance(rows, QuerySet) else len(rows)
    return Listing(list(rows[:length]), total)
