"""The pages of a group's room: planning, deciding, the trash, calendars; who is let in."""

import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from icalendar import Calendar
from PIL import Image

from territory.alerts.following import key_of
from territory.companies.models import Company, Establishment
from territory.meetings.actions import discard_meeting, plan_meeting, write_decision
from territory.meetings.models import Decision, Meeting, MeetingFile
from territory.working_groups.models import WorkingGroup, WorkingGroupMember
from tests.tiny_land import at, box


@pytest.fixture
def group(tiny_land):
    group = WorkingGroup.objects.create(
        slug="gruppe", name_en="Group", coordinator=tiny_land.netzwerk, footprint=box(900, 900, 1600, 1500)
    )
    company = Company.objects.create(name="Firma", organisation=tiny_land.firma)
    place = Establishment.objects.create(
        company=company, name="Werk", location=at(1100, 1100), nace_section="C", nace_code="16.2"
    )
    WorkingGroupMember.objects.create(working_group=group, establishment=place)
    return group


@pytest.fixture
def meeting(group, tiny_land):
    soon = timezone.now() + datetime.timedelta(days=9)
    values = {"title": "Salaries", "starts_at": soon, "agenda": "<script>secret</script>"}
    return plan_meeting(group, tiny_land.coordinator, values)


FORM = {"title": "Spring", "starts_at": "2027-03-03T14:00", "place": "Here", "agenda": "1. All"}


def test_the_coordination_plans_and_decides(group, tiny_land, reading_as):
    browser = reading_as(tiny_land.coordinator)
    response = browser.post(f"/en/working-groups/{group.pk}/meetings/plan/", FORM)
    meeting = Meeting.objects.get()
    assert response.url == f"/en/meetings/{meeting.pk}/"
    assert timezone.localtime(meeting.starts_at).hour == 14
    decision = {"text": "Compare three places.", "owner": "Coordination", "due_on": "2027-04-01"}
    browser.post(f"/en/meetings/{meeting.pk}/decide/", decision)
    browser.post(f"/en/decisions/{Decision.objects.get().pk}/settle/", {"done": "yes"})
    page = browser.get(response.url).content.decode()
    assert "Compare three places." in page
    assert "done on" in page


def test_what_was_typed_stays_when_it_cannot_be_stored(group, tiny_land, reading_as):
    browser = reading_as(tiny_land.coordinator)
    wrong = {**FORM, "ends_at": "2027-03-03T13:00", "agenda": "kept words"}
    response = browser.post(f"/en/working-groups/{group.pk}/meetings/plan/", wrong)
    assert response.status_code == 422
    page = response.content.decode()
    assert "kept words" in page
    assert "The end is not after the beginning." in page
    assert 'value="2027-03-03T14:00"' in page


def test_an_older_version_is_not_written_over(meeting, tiny_land, reading_as):
    browser = reading_as(tiny_land.coordinator)
    address = f"/en/meetings/{meeting.pk}/edit/"
    browser.post(address, {**FORM, "based_on": 1})
    response = browser.post(address, {**FORM, "title": "Other", "based_on": 1})
    assert response.status_code == 422
    assert "version 2" in response.content.decode()
    assert Meeting.objects.get().title == "Spring"


@pytest.mark.parametrize(("name", "status"), [("company_member", 200), ("moderator", 200), ("editor_westen", 404)])
def test_members_read_and_others_find_nothing(meeting, tiny_land, reading_as, name, status):
    browser = reading_as(getattr(tiny_land, name))
    response = browser.get(f"/en/meetings/{meeting.pk}/")
    assert response.status_code == status
    page = response.content.decode()
    assert ("&lt;script&gt;secret" in page) == (status == 200)
    assert "<script>secret" not in page
    assert "Write down a decision" not in page
    assert browser.get(f"/en/working-groups/{meeting.working_group_id}/meetings/").status_code == (
        200 if status == 200 else 403
    )
    assert browser.post(f"/en/meetings/{meeting.pk}/discard/").status_code == (403 if status == 200 else 404)
    assert browser.get(f"/en/meetings/{meeting.pk}.ics").status_code == status


def test_visitors_see_the_group_and_nothing_of_its_meetings(meeting, client):
    page = client.get(f"/en/working-groups/{meeting.working_group_id}/").content.decode()
    assert "Werk" in page
    assert "Salaries" not in page
    assert "Next meeting" not in page
    assert client.get(f"/en/meetings/{meeting.pk}/").status_code == 302  # to sign in
    assert client.get(f"/en/working-groups/{meeting.working_group_id}/map/").status_code == 200


def test_undo(meeting, tiny_land, reading_as):
    browser = reading_as(tiny_land.coordinator)
    page = browser.post(f"/en/meetings/{meeting.pk}/discard/", follow=True).content.decode()
    assert f"/en/meetings/{meeting.pk}/recover/" in page
    assert browser.get(f"/en/meetings/{meeting.pk}/").status_code == 404
    browser.post(f"/en/meetings/{meeting.pk}/recover/")
    assert browser.get(f"/en/meetings/{meeting.pk}/").status_code == 200


def test_the_secret_calendar_holds_meetings_and_what_is_due(meeting, tiny_land, client):
    due_on = timezone.localdate() + datetime.timedelta(days=20)
    values = {"text": "Compare.", "owner": "Firma", "due_on": due_on}
    write_decision(meeting, tiny_land.coordinator, values)
    path = f"/en/calendars/{key_of(tiny_land.company_member)}/groups/{meeting.working_group_id}.ics"
    response = client.get(path)
    assert "no-store" in response["Cache-Control"]
    events = {str(event["summary"]) for event in Calendar.from_ical(response.content).walk("VEVENT")}
    assert "Salaries" in events
    assert any("Compare." in each for each in events)
    other = f"/en/calendars/{key_of(tiny_land.editor_westen)}/groups/{meeting.working_group_id}.ics"
    assert client.get(other).status_code == 404
    discard_meeting(meeting, tiny_land.coordinator)
    assert b"VEVENT" not in client.get(path).content


@pytest.mark.parametrize(("name", "status"), [("coordinator", 200), ("moderator", 200), ("company_member", 403)])
def test_all_groups_side_by_side(meeting, tiny_land, reading_as, name, status):
    response = reading_as(getattr(tiny_land, name)).get("/en/groups/")
    assert response.status_code == status
    assert ("Next meeting" in response.content.decode()) == (status == 200)


def picture(name="plan.png"):
    content = io.BytesIO()
    Image.new("RGB", (20, 10), "red").save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue(), "image/png")


def test_files_are_read_by_those_who_read_the_meeting(meeting, tiny_land, reading_as):
    browser = reading_as(tiny_land.coordinator)
    files = f"/en/meetings/{meeting.pk}/files/"
    browser.post(files, {"file": picture()})
    paper = MeetingFile.objects.get()
    address = f"{files}{paper.pk}/"
    answer = reading_as(tiny_land.company_member).get(address)
    assert answer["Content-Type"] == "image/png"
    assert "no-store" in answer["Cache-Control"]
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")
    assert reading_as(tiny_land.editor_westen).get(address).status_code == 404
    assert reading_as(None).get(address).status_code == 302
    assert reading_as(tiny_land.company_member).post(files, {"file": picture()}).status_code == 403
    assert reading_as(tiny_land.company_member).post(f"{address}change/").status_code == 403
    browser.post(f"{address}change/")
    assert browser.get(address).status_code == 404
    browser.post(f"{address}change/", {"wish": "take-back"})
    again = browser.get(address)
    assert b"".join(again.streaming_content)


def test_what_is_no_picture_and_no_document_is_refused_with_a_sentence(meeting, tiny_land, reading_as):
    browser = reading_as(tiny_land.coordinator)
    page = browser.post(
        f"/en/meetings/{meeting.pk}/files/", {"file": SimpleUploadedFile("a.png", b"<script>")}, follow=True
    ).content.decode()
    assert "message--error" in page
    assert not MeetingFile.objects.exists()
