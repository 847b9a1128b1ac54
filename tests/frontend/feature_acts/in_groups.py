"""Meetings, decisions and kept studies, in a group in the park of Westen and in another one in Süden."""

import datetime
from typing import Any

from django.utils import timezone

from layers.crs import in_lonlat
from territory.companies.models import Company, Establishment
from territory.meetings import rules as meetings
from territory.meetings.models import Decision, Meeting
from territory.studies import rules as studies
from territory.studies.actions import run_again
from territory.studies.inputs import Inputs
from territory.studies.models import Study, StudyRun
from territory.working_groups.models import WorkingGroup, WorkingGroupMember
from tests.frontend.feature_acts.acts import NEW, Act, delete, insert, is_shown, now, select, update
from tests.tiny_land import TinyLand, at, box

BEGIN = datetime.datetime(2026, 5, 4, 12, tzinfo=datetime.UTC)


def groups(land: TinyLand) -> dict[str, WorkingGroup]:
    """One in the park, of the network, with the company; one in Süden, of the syndicate, with the park's people."""
    company = Company.objects.create(name="Schreinerei", organisation=land.firma)
    land.works = Establishment.objects.create(
        company=company, name="Werk", location=at(1100, 1100), nace_section="C", nace_code="16.2", jobs=12
    )
    inside = WorkingGroup.objects.create(
        slug="runde", name="Runde", coordinator=land.netzwerk, footprint=box(1000, 1000, 1500, 1400)
    )
    elsewhere = WorkingGroup.objects.create(
        slug="sueden", name="Süden", coordinator=land.syndikat, footprint=box(100, -1000, 500, -500)
    )
    WorkingGroupMember.objects.create(working_group=inside, establishment=land.works)
    WorkingGroupMember.objects.create(working_group=elsewhere, organisation=land.parkverwaltung)
    return {"in the park": inside, "in Süden": elsewhere}


def acts_with_meetings(land: TinyLand) -> list[Act]:
    places = groups(land)
    planned = [
        (words, Meeting.objects.create(working_group=group, title="Sitzung", starts_at=BEGIN))
        for words, group in places.items()
    ]
    discarded = [
        (words, Meeting.objects.create(working_group=group, title="S", starts_at=BEGIN, trashed_at=timezone.now()))
        for words, group in places.items()
    ]
    decided = [
        (words, Decision.objects.create(meeting=meeting, number=1, text="Beschluss", owner="Koordination"))
        for words, meeting in planned
    ]
    form = {"title": NEW, "starts_at": "2027-01-15T10:00"}
    body = {"title": NEW, "starts_at": "2027-01-15T10:00:00+01:00"}

    def may_run(user: Any, thing: Any) -> bool:
        group = thing if isinstance(thing, WorkingGroup) else getattr(thing, "meeting", thing).working_group
        return meetings.can_run_group(user, group)

    return [
        Act(
            "plan a meeting",
            list(places.items()),
            may_run,
            lambda group, _answer: Meeting.objects.filter(working_group=group, title=NEW).exists(),
            lambda client, group: client.post(f"/de/working-groups/{group.pk}/meetings/plan/", form),
            lambda door, group: door.ask("post", f"working-groups/{group.pk}/meetings/", body),
            lambda _person, group: insert(Meeting(working_group=group, title=NEW, starts_at=BEGIN)),
        ),
        Act(
            "read a meeting",
            planned,
            lambda user, meeting: meetings.can_read_meetings(user, meeting.working_group),
            is_shown,
            lambda client, meeting: client.get(f"/de/meetings/{meeting.pk}/"),
            lambda door, meeting: door.ask("get", f"meetings/{meeting.pk}/"),
            lambda _person, meeting: select(meeting),
        ),
        Act(
            "change a meeting",
            planned,
            may_run,
            lambda meeting, _answer: now(meeting).title == NEW,
            lambda client, meeting: client.post(f"/de/meetings/{meeting.pk}/edit/", {**form, "based_on": 1}),
            lambda door, meeting: door.ask("patch", f"meetings/{meeting.pk}/", {"title": NEW}),
            lambda _person, meeting: update(meeting, "title = %s", NEW),
        ),
        Act(
            "throw a meeting away",
            planned,
            may_run,
            lambda meeting, _answer: now(meeting).trashed_at is not None,
            lambda client, meeting: client.post(f"/de/meetings/{meeting.pk}/discard/"),
            lambda door, meeting: door.ask("delete", f"meetings/{meeting.pk}/"),
            lambda _person, meeting: update(meeting, "trashed_at = now()"),
        ),
        Act(
            "take a meeting out of the trash",
            discarded,
            may_run,
            lambda meeting, _answer: now(meeting).trashed_at is None,
            lambda client, meeting: client.post(f"/de/meetings/{meeting.pk}/recover/"),
            sql=lambda _person, meeting: update(meeting, "trashed_at = null"),
        ),
        Act(
            "delete a meeting for good",
            planned + discarded,
            lambda _user, _meeting: False,
            lambda _meeting, _answer: False,
            sql=lambda _person, meeting: delete(meeting),
        ),
        Act(
            "write a decision",
            planned,
            may_run,
            lambda meeting, _answer: Decision.objects.filter(meeting=meeting, text=NEW).exists(),
            lambda client, meeting: client.post(f"/de/meetings/{meeting.pk}/decide/", {"text": NEW, "owner": "Alle"}),
            lambda door, meeting: door.ask("post", f"meetings/{meeting.pk}/decisions/", {"text": NEW, "owner": "Alle"}),
            lambda _person, meeting: insert(Decision(meeting=meeting, number=9, text=NEW, owner="Alle")),
        ),
        Act(
            "say that it is done",
            decided,
            may_run,
            lambda decision, _answer: now(decision).done_on is not None,
            lambda client, decision: client.post(f"/de/decisions/{decision.pk}/settle/", {"done": "yes"}),
            lambda door, decision: door.ask("patch", f"decisions/{decision.pk}/", {"done_on": "2026-05-05"}),
            lambda _person, decision: update(decision, "done_on = current_date"),
        ),
    ]


def acts_with_studies(land: TinyLand) -> list[Act]:
    places = groups(land)
    points = (in_lonlat(at(1100, 1100)).coords, in_lonlat(at(1400, 1100)).coords)
    question = Inputs({"group": "runde"}, stops=False, ground=False, points=points, minutes=2).as_json()
    shared = {"nobody": None, **places}
    kept = [
        (
            f"of {owner}, shared with {words}",
            Study.objects.create(title="Kantine", owner=getattr(land, owner), working_group=group, inputs=question),
        )
        for owner in ("coordinator", "editor_westen")
        for words, group in shared.items()
    ]

    for _words, study in kept:
        run_again(study.owner, study)

    def may_share(user: Any, study: Study) -> bool:
        return studies.can_change(user, study) and studies.can_share(user, places["in the park"])

    return [
        Act(
            "read a study",
            kept,
            studies.can_see,
            is_shown,
            lambda client, study: client.get(f"/de/siting/{study.pk}/"),
            lambda door, study: door.ask("get", f"sitings/{study.pk}/"),
        ),
        Act(
            "run a study again",
            kept,
            studies.can_see,
            lambda study, _answer: StudyRun.objects.filter(study=study).count() == 2,
            lambda client, study: client.post(f"/de/siting/{study.pk}/run/"),
            lambda door, study: door.ask("post", f"sitings/{study.pk}/runs/"),
            lambda _person, study: insert(StudyRun(study=study, answer={})),
        ),
        Act(
            "rename a study",
            kept,
            studies.can_change,
            lambda study, _answer: now(study).title == NEW,
            lambda client, study: client.post(
                f"/de/siting/{study.pk}/change/",
                {"title": NEW, "group": study.working_group.slug if study.working_group else ""},
            ),
            lambda door, study: door.ask("patch", f"sitings/{study.pk}/", {"title": NEW}),
            lambda _person, study: update(study, "title = %s", NEW),
        ),
        Act(
            "share a study with the group in the park",
            [(words, study) for words, study in kept if study.working_group != places["in the park"]],
            may_share,
            lambda study, _answer: now(study).working_group == places["in the park"],
            lambda client, study: client.post(
                f"/de/siting/{study.pk}/change/", {"title": study.title, "group": "runde"}
            ),
            lambda door, study: door.ask("patch", f"sitings/{study.pk}/", {"group": "runde"}),
            lambda _person, study: update(study, "working_group_id = %s", places["in the park"].pk),
        ),
        Act(
            "delete a study",
            kept,
            studies.can_change,
            lambda study, _answer: now(study) is None,
            lambda client, study: client.post(f"/de/siting/{study.pk}/delete/"),
            lambda door, study: door.ask("delete", f"sitings/{study.pk}/"),
            lambda _person, study: [
                ("delete from territory_studyrun where study_id = %s", [study.pk]),
                *delete(study),
            ],
        ),
    ]
