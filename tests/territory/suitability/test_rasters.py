"""Rasters from an upload, from our own layers and from each other: what is kept, what is refused, who may.

Cells are 50 m. The stop stands in the middle of the cell (1000..1050, 1000..1050), the jobs 1000 m east of it.
"""

import datetime

import numpy as np
import pytest
import rasterio
from django.core.management import CommandError, call_command
from django.db import connection
from rasterio.transform import from_origin

from layers.construction_zones.models import ConstructionPhase, ConstructionZone
from layers.crs import in_lonlat
from layers.rasters.files import path_of, upload_path
from layers.rasters.models import RasterLayer, RasterState
from layers.rasters.read import read_window
from layers.rasters.reclassify import LinearDown, LinearUp
from layers.rasters.warp import ValueKind
from layers.transit.models import TransitStop
from territory.errors import Invalid, WrongState
from territory.suitability.actions import compose, derive
from territory.suitability.legends import legend_of_layer
from territory.suitability.look import best_of, value_at
from territory.suitability.recipe import Recipe, Weighed
from territory.suitability.work import compute
from territory.suitability.zones import rows_of
from tests.layers.rasters.files import geotiff
from tests.territory.suitability.making import EAST, NORTH, extent, made, noise, sent
from tests.tiny_land import at, box


def test_the_distance_to_a_stop_is_measured_from_the_middle_of_each_cell(land):
    layer = made(land)
    assert (layer.state, layer.unit, layer.title_fr) == (RasterState.READY, "m", "Distance à l’arrêt le plus proche")
    assert extent(layer) == (0, -2000, 6000, 4000)
    assert value_at(layer, at(1030, 1030)).value == 0
    assert value_at(layer, at(1425, 1325)).value == pytest.approx(500)  # 400 m east, 300 m north
    assert value_at(layer, in_lonlat(at(1425, 1325))).value == pytest.approx(500)
    assert value_at(layer, at(9000, 0)).value is None


def test_a_stop_that_is_not_open_yet_does_not_count(land):
    layer = made(land, day=datetime.date(2024, 1, 1))
    assert layer.state == RasterState.REFUSED
    assert "No stop is in service" in layer.problems[0]


def test_all_jobs_are_in_the_density(land):
    layer = made(land, "job-density")
    # jobs per hectare × 0.25 ha a cell
    whole = read_window(path_of(layer), layer.grid, ValueKind(layer.kind), layer.unit)
    assert float(whole.values.sum()) * 0.25 == pytest.approx(100, rel=1e-6)
    assert value_at(layer, at(2025, 1025)).value == pytest.approx(layer.maximum)


def test_works_that_are_over_do_not_count(land):
    zone = ConstructionZone.objects.create(
        release=land.release, code="z", name="Z", kind="road_works", footprint=box(3000, 0, 3100, 100)
    )
    for number, west, end in ((1, 1000, datetime.date(2024, 5, 1)), (2, 3000, None)):
        ConstructionPhase.objects.create(
            zone=zone,
            number=number,
            title="P",
            footprint=box(west, 0, west + 100, 100),
            starts_on=datetime.date(2024, 1, 1),
            ends_on=end,
            certainty="open_ended" if end is None else "fixed",
        )
    layer = made(land, "distance-to-works")
    assert value_at(layer, at(3025, 75)).value == 0
    assert value_at(layer, at(1025, 75)).value == pytest.approx(3000 - 1025, abs=1)


def weighed(land, low_weight=1.0, **more):
    stops, jobs = made(land), made(land, "job-density")
    # 1 at the stop, 0 from 1000 m on; 0 without jobs, 1 where they are densest.
    criteria = (
        Weighed(stops.pk, LinearDown(0, 1000), 3 * low_weight),
        Weighed(jobs.pk, LinearUp(0, jobs.maximum), low_weight),
    )
    layer = compose(land.moderator, {"fr": "Navette"}, Recipe(criteria, **more), begin=compute)
    layer.refresh_from_db()
    return layer


def test_the_score_is_the_weighted_mean_and_says_its_parts(land):
    layer = weighed(land)
    looked = value_at(layer, at(1425, 1325))  # 500 m from the stop, 670 m from the jobs
    assert looked.value == pytest.approx(0.75 * 0.5)
    stop, jobs = looked.parts
    assert (stop.value, stop.score, stop.weight_share) == (pytest.approx(500), pytest.approx(0.5), 0.75)
    assert (jobs.value, jobs.contribution) == (0, 0)
    assert looked.titles == ["Distance to the nearest stop", "Density of jobs"]
    assert value_at(weighed(land, low_weight=7), at(1425, 1325)).value == pytest.approx(looked.value)


def test_its_best_cells_stand_apart_and_inside_the_area(land):
    layer = weighed(land)
    best = best_of(layer, 3, 200, 0)
    assert (best[0].x_m - EAST, best[0].y_m - NORTH, best[0].score) == (1025, 1025, pytest.approx(0.75))
    assert all(
        np.hypot(one.x_m - other.x_m, one.y_m - other.y_m) >= 200 for one in best for other in best if one is not other
    )
    inside = best_of(layer, 50, 50, 0.1, within=land.park.footprint)
    assert inside
    assert all(1000 <= cell.x_m - EAST <= 1500 and 1000 <= cell.y_m - NORTH <= 1400 for cell in inside)
    assert best_of(layer, 5, 50, 0, within=box(9000, 9000, 9100, 9100)) == []


def test_what_is_unknown_in_one_is_unknown_in_the_whole(land, tmp_path):
    loud, stops = sent(land, noise(tmp_path)), made(land)
    recipe = Recipe((Weighed(loud.pk, LinearDown(0, 99), 1), Weighed(stops.pk, LinearDown(0, 1000), 1)))
    layer = compose(land.moderator, {"fr": "x"}, recipe, begin=compute)
    layer.refresh_from_db()
    # On the land they have in common: that of the upload.
    assert extent(layer) == (1000, 1000, 1500, 1500)
    hole = value_at(layer, at(1025, 1475))
    assert hole.value is None
    assert [part.score is None for part in hole.parts] == [True, False]
    assert layer.known_share == pytest.approx(0.99)
    assert all((cell.row, cell.column) != (0, 0) for cell in best_of(layer, 100, 0, 0))


def test_communes_and_parks_are_summed_up(land):
    layer = made(land)
    (park,) = rows_of(layer, "business-parks")
    centres = [(x + 25 - 1025, y + 25 - 1025) for x in range(1000, 1500, 50) for y in range(1000, 1400, 50)]
    assert park.statistics.mean == pytest.approx(np.mean([np.hypot(*centre) for centre in centres]), rel=1e-6)
    assert park.statistics.known_share == pytest.approx(1)
    assert [row.zone.name for row in rows_of(layer, "communes")] == ["Osten", "Süden", "Westen"]
    assert [row.zone.name for row in rows_of(weighed(land), "business-parks")] == ["Park"]


def test_an_upload_is_kept_as_it_was_on_our_grid(land, tmp_path):
    layer = sent(land, noise(tmp_path))
    assert (layer.state, layer.problems) == (RasterState.READY, [])
    assert (layer.source_crs, layer.source_nodata, layer.resolution_m) == ("EPSG:2169", "-1", 50)
    assert (layer.minimum, layer.maximum) == (1, 99)
    assert value_at(layer, at(1075, 1475)).value == 1
    assert value_at(layer, at(1025, 1475)).value is None
    assert layer.release.source.publisher == "Commune"
    assert not upload_path(layer).exists()
    with rasterio.open(path_of(layer)) as file:
        assert (file.crs.to_epsg(), file.tags()["unit"]) == (2169, "dB")


def test_an_upload_in_another_system_is_warped(land, tmp_path):
    lon, lat = in_lonlat(at(1000, 1500)).coords
    values = np.full((40, 40), 7, dtype="float32")
    path = geotiff(tmp_path / "wgs.tif", values, from_origin(lon, lat, 0.0005, 0.0005), "EPSG:4326", nodata=-1)
    layer = sent(land, path, resolution_m=20)
    assert (layer.source_crs, layer.resolution_m) == ("EPSG:4326", 20)
    assert value_at(layer, at(1500, 1000)).value == pytest.approx(7)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"crs": None}, "does not name its coordinate reference system"),
        ({"values": np.zeros((2, 10, 10), "float32")}, "2 bands"),
        ({"values": np.zeros((10, 10), "uint8"), "nodata": None}, "nodata"),
        ({"values": np.zeros((10, 10), "complex64"), "nodata": None}, "type"),
    ],
)
def test_what_the_header_tells_is_refused_at_once(more, sentence, land, tmp_path):
    with pytest.raises(Invalid, match=sentence) as refusal:
        sent(land, noise(tmp_path, **more))
    assert set(refusal.value.problems) == {"file"}
    assert not RasterLayer.objects.exists()


def test_a_huge_upload_is_refused_unread(land, tmp_path):
    path = tmp_path / "huge.tif"
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        height=20_000,
        width=20_000,
        count=1,
        dtype="uint8",
        crs="EPSG:2169",
        transform=from_origin(EAST, NORTH + 15_000, 1, 1),
        sparse_ok=True,
        tiled=True,
        nodata=0,
    ):
        pass  # no values: some kilobytes that claim 400 million cells
    with pytest.raises(Invalid, match="20000 × 20000"):
        sent(land, path)


def test_what_only_its_values_tell_is_refused_by_the_work(land, tmp_path):
    layer = sent(land, noise(tmp_path, np.full((10, 10), -1, dtype="float32")))
    assert layer.state == RasterState.REFUSED
    assert "unknown" in layer.problems[0]
    assert not upload_path(layer).exists()
    with pytest.raises(WrongState):
        value_at(layer, at(1025, 1025))


def test_work_that_was_broken_off_is_done_by_the_next(land, tmp_path):
    layer = sent(land, noise(tmp_path), begin=lambda _id: None)
    RasterLayer.objects.filter(pk=layer.pk).update(state="working", progress_percent=40)
    assert compute(layer.pk).state == RasterState.READY
    before = RasterLayer.objects.get().computed_at
    assert compute(layer.pk).computed_at == before  # and not twice
    assert compute(layer.pk + 1) is None


def test_the_worker_is_asked_in_the_same_transaction(land, django_capture_on_commit_callbacks):
    derive(land.moderator, "job-density", "alles")
    with connection.cursor() as cursor:
        cursor.execute("select args ->> 'raster_id' from procrastinate_jobs where task_name = 'compute_raster'")
        assert cursor.fetchall() == [(str(RasterLayer.objects.get().pk),)]


def test_rasters_without_common_land_are_refused(land, tmp_path):
    far = geotiff(
        tmp_path / "far.tif", np.ones((4, 4), "float32"), from_origin(EAST - 20_000, NORTH + 35_000, 50, 50), nodata=-1
    )
    recipe = Recipe((Weighed(sent(land, far).pk, LinearUp(0, 1), 1), Weighed(made(land).pk, LinearDown(0, 9), 1)))
    with pytest.raises(Invalid, match="no land in common"):
        compose(land.moderator, {"fr": "x"}, recipe)


def test_a_legend_names_its_classes_in_the_language_of_the_reader(land):
    classes = legend_of_layer(made(land)).classes
    assert len(classes) == 5
    assert classes[0].lowest == 0
    assert [one.label for one in legend_of_layer(weighed(land)).classes] == [
        "unfit",
        "poor",
        "fair",
        "good",
        "very good",
    ]


def test_the_command_derives_and_publishes(land, capsys):
    call_command("derive_raster", "distance-to-stops", area="0901", by=land.moderator.email, publish=True)
    layer = RasterLayer.objects.get()
    assert layer.is_published
    assert "80 × 60 cells of 50 m" in capsys.readouterr().out
    TransitStop.objects.all().delete()
    with pytest.raises(CommandError, match="No stop"):
        call_command("derive_raster", "distance-to-stops", area="0901", by=land.moderator.email)
    with pytest.raises(CommandError, match="LAU2"):
        call_command("derive_raster", "distance-to-stops", area="nowhere", by=land.moderator.email)
