"""The pages of suitability maps: who may add, compose and publish, and what an upload is told."""

import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from rasterio.transform import from_origin

from layers.rasters.models import RasterLayer
from layers.rasters.reclassify import LinearUp
from territory.companies.models import Company, Establishment
from territory.suitability.actions import compose, derive, publish
from territory.suitability.recipe import Recipe, Weighed
from territory.suitability.work import compute
from tests.layers.rasters.files import geotiff
from tests.tiny_land import at


@pytest.fixture(autouse=True)
def rasters_dir(settings, tmp_path):
    settings.RASTERS_DIR = tmp_path / "rasters"


@pytest.fixture
def jobs(tiny_land):
    Establishment.objects.create(
        company=Company.objects.create(name="A"),
        name="A",
        location=at(1100, 1100),
        nace_section="C",
        nace_code="10.7",
        jobs=12,
    )
    layer = derive(tiny_land.moderator, "job-density", "alles", 100, begin=compute)
    layer.refresh_from_db()
    return publish(tiny_land.moderator, layer, is_published=True)


@pytest.mark.parametrize(
    ("name", "adds", "composes"),
    [(None, False, False), ("coordinator", False, True), ("park_manager", True, True), ("moderator", True, True)],
)
def test_who_is_offered_what(name, adds, composes, reading_as, tiny_land, jobs):
    browser = reading_as(getattr(tiny_land, name) if name else None)
    page = browser.get("/de/suitability/").content.decode()
    assert "Dichte der Arbeitsplätze" in page
    assert ("/de/suitability/upload/" in page) is adds
    assert ("data-compose" in page) is composes
    for address in ("/de/suitability/upload/", "/de/suitability/derive/"):
        assert browser.get(address).status_code == (302 if name is None else 200 if adds else 403)


def test_a_map_shows_its_legend_and_what_it_means_for_each_commune(reading_as, tiny_land, jobs):
    recipe = Recipe((Weighed(jobs.pk, LinearUp(0, jobs.maximum), 1),))
    layer = compose(tiny_land.coordinator, {"fr": "Carte"}, recipe, begin=compute)
    page = reading_as(tiny_land.coordinator).get(f"/fr/suitability/{layer.pk}/").content.decode()
    for text in ("Carte", "très bon", "Westen", "GeoTIFF", "inconnu"):
        assert text in page, text
    assert reading_as(None).get(f"/fr/suitability/{layer.pk}/").status_code == 404
    page = reading_as(tiny_land.coordinator).get(f"/fr/suitability/?from={layer.pk}").content.decode()
    assert '"weight": 1' in page
    answer = reading_as(tiny_land.coordinator).post(f"/fr/suitability/{layer.pk}/publish/", {"published": "yes"})
    assert answer.status_code == 403
    reading_as(tiny_land.coordinator).post(f"/fr/suitability/{layer.pk}/remove/")
    assert not RasterLayer.objects.filter(pk=layer.pk).exists()


def test_while_it_is_calculated_the_page_says_how_far(reading_as, tiny_land, jobs):
    layer = derive(tiny_land.moderator, "job-density", "alles", 100)
    RasterLayer.objects.filter(pk=layer.pk).update(state="working", progress_percent=40)
    page = reading_as(tiny_land.moderator).get(f"/en/suitability/{layer.pk}/").content.decode()
    assert "Being calculated: 40 %" in page
    RasterLayer.objects.filter(pk=layer.pk).update(state="refused", problems=["Every cell is unknown."])
    page = reading_as(tiny_land.moderator).get(f"/en/suitability/{layer.pk}/").content.decode()
    assert "Every cell is unknown." in page


FORM = {"kind": "quantity", "unit": "dB", "publisher": "Commune", "licence": "CC0", "released_on": "2026-01-01"}


def file_of(tmp_path, **more):
    place = from_origin(*at(1000, 1500).coords, 50, 50)
    path = geotiff(tmp_path / "x.tif", np.ones((20, 20), "float32"), place, **{"nodata": -1, **more})
    return SimpleUploadedFile("x.tif", path.read_bytes(), "image/tiff")


def test_an_upload_leads_to_its_page(reading_as, tiny_land, tmp_path):
    form = {**FORM, "title_de": "Lärm", "file": file_of(tmp_path)}
    answer = reading_as(tiny_land.park_manager).post("/de/suitability/upload/", form)
    layer = RasterLayer.objects.get()
    assert answer["Location"] == f"/de/suitability/{layer.pk}/"
    assert compute(layer.pk).state == "ready"


def test_what_is_wrong_with_a_file_stands_beside_it_and_the_rest_stays(reading_as, tiny_land, tmp_path):
    form = {**FORM, "title_de": "Lärm", "file": file_of(tmp_path, crs=None)}
    page = reading_as(tiny_land.park_manager).post("/en/suitability/upload/", form).content.decode()
    assert "does not name its coordinate reference system" in page
    assert 'value="Lärm"' in page
    form = {**FORM, "file": file_of(tmp_path)}
    assert (
        "Give it a title" in reading_as(tiny_land.park_manager).post("/en/suitability/upload/", form).content.decode()
    )


def test_a_file_that_is_too_long_is_not_received(reading_as, tiny_land, monkeypatch):
    monkeypatch.setattr("frontend.views.raster_making.MAX_FILE_BYTES", 10)
    form = {**FORM, "file": SimpleUploadedFile("x.tif", bytes(200_000))}
    assert reading_as(tiny_land.park_manager).post("/en/suitability/upload/", form).status_code == 413


def test_the_form_is_protected(tiny_land):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(tiny_land.park_manager, backend="django.contrib.auth.backends.ModelBackend")
    assert browser.post("/en/suitability/upload/", FORM).status_code == 403


def test_a_raster_is_derived_by_a_form(reading_as, tiny_land, jobs):
    form = {"derivation": "job-density", "area": "0901", "resolution_m": "100"}
    answer = reading_as(tiny_land.park_manager).post("/en/suitability/derive/", form)
    assert answer.status_code == 302
    assert RasterLayer.objects.filter(made_by=tiny_land.park_manager).count() == 1
