"""The form of visitors and the queue of the commune, as pages."""

import time

import pytest
from django.core import signing
from django.core.cache import cache
from django.test import Client

from frontend.forms.suggestions import SALT
from layers.crs import in_lonlat
from territory.contributions.models import Theme
from territory.initiatives.models import LocalInitiative
from territory.suggestions.actions import confirm, suggest
from territory.suggestions.models import Suggestion, SuggestionState
from tests.frontend.conftest import Reader
from tests.tiny_land import TinyLand, at


@pytest.fixture(autouse=True)
def _nothing_counted(db: None) -> None:
    cache.clear()


def typed(seconds_ago: int = 60, **changed: str) -> dict[str, str]:
    place = in_lonlat(at(500, 500))
    return {
        "kind": "suggestion",
        "text": "Ici, il manque un banc <b>à l’ombre</b>.",
        "email": "voisine@example.org",
        "language": "fr",
        "lon": f"{place.x:.6f}".replace(".", ","),
        "lat": f"{place.y:.6f}".replace(".", ","),
        "opened": signing.dumps(int(time.time()) - seconds_ago, salt=SALT),
        **changed,
    }


def confirmed(words: str = "Ici, il manque un banc.") -> Suggestion:
    values = {"kind": "suggestion", "text": words, "email": "v@example.org", "language": "fr", "location": at(500, 500)}
    return confirm(suggest(values)[1])


def test_a_visitor_sends_it_and_confirms_it_with_a_button(tiny_land: TinyLand, client: Client) -> None:
    answer = client.post("/fr/suggest/", typed())
    assert answer.status_code == 200, answer.content.decode()
    assert "voisine@example.org" in answer.content.decode()
    suggestion, key = suggest({**vars(Suggestion.objects.get()), "location": at(500, 500)})
    page = client.get(f"/fr/suggest/{key}/").content.decode()
    assert "&lt;b&gt;" in page
    suggestion.refresh_from_db()
    assert suggestion.state == SuggestionState.UNCONFIRMED  # looking at the page confirms nothing
    assert client.post(f"/fr/suggest/{key}/").status_code == 200
    suggestion.refresh_from_db()
    assert suggestion.state == SuggestionState.NEW
    assert client.get("/fr/suggest/nonsense/").status_code == 404


def test_programs_get_nowhere(tiny_land: TinyLand, client: Client) -> None:
    assert client.post("/fr/suggest/", typed(website="https://spam.example")).status_code == 200
    assert client.post("/fr/suggest/", typed(seconds_ago=0)).status_code == 422
    assert client.post("/fr/suggest/", typed(opened="made up")).status_code == 422
    assert not Suggestion.objects.exists()


def test_what_was_typed_stays_with_a_sentence(tiny_land: TinyLand, client: Client, settings: object) -> None:
    far = client.post("/fr/suggest/", typed(lon="2,35", lat="48,85"))
    assert far.status_code == 422
    assert "un banc &lt;b&gt;" in far.content.decode()
    settings.SUGGESTIONS_PER_ADDRESS = 1  # type: ignore[attr-defined]
    assert client.post("/fr/suggest/", typed()).status_code == 200
    again = client.post("/fr/suggest/", typed())
    assert again.status_code == 429
    assert "un banc &lt;b&gt;" in again.content.decode()


def test_a_report_begins_at_the_object_it_is_about(tiny_land: TinyLand, client: Client) -> None:
    address = f"/fr/suggest/?about=business-parks/{tiny_land.park.pk}"
    assert address in client.get(f"/fr/business-parks/{tiny_land.park.pk}/").content.decode()
    form = client.get(address).context["form"]
    assert form["kind"].value() == "error"
    assert '"Point"' in form["location"].value()
    client.post(address, typed(kind="error"))
    assert Suggestion.objects.get().about_id == tiny_land.park.pk


def test_a_draft_of_others_is_not_given_away(tiny_land: TinyLand, client: Client) -> None:
    draft = LocalInitiative.objects.create(
        title="Geheim", theme=Theme.objects.first(), owner=tiny_land.gemeinde_westen, location=at(1, 1)
    )
    assert client.get(f"/fr/suggest/?about=local-initiatives/{draft.pk}").context["about"] is None


def test_the_commune_decides_in_its_queue(tiny_land: TinyLand, reading_as: Reader) -> None:
    first, second, third = (confirmed(f"Numéro {number}: un banc.") for number in range(3))
    browser = reading_as(tiny_land.editor_westen)
    assert len(browser.get("/fr/queue/").context["mine"]) == 3
    assert reading_as(tiny_land.editor_osten).get("/fr/queue/").context["mine"] == []
    assert reading_as(tiny_land.editor_osten).get(f"/fr/queue/suggestions/{first.pk}/").status_code == 404
    assert reading_as(None).get(f"/fr/queue/suggestions/{first.pk}/").status_code == 302

    missing = browser.post("/fr/queue/suggestions/", {"thing": [first.pk], "decision": "refuse", "answer": " "})
    assert missing.status_code == 422
    assert f'value="{first.pk}"' in missing.content.decode().split(" checked")[0][-80:]
    both = {"thing": [first.pk, second.pk], "decision": "refuse", "answer": "Pas de place."}
    after = browser.post("/fr/queue/suggestions/", both, follow=True)
    assert [row.thing for row in after.context["mine"]] == [third]
    assert {row.thing for row in after.context["decided"]} == {first, second}
    browser.post("/fr/queue/suggestions/", {"only": third.pk})
    third.refresh_from_db()
    assert third.state == SuggestionState.ACCEPTED


def test_one_click_makes_a_draft_of_it(tiny_land: TinyLand, reading_as: Reader) -> None:
    suggestion = confirmed()
    browser = reading_as(tiny_land.editor_westen)
    address = f"/fr/queue/suggestions/{suggestion.pk}/"
    assert browser.post(address, {"decision": "draft", "answer": "Merci !"}).status_code == 422  # no theme
    answer = browser.post(address, {"decision": "draft", "theme": "mobility", "answer": "Merci !"}, follow=True)
    draft = LocalInitiative.objects.get()
    assert answer.redirect_chain[-1][0] == f"/fr/local-initiatives/{draft.pk}/"
    assert draft.summary_fr == "Ici, il manque un banc."
