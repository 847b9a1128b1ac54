"""Each side of a lead reads its own and nothing of the other until both said yes; by rule and by plain SQL."""

import pytest
from django.db import DatabaseError, connection, transaction

from territory.acting import acting_as, reading_as
from territory.alerts.models import OutgoingMail
from territory.happenings.models import Happening
from territory.leads.actions import answer
from territory.leads.audience import told_of_step
from territory.leads.models import LeadStep
from territory.leads.querysets import leads_visible_to, sides_visible_to, steps_visible_to
from territory.leads.rules import can_see

TABLES = {
    "territory_lead": "lead",
    "territory_leadside": "sides",
    "territory_leadstep": "steps",
    "territory_matchingrun": "runs",
}
# Rows that plain SQL gives: the lead, its sides, its steps, the searches. The first step says that it was found.
BEFORE = {
    "anna": (1, 1, 0, 0),
    "bert": (1, 1, 0, 0),
    "cleo": (0, 0, 0, 0),
    "fred": (0, 0, 0, 0),
    "facilitator": (1, 2, 1, 1),
    "other_facilitator": (0, 0, 0, 0),
}
ONE_YES = {**BEFORE, "anna": (1, 1, 1, 0), "facilitator": (1, 2, 2, 1)}
BOTH_YES = {**BEFORE, "anna": (1, 2, 4, 0), "bert": (1, 2, 4, 0), "facilitator": (1, 2, 4, 1)}
STEPS = {"before": (BEFORE, ()), "one yes": (ONE_YES, ("anna",)), "both yes": (BOTH_YES, ("anna", "bert"))}


def person(stated, name):
    return stated.people.get(name) or getattr(stated, name)


@pytest.mark.parametrize("moment", STEPS)
def test_what_each_reads(stated, lead, moment):
    table, said_yes = STEPS[moment]
    for name in said_yes:
        lead = answer(lead, stated.people[name], interested=True)
    for name, expected in table.items():
        reader = person(stated, name)
        with reading_as(reader), connection.cursor() as cursor:
            counted = []
            for each in TABLES:
                cursor.execute(f"select count(*) from {each}")
                counted.append(cursor.fetchone()[0])
            assert tuple(counted) == expected, name
            assert can_see(reader, lead) == bool(expected[0])
            assert leads_visible_to(reader).count() == expected[0]
            if expected[0]:
                assert sides_visible_to(reader, lead).count() == expected[1]
                assert steps_visible_to(reader, lead).count() == expected[2]


def test_the_shared_row_names_neither_side(stated, lead):
    with reading_as(stated.people["anna"]), connection.cursor() as cursor:
        cursor.execute("select l::text from territory_lead l")
        row = cursor.fetchone()[0]
    for word in ("bert", "anna", "Werk", "Firma", "zum Verpacken", "104.", "100.0"):
        assert word not in row, word


FORBIDDEN = {
    "both at once": "update territory_lead set state = 'both-interested', disclosed_at = now()",
    "names without a step": "update territory_lead set disclosed_at = now()",
    "straight to running": "update territory_lead set state = 'running'",
    "other words": "update territory_lead set sentences = '{{}}'",
    "the other's answer": "update territory_leadside set answer = true where establishment_id = {other}",
    "another's name": "insert into territory_leadstep"
    " (lead_id, source, target, taken_by, actor_id, reason, happened_at)"
    " values ({lead}, 'found', 'found', 'in', {someone}, '', now())",
    "history": "update territory_leadstep set reason = 'x'",
    "a lead of one's own": "insert into territory_lead (working_group_id, state, pair_key, score_percent, sentences,"
    " is_invented, found_at, updated_at, version) values ({group}, 'found', 'k', 1, '{{}}', false, now(), now(), 1)",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_a_side_writes_nothing_else_by_plain_sql(stated, lead, what):
    anna = stated.people["anna"]
    sql = FORBIDDEN[what].format(
        other=stated.places["bert"].pk, lead=lead.pk, someone=stated.people["bert"].pk, group=stated.group.pk
    )
    try:
        with acting_as(anna), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
            changed = cursor.rowcount
    except DatabaseError as error:
        assert any(words in str(error) for words in ("row-level security", "may not", "permission denied"))  # noqa: PT017
        changed = 0
    assert changed == 0


def test_nobody_is_told_by_the_public_record(stated, lead):
    answer(lead, stated.people["anna"], interested=True)
    assert not Happening.objects.exists()
    assert not OutgoingMail.objects.exists()  # written later, by the worker


def test_a_first_yes_is_told_to_the_facilitator_only(stated, lead):
    answer(lead, stated.people["anna"], interested=True)
    assert told(stated, 0) == {"anna", "bert"}
    assert told(stated, 1) == {"facilitator"}
    answer(lead, stated.people["bert"], interested=True)
    assert told(stated, 3) == {"anna", "facilitator"}  # not who said the second yes


def told(stated, number: int) -> set[str]:
    with reading_as(stated.facilitator):
        step = LeadStep.objects.order_by("pk")[number]
    names = {person.pk: name for name, person in stated.people.items()} | {stated.facilitator.pk: "facilitator"}
    return {names[each.reader.pk] for each in told_of_step(stated.group.pk, step.pk)}
