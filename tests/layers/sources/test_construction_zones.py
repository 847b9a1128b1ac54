import datetime
from pathlib import Path

import pytest
from django.contrib.gis.geos import LineString

from layers.construction_zones.models import ConstructionPhase, ConstructionZone
from layers.crs import STORAGE_SRID
from layers.sources.apply import apply_delivery
from layers.sources.plan import Plan
from tests.layers.sources.files import delivery, feature, reasons, touched, write_geojson
from tests.tiny_land import at, box

pytestmark = pytest.mark.django_db
NORTH, SOUTH = box(0, 100, 200, 200), box(0, 0, 200, 100)
ROAD = LineString(at(0, 0).coords, at(300, 0).coords, srid=STORAGE_SRID)


def phase(place: object = NORTH, **columns: object) -> dict[str, object]:
    usual = {
        "zone": "rue",
        "zone_name": "Rue",
        "kind": "road_works",
        "phase": 1,
        "title": "Nord",
        "starts_on": "2026-03-02",
        "ends_on": "2026-10-16",
        "certainty": "fixed",
        "effect_car": "closed",
    }
    return feature(place, **{**usual, **columns})  # type: ignore[arg-type]


def apply_of(folder: Path, *features: dict[str, object], **how: object) -> Plan:
    path = write_geojson(folder / "zones.geojson", features)
    return apply_delivery(delivery("construction-zones", path, source="construction-zones-illustrative", **how))


def test_one_feature_a_phase_makes_a_zone_with_the_union_of_its_phases(tmp_path: Path) -> None:
    apply_of(
        tmp_path,
        phase(),
        phase(SOUTH, phase=2, title="Süd", title_de="Süd", effect_foot="diverted"),
    )

    zone = ConstructionZone.objects.get()
    first, second = zone.phases.all()
    assert (zone.code, zone.name_fr, zone.kind) == ("rue", "Rue", "road_works")
    # Two rectangles of 200 m x 100 m that touch = 4 ha.
    assert zone.footprint.geom_type == "Polygon"
    assert zone.footprint.area == pytest.approx(40_000, abs=5)
    assert (first.starts_on, first.ends_on) == (
        datetime.date(2026, 3, 2),
        datetime.date(2026, 10, 16),
    )
    assert (first.effect_car, first.effect_foot, second.effect_foot) == (
        "closed",
        "none",
        "diverted",
    )


def test_a_line_beside_an_area_counts_as_a_strip_of_road(tmp_path: Path) -> None:
    apply_of(tmp_path, phase(), phase(ROAD, phase=2))

    zone = ConstructionZone.objects.get()
    assert zone.footprint.geom_type in ("Polygon", "MultiPolygon")
    # 200 m x 100 m, and 300 m of road 10 m wide with round ends.
    assert zone.footprint.area == pytest.approx(20_000 + 3_000 + 78, abs=5)
    assert zone.phases.get(number=2).footprint.geom_type == "LineString"


def test_a_second_import_touches_nothing(tmp_path: Path) -> None:
    features = [phase(), phase(ROAD, phase=2), phase(SOUTH, phase=3)]
    apply_of(tmp_path, *features)

    plan = apply_of(tmp_path, *features)

    assert (touched(plan), plan.unchanged_count) == ({}, 4)


def test_a_phase_that_a_zone_no_longer_has_goes(tmp_path: Path) -> None:
    apply_of(tmp_path, phase(), phase(SOUTH, phase=2, title="Süd"))

    plan = apply_of(tmp_path, phase())

    assert touched(plan) == {"changed": ["Rue"], "removed": ["Rue – Süd"]}
    assert ConstructionPhase.objects.count() == 1
    assert ConstructionZone.objects.get().footprint.area == pytest.approx(20_000, abs=5)


def test_a_zone_that_the_file_lacks_stays(tmp_path: Path) -> None:
    apply_of(tmp_path, phase())

    apply_of(tmp_path, phase(zone="other", zone_name="Autre"))

    assert ConstructionZone.objects.count() == 2


def test_postponed_dates_are_a_change_of_the_phase_alone(tmp_path: Path) -> None:
    apply_of(tmp_path, phase())

    plan = apply_of(tmp_path, phase(ends_on="2026-12-18"))

    assert [(change.table.noun, list(change.columns)) for change in plan.changes] == [("phase", ["ends_on"])]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            phase(phase=2, ends_on="2026-01-01"),
            "it ends on 2026-01-01, before it starts on 2026-03-02",
        ),
        (phase(phase=2, ends_on=None), "its dates are fixed but ends_on is empty"),
        (phase(phase=2, certainty="open_ended"), "its end is not known but ends_on is 2026-10-16"),
        (phase(phase=2, certainty="perhaps"), "must be one of fixed, estimated, open_ended"),
        (phase(phase=2, effect_car="blocked"), "must be one of none, slowed, diverted, closed"),
        (phase(phase=2, starts_on="soon"), "column starts_on has “soon”"),
        (phase(phase=2, starts_on=None), "column starts_on has “”"),
        (phase(phase=2, title=None), "the phase has no title in any language"),
        (phase(phase=2, zone_name="Avenue"), "name_fr differs from row 1"),
        (phase(phase=1), "this phase already stands in row 1"),
        (phase(at(1, 1), phase=2), "its geometry is a Point"),
    ],
)
def test_what_is_wrong_is_refused_with_row_zone_and_phase(
    tmp_path: Path, wrong: dict[str, object], sentence: str
) -> None:
    plan = apply_of(tmp_path, phase(), wrong)

    assert "row 2 (zone rue, phase" in reasons(plan)
    assert sentence in reasons(plan)
    assert not ConstructionZone.objects.exists()


@pytest.mark.parametrize("name", ["pag_nq_pap_sample_2169.gpkg", "pag_nq_pap_sample_4326.geojson"])
def test_development_areas_of_the_pag_become_zones_without_phases(official: Path, name: str) -> None:
    path = official / "construction_zones_pag_sample" / name

    plan = apply_delivery(delivery("construction-zones", path, source="pag"))

    assert reasons(plan) == ""
    assert ConstructionZone.objects.count() == 5
    assert not ConstructionPhase.objects.exists()
    hamm = ConstructionZone.objects.get(name_fr="Hamm - (ZAD)")
    assert (hamm.kind, hamm.code) == (
        "development_area",
        "nq-pap-94ea25a1-3fc3-480f-83e2-c5f6a9e6ceef",
    )
    assert hamm.footprint.area == pytest.approx(108_900, abs=200)
    # The zone without a name gets its identifier, nothing invented.
    assert ConstructionZone.objects.get(code__contains="a13bb15a").name_fr == "PAP NQ C026 a13bb15a"
    assert apply_delivery(delivery("construction-zones", path, source="pag")).changes == []
