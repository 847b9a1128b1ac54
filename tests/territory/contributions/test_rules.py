"""Who may do what: role × state × action, for one initiative in Westen owned by its commune."""

import pytest
from django.contrib.auth.models import AnonymousUser

from territory.contributions import rules
from territory.contributions.models import State
from territory.contributions.workflow import CONTRIBUTION_WORKFLOW
from territory.cooperation.models import CooperationProject
from territory.initiatives.models import LocalInitiative
from territory.pooled_services.models import PooledService
from tests.territory.contributions.making import make
from tests.tiny_land import TinyLand, at

D, S, C, P, A = (
    State.DRAFT,
    State.SUBMITTED,
    State.CHANGES_REQUESTED,
    State.PUBLISHED,
    State.ARCHIVED,
)
ALL = {D, S, C, P, A}
NEVER: set[str] = set()

# person → action → the states in which they may, for an initiative at (500, 500) in Westen.
TABLE = {
    "visitor": {"see": {P}, "edit": NEVER, "move_stage": NEVER, "delete": NEVER, "moderate": NEVER, "archive": NEVER},
    "company_member": {
        "see": {P},
        "edit": NEVER,
        "move_stage": NEVER,
        "delete": NEVER,
        "moderate": NEVER,
        "archive": NEVER,
    },
    "coordinator": {
        "see": {P},
        "edit": NEVER,
        "move_stage": NEVER,
        "delete": NEVER,
        "moderate": NEVER,
        "archive": NEVER,
    },
    "park_manager": {
        "see": {P},
        "edit": NEVER,
        "move_stage": NEVER,
        "delete": NEVER,
        "moderate": NEVER,
        "archive": NEVER,
    },
    "editor_osten": {
        "see": {P},
        "edit": NEVER,
        "move_stage": NEVER,
        "delete": NEVER,
        "moderate": NEVER,
        "archive": NEVER,
    },
    "editor_westen": {
        "see": ALL,
        "edit": {D, C},
        "move_stage": {D, C, P},
        "delete": {D, C},
        "moderate": NEVER,
        "archive": ALL,
    },
    "moderator": {
        "see": {S, C, P, A},
        "edit": {P},
        "move_stage": {P},
        "delete": NEVER,
        "moderate": ALL,
        "archive": ALL,
    },
    "administrator": {
        "see": ALL,
        "edit": {D, C, P},
        "move_stage": {D, C, P},
        "delete": ALL,
        "moderate": ALL,
        "archive": ALL,
    },
}
CASES = [
    (person, action, state, state in states)
    for person, actions in TABLE.items()
    for action, states in actions.items()
    for state in sorted(ALL)
]
# person → state → the states they may move that initiative to.
STEPS = {
    "visitor": {},
    "company_member": {},
    "editor_osten": {},
    "editor_westen": {D: {S}, S: {D}, C: {S}, P: {C, A}},
    "moderator": {S: {P, C}, P: {C, A}, A: {P}},
    "administrator": {D: {S}, S: {D, P, C}, C: {S}, P: {C, A}, A: {P}},
}


def person_called(name: str, land: TinyLand):
    return AnonymousUser() if name == "visitor" else getattr(land, name)


@pytest.mark.parametrize(("person", "action", "state", "expected"), CASES)
def test_table_of_role_state_and_action(tiny_land, person, action, state, expected):
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), state)
    rule = getattr(rules, f"can_{action}")
    assert rule(person_called(person, tiny_land), thing) is expected


@pytest.mark.parametrize("person", STEPS)
@pytest.mark.parametrize("state", sorted(ALL))
def test_steps_open_to_each_person_in_each_state(tiny_land, person, state):
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), state)
    open_steps = CONTRIBUTION_WORKFLOW.open_to(person_called(person, tiny_land), thing, state)
    assert set(open_steps) == STEPS[person].get(state, set())


# person → organisation they write for → kinds they may propose in its name.
PROPOSERS = {
    ("editor_westen", "gemeinde_westen"): {LocalInitiative, CooperationProject, PooledService},
    ("editor_westen", "gemeinde_osten"): set(),
    ("moderator", "syndikat"): {LocalInitiative, CooperationProject, PooledService},
    ("moderator", "gemeinde_westen"): set(),
    ("park_manager", "parkverwaltung"): {CooperationProject, PooledService},
    ("coordinator", "netzwerk"): {CooperationProject, PooledService},
    ("company_member", "firma"): {CooperationProject, PooledService},
    ("company_member", "netzwerk"): set(),
    ("visitor", "firma"): set(),
    ("administrator", "firma"): {LocalInitiative, CooperationProject, PooledService},
}


@pytest.mark.parametrize(("person", "organisation"), PROPOSERS)
@pytest.mark.parametrize("kind", [LocalInitiative, CooperationProject, PooledService])
def test_who_may_propose_what_in_whose_name(tiny_land, person, organisation, kind):
    may = rules.can_propose(person_called(person, tiny_land), kind, getattr(tiny_land, organisation))
    assert may is (kind in PROPOSERS[person, organisation])


def test_a_published_thing_that_went_back_for_changes_can_no_longer_be_deleted_by_its_owner(
    tiny_land,
):
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), P)
    thing.state = C
    assert rules.can_edit(tiny_land.editor_westen, thing)
    assert not rules.can_delete(tiny_land.editor_westen, thing)


def test_a_moderator_decides_only_on_the_land_of_their_region(tiny_land):
    # Region nord is Westen and Osten; (500, -500) lies in Süden.
    inside = make(CooperationProject, tiny_land.firma, at(4000, 500), S)
    outside = make(CooperationProject, tiny_land.firma, at(500, -500), S)
    assert rules.can_moderate(tiny_land.moderator, inside)
    assert not rules.can_moderate(tiny_land.moderator, outside)


def test_an_account_that_may_no_longer_sign_in_has_no_rights(tiny_land):
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500))
    for person in (tiny_land.editor_westen, tiny_land.administrator):
        person.is_active = False
        assert not rules.can_see(person, thing)
        assert not rules.can_edit(person, thing)
        assert not rules.can_delete(person, thing)
