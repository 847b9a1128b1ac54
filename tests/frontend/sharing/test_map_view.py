"""The address of the map means on the server what it means on the screen."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from frontend.sharing.map_view import MapView, kept_parameters, read_view, window_of
from frontend.sharing.seen_rows import seen_layers
from territory.contributions.models import State
from territory.errors import Invalid
from territory.initiatives.models import LocalInitiative
from tests.territory.contributions.making import make
from tests.tiny_land import TinyLand, at


def test_an_empty_address_is_the_whole_region_without_filters() -> None:
    view = read_view({}, ["working-groups", "public-places"])
    assert view == MapView(hidden=frozenset({"working-groups", "public-places"}))
    assert not view.is_narrowed


def test_middle_and_zoom_are_a_window_around_them() -> None:
    view = read_view({"z": "12", "lon": "6", "lat": "49.5"})
    assert view.box is not None
    west, south, east, north = view.box
    # At zoom 12 the world is 256 * 4096 px wide; 1024 px of it are 1024 / 1 048 576 * 360 = 0.3516 degrees.
    assert east - west == pytest.approx(0.3516, abs=1e-4)
    assert (west + east) / 2 == pytest.approx(6)
    assert south < 49.5 < north


def test_a_box_wins_over_middle_and_zoom() -> None:
    assert read_view({"z": "12", "lon": "6", "lat": "49.5", "bbox": "1,2,3,4"}).box == (1, 2, 3, 4)


def test_hide_replaces_what_is_hidden_at_first() -> None:
    view = read_view({"hide": "communes,establishments", "show": "public-places"}, ["working-groups"])
    assert view.hidden == {"communes", "establishments"}


def test_what_is_switched_off_at_first_is_seen_by_who_asks_for_its_kind() -> None:
    off = ["working-groups", "establishments"]
    assert read_view({"kind": "communes,working-groups"}, off).hidden == {"establishments", "public-places"}
    assert read_view({"kind": "public-places"}, off).hidden == {"establishments", "working-groups"}
    assert read_view({"kind": "working-groups", "hide": "working-groups"}, off).hidden == {
        "working-groups",
        "public-places",
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("bbox", "1,2,3"),
        ("bbox", "3,2,1,4"),
        ("bbox", "a,2,3,4"),
        ("bbox", "1,2,nan,4"),
        ("on", "yesterday"),
        ("on", "2026-02-30"),
        ("period", "2026-02-01"),
        ("period", "2026-02-01/2026-01-01"),
        ("as_of", "2999-01-01"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_name(name: str, value: str) -> None:
    with pytest.raises(Invalid) as refusal:
        read_view({name: value})
    assert list(refusal.value.problems) == [name]


def test_the_day_seen_is_the_chosen_one() -> None:
    assert read_view({"on": "2028-03-01"}).day_seen() == datetime.date(2028, 3, 1)
    assert read_view({"period": "2027-01-01/2028-01-01"}).day_seen() == datetime.date(2027, 1, 1)
    assert read_view({}).day_seen() == timezone.localdate()


def test_a_link_keeps_filters_it_does_not_know_and_drops_what_is_not_of_the_view() -> None:
    kept = kept_parameters({"z": "12", "new_filter": "x", "csrfmiddlewaretoken": "s", "Bad-Name": "y", "q": ""})
    assert kept == {"new_filter": "x", "z": "12"}


def test_the_window_lies_around_its_middle() -> None:
    west, south, east, north = window_of(0, 0, 0, 256, 256)
    assert (west, east) == (-180, 180)
    assert north == -south == pytest.approx(85.0511, abs=1e-4)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["theme", "stage", "kind", "commune", "region", "works", "working_group"])
def test_a_filter_that_does_not_exist_is_refused(name: str) -> None:
    with pytest.raises(Invalid):
        seen_layers(read_view({name: "nowhere"}), AnonymousUser())


class TestRows:
    """The same rows as the list beside the map."""

    @pytest.fixture(autouse=True)
    def _initiatives(self, tiny_land: TinyLand) -> None:
        westen, osten = tiny_land.gemeinde_westen, tiny_land.gemeinde_osten
        make(LocalInitiative, westen, at(500, 500), State.PUBLISHED, title_de="Garten", stage="pilot")
        make(LocalInitiative, westen, at(600, 600), State.DRAFT, title_de="Entwurf")
        make(
            LocalInitiative, osten, at(4000, 500), State.PUBLISHED, title_de="Fahrradhaus",
            starts_on=datetime.date(2024, 1, 1), ends_on=datetime.date(2024, 12, 31),
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ({}, {"Garten", "Fahrradhaus"}),
            ({"stage": "pilot"}, {"Garten"}),
            ({"stage": "pilot,running"}, {"Garten"}),
            ({"theme": "food,mobility"}, {"Garten", "Fahrradhaus"}),
            ({"theme": "food"}, set()),
            ({"kind": "pooled-services,local-initiatives"}, {"Garten", "Fahrradhaus"}),
            ({"commune": "0902"}, {"Fahrradhaus"}),
            ({"region": "nord"}, {"Garten", "Fahrradhaus"}),
            ({"region": "nord", "commune": "0902"}, {"Fahrradhaus"}),
            ({"works": "running"}, set()),
            ({"q": "fahrrad"}, {"Fahrradhaus"}),
            ({"on": "2025-06-01"}, {"Garten"}),
            ({"on": "2024-12-31"}, {"Garten", "Fahrradhaus"}),
            ({"period": "2024-12-31/2026-01-01"}, {"Garten", "Fahrradhaus"}),
            ({"kind": "pooled-services"}, set()),
            ({"hide": "local-initiatives"}, set()),
        ],
    )
    def test_filters(self, query: dict[str, str], expected: set[str]) -> None:
        assert self._titles(query, AnonymousUser()) == expected

    def test_who_may_see_a_draft_has_it_in_the_view(self, tiny_land: TinyLand) -> None:
        assert self._titles({}, tiny_land.editor_westen) == {"Garten", "Fahrradhaus", "Entwurf"}
        assert self._titles({}, tiny_land.editor_osten) == {"Garten", "Fahrradhaus"}

    def test_the_ground_stays_when_a_theme_is_chosen(self, tiny_land: TinyLand) -> None:
        shown = [
            layer.collection.id for layer in seen_layers(read_view({"theme": "mobility"}), tiny_land.administrator)
        ]
        assert {"communes", "transit-sections", "business-parks", "transit-stops"} <= set(shown)
        assert "establishments" not in shown

    @staticmethod
    def _titles(query: dict[str, str], reader: object) -> set[str]:
        layers = seen_layers(read_view(query), reader)  # type: ignore[arg-type]
        return {
            row.title_de
            for layer in layers
            if layer.collection.id == "local-initiatives"
            for row in layer.inside((5.5, 49.2, 6.5, 50.0))
        }
