"""One's own views by REST."""

import pytest

VIEWS = "/api/v1/views/"
BODY = {"name": "Esch", "target": "?theme=mobility"}


def test_a_view_is_kept_renamed_deleted_and_taken_back(ask, full_land):
    me = full_land.editor_westen
    made = ask(VIEWS, me, "post", BODY, content_type="application/json")
    assert made.status_code == 201
    path = made["Location"].removeprefix("http://testserver")
    view = ask(f"{path}?lang=fr", me).json()
    assert (view["name"], view["href"]) == ("Esch", "http://testserver/fr/?theme=mobility")
    renamed = ask(path, me, "patch", {"name": "Belval"}, content_type="application/json").json()
    assert renamed["name"] == "Belval"
    assert ask(path, me, "delete").status_code == 204
    assert ask(path, me).status_code == 404
    assert ask(VIEWS, me).json() == {"views": []}
    assert ask(f"{path}recover/", me, "post").json()["name"] == "Belval"
    listed = ask(VIEWS, me)
    assert [each["name"] for each in listed.json()["views"]] == ["Belval"]
    assert listed["Cache-Control"] == "private, no-store"


def test_others_find_nothing_and_visitors_are_asked_to_sign_in(ask, full_land):
    path = ask(VIEWS, full_land.editor_westen, "post", BODY, content_type="application/json")["Location"]
    path = path.removeprefix("http://testserver")
    for person in (full_land.editor_osten, full_land.administrator):
        assert ask(VIEWS, person).json() == {"views": []}
        assert ask(path, person).status_code == 404
        assert ask(path, person, "delete").status_code == 404
    assert ask(VIEWS).status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        {"name": "", "target": ""},
        {"target": "?a=b"},
        {"name": "x", "target": "https://elsewhere.example"},
        {"name": 7, "target": {}},
        {"name": "x", "colour": "red"},
    ],
)
def test_what_cannot_be_kept_is_said_in_words(ask, full_land, body):
    refused = ask(VIEWS, full_land.editor_westen, "post", body, content_type="application/json")
    assert refused.status_code in (400, 422)
    assert refused.json()["errors"]
