"""Meetings and decisions by REST. The group and its people: tests/api/conftest.py; the company joins here."""

import pytest

from territory.meetings.models import Meeting
from territory.working_groups.models import WorkingGroupMember

A_MEETING = {"title": "Spring", "starts_at": "2027-03-03T14:00:00+01:00", "place": "Here"}
JSON = {"content_type": "application/json"}


@pytest.fixture
def land(full_land):
    WorkingGroupMember.objects.create(working_group=full_land.group, establishment=full_land.establishments[0])
    return full_land


def test_planned_read_changed_decided_and_put_away(land, ask):
    address = f"/api/v1/working-groups/{land.group.pk}/meetings/"
    made = ask(address, land.coordinator, "post", A_MEETING, **JSON)
    assert made.status_code == 201, made.content
    one = f"/api/v1/meetings/{made.json()['id']}"
    decided = ask(
        f"{one}/decisions/", land.coordinator, "post", {"text": "Compare.", "owner": "Coordination"}, **JSON
    ).json()
    assert decided["number"] == 1
    done = {"done_on": "2027-03-04"}
    changed = ask(f"/api/v1/decisions/{decided['id']}/", land.coordinator, "patch", done, **JSON)
    assert changed.json()["done_on"] == "2027-03-04"
    changed = ask(f"{one}/", land.coordinator, "patch", {"minutes": "said", "version": 1}, **JSON)
    assert changed.json()["minutes"] == "said"
    assert changed.json()["decisions"][0]["text"] == "Compare."
    assert ask(f"{one}/", land.coordinator, "patch", {"minutes": "x", "version": 1}, **JSON).status_code == 412
    read = ask(address, land.company_member)
    assert [meeting["title"] for meeting in read.json()["meetings"]] == ["Spring"]
    assert "no-store" in read["Cache-Control"]
    assert ask(f"{one}/", land.company_member, "patch", {"minutes": "mine"}, **JSON).status_code == 403
    assert ask(f"{one}/", land.company_member, "delete").status_code == 403
    assert ask(f"{one}/", land.coordinator, "delete").status_code == 204
    assert ask(f"{one}/", land.company_member).status_code == 404


def test_others_find_nothing(land, ask):
    address = f"/api/v1/working-groups/{land.group.pk}/meetings/"
    made = ask(address, land.coordinator, "post", A_MEETING, **JSON).json()
    for path in (address, f"/api/v1/meetings/{made['id']}/"):
        assert ask(path).status_code == 401, path
        assert ask(path, land.editor_osten).status_code == 404, path
    assert ask(address, land.editor_osten, "post", A_MEETING, **JSON).status_code == 404
    assert ask("/api/v1/decisions/999/", land.coordinator, "patch", {"text": "x"}, **JSON).status_code == 404


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"starts_at": "2027-03-03T14:00:00Z"}, "/title"),
        ({**A_MEETING, "starts_at": "tomorrow"}, "/starts_at"),
        ({**A_MEETING, "starts_at": "2027-02-31T10:00"}, "/starts_at"),
        ({**A_MEETING, "place": 7}, "/place"),
        ({**A_MEETING, "place": "x" * 300}, "/place"),
        ({**A_MEETING, "ends_at": "2027-03-03T13:00:00+01:00"}, "/ends_at"),
        ({**A_MEETING, "colour": "red"}, "/colour"),
        ([], ""),
    ],
)
def test_each_problem_points_at_its_member(land, ask, body, pointer):
    response = ask(f"/api/v1/working-groups/{land.group.pk}/meetings/", land.coordinator, "post", body, **JSON)
    assert response.status_code == 422
    assert pointer in [error["pointer"] for error in response.json()["errors"]]
    assert not Meeting.objects.exists()
