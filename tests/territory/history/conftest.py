"""The scripted life of an initiative of Westen, one step a day in May 2026, worked out by hand.

1 May   draft "Garten" at (500, 500), stage taking stock
2 May   revised: "Garten am Bach", 100 m further east
3 May   submitted
4 May   published
5 May   the moderator writes the summary
6 May   archived
"""

import pytest

from territory.contributions.actions import move, propose, revise
from territory.contributions.models import State
from territory.initiatives.models import LocalInitiative
from tests.territory.history.days import noon, spread_over
from tests.tiny_land import at

DAYS = ["2026-05-01", "2026-05-02", "2026-05-03", "2026-05-04", "2026-05-05", "2026-05-06"]


@pytest.fixture
def garden(tiny_land) -> LocalInitiative:
    """The initiative after its six steps."""
    editor, moderator = tiny_land.editor_westen, tiny_land.moderator
    values = {"title": {"de": "Garten"}, "theme": "food", "location": at(500, 500)}
    thing = propose(LocalInitiative, editor, tiny_land.gemeinde_westen, values)
    revise(thing, editor, {"title": {"de": "Garten am Bach"}, "location": at(600, 500)})
    move(thing, editor, State.SUBMITTED)
    move(thing, moderator, State.PUBLISHED)
    revise(thing, moderator, {"summary": {"de": "Beete für alle."}})
    thing = move(thing, editor, State.ARCHIVED)
    spread_over(thing, *(noon(day) for day in DAYS))
    return thing
