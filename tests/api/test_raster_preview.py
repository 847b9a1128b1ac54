"""Previews of suitability maps by REST. Jobs of the land: 12 at (1100, 1100), 30 at (5000, 3000)."""

import json
from urllib.parse import urlencode

import numpy as np
import pytest

from layers.rasters.files import path_of, store
from layers.rasters.models import RasterLayer
from layers.rasters.read import read_window
from layers.rasters.warp import ValueKind
from territory.people.models import User
from territory.suitability.actions import compose, publish
from territory.suitability.recipe import Recipe
from territory.suitability.work import compute
from tests.api.test_rasters import TILE, picture_of

pytestmark = pytest.mark.usefixtures("rasters_dir")


def alpha_of(answer):
    return picture_of(answer)[3]


def pair(number):
    """The two columns or rows of the next zoom that one has."""
    return 2 * number, 2 * number + 1


def recipe(*criteria):
    return {"criteria": json.dumps([{"raster": raster.pk, "curve": curve, "weight": 1} for raster, curve in criteria])}


UP = {"kind": "linear-up", "low": 0, "high": 1}


def preview(ask, asker, criteria, tile=TILE):
    return ask(f"/api/v1/rasters/preview/{tile}.png?{urlencode(criteria)}", asker)


def test_a_preview_shows_the_map_that_would_be_calculated(ask, jobs, full_land):
    """Pixel by pixel the four tiles of the map it is as large as; another one where a weight or curve is another."""
    someone = full_land.coordinator
    shown = preview(ask, someone, recipe((jobs, UP)))
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/png")
    assert "private" in shown["Cache-Control"]
    count = RasterLayer.objects.count()
    one = Recipe.from_json({"criteria": json.loads(recipe((jobs, UP))["criteria"])})
    made = compose(someone, {"de": "Karte"}, one, begin=compute)
    assert RasterLayer.objects.count() == count + 1  # looking had made none
    zoom, column, row = (int(number) for number in TILE.split("/"))
    own = [
        [picture_of(ask(f"/api/v1/rasters/{made.pk}/tiles/{zoom + 1}/{x}/{y}.png", someone)) for x in pair(column)]
        for y in pair(row)
    ]
    assert (
        picture_of(shown) == np.concatenate([np.concatenate(tiles, axis=2) for tiles in own], axis=1)
    ).mean() > 0.999
    steeper = {"kind": "linear-up", "low": 0, "high": 0.001}
    assert preview(ask, someone, recipe((jobs, steeper))).content != shown.content


def test_a_preview_is_clear_where_one_of_its_rasters_is_unknown(ask, jobs, full_land):
    half = RasterLayer.objects.get(pk=jobs.pk)
    known = read_window(path_of(half), half.grid, ValueKind(half.kind), half.unit)
    known.values.mask[:, : known.grid.columns // 2] = True
    checksum, size = store(known, {})
    half.pk, half.checksum, half.file_bytes = None, checksum, size
    half.save()
    whole, cut = (
        alpha_of(preview(ask, full_land.coordinator, recipe(*parts)))
        for parts in ([(jobs, UP)], [(jobs, UP), (half, UP)])
    )
    assert 0 < (cut == 255).sum() < (whole == 255).sum()


@pytest.mark.parametrize(
    ("criteria", "status"),
    [
        ("", 400),
        ("{", 400),
        ("[" * 3000, 400),
        ("x" * 5000, 400),
        ("[]", 422),
        ('[{"raster": 1e9, "curve": {"kind": "linear-up", "low": 0, "high": 1}}]', 422),
        ('[{"raster": HUGE, "curve": {"kind": "linear-up", "low": 0, "high": 1}}]', 422),
        ('[{"raster": 1000000000000000000000, "curve": {"kind": "linear-up", "low": 0, "high": 1}}]', 422),
        ('[{"raster": 987654321, "curve": {"kind": "linear-up", "low": 0, "high": 1}}]', 422),
        ('[{"raster": NUMBER, "curve": {"kind": "linear-up", "low": 0, "high": NaN}}]', 422),
        ('[{"raster": NUMBER, "curve": {"kind": "linear-up", "low": 0, "high": HUGE}}]', 422),
        ('[{"raster": NUMBER, "curve": {"kind": "linear-up", "low": 0, "high": 1}, "weight": HUGE}]', 422),
        ('[{"raster": NUMBER, "curve": {"kind": "linear-up", "low": 0, "high": 1}, "weight": 0}]', 422),
    ],
)
def test_a_preview_of_nonsense_says_what_is_wrong(criteria, status, ask, jobs, full_land):
    text = criteria.replace("NUMBER", str(jobs.pk)).replace("HUGE", "1" + 400 * "0")
    answer = preview(ask, full_land.coordinator, {"criteria": text})
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert len(answer.json()["detail"]) > 20


def test_a_preview_is_for_those_who_may_compose_and_of_what_they_may_read(ask, jobs, full_land):
    assert preview(ask, None, recipe((jobs, UP))).status_code == 401
    assert preview(ask, User.objects.create_user("nobody@example.org"), recipe((jobs, UP))).status_code == 403
    assert preview(ask, full_land.coordinator, recipe((jobs, UP)), "99/0/0").status_code == 404
    publish(jobs.made_by, jobs, is_published=False)
    assert preview(ask, full_land.coordinator, recipe((jobs, UP))).status_code == 422
    assert preview(ask, jobs.made_by, recipe((jobs, UP))).status_code == 200
