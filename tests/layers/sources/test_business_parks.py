from pathlib import Path

import pytest

from layers.business_parks.models import BusinessPark
from layers.sources.apply import apply_delivery
from layers.sources.columns import MissingColumns
from layers.sources.plan import Plan, plan_delivery
from tests.layers.sources.files import delivery, feature, reasons, touched, write_geojson
from tests.tiny_land import TinyLand, box

pytestmark = pytest.mark.django_db
# 500 m x 400 m = 20 ha.
PARK = box(1000, 1000, 1500, 1400)


def park(place: object = PARK, **columns: object) -> dict[str, object]:
    return feature(place, **{"code": "foetz", "name": "Foetz", "state_type": "communal", **columns})  # type: ignore[arg-type]


def apply_of(folder: Path, *features: dict[str, object], **how: object) -> Plan:
    path = write_geojson(folder / "parks.geojson", features)
    return apply_delivery(delivery("business-parks", path, source="business-parks-approximate", **how))


def test_a_park_is_added_with_its_area_and_the_usual_values(tmp_path: Path) -> None:
    apply_of(tmp_path, park(name_lb="Féitz"))

    stored = BusinessPark.objects.get()
    assert (stored.code, stored.name_fr, stored.name_lb) == ("foetz", "Foetz", "Féitz")
    assert stored.footprint.area == pytest.approx(200_000, abs=10)
    assert (stored.status, stored.footprint_accuracy, stored.manager) == (
        "operating",
        "approximate",
        "",
    )
    assert stored.release.source.licence == "ODbL-1.0"


def test_only_the_columns_of_the_file_are_compared_and_written(tmp_path: Path) -> None:
    apply_of(tmp_path, park(manager="Syndicat", name_de="Fötz"))

    plan = apply_of(tmp_path, park(status="converting"))

    assert [sorted(change.columns) for change in plan.changes] == [["status"]]
    stored = BusinessPark.objects.get()
    assert (stored.manager, stored.name_de, stored.status) == ("Syndicat", "Fötz", "converting")


def test_a_second_import_touches_nothing(tmp_path: Path) -> None:
    apply_of(tmp_path, park())
    before = list(BusinessPark.objects.values())

    plan = apply_of(tmp_path, park())

    assert (plan.changes, plan.unchanged_count) == ([], 1)
    assert list(BusinessPark.objects.values()) == before


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            park(state_type="ECO"),
            "has “ECO”, which must be one of ECO-n, SP-n, SPEC, ECO-r, communal",
        ),
        (park(code="not a code"), "column code has “not a code”"),
        (park(name=None), "it has no name in any language"),
        (park(place=None), "it has no geometry"),
        (park(code="foetz-ok"), "code foetz-ok already stands in row 1"),
    ],
)
def test_what_is_wrong_is_refused_with_its_row(tmp_path: Path, wrong: dict[str, object], sentence: str) -> None:
    plan = apply_of(tmp_path, park(code="foetz-ok"), wrong)

    assert "row 2" in reasons(plan)
    assert sentence in reasons(plan)
    assert not BusinessPark.objects.exists()


def test_columns_without_which_a_park_means_nothing_are_asked_for(tmp_path: Path) -> None:
    path = write_geojson(tmp_path / "a.geojson", [feature(PARK, name="Foetz")])

    with pytest.raises(MissingColumns, match=r"lacks the columns code, state_type\. It has name"):
        plan_delivery(delivery("business-parks", path))


def test_columns_that_are_not_used_are_named(tmp_path: Path) -> None:
    assert "Columns that are not used: note." in apply_of(tmp_path, park(note="x")).notes


def test_a_complete_file_removes_only_what_the_same_source_delivered(tiny_land: TinyLand, tmp_path: Path) -> None:
    apply_of(tmp_path, park(), park(code="sommet", name="Sommet", place=box(2000, 0, 2100, 100)))

    plan = apply_of(tmp_path, park(), is_complete=True)

    assert touched(plan) == {"removed": ["Sommet"]}
    # The tiny land's own park comes from another source.
    assert set(BusinessPark.objects.values_list("code", flat=True)) == {"foetz", "park"}


def test_a_park_that_somebody_manages_is_not_removed(tiny_land: TinyLand, tmp_path: Path) -> None:
    apply_of(tmp_path, park(), park(code="sommet", name="Sommet", place=box(2000, 0, 2100, 100)))
    mandate = tiny_land.parkverwaltung.mandates.get()
    mandate.business_park = BusinessPark.objects.get(code="sommet")
    mandate.save()

    plan = apply_of(tmp_path, park(), is_complete=True)

    assert "still needed by Parkverwaltung: Sommet" in reasons(plan)
    assert BusinessPark.objects.filter(code="sommet").exists()
