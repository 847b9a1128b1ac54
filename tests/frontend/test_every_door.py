"""The permission table, tried through page, interface (session, token), back office and SQL: one answer everywhere."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from territory.comments.rules import can_comment
from territory.consents.models import Answer, Consent
from territory.contributions import rules
from territory.contributions.actions import move, propose
from territory.contributions.models import Contribution, State
from territory.contributions.workflow import CONTRIBUTION_WORKFLOW
from territory.cooperation.models import CooperationProject
from territory.errors import WrongState
from territory.initiatives.models import LocalInitiative
from territory.pooled_services.models import PooledService
from tests.frontend.doors import BackOffice, Door, Interface, Page, WithToken
from tests.territory.contributions.making import make
from tests.territory.contributions.test_consents import ACROSS
from tests.territory.test_row_security import as_web, expectations
from tests.tiny_land import TinyLand, at

PEOPLE = (
    "visitor",
    "company_member",
    "coordinator",
    "park_manager",
    "editor_osten",
    "editor_westen",
    "moderator",
    "administrator",
)
KINDS = (LocalInitiative, CooperationProject, PooledService)
# Each kind with another owner, in another place: a commune on its land, a company in Osten, a park in its park.
OWNED = {
    LocalInitiative: ("gemeinde_westen", at(500, 500)),
    CooperationProject: ("firma", at(4000, 500)),
    PooledService: ("parkverwaltung", at(1200, 1200)),
}
ORGANISATIONS = ("gemeinde_westen", "gemeinde_osten", "parkverwaltung", "syndikat", "netzwerk", "firma")
# The back office has two buttons for states.
OFFICE_TARGETS = {State.PUBLISHED, State.ARCHIVED}
# Session and token lead to the same code behind: two kinds each are 480 combinations.
KINDS_AT = {"session": KINDS[:2], "token": KINDS[1:]}
DOORS = {"page": Page, "session": Interface, "token": WithToken, "back office": BackOffice}


def acting(land: TinyLand, name: str):
    """The person, None for a visitor; and as the rules know them."""
    person = None if name == "visitor" else getattr(land, name)
    return person, person or AnonymousUser()


def may_move(user, thing: Contribution, target: str) -> bool:
    try:
        step = CONTRIBUTION_WORKFLOW.step(thing.state, target)
    except WrongState:
        return False
    return step.rule(user, thing) and not step.lacks(thing)


def things(land: TinyLand, kinds=KINDS):
    """One of each kind in each state."""
    for kind in kinds:
        owner, place = OWNED[kind]
        for state in State.values:
            yield make(kind, getattr(land, owner), place, state)


def is_administrator(user) -> bool:
    return getattr(user, "is_superuser", False)


def tried_on(door: Door, user, thing: Contribution):
    """Each verb: its name, what the rules say, what came of it."""
    in_office = isinstance(door, BackOffice)
    lets_in = is_administrator(user) or not in_office
    yield "edit", lets_in and rules.can_edit(user, thing), door.edits(thing)
    yield "discard", lets_in and rules.can_delete(user, thing), door.discards(thing)
    for target in State.values:
        if target != thing.state and (not in_office or target in OFFICE_TARGETS):
            yield f"to {target}", lets_in and may_move(user, thing, target), door.moves(thing, target)


@pytest.mark.parametrize("door_name", DOORS)
def test_each_door_does_what_the_rules_allow_and_nothing_else(tiny_land: TinyLand, door_name: str) -> None:
    tried, allowed, wrong = 0, 0, []
    rows = list(things(tiny_land, KINDS_AT.get(door_name, KINDS)))
    for name in PEOPLE:
        person, user = acting(tiny_land, name)
        door = DOORS[door_name](person)
        for thing in rows:
            for verb, expected, outcome in tried_on(door, user, thing):
                tried, allowed = tried + 1, allowed + outcome
                if expected is not outcome:
                    wrong.append((name, thing._meta.model_name, thing.state, verb, f"expected {expected}"))
    assert wrong == []
    assert tried >= 400
    assert allowed


def test_plain_sql_does_the_same(tiny_land: TinyLand) -> None:
    tried = 0
    rows = list(things(tiny_land))
    for name in PEOPLE:
        person, user = acting(tiny_land, name)
        for thing in rows:
            for verb, expected, sql, parameters in expectations(user, thing):
                tried += 1
                assert as_web(person, sql, parameters) == expected, (name, thing._meta.model_name, thing.state, verb)
    assert tried >= 400


@pytest.mark.parametrize("door_name", DOORS)
def test_each_door_adds_for_whom_the_rules_allow(tiny_land: TinyLand, door_name: str) -> None:
    place = at(1200, 1200)
    tried, allowed, wrong = 0, 0, []
    for name in PEOPLE:
        person, user = acting(tiny_land, name)
        door = DOORS[door_name](person)
        for kind in KINDS:
            for owner_name in ORGANISATIONS:
                owner = getattr(tiny_land, owner_name)
                may = rules.can_propose(user, kind, owner) and rules.can_place(kind, owner, place)
                expected = may and (door_name != "back office" or is_administrator(user))
                outcome = door.proposes(kind, owner, place)
                tried, allowed = tried + 1, allowed + outcome
                if expected is not outcome:
                    wrong.append((name, kind.__name__, owner_name, f"expected {expected}"))
    assert wrong == []
    assert tried == len(PEOPLE) * len(KINDS) * len(ORGANISATIONS)
    assert allowed


def test_the_page_recovers_and_restores_for_whom_the_rules_allow(tiny_land: TinyLand) -> None:
    wrong, restored, recovered = [], 0, 0
    rows = []
    for thing in things(tiny_land):
        first = type(thing).pgh_event_model.objects.filter(pgh_obj_id=thing.pk).order_by("pgh_id").first()
        type(thing).objects.filter(pk=thing.pk).update(title_fr="Autre")
        owner, place = OWNED[type(thing)]
        gone = make(type(thing), getattr(tiny_land, owner), place, thing.state, trashed_at=timezone.now())
        rows.append((type(thing).objects.get(pk=thing.pk), first.pgh_id, gone))
    for name in PEOPLE:
        person, user = acting(tiny_land, name)
        page = Page(person)
        for thing, event, gone in rows:
            back = page.restores(thing, event, "Titre")
            if back is not rules.can_edit(user, thing):
                wrong.append((name, thing._meta.model_name, thing.state, "restore", back))
            out = page.recovers(gone)
            if out is not rules.can_delete(user, gone):
                wrong.append((name, gone._meta.model_name, gone.state, "recover", out))
            restored, recovered = restored + back, recovered + out
    assert wrong == []
    assert restored
    assert recovered


@pytest.mark.parametrize("door_name", ["page", "session", "token"])
def test_each_door_takes_the_answers_that_the_rules_allow(tiny_land: TinyLand, door_name: str) -> None:
    values = {"title": {"fr": "Titre"}, "theme": "mobility", "location": ACROSS}
    drafted = propose(LocalInitiative, tiny_land.editor_westen, tiny_land.gemeinde_westen, values)
    thing = move(drafted, tiny_land.editor_westen, State.SUBMITTED)
    wrong, given = [], 0
    doors = {name: DOORS[door_name](acting(tiny_land, name)[0]) for name in PEOPLE}
    for state in State.values:
        was_public = state in (State.PUBLISHED, State.ARCHIVED)
        LocalInitiative.objects.filter(pk=thing.pk).update(
            state=state, published_at=timezone.now() if was_public else None
        )
        thing.refresh_from_db()
        for before, answer in (
            (Answer.WAITING, Answer.CONSENTS),
            (Answer.WAITING, Answer.REFUSES),
            (Answer.CONSENTS, Answer.WAITING),
        ):
            Consent.objects.update(answer=before, answered_at=timezone.now() if before != Answer.WAITING else None)
            consent = Consent.objects.get()
            for name in PEOPLE:
                _person, user = acting(tiny_land, name)
                outcome = doors[name].answers(thing, consent, answer)
                given += outcome
                if outcome is not rules.can_answer(user, thing, consent):
                    wrong.append((name, state, before, answer, outcome))
    assert wrong == []
    assert given


def test_the_page_takes_comments_of_whom_the_rules_allow(tiny_land: TinyLand) -> None:
    rows = list(things(tiny_land))
    outcomes = set()
    for name in PEOPLE:
        person, user = acting(tiny_land, name)
        page = Page(person)
        for thing in rows:
            outcome = page.comments(thing)
            outcomes.add(outcome)
            assert outcome is (can_comment(user, thing) and rules.can_see(user, thing)), (name, thing.state)
    assert outcomes == {True, False}
