"""Neighbours are asked through the facilitator; who was asked is read by nobody else, whatever the door."""

import threading

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction

from frontend.enquiry_mails import tell_of_enquiry, tell_of_wishes
from territory.acting import acting_as, reading_as
from territory.alerts.models import OutgoingMail
from territory.enquiries.actions import answer, ask, withdraw
from territory.enquiries.models import Enquiry
from territory.enquiries.reading import asked_in, enquiries_visible_to, received_by
from territory.errors import Invalid, NotAllowed
from territory.needs_and_offers.models import NeedOrOffer
from territory.needs_and_offers.viability import viability_of
from tests.territory.needs_and_offers.neighbours import Neighbours
from tests.tiny_land import TinyLand


@pytest.fixture
def asked(neighbours, as_web):
    """The facilitator asked cleo and dora for a shuttle."""
    places = [neighbours.places["cleo"].pk, neighbours.places["dora"].pk]
    neighbours.cleo, neighbours.dora = ask(neighbours.group, neighbours.facilitator, "shuttle", places)
    return neighbours


def count_for(person) -> int:
    with reading_as(person), connection.cursor() as cursor:
        cursor.execute("select count(*) from territory_enquiry")
        return cursor.fetchone()[0]


# How many of the two enquiries the database gives to each, and the rule in Python the same.
READERS = {"anna": 0, "bert": 0, "cleo": 1, "dora": 1, "emil": 0, "fred": 0, "facilitator": 2, "other_facilitator": 0}


@pytest.mark.parametrize("name", READERS)
def test_who_was_asked_is_read_by_those_asked_and_the_facilitator(asked, name):
    person = asked.people.get(name) or getattr(asked, name)
    assert count_for(person) == READERS[name]
    with reading_as(person):
        assert enquiries_visible_to(person).count() == READERS[name]


def test_a_yes_states_the_need_and_counts_for_the_facilitator(asked):
    dora = asked.people["dora"]
    answer(asked.dora, dora, needs_it=True, jobs=30.0)
    with reading_as(dora):
        need = NeedOrOffer.objects.get(establishment=asked.places["dora"])
        assert (need.service, need.direction, need.visibility, need.amount) == ("shuttle", "in", "facilitator", 30.0)
    with reading_as(asked.facilitator):
        assert asked_in(asked.group, "shuttle", asked.facilitator).yes == {asked.places["dora"].pk}
    with reading_as(asked.people["anna"]):
        seen = viability_of(asked.group, "shuttle", asked.people["anna"], 200.0, 10.0)
        assert seen.saying_yes == ()


def test_who_is_no_member_counts_by_the_answer(asked):
    """fred stands on the ground of the group without being its member: what fred states is not the facilitator's."""
    (enquiry,) = ask(asked.group, asked.facilitator, "shuttle", [asked.places["fred"].pk])
    answer(enquiry, asked.people["fred"], needs_it=True)
    with reading_as(asked.facilitator):
        yes = asked_in(asked.group, "shuttle", asked.facilitator).yes
        seen = viability_of(asked.group, "shuttle", asked.facilitator, 200.0, 10.0, yes)
    assert [one.name for one in seen.saying_yes] == ["Werk fred"]


def test_a_later_no_takes_the_need_back(asked):
    dora = asked.people["dora"]
    answer(asked.dora, dora, needs_it=True)
    changed = answer(asked.dora, dora, needs_it=False)
    assert (changed.answer, changed.entry) == (False, None)
    with reading_as(dora):
        assert not NeedOrOffer.objects.stated().filter(establishment=asked.places["dora"]).exists()


def test_what_is_stated_already_is_not_stated_twice(asked):
    asked.states("dora", "group", service="shuttle")
    answer(asked.dora, asked.people["dora"], needs_it=True)
    answer(asked.dora, asked.people["dora"], needs_it=False)
    with reading_as(asked.people["dora"]):
        assert NeedOrOffer.objects.stated().get(establishment=asked.places["dora"]).visibility == "group"


def test_nobody_answers_for_others(asked):
    for person in (asked.people["anna"], asked.facilitator):
        with pytest.raises((NotAllowed, Enquiry.DoesNotExist)):
            answer(asked.dora, person, needs_it=True)


def test_asked_twice_is_asked_once(asked):
    assert ask(asked.group, asked.facilitator, "shuttle", [asked.places["cleo"].pk]) == []
    with reading_as(asked.facilitator):
        assert Enquiry.objects.count() == 2


def test_withdrawn_it_is_gone_for_those_asked_and_can_be_asked_anew(asked):
    withdraw(asked.dora, asked.facilitator)
    with reading_as(asked.people["dora"]):
        assert not received_by(asked.people["dora"]).exists()
    with pytest.raises(NotAllowed):
        answer(asked.dora, asked.people["dora"], needs_it=True)
    assert len(ask(asked.group, asked.facilitator, "shuttle", [asked.places["dora"].pk])) == 1


def test_what_is_answered_is_not_taken_back(asked):
    answer(asked.dora, asked.people["dora"], needs_it=False)
    with pytest.raises(NotAllowed):
        withdraw(asked.dora, asked.facilitator)


def test_a_member_proposes_and_learns_nothing_of_what_became_of_it(asked):
    anna = asked.people["anna"]
    places = [asked.places["dora"].pk, asked.places["emil"].pk]
    # dora was asked already: the member gets the same answer as for emil, who was not.
    assert len(ask(asked.group, anna, "shuttle", places)) == 2
    assert count_for(anna) == 2
    assert count_for(asked.people["dora"]) == 1
    assert count_for(asked.people["emil"]) == 0
    assert len(ask(asked.group, asked.facilitator, "shuttle", places)) == 1
    assert count_for(anna) == 0
    assert count_for(asked.people["emil"]) == 1


def test_a_proposal_is_taken_back_by_who_made_it(asked):
    anna = asked.people["anna"]
    (wish,) = ask(asked.group, anna, "canteen", [asked.places["emil"].pk])
    with pytest.raises((NotAllowed, Enquiry.DoesNotExist)):
        withdraw(wish, asked.people["bert"])
    withdraw(wish, anna)
    assert count_for(anna) == 0


REFUSED = {
    "nobody": ("shuttle", [], "at least one"),
    "a service that is none": ("rocket", ["cleo"], "Possible here"),
    "one that does not exist": ("shuttle", [10**12], "on the ground of the group"),
    "far too many": ("shuttle", range(1, 40), "At most 30"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_asked(asked, case):
    service, wanted, words = REFUSED[case]
    ids = [asked.places[each].pk if isinstance(each, str) else each for each in wanted]
    with pytest.raises(Invalid) as refusal:
        ask(asked.group, asked.facilitator, service, ids)
    assert words in str(refusal.value.problems)


def test_strangers_have_nobody_asked(asked):
    for person in (asked.people["fred"], asked.other_facilitator):
        with pytest.raises(NotAllowed):
            ask(asked.group, person, "shuttle", [asked.places["cleo"].pk])


FORBIDDEN = {
    "answers for dora": ("facilitator", "update territory_enquiry set answer = true where id = {dora}"),
    "takes it back for the facilitator": (
        "dora",
        "update territory_enquiry set withdrawn_at = now() where id = {dora}",
    ),
    "asks another in its place": (
        "facilitator",
        "update territory_enquiry set establishment_id = {fred} where id = {dora}",
    ),
    "sends the own wish": (
        "anna",
        (
            "insert into territory_enquiry"
            " (working_group_id, establishment_id, service, started_by_id, started_at, sent_at)"
            " values ({group}, {fred}, 'shuttle', {anna}, now(), now())"
        ),
    ),
    "forgets that it was asked": ("facilitator", "delete from territory_enquiry where id = {dora}"),
}


def changed_rows(person, sql: str) -> int:
    try:
        with transaction.atomic(), acting_as(person), connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.rowcount
    except DatabaseError as error:
        if not any(words in str(error) for words in ("row-level security", "may not")):
            raise
        return 0


@pytest.mark.parametrize("case", FORBIDDEN)
def test_the_database_refuses(asked, case):
    name, statement = FORBIDDEN[case]
    person = asked.people.get(name) or asked.facilitator
    sql = statement.format(
        dora=asked.dora.pk, fred=asked.places["fred"].pk, anna=asked.people["anna"].pk, group=asked.group.pk
    )
    assert changed_rows(person, sql) == 0


def test_the_company_gets_a_mail_in_its_language_once(asked):
    dora = asked.people["dora"]
    dora.language = "de"
    with connection.cursor() as cursor:
        cursor.execute("reset role")
    dora.save(update_fields=["language"])
    assert tell_of_enquiry(asked.facilitator.pk, asked.dora.pk) == 1
    assert tell_of_enquiry(asked.facilitator.pk, asked.dora.pk) == 0
    letter = OutgoingMail.objects.get()
    assert (letter.address, letter.language) == ("dora@example.org", "de")
    assert f"/de/enquiries/{asked.dora.pk}/" in letter.text
    assert "Werk cleo" not in letter.text
    assert mail.outbox == []


def test_a_withdrawn_enquiry_is_not_told(asked):
    withdraw(asked.dora, asked.facilitator)
    assert tell_of_enquiry(asked.facilitator.pk, asked.dora.pk) == 0


def test_the_facilitator_gets_a_mail_that_names_no_establishment(asked):
    (wish,) = ask(asked.group, asked.people["anna"], "canteen", [asked.places["emil"].pk])
    with connection.cursor() as cursor:
        cursor.execute("reset role")
    assert tell_of_wishes(asked.group.pk, wish.pk) == 1
    letter = OutgoingMail.objects.get()
    assert letter.reader == asked.facilitator
    assert "emil" not in letter.text


def test_two_who_facilitate_ask_the_same_neighbour_at_the_same_moment(committed_db):
    neighbours = Neighbours(TinyLand())
    cleo = neighbours.places["cleo"].pk
    sent: list[int] = []

    def ask_meanwhile() -> None:
        try:
            sent.append(len(ask(neighbours.group, neighbours.facilitator, "shuttle", [cleo])))
        finally:
            connection.close()

    with transaction.atomic():
        ask(neighbours.group, neighbours.facilitator, "shuttle", [cleo])
        other = threading.Thread(target=ask_meanwhile)
        other.start()
        other.join(timeout=0.5)
        assert other.is_alive(), "the second did not wait for the first"
    other.join(timeout=30)
    assert sent == [0]
    with reading_as(neighbours.facilitator):
        assert Enquiry.objects.filter(establishment=cleo).count() == 1
