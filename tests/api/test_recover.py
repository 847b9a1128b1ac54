"""What was deleted by REST is taken out of the trash by REST, by whoever might delete it."""

import pytest
from django.test import Client

from territory.initiatives.models import LocalInitiative
from tests.territory.contributions.making import make
from tests.tiny_land import at


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_deletion_is_undone(tiny_land) -> None:
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500))
    address = f"/api/v1/local-initiatives/{thing.pk}/"
    editor = signed_in(tiny_land.editor_westen)
    assert editor.delete(address).status_code == 204
    assert editor.get(address).status_code == 404
    answer = editor.post(f"{address}recover/")
    assert answer.status_code == 200, answer.content
    assert answer.json()["id"] == thing.pk
    assert editor.get(address).status_code == 200


@pytest.mark.parametrize("who", [None, "editor_osten"])
def test_nobody_else_finds_it_in_the_trash(tiny_land, who) -> None:
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500))
    signed_in(tiny_land.editor_westen).delete(f"/api/v1/local-initiatives/{thing.pk}/")
    client = signed_in(getattr(tiny_land, who)) if who else Client()
    assert client.post(f"/api/v1/local-initiatives/{thing.pk}/recover/").status_code in (401, 403, 404)
    thing.refresh_from_db()
    assert thing.trashed_at is not None
