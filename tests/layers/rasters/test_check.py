"""Uploads: what is taken, and what each refusal says."""

import numpy as np
import pytest
import rasterio
from rasterio.transform import Affine, from_origin

from layers.rasters import check, read
from layers.rasters.check import check_upload
from layers.rasters.errors import RasterRefused
from layers.rasters.warp import ValueKind
from tests.layers.rasters.files import (
    BANDS_TAG,
    BITS_TAG,
    COMPRESSION_TAG,
    HERE,
    WIDTH_TAG,
    change_tag,
    geotiff,
)

FEW = np.arange(12, dtype="float32").reshape(3, 4)


def refusal(path, kind=ValueKind.QUANTITY, all_known=False) -> str:
    with pytest.raises(RasterRefused) as caught:
        check_upload(path, kind, all_known)
    return str(caught.value)


@pytest.fixture
def no_values_are_read(monkeypatch):
    def never(*_arguments):
        raise AssertionError("values were read before the header was judged")

    monkeypatch.setattr(check, "cells", never)
    monkeypatch.setattr(read, "cells", never)


def test_a_sound_file_gives_its_facts(tmp_path):
    values = FEW.copy()
    values[0, 0] = -9999
    facts = check_upload(geotiff(tmp_path / "a.tif", values, nodata=-9999), ValueKind.QUANTITY)
    assert (facts.rows, facts.columns, facts.data_type, facts.crs_name) == (3, 4, "float32", "EPSG:2169")
    assert facts.known_share == pytest.approx(11 / 12)
    assert (facts.minimum, facts.maximum, facts.cell_size_m) == (1, 11, 10)
    # 4 columns of 10 m east of 75 000, 3 rows of 10 m south of 72 000
    assert facts.bounds_m == pytest.approx((75_000, 71_970, 75_040, 72_000))


def test_nan_is_a_nodata_value_of_real_numbers(tmp_path):
    values = FEW.copy()
    values[1] = np.nan
    facts = check_upload(geotiff(tmp_path / "a.tif", values, nodata=np.nan), ValueKind.QUANTITY)
    assert facts.known_share == pytest.approx(8 / 12)


def test_scale_and_offset_are_applied(tmp_path):
    path = geotiff(tmp_path / "a.tif", np.array([[10, 20]], dtype="int16"), nodata=-1)
    with rasterio.open(path, "r+") as target:
        target.scales, target.offsets = [0.5], [100]
    facts = check_upload(path, ValueKind.QUANTITY)
    assert (facts.minimum, facts.maximum) == (105, 110)  # 10 × 0.5 + 100, 20 × 0.5 + 100


def test_twenty_thousand_cells_a_side_are_refused_unread(tmp_path, no_values_are_read):
    path = tmp_path / "huge.tif"
    profile = {"driver": "GTiff", "dtype": "uint8", "count": 1, "crs": "EPSG:2169", "transform": HERE}
    with rasterio.open(path, "w", width=20_000, height=20_000, nodata=0, tiled=True, SPARSE_OK=True, **profile):
        pass
    assert path.stat().st_size < 1_000_000  # a small file that speaks of 400 million cells
    assert "20000 × 20000 cells; at most 15000 a side" in refusal(path)


def test_a_file_too_large_is_refused_unopened(tmp_path, monkeypatch):
    monkeypatch.setattr(check, "MAX_FILE_BYTES", 100)
    assert "at most" in refusal(geotiff(tmp_path / "a.tif", FEW))


def test_one_block_that_unpacks_to_too_much_is_refused(tmp_path, no_values_are_read):
    path = geotiff(tmp_path / "a.tif", FEW, tiled=True, blockxsize=16, blockysize=16, nodata=-1)
    change_tag(change_tag(path, 322, 16_384), 323, 16_384)  # tiles of 16 384 × 16 384 × 4 bytes = 1 074 MB
    assert "1074 MB; at most 256 MB" in refusal(path)


@pytest.mark.parametrize(
    ("name", "options", "expected"),
    [
        ("no CRS", {"crs": None}, "does not name its coordinate reference system"),
        ("no place", {"transform": Affine.identity()}, "does not say where on the ground"),
        ("rotated", {"transform": HERE @ Affine.rotation(30)}, "is rotated"),
        ("south up", {"transform": Affine(10, 0, 75_000, 0, 10, 72_000)}, "first row must be the northernmost"),
        ("elsewhere", {"transform": from_origin(900_000, 72_000, 10, 10)}, "lies outside Luxembourg"),
        (
            "degrees named as metres",
            {"transform": from_origin(6.1, 49.6, 0.01, 0.01), "crs": "EPSG:3857"},
            "outside Luxembourg",
        ),
    ],
)
def test_a_raster_without_a_usable_place_is_refused(tmp_path, name, options, expected, no_values_are_read):
    assert expected in refusal(geotiff(tmp_path / "a.tif", FEW, **options))


def test_a_crs_without_a_way_to_the_national_grid_is_refused(tmp_path):
    moon = "+proj=longlat +a=1737400 +b=1737400 +no_defs"
    path = geotiff(tmp_path / "a.tif", FEW, crs=moon, transform=from_origin(6, 50, 0.01, 0.01))
    assert "no way to the national grid" in refusal(path)


def test_several_bands_are_refused(tmp_path):
    picture = np.zeros((3, 4, 4), dtype="uint8")
    assert "has 3 bands; exactly one" in refusal(geotiff(tmp_path / "a.tif", picture, photometric="RGB", nodata=0))


def test_no_band_is_refused(tmp_path):
    path = change_tag(geotiff(tmp_path / "a.tif", FEW), BANDS_TAG, 0)
    assert refusal(path)


def test_a_palette_is_refused_as_a_measure_but_taken_as_categories(tmp_path):
    path = geotiff(tmp_path / "a.tif", np.array([[1, 2]], dtype="uint8"), nodata=0, photometric="PALETTE")
    with rasterio.open(path, "r+") as target:
        target.write_colormap(1, {1: (255, 0, 0, 255), 2: (0, 255, 0, 255)})
    assert "colour palette" in refusal(path)
    assert check_upload(path, ValueKind.CATEGORY).maximum == 2


def test_whole_numbers_without_nodata_need_the_senders_word(tmp_path):
    path = geotiff(tmp_path / "a.tif", np.array([[1, 2]], dtype="int16"))
    assert "which value stands for “unknown”" in refusal(path)
    assert check_upload(path, ValueKind.QUANTITY, all_known=True).known_share == 1


def test_a_nodata_value_that_cannot_occur_is_refused(tmp_path):
    path = geotiff(tmp_path / "a.tif", np.array([[1, 2]], dtype="uint8"), nodata=255)
    path.write_bytes(path.read_bytes().replace(b"255\x00", b"9.5\x00"))  # it stands in the header as text
    assert "which no uint8 number can be" in refusal(path)


@pytest.mark.parametrize("number_type", ["complex64", "int64", "uint64"])
def test_numbers_we_cannot_reckon_with_are_refused(tmp_path, number_type):
    path = geotiff(tmp_path / "a.tif", np.ones((2, 2), dtype=number_type), nodata=0)
    assert f"of type {number_type}" in refusal(path)


def test_all_problems_of_the_header_are_told_at_once(tmp_path):
    path = geotiff(tmp_path / "a.tif", np.zeros((2, 4, 4), dtype="int64"), crs=None, nodata=0)
    with pytest.raises(RasterRefused) as caught:
        check_upload(path, ValueKind.QUANTITY)
    assert len(caught.value.problems) == 3


def test_only_unknown_cells_are_refused(tmp_path):
    assert "Every cell" in refusal(geotiff(tmp_path / "a.tif", np.full((2, 2), -1, dtype="int16"), nodata=-1))


@pytest.mark.parametrize(
    "content",
    [b"", b"II*\x00", b"II*\x00" + b"\xff" * 400, b"<VRTDataset rasterXSize='1' rasterYSize='1'/>", b"GIF89a"],
)
def test_what_is_no_geotiff_is_refused(tmp_path, content):
    path = tmp_path / "a.tif"
    path.write_bytes(content)
    assert refusal(path)


def test_a_file_that_was_cut_off_is_refused_unread(tmp_path, no_values_are_read):
    path = geotiff(tmp_path / "a.tif", np.ones((300, 300), dtype="float32"))
    path.write_bytes(path.read_bytes()[:-100_000])
    assert "more data than the file holds" in refusal(path)


def test_a_header_that_lies_about_the_compression_is_refused(tmp_path):
    path = change_tag(geotiff(tmp_path / "a.tif", np.ones((300, 300), dtype="float32")), COMPRESSION_TAG, 8)
    assert "cannot be unpacked" in refusal(path)


def test_a_header_that_lies_about_the_size_is_refused(tmp_path):
    path = change_tag(geotiff(tmp_path / "a.tif", np.ones((300, 300), dtype="float32")), WIDTH_TAG, 3_000)
    assert refusal(path)


def test_a_header_that_lies_about_the_bits_is_refused(tmp_path):
    path = change_tag(geotiff(tmp_path / "a.tif", np.ones((300, 300), dtype="float32")), BITS_TAG, 64)
    assert refusal(path)


def test_files_beside_the_upload_are_not_read(tmp_path):
    path = geotiff(tmp_path / "a.tif", FEW, crs=None)
    (tmp_path / "a.tif.aux.xml").write_text("<PAMDataset><SRS>EPSG:2169</SRS></PAMDataset>")
    assert "does not name its coordinate reference system" in refusal(path)


def test_another_format_by_name_or_address_is_not_opened(tmp_path):
    vrt = tmp_path / "a.tif"
    vrt.write_text('<VRTDataset rasterXSize="2" rasterYSize="2"><VRTRasterBand dataType="Byte" band="1"/></VRTDataset>')
    assert "not a GeoTIFF" in refusal(vrt)
