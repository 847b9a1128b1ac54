"""State machines in general, tried on a door."""

import pytest

from territory.errors import WrongState
from territory.workflow import Transition, Workflow

DOOR: Workflow[str, str] = Workflow(
    transitions=(
        Transition("open", "closed", lambda _person, _door: True),
        Transition("closed", "open", lambda person, _door: person == "owner"),
        Transition("closed", "walled up", lambda person, _door: person == "mason", needs_reason=True),
    ),
    named=str.upper,
)


def test_a_step_is_found_by_where_it_comes_from_and_leads_to():
    step = DOOR.step("closed", "walled up")
    assert (step.source, step.target, step.needs_reason) == ("closed", "walled up", True)
    assert not DOOR.step("open", "closed").needs_reason


@pytest.mark.parametrize(
    ("source", "target", "possible"),
    [
        ("open", "walled up", "CLOSED"),
        ("closed", "closed", "OPEN, WALLED UP"),
        ("walled up", "open", "–"),
    ],
)
def test_a_step_that_does_not_exist_names_those_that_do(source, target, possible):
    with pytest.raises(WrongState, match=f"“{source.upper()}”.*“{target.upper()}”.*{possible}"):
        DOOR.step(source, target)


def test_open_steps_are_those_whose_rule_says_yes():
    assert DOOR.open_to("owner", "door", "closed") == ["open"]
    assert DOOR.open_to("mason", "door", "closed") == ["walled up"]
    assert DOOR.open_to("anybody", "door", "closed") == []
    assert DOOR.open_to("anybody", "door", "open") == ["closed"]
