"""The last change of what a goal says, out of its history."""

from dataclasses import dataclass
from itertools import pairwise

from territory.history.differences import Difference, differences
from territory.history.versions import Version, versions_of
from territory.vision.models import Goal

# Where a goal stands among the others is moved, not changed.
ORDER = "position"


@dataclass(frozen=True)
class Change:
    """``found`` is what differs from ``before`` to ``after``; there is something."""

    before: Version
    after: Version
    found: list[Difference]

    @property
    def number(self) -> int:
        """What names this change for good, in forms and addresses."""
        return self.after.key


def last_change_of(goal: Goal) -> Change | None:
    """The last change of what ``goal`` says; None where it is as it was added."""
    for after, before in pairwise(reversed(versions_of(Goal, goal.pk))):
        found = [each for each in differences(Goal, before.row, after.row) if each.name != ORDER]
        if found:
            return Change(before, after, found)
    return None
