"""The section “Context when it was submitted” on the page of a contribution."""

import pytest
from django.test import Client

from territory.context.keeping import keep_sheet
from territory.contributions.actions import move, propose, revise
from territory.contributions.models import State
from territory.initiatives.models import LocalInitiative
from tests.frontend.test_editing_together import signed_in
from tests.tiny_land import TinyLand, at, box

SECTION = 'id="kept-sheet"'


@pytest.fixture
def thing(tiny_land: TinyLand) -> LocalInitiative:
    values = {"title": {"de": "Steg"}, "theme": "mobility", "location": box(2700, 1000, 3100, 1100)}
    stored = propose(LocalInitiative, tiny_land.editor_westen, tiny_land.gemeinde_westen, values)
    stored = move(stored, tiny_land.editor_westen, State.SUBMITTED)
    keep_sheet("localinitiative", stored.pk, stored.version)
    return stored


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Context when it was submitted", "Gemeinde Osten")),
        ("de", ("Was rundum lag, als es eingereicht wurde", "Westen (Alles, Nord)")),
        ("fr", ("Ce qui se trouvait autour au moment du dépôt", "Westen (Alles, Nord)")),
        ("lb", ("Wat ronderëm louch, wéi et agereecht gouf", "Westen (Alles, Nord)")),
    ],
)
def test_who_may_read_it_reads_it(tiny_land: TinyLand, thing: LocalInitiative, language: str, words) -> None:
    page = signed_in(tiny_land.moderator).get(f"/{language}/local-initiatives/{thing.pk}/").content.decode()
    assert SECTION in page
    for each in words:
        assert each in page


def test_a_visitor_reads_it_of_what_is_public_as_it_lies(tiny_land: TinyLand, thing: LocalInitiative) -> None:
    address = f"/de/local-initiatives/{thing.pk}/"
    assert Client().get(address).status_code == 404
    there = move(thing, tiny_land.editor_westen, State.DRAFT)
    there = revise(there, tiny_land.editor_westen, {"location": at(500, 500)})
    there = move(there, tiny_land.editor_westen, State.SUBMITTED)
    move(there, tiny_land.moderator, State.PUBLISHED)
    assert SECTION not in Client().get(address).content.decode(), "where it was meant to lie is not public"
    assert SECTION in signed_in(tiny_land.editor_westen).get(address).content.decode()
    keep_sheet("localinitiative", thing.pk, there.version)
    assert SECTION in Client().get(address).content.decode()
