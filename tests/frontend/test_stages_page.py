"""Saying on a page that a thing came into another stage."""

from django.test import Client

from territory.contributions.models import State
from territory.initiatives.models import LocalInitiative
from tests.frontend.test_editing_together import signed_in
from tests.territory.contributions.making import make
from tests.tiny_land import TinyLand, at


def test_a_stage_is_said_on_the_page_with_day_and_evidence(tiny_land: TinyLand) -> None:
    editor = tiny_land.editor_westen
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.PUBLISHED)
    browser = signed_in(editor)
    address = f"/de/local-initiatives/{thing.pk}/"
    assert 'name="stage_evidence"' in browser.get(address).content.decode()
    wrong = browser.post(f"{address}stage/", {"stage": "running", "stage_on": "", "stage_evidence": "Erste Fahrt"})
    page = wrong.content.decode()
    assert wrong.status_code == 422
    assert "Sagen Sie, seit welchem Tag" in page
    assert "Erste Fahrt</textarea>" in page
    assert '<option value="running" selected>' in page
    typed = {"stage": "running", "stage_on": "2025-05-01", "stage_evidence": "Erste Fahrt & <b>"}
    stored = browser.post(f"{address}stage/", typed, follow=True).content.decode()
    assert "Erste Fahrt &amp; &lt;b&gt;" in stored
    assert "1. Mai 2025" in stored
    history = browser.get(f"{address}history/").content.decode()
    assert "Etappe: von „Bestandsaufnahme“ nach „in Betrieb“" in history
    # Visitors read it and say nothing.
    visitor = Client().get(address).content.decode()
    assert "Erste Fahrt &amp;" in visitor
    assert 'name="stage_evidence"' not in visitor
    neighbour = signed_in(tiny_land.editor_osten).post(f"{address}stage/", typed | {"stage": "pilot"})
    assert neighbour.status_code == 403


def test_what_exists_is_edited_without_a_stage_and_begins_with_one(tiny_land: TinyLand) -> None:
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500))
    browser = signed_in(tiny_land.editor_westen)
    assert 'name="stage"' not in browser.get(f"/de/local-initiatives/{thing.pk}/edit/").content.decode()
    assert 'name="stage_on"' in browser.get("/de/add/local-initiatives/").content.decode()
