import json
import zipfile
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely

from layers.crs import in_crs
from layers.errors import MissingCrs, UnreadableFile
from layers.sources.readers import read_features
from tests.layers.sources.files import (
    OSTEN,
    WESTEN,
    collection,
    commune,
    feature,
    lonlat,
    write_geojson,
)
from tests.tiny_land import ORIGIN_X_M, ORIGIN_Y_M, at

# Corners of Westen in metres of the national grid.
WESTEN_BOUNDS = (ORIGIN_X_M, ORIGIN_Y_M, ORIGIN_X_M + 3000, ORIGIN_Y_M + 4000)


def write_table(path: Path, crs: str | None, place: shapely.Geometry, **options: object) -> Path:
    pyogrio.raw.write(
        path,
        geometry=np.array([shapely.to_wkb(place)], dtype=object),
        field_data=[np.array(["0901"], dtype=object), np.array(["Westen"], dtype=object)],
        fields=["LAU2", "COMMUNE"],
        geometry_type="Polygon",
        crs=crs,
        **options,
    )
    return path


def test_degrees_become_metres_of_the_national_grid(tmp_path: Path) -> None:
    file = read_features(write_geojson(tmp_path / "a.geojson", [commune(WESTEN, "0901", "Westen")]))

    assert file.crs_name == "EPSG:4326"
    assert file.records[0].place.bounds == pytest.approx(WESTEN_BOUNDS, abs=0.01)


@pytest.mark.parametrize("suffix", ["gpkg", "shp"])
@pytest.mark.parametrize("srid", [2169, 4326, 3857, 25832])
def test_a_declared_crs_is_transformed(tmp_path: Path, suffix: str, srid: int) -> None:
    place = shapely.from_wkb(bytes(in_crs(WESTEN, srid).wkb))
    path = write_table(tmp_path / f"a.{suffix}", f"EPSG:{srid}", place)

    file = read_features(path)

    # 25832 is ETRS89, which differs from WGS 84 by some centimetres.
    assert file.records[0].place.bounds == pytest.approx(WESTEN_BOUNDS, abs=0.1)
    assert file.records[0].columns == {"lau2": "0901", "commune": "Westen"}


def test_coordinates_are_kept_to_the_millimetre_so_that_borders_stay_shared(tmp_path: Path) -> None:
    path = write_geojson(tmp_path / "a.geojson", [commune(WESTEN, "0901", "W"), commune(OSTEN, "0902", "O")])

    west, east = (record.place for record in read_features(path).records)

    assert all(round(number, 3) == number for corner in west.exterior.coords for number in corner)
    assert len(set(west.exterior.coords) & set(east.exterior.coords)) == 2


def test_a_zipped_shapefile_is_read(tmp_path: Path) -> None:
    path = write_table(tmp_path / "communes.shp", "EPSG:2169", shapely.box(*WESTEN_BOUNDS))
    with zipfile.ZipFile(tmp_path / "communes.zip", "w") as archive:
        for part in tmp_path.glob("communes.*"):
            if part.suffix != ".zip":
                archive.write(part, f"folder/{part.name}")
    path.unlink()

    file = read_features(tmp_path / "communes.zip")

    assert file.records[0].columns["lau2"] == "0901"
    assert file.records[0].place.bounds == WESTEN_BOUNDS


def test_a_zip_with_two_files_is_refused_and_names_them(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("one.geojson", "{}")
        archive.writestr("two.geojson", "{}")

    with pytest.raises(UnreadableFile, match=r"holds one\.geojson, two\.geojson"):
        read_features(tmp_path / "a.zip")


def test_the_wanted_layer_is_taken_from_a_file_with_several(tmp_path: Path) -> None:
    nested = {
        "communes": collection([commune(WESTEN, "0901", "Westen")]),
        "cantons": collection([feature(OSTEN, CANTON="Osten")]),
        "pays": collection([feature(OSTEN, PAYS="Luxembourg")]),
    }
    (tmp_path / "limadmin.geojson").write_text(json.dumps(nested), encoding="utf-8")

    file = read_features(tmp_path / "limadmin.geojson", ["communes"])

    assert [record.columns["lau2"] for record in file.records] == ["0901"]


def test_a_file_with_other_layers_names_those_it_has(tmp_path: Path) -> None:
    nested = {
        "cantons": collection([feature(WESTEN, A=1)]),
        "pays": collection([feature(WESTEN, A=1)]),
    }
    (tmp_path / "a.geojson").write_text(json.dumps(nested), encoding="utf-8")

    with pytest.raises(UnreadableFile, match="cantons, pays; expected is one of communes"):
        read_features(tmp_path / "a.geojson", ["communes"])


@pytest.mark.parametrize("suffix", ["gpkg", "shp"])
@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_a_file_without_a_crs_is_refused_not_guessed(tmp_path: Path, suffix: str) -> None:
    path = write_table(tmp_path / f"a.{suffix}", None, shapely.box(*WESTEN_BOUNDS))

    with pytest.raises(MissingCrs, match="does not say in which coordinate reference system"):
        read_features(path)


def _swapped(place: object) -> dict[str, object]:
    geometry = lonlat(place)  # type: ignore[arg-type]
    rings = [[[y, x] for x, y in ring] for ring in geometry["coordinates"]]
    return {"type": "Polygon", "coordinates": rings}


@pytest.mark.parametrize(
    ("geometry", "epsg", "sentence"),
    [
        (_swapped(WESTEN), None, "axes of a.geojson are swapped"),
        (json.loads(WESTEN.json), None, "are metres of the national grid. Declare it as EPSG:2169"),
        (lonlat(WESTEN), 2169, "are degrees. Declare it as EPSG:4326"),
        (json.loads(in_crs(WESTEN, 3857).json), None, "are metres of Web Mercator"),
        (json.loads(in_crs(WESTEN, 25832).json), None, "cannot be degrees"),
    ],
)
def test_coordinates_that_cannot_be_in_the_country_name_the_likely_mistake(
    tmp_path: Path, geometry: dict[str, object], epsg: int | None, sentence: str
) -> None:
    path = write_geojson(tmp_path / "a.geojson", [feature(geometry, A=1)], epsg)

    with pytest.raises(UnreadableFile, match=sentence):
        read_features(path)


def test_one_feature_abroad_is_marked_and_the_others_are_read(tmp_path: Path) -> None:
    paris = {"type": "Point", "coordinates": [2.35, 48.86]}
    path = write_geojson(tmp_path / "a.geojson", [feature(at(1, 1), A=1), feature(paris, A=2)])

    here, abroad = read_features(path).records

    assert here.place is not None
    assert here.trouble == ""
    assert abroad.place is None
    assert "outside Luxembourg, around (2.35000, 48.86000)" in abroad.trouble


def test_rows_are_counted_from_one_and_dates_come_as_text(tmp_path: Path) -> None:
    path = write_geojson(
        tmp_path / "a.geojson",
        [feature(at(1, 1), on="2024-07-07", count=3), feature(at(2, 2), on=None, count=None)],
    )

    first, second = read_features(path).records

    assert (first.row, second.row) == (1, 2)
    assert first.columns == {"on": "2024-07-07", "count": 3}
    assert second.columns == {"on": None, "count": None}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.geojson", "{ not json"),
        ("a.zip", "not a zip"),
        ("a.csv", "a,b"),
        ("a.gpkg", "not a database"),
    ],
)
def test_what_is_no_geodata_is_refused_in_a_sentence(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")

    with pytest.raises(UnreadableFile, match=name):
        read_features(tmp_path / name)


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="There is no file"):
        read_features(tmp_path / "nothing.geojson")


def test_a_hundred_communes_of_25_000_corners_are_read_in_seconds(tmp_path: Path) -> None:
    circle = shapely.Point(ORIGIN_X_M, ORIGIN_Y_M).buffer(1000, quad_segs=6250)
    assert len(circle.exterior.coords) == 25_001
    pyogrio.raw.write(
        tmp_path / "a.gpkg",
        geometry=np.array([shapely.to_wkb(circle)] * 100, dtype=object),
        field_data=[],
        fields=[],
        geometry_type="Polygon",
        crs="EPSG:2169",
    )

    records = read_features(tmp_path / "a.gpkg").records

    assert len(records) == 100
    assert sum(shapely.get_num_coordinates(record.place) for record in records) == 2_500_100
