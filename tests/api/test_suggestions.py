"""Visitors' suggestions from programs: the same rules and limits as on the page."""

import pytest
from django.core.cache import cache

from territory.suggestions.models import Suggestion, SuggestionState
from tests.api.test_context import geometry
from tests.tiny_land import at


@pytest.fixture(autouse=True)
def _nothing_counted(db):
    cache.clear()


def body(**changed):
    words = {"kind": "error", "text": "The park ends at the fence.", "email": "a@example.org"}
    return {"geometry": geometry(at(1200, 1200)), **words, **changed}


def sent(ask, **changed):
    return ask("/api/v1/suggestions/", None, "post", body(**changed), content_type="application/json")


def test_it_waits_for_its_confirmation(ask, full_land):
    answer = sent(ask)
    assert answer.status_code == 202, answer.content
    assert answer.json()["commune"] == "0901"
    assert "email" not in answer.json()
    assert Suggestion.objects.get().state == SuggestionState.UNCONFIRMED


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"text": "short"}, "/properties/text"),
        ({"text": 3}, "/text"),
        ({"email": "nobody"}, "/properties/email"),
        ({"kind": "praise"}, "/properties/kind"),
        ({"geometry": {"type": "Point", "coordinates": [2.35, 48.85]}}, "/geometry"),
        ({"state": "new"}, "/state"),
    ],
)
def test_what_cannot_be_taken_is_pointed_at(wrong, pointer, ask, full_land):
    answer = sent(ask, **wrong)
    assert answer.status_code == 422, answer.content
    assert answer.json()["errors"][0]["pointer"] == pointer
    assert not Suggestion.objects.exists()


def test_too_many_a_day_are_refused(ask, full_land, settings):
    settings.SUGGESTIONS_PER_SENDER = 2
    for number in range(2):
        assert sent(ask, email=f"a{number}@example.org").status_code == 202
    assert sent(ask, email="more@example.org").status_code == 429
