"""What a token opens: never more than its scope, nor than its owner."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from territory.people.models import ApiToken
from territory.people.tokens import make_token

FEATURE = {
    "type": "Feature",
    "geometry": {"type": "Point", "coordinates": [6.1, 49.5]},
    "properties": {"title": "Garten", "theme": "food"},
}
ADDRESS = "/api/v1/local-initiatives"


def call(text: str, method: str = "get", address: str = ADDRESS, body: object = None):
    more = {} if body is None else {"data": body, "content_type": "application/geo+json"}
    return getattr(Client(), method)(address, headers={"authorization": f"Token {text}"}, **more)


def test_a_token_that_reads_cannot_write_and_says_which_scope_is_missing(full_land):
    _token, text = make_token(full_land.editor_westen, "reader", "read", None)
    page = call(text)
    assert page.status_code == 200
    assert full_land.draft.pk in {feature["id"] for feature in page.json()["features"]}
    before = full_land.draft.version
    one = f"{ADDRESS}/{full_land.draft.pk}"
    for method, address, body in (
        ("post", ADDRESS, FEATURE),
        ("patch", one, {"properties": {"title": "Anders"}}),
        ("delete", one, None),
    ):
        refused = call(text, method, address, body)
        assert refused.status_code == 403, method
        assert refused["Content-Type"] == "application/problem+json"
        assert "“write”" in refused.json()["detail"]
    full_land.draft.refresh_from_db()
    assert full_land.draft.version == before


def test_a_token_with_the_scope_write_writes(full_land):
    _token, text = make_token(full_land.editor_westen, "writer", "write", None)
    assert call(text, "delete", f"{ADDRESS}/{full_land.draft.pk}").status_code == 204


def test_a_token_is_known_to_be_in_use_without_a_write_at_every_request(full_land):
    token, text = make_token(full_land.editor_westen, "reader", "read", None)
    assert token.last_used_at is None
    call(text)
    token.refresh_from_db()
    first = token.last_used_at
    assert timezone.now() - first < datetime.timedelta(minutes=1)
    call(text)
    call(text, address="/ogc/collections/local-initiatives/items")
    token.refresh_from_db()
    assert token.last_used_at == first


@pytest.mark.parametrize("lifetime", [datetime.timedelta(seconds=-1)])
def test_a_token_that_is_too_old_opens_nothing(full_land, lifetime):
    _token, text = make_token(full_land.editor_westen, "old", "write", lifetime)
    assert call(text).status_code == 401
    assert not ApiToken.objects.exists()
