"""Writing by REST: who may, what is taken, what comes back. The rules themselves: tests/territory/contributions."""

import json

import pytest
from django.test import Client

from api.catalogue import KINDS
from layers.crs import in_lonlat
from territory.contributions.models import State
from territory.initiatives.models import LocalInitiative
from tests.tiny_land import at

HERE = list(in_lonlat(at(1000, 2000)).coords)
ROLES = (
    "editor_westen",
    "editor_osten",
    "park_manager",
    "moderator",
    "coordinator",
    "company_member",
    "administrator",
)


def feature(geometry=None, **properties):
    return json.dumps(
        {
            "type": "Feature",
            "geometry": geometry or {"type": "Point", "coordinates": HERE},
            "properties": {"title": {"de": "Neu", "fr": "Nouveau"}, "theme": "energy", **properties},
        }
    )


def post(ask, user, body, kind="local-initiatives", **more):
    return ask(f"/api/v1/{kind}/", user=user, method="post", body=body, **more)


def patch(ask, user, thing, body, kind="local-initiatives"):
    return ask(f"/api/v1/{kind}/{thing.pk}/", user=user, method="patch", body=json.dumps(body))


# The point lies in Westen, outside the park: 422 is "not on your land", 403 "not you".
MAY_PLACE = {
    "local-initiatives": (201, 422, 403, 201, 403, 403, 201),
    "cooperation-projects": (201, 422, 422, 201, 201, 201, 201),
    "pooled-services": (201, 422, 422, 201, 201, 201, 201),
}


@pytest.mark.parametrize("kind", MAY_PLACE)
@pytest.mark.parametrize("role", ROLES)
def test_who_may_place_what(role, kind, ask, full_land):
    more = {"owner": "gemeinde-westen"} if role == "administrator" else {}
    response = post(ask, getattr(full_land, role), feature(**more), kind)
    assert response.status_code == MAY_PLACE[kind][ROLES.index(role)], response.content
    if response.status_code == 201:
        assert KINDS[kind].objects.filter(title_de="Neu", state=State.DRAFT).count() == 1


@pytest.mark.parametrize("method", ["patch", "delete"])
@pytest.mark.parametrize(
    ("role", "statuses"),
    [
        # a draft of Westen; then the published one
        ("editor_westen", {"patch": (200, 403), "delete": (204, 403)}),
        ("editor_osten", {"patch": (404, 403), "delete": (404, 403)}),
        ("company_member", {"patch": (404, 403), "delete": (404, 403)}),
        ("moderator", {"patch": (404, 200), "delete": (404, 403)}),
        ("administrator", {"patch": (200, 200), "delete": (204, 204)}),
    ],
)
def test_who_may_change_and_delete(role, statuses, method, ask, full_land):
    for thing, status in zip((full_land.draft, full_land.published), statuses[method], strict=True):
        path = f"/api/v1/local-initiatives/{thing.pk}/"
        body = json.dumps({"properties": {"link": "https://example.org/"}}) if method == "patch" else None
        response = ask(path, user=getattr(full_land, role), method=method, body=body)
        assert response.status_code == status, response.content
        assert LocalInitiative.objects.present().filter(pk=thing.pk).exists() == (status != 204)


def test_the_stored_feature_comes_back(ask, full_land):
    response = post(
        ask,
        full_land.editor_westen,
        feature(
            summary="Kurz",
            stage="solution",
            starts_on="2026-05-01",
            ends_on="2026-09-30",
            partners=["netzwerk", "firma"],
            link="https://example.org/",
        ),
        **{"accept-language": "de"},
    )
    stored = response.json()
    assert stored["geometry"] == {"type": "Point", "coordinates": pytest.approx(HERE, abs=1e-7)}
    properties = stored["properties"]
    assert {
        name: properties[name]
        for name in ("title", "summary", "theme", "stage", "state", "starts_on", "ends_on", "owner", "partners")
    } == {
        "title": {"de": "Neu", "fr": "Nouveau"},
        "summary": {"de": "Kurz"},
        "theme": "energy",
        "stage": "solution",
        "state": "draft",
        "starts_on": "2026-05-01",
        "ends_on": "2026-09-30",
        "owner": "gemeinde-westen",
        "partners": ["firma", "netzwerk"],
    }
    assert properties["communes"] == ["0901"]
    assert properties["version"] == 1
    assert response["Location"] == f"http://testserver/api/v1/local-initiatives/{stored['id']}/"
    assert ask(response["Location"], user=full_land.editor_westen).json()["id"] == stored["id"]


def test_a_stored_feature_can_be_sent_back_as_it_is(ask, full_land):
    path = f"/api/v1/local-initiatives/{full_land.draft.pk}/"
    stored = ask(path, user=full_land.editor_westen).json()
    again = patch(ask, full_land.editor_westen, full_land.draft, stored)
    assert again.status_code == 200, again.content
    assert again.json()["properties"]["title"] == stored["properties"]["title"]


def test_a_patch_changes_only_what_it_names(ask, full_land):
    changed = patch(ask, full_land.editor_westen, full_land.draft, {"properties": {"title": {"fr": "Plan"}}}).json()
    assert changed["properties"]["title"] == {"de": "Geheimer Plan", "fr": "Plan"}
    assert changed["properties"]["version"] == 2


def test_moving_a_draft_to_the_public(ask, full_land):
    created = post(ask, full_land.editor_westen, feature(state="submitted"))
    assert created.json()["properties"]["state"] == "submitted"
    thing = LocalInitiative.objects.get(pk=created.json()["id"])
    early = patch(ask, full_land.editor_westen, thing, {"properties": {"state": "published"}})
    assert early.status_code == 403
    back = patch(ask, full_land.moderator, thing, {"properties": {"state": "changes_requested"}})
    assert back.status_code == 422
    assert back.json()["errors"][0]["pointer"] == "/properties/reason"
    asked = {"properties": {"state": "changes_requested", "reason": "Wo genau?"}}
    assert patch(ask, full_land.moderator, thing, asked).status_code == 200
    own = ask(f"/api/v1/local-initiatives/{thing.pk}/", user=full_land.editor_westen).json()
    assert own["properties"]["state_reason"] == "Wo genau?"
    for user, state in ((full_land.editor_westen, "submitted"), (full_land.moderator, "published")):
        assert patch(ask, user, thing, {"properties": {"state": state}}).status_code == 200
    public = ask(f"/api/v1/local-initiatives/{thing.pk}/").json()
    assert public["properties"]["state"] == "published"
    assert public["properties"]["state_reason"] == ""


def test_a_step_that_does_not_exist_is_a_conflict(ask, full_land):
    response = patch(ask, full_land.administrator, full_land.draft, {"properties": {"state": "archived"}})
    assert response.status_code == 409


def test_a_change_is_undone_when_the_move_is_refused(ask, full_land):
    body = {"properties": {"link": "https://example.org/", "state": "published"}}
    assert patch(ask, full_land.editor_westen, full_land.draft, body).status_code in {403, 409}
    full_land.draft.refresh_from_db()
    assert full_land.draft.link == ""


def test_what_was_public_is_not_deleted(ask, full_land):
    response = ask(
        f"/api/v1/local-initiatives/{full_land.published.pk}/", user=full_land.editor_westen, method="delete"
    )
    assert response.status_code == 403
    assert "Archive" in response.json()["detail"]


def test_the_owner_stays(ask, full_land):
    response = patch(ask, full_land.administrator, full_land.draft, {"properties": {"owner": "firma"}})
    assert response.status_code == 422
    assert response.json()["errors"][0]["pointer"] == "/properties/owner"


def test_a_session_writes_with_its_forgery_token(full_land):
    client = Client()
    client.force_login(full_land.editor_westen)
    response = client.post("/api/v1/local-initiatives/", data=feature(), content_type="application/json")
    assert response.status_code == 201


@pytest.mark.parametrize(
    ("properties", "pointer"),
    [
        ({"title": None}, "/properties/title"),
        ({"title": {}}, "/properties/title"),
        ({"title": {"de": "  "}}, "/properties/title"),
        ({"title": {"it": "Nuovo"}}, "/properties/title"),
        ({"title": {"de": 5}}, "/properties/title/de"),
        ({"title": {"de": "x" * 151}}, "/properties/title"),
        ({"title": {"de": "a\u0000b"}}, "/properties/title/de"),
        ({"title": {"de": "\ud800"}}, "/properties/title/de"),
        ({"title": 7}, "/properties/title"),
        ({"theme": "no-such-theme"}, "/properties/theme"),
        ({"theme": None}, "/properties/theme"),
        ({"theme": ["energy"]}, "/properties/theme"),
        ({"stage": "soon"}, "/properties/stage"),
        ({"state": "public"}, "/properties/state"),
        ({"starts_on": "1.5.2026"}, "/properties/starts_on"),
        ({"starts_on": 20260501}, "/properties/starts_on"),
        ({"starts_on": "2026-05-02", "ends_on": "2026-05-01"}, "/properties/ends_on"),
        ({"link": "javascript:alert(1)"}, "/properties/link"),
        ({"owner": "nobody"}, "/properties/owner"),
        ({"partners": "firma"}, "/properties/partners"),
        ({"partners": ["nobody"]}, "/properties/partners"),
        ({"partners": [5]}, "/properties/partners/0"),
        ({"colour/x": "red"}, "/properties/colour~1x"),
        ({"capacity": 5}, "/properties/capacity"),
    ],
)
def test_a_wrong_value_is_pointed_at(properties, pointer, ask, full_land):
    response = post(ask, full_land.editor_westen, feature(**properties))
    assert response.status_code == 422, response.content
    assert pointer in [error["pointer"] for error in response.json()["errors"]]
    assert LocalInitiative.objects.count() == 2


@pytest.mark.parametrize(
    ("properties", "pointer"),
    [
        ({"capacity": -1}, "/properties/capacity"),
        ({"capacity": 1.5}, "/properties/capacity"),
        ({"capacity": True}, "/properties/capacity"),
        ({"capacity": 10**20}, "/properties/capacity"),
        ({"catchment_m": "far"}, "/properties/catchment_m"),
        ({"working_group": "nobody"}, "/properties/working_group"),
    ],
)
def test_a_wrong_value_of_a_pooled_service_is_pointed_at(properties, pointer, ask, full_land):
    response = post(ask, full_land.editor_westen, feature(**properties), "pooled-services")
    assert response.status_code == 422, response.content
    assert [error["pointer"] for error in response.json()["errors"]] == [pointer]


def test_a_pooled_service_keeps_its_capacity_and_group(ask, full_land):
    body = feature(working_group="gruppe", capacity=120, capacity_unit="meals a day", catchment_m=800)
    properties = post(ask, full_land.editor_westen, body, "pooled-services").json()["properties"]
    assert (properties["working_group"], properties["capacity"], properties["catchment_m"]) == ("gruppe", 120, 800)


def test_all_problems_are_told_at_once(ask, full_land):
    body = json.dumps({"type": "Feature", "geometry": None, "properties": {"title": 5, "stage": 3}})
    pointers = {error["pointer"] for error in post(ask, full_land.editor_westen, body).json()["errors"]}
    assert pointers == {"/properties/title", "/properties/stage"}


@pytest.mark.parametrize("body", ["[]", "5", '"text"', '{"type":"FeatureCollection","features":[]}', "null"])
def test_a_body_is_one_feature(body, ask, full_land):
    assert post(ask, full_land.editor_westen, body).status_code == 422


def test_a_stage_comes_with_a_day_and_evidence(ask, full_land):
    draft, editor = full_land.draft, full_land.editor_westen
    path = f"/api/v1/local-initiatives/{draft.pk}/"

    def change(**properties):
        return ask(path, user=editor, method="patch", body=json.dumps({"properties": properties}))

    refused = change(stage="pilot")
    assert refused.status_code == 422
    assert {each["pointer"] for each in refused.json()["errors"]} == {
        "/properties/stage_on",
        "/properties/stage_evidence",
    }
    # What was read may be handed back as it was.
    read = ask(path, user=editor).json()["properties"]
    assert change(**read).status_code == 200
    changed = change(stage="pilot", stage_on="2025-05-01", stage_evidence="First beds.", title={"fr": "Jardin"})
    assert changed.status_code == 200, changed.content
    properties = changed.json()["properties"]
    assert (properties["stage"], properties["title"]["fr"]) == ("pilot", "Jardin")
    assert properties["stages"][-1] == {
        "from": "inventory",
        "to": "pilot",
        "on": "2025-05-01",
        "evidence": "First beds.",
    }
    # Content and stage succeed or fail together.
    half = change(stage="running", stage_on="2025-04-01", stage_evidence="x", title={"fr": "Autre"})
    assert [each["pointer"] for each in half.json()["errors"]] == ["/properties/stage_on"]
    draft.refresh_from_db()
    assert (draft.stage, draft.title_fr) == ("pilot", "Jardin")
    assert change(stage_on="2025-06-01").status_code == 422


def test_what_is_added_begins_in_its_stage(ask, full_land):
    body = feature(stage="solution", stage_on="2025-02-01", stage_evidence="Decided.")
    stored = post(ask, full_land.editor_westen, body).json()["properties"]
    assert stored["stages"] == [{"from": None, "to": "solution", "on": "2025-02-01", "evidence": "Decided."}]
