"""Plain SQL of the application's role cannot publish on the land of others, nor forge a consent."""

import pytest

from territory.consents.models import Consent
from territory.contributions.actions import move, propose
from territory.contributions.consenting import agree
from territory.contributions.models import State
from territory.initiatives.models import LocalInitiative
from tests.territory.test_row_security import as_web
from tests.tiny_land import TinyLand, box

ACROSS = box(2700, 1000, 3100, 1100)
TABLE = LocalInitiative._meta.db_table
PUBLISH = f"update {TABLE} set state = 'published', published_at = now() where id = %s"
ANSWER = "update territory_consent set answer = 'consents', answered_by_id = %s, answered_at = now() where id = %s"


@pytest.fixture
def thing(tiny_land: TinyLand):
    values = {"title": {"fr": "Chemin"}, "theme": "mobility", "location": ACROSS}
    draft = propose(LocalInitiative, tiny_land.editor_westen, tiny_land.gemeinde_westen, values)
    return move(draft, tiny_land.editor_westen, State.SUBMITTED)


@pytest.fixture
def consent(thing) -> Consent:
    return Consent.objects.of(thing).get()


def test_nobody_publishes_without_the_consent(tiny_land: TinyLand, thing, consent: Consent) -> None:
    for person in (tiny_land.moderator, tiny_land.administrator, tiny_land.editor_westen, tiny_land.editor_osten):
        assert not as_web(person, PUBLISH, [thing.pk])
    agree(consent, thing, tiny_land.editor_osten)
    assert as_web(tiny_land.moderator, PUBLISH, [thing.pk])
    assert not as_web(tiny_land.editor_westen, PUBLISH, [thing.pk])


def test_a_consent_to_less_does_not_count(tiny_land: TinyLand, thing, consent: Consent) -> None:
    agree(consent, thing, tiny_land.editor_osten)
    LocalInitiative.objects.filter(pk=thing.pk).update(location=box(2700, 1000, 3200, 1100))
    assert not as_web(tiny_land.moderator, PUBLISH, [thing.pk])


def test_what_is_public_does_not_move_onto_land_of_others_and_stay_public(
    tiny_land: TinyLand, thing, consent: Consent
) -> None:
    agree(consent, thing, tiny_land.editor_osten)
    move(thing, tiny_land.moderator, State.PUBLISHED)
    farther = f"update {TABLE} set location = st_expand(location, %s) where id = %s"
    assert not as_web(tiny_land.moderator, farther, [50, thing.pk])
    narrower = f"update {TABLE} set location = st_buffer(location, %s) where id = %s"
    assert as_web(tiny_land.moderator, narrower, [-10, thing.pk])
    sent_back = f"update {TABLE} set location = st_expand(location, %s), state = 'submitted' where id = %s"
    assert as_web(tiny_land.moderator, sent_back, [50, thing.pk])
    assert not as_web(tiny_land.editor_westen, sent_back, [50, thing.pk])
    assert not as_web(tiny_land.moderator, f"update {TABLE} set state = 'submitted' where id = %s", [thing.pk])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("editor_osten", True),
        ("administrator", True),
        ("editor_westen", False),
        ("moderator", False),
        ("company_member", False),
        ("park_manager", False),
        ("coordinator", False),
    ],
)
def test_only_the_commune_answers_and_in_its_own_name(
    tiny_land: TinyLand, consent: Consent, name: str, expected: bool
) -> None:
    person = getattr(tiny_land, name)
    assert as_web(person, ANSWER, [person.pk, consent.pk]) is expected
    assert not as_web(person, ANSWER, [tiny_land.syndikat.memberships.get().user_id + 1000, consent.pk])
    assert not as_web(None, ANSWER, [None, consent.pk])


@pytest.mark.parametrize(
    "change", ["share = 0", "organisation_id = %s", "object_id = object_id + 1", "closed_at = now()"]
)
def test_what_was_asked_may_not_be_changed(tiny_land: TinyLand, consent: Consent, change: str) -> None:
    parameters = [tiny_land.gemeinde_westen.pk] if "%s" in change else []
    sql = f"update territory_consent set {change} where id = %s"
    for person in (tiny_land.editor_osten, tiny_land.editor_westen, tiny_land.administrator):
        assert not as_web(person, sql, [*parameters, consent.pk])


def test_no_consent_is_forged_or_removed(tiny_land: TinyLand, thing, consent: Consent) -> None:
    columns = ", ".join(f.column for f in Consent._meta.concrete_fields if f.column not in ("id", "object_id"))
    table = Consent._meta.db_table
    forge = f"insert into {table} ({columns}, object_id) select {columns}, %s from {table} where id = %s"
    for person in (tiny_land.editor_osten, tiny_land.editor_westen, tiny_land.administrator):
        assert not as_web(person, forge, [thing.pk + 1, consent.pk])
        assert not as_web(person, "delete from territory_consent where id = %s", [consent.pk])


def test_only_those_concerned_ask_by_plain_sql(tiny_land: TinyLand, thing, consent: Consent) -> None:
    Consent.objects.filter(pk=consent.pk).update(answer="refuses", reason="No.", answered_at=consent.asked_at)
    ask = "select territory_ask_for_consents('localinitiative', %s)"
    assert not as_web(tiny_land.company_member, ask, [thing.pk])
    assert not as_web(None, ask, [thing.pk])
    assert as_web(tiny_land.moderator, ask, [thing.pk])
    assert as_web(tiny_land.editor_westen, ask, [thing.pk])


def test_a_consent_that_is_public_stays_as_it_was_given(tiny_land: TinyLand, thing, consent: Consent) -> None:
    agree(consent, thing, tiny_land.editor_osten)
    take_back = (
        "update territory_consent set answer = 'waiting', answered_by_id = null, answered_at = null where id = %s"
    )
    assert as_web(tiny_land.editor_osten, take_back, [consent.pk])
    move(thing, tiny_land.moderator, State.PUBLISHED)
    assert not as_web(tiny_land.editor_osten, take_back, [consent.pk])
