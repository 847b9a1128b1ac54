"""Kept sitings: what is kept, who may read, run, change and share it, by the rules and by the database.

Jobs: 12 at (1100, 1100), 20 at (1400, 1100). Without a network minutes are metres × 1.3 / 80.
"""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection, transaction

from layers.crs import in_lonlat
from territory.accounts.leaving import delete_account
from territory.companies.models import Company, Establishment
from territory.errors import Invalid, NotAllowed
from territory.siting.errors import NoSolution, UnusableProblem
from territory.studies import rules
from territory.studies.actions import change, discard, keep, run_again
from territory.studies.answer import with_words
from territory.studies.changes import changes_between
from territory.studies.inputs import Inputs, Threshold
from territory.studies.models import Study, StudyRun
from territory.working_groups.models import WorkingGroup, WorkingGroupMember
from tests.tiny_land import at, box


def lonlat(x, y):
    return in_lonlat(at(x, y)).coords


@pytest.fixture
def land(tiny_land):
    bakery = Company.objects.create(name="Bäckerei", organisation=tiny_land.firma)
    other = Company.objects.create(name="Schreinerei")
    tiny_land.bakery = Establishment.objects.create(
        company=bakery, name="Bäckerei", location=at(1100, 1100), nace_section="C", nace_code="10.7", jobs=12
    )
    tiny_land.joiner = Establishment.objects.create(
        company=other, name="Schreinerei", location=at(1400, 1100), nace_section="C", nace_code="16.2", jobs=20
    )
    tiny_land.group = WorkingGroup.objects.create(
        slug="gruppe", name="Gruppe", coordinator=tiny_land.netzwerk, footprint=box(1000, 1000, 1500, 1400)
    )
    for place in (tiny_land.bakery, tiny_land.joiner):
        WorkingGroupMember.objects.create(working_group=tiny_land.group, establishment=place)
    return tiny_land


def question(**more):
    points = (lonlat(1100, 1100), lonlat(1400, 1100))
    return Inputs({"group": "gruppe"}, stops=False, ground=False, points=points, **{"minutes": 2, **more})


def kept(land, group=None, **more):
    return keep(land.coordinator, "Navette", question(**more), group)


def test_a_question_comes_back_from_its_plain_values_as_it_was():
    asked = question(own=("stop-1", (6.1, 49.5)), threshold=Threshold(400, 5, (1, 2)), fixed=("point-1",), capacity=9.0)
    assert Inputs.from_json(asked.as_json()) == asked


def test_what_is_kept_is_the_question_and_its_answer(land):
    _study, run = kept(land)
    stored = Study.objects.get()
    assert Inputs.from_json(stored.inputs) == question()
    assert run.answer["best"]["served_jobs"] == 20  # 300 m are 4.9 minutes: one point reaches one of the two
    assert with_words(run.answer)["best"]["sentences"][0] == "1 site serves 20 of 32 (62 %)."


def test_running_again_shows_what_changed(land):
    study, first = kept(land)
    Establishment.objects.filter(pk=land.bakery.pk).update(jobs=50)
    second = run_again(land.coordinator, study)
    changes = changes_between(first.answer, second.answer)
    assert (changes.served_difference, changes.total_difference) == (30, 38)
    assert [(one.name, one.before, one.after) for one in changes.jobs_changed] == [("Bäckerei", 12, 50)]
    assert len(changes.sites_new) == len(changes.sites_gone) == 1
    third = run_again(land.coordinator, study)
    assert changes_between(second.answer, third.answer).is_same


def test_whoever_moves_away_and_moves_in_is_named(land):
    study, first = kept(land)
    WorkingGroupMember.objects.filter(establishment=land.joiner).delete()
    second = run_again(land.coordinator, study)
    assert changes_between(first.answer, second.answer).establishments_gone == ("Schreinerei",)
    assert changes_between(second.answer, first.answer).establishments_new == ("Schreinerei",)


def test_only_the_last_answers_are_kept(land, monkeypatch):
    monkeypatch.setattr("territory.studies.actions.MOST_RUNS", 2)
    study, _first = kept(land)
    runs = [run_again(land.coordinator, study) for _again in range(3)]
    assert list(study.runs.values_list("pk", flat=True)) == [runs[2].pk, runs[1].pk]


WHO_READS = [
    # who                 kept for oneself   shared with the group
    ("coordinator", True, True),  # wrote it
    ("company_member", False, True),  # of the bakery, a member of the group
    ("editor_westen", False, False),
    ("park_manager", False, False),
    ("moderator", False, False),
    ("administrator", True, True),
    (None, False, False),
]


@pytest.mark.parametrize(("name", "alone", "shared"), WHO_READS)
def test_who_reads_and_runs_it(name, alone, shared, land):
    person = getattr(land, name) if name else AnonymousUser()
    own, _run = kept(land)
    common, _run = kept(land, land.group)
    assert rules.can_see(person, own) is alone
    assert rules.can_see(person, common) is shared
    for study, may in ((own, alone), (common, shared)):
        if may:
            run_again(person, study)
        else:
            with pytest.raises(NotAllowed):
                run_again(person, study)


@pytest.mark.parametrize("name", ["company_member", "moderator"])
def test_only_its_author_changes_and_deletes_it(name, land):
    study, _run = kept(land, land.group)
    with pytest.raises(NotAllowed):
        change(getattr(land, name), study, "Andere", None)
    with pytest.raises(NotAllowed):
        discard(getattr(land, name), study)
    change(land.coordinator, study, " Navette 2 ", None)
    assert (Study.objects.get().title, Study.objects.get().working_group) == ("Navette 2", None)
    discard(land.coordinator, study)
    assert not StudyRun.objects.exists()


def test_it_is_shared_with_ones_own_groups_only(land):
    with pytest.raises(NotAllowed, match="belong to"):
        keep(land.moderator, "Navette", question(), land.group)


@pytest.mark.parametrize("title", ["", "   ", "x" * 201, "a\x00b"])
def test_it_has_a_title(title, land):
    with pytest.raises(Invalid) as refusal:
        keep(land.coordinator, title, question())
    assert "title" in refusal.value.problems
    assert not Study.objects.exists()


@pytest.mark.parametrize(
    ("more", "error", "sentence"),
    [
        ({"sites": 3}, UnusableProblem, "only 2 candidates"),
        ({"points": ()}, UnusableProblem, "no candidate"),
        ({"points": (lonlat(5900, 3900),)}, NoSolution, "No demand lies within 2 minutes"),
        ({"demand": {"park": "nowhere"}}, Invalid, "business park"),
        ({"demand": {}}, Invalid, "Say whose jobs"),
        ({"points": ((100.0, 10.0),)}, Invalid, "too far"),
    ],
)
def test_a_question_without_an_answer_is_not_kept_and_says_why(more, error, sentence, land):
    with pytest.raises(error, match=sentence):
        keep(land.coordinator, "Navette", Inputs(**{**question().as_json(), "threshold": None, "cells": None, **more}))
    assert not Study.objects.exists()


def test_nobody_with_jobs_is_said(land):
    Establishment.objects.update(jobs=None)
    with pytest.raises(UnusableProblem, match=r"demand|jobs|weight"):
        kept(land)


def test_a_shared_study_outlives_its_author_and_an_own_one_does_not(land):
    kept(land)
    common, _run = kept(land, land.group)
    delete_account(land.coordinator)
    assert list(Study.objects.all()) == [common]
    assert rules.can_see(land.company_member, common)


def as_web(user, sql, parameters):
    """Rows that the application's role, ``user`` acting, changed; it is undone."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set local role web")
            cursor.execute("select set_config('territory.user_id', %s, true)", [str(user.pk)])
            cursor.execute(sql, parameters)
            count = cursor.rowcount
            transaction.set_rollback(True)
            return count
    except DatabaseError:
        return 0


NEW = (
    "insert into territory_study (title, owner_id, working_group_id, inputs, created_at, updated_at)"
    " values ('x', %s, %s, '{}', now(), now())"
)
RUN = "insert into territory_studyrun (study_id, ran_at, answer) values (%s, now(), '{}')"


@pytest.mark.parametrize(
    ("name", "runs", "changes"),
    [
        ("coordinator", 1, 1),
        ("company_member", 1, 0),
        ("moderator", 0, 0),
        ("editor_westen", 0, 0),
        ("administrator", 1, 1),
    ],
)
def test_the_database_says_the_same(name, runs, changes, land):
    person = getattr(land, name)
    study, run = kept(land, land.group)
    assert as_web(person, RUN, [study.pk]) == runs
    assert as_web(person, "update territory_study set title = 'y' where id = %s", [study.pk]) == changes
    assert as_web(person, "delete from territory_studyrun where study_id = %s", [study.pk]) == runs
    assert as_web(person, "update territory_studyrun set answer = '{}' where id = %s", [run.pk]) == 0
    assert as_web(person, NEW, [person.pk, None]) == 1
    assert as_web(person, NEW, [land.park_manager.pk, None]) == 0
    assert as_web(person, NEW, [person.pk, land.group.pk]) == (1 if runs else 0)


def test_a_study_becomes_nobody_elses(land):
    study, _run = kept(land)
    sql = "update territory_study set owner_id = %s where id = %s"
    assert as_web(land.coordinator, sql, [land.moderator.pk, study.pk]) == 0
