"""Recipes of suitability maps: kept as plain values, refused with where something is wrong."""

import pytest

from layers.rasters.reclassify import LinearDown, LinearUp
from territory.errors import Invalid
from territory.suitability.recipe import Recipe, Weighed


@pytest.mark.parametrize(
    ("plain", "pointer"),
    [
        ({}, "/criteria"),
        ({"criteria": []}, "/criteria"),
        ({"criteria": [{"raster": "1"}]}, "/criteria/0"),
        ({"criteria": [{"raster": 1, "curve": {"kind": "wave"}}]}, "/criteria/0/curve"),
        ({"criteria": [{"raster": 1, "curve": {"kind": "linear-up", "low": 5, "high": 5}}]}, "/criteria/0/curve"),
        ({"criteria": [{"raster": 1, "weight": 0, "curve": {}}]}, "/criteria/0/weight"),
        ({"criteria": [{"raster": 1, "curve": {"kind": "gaussian", "centre": 1, "spread": 1}}] * 2}, "/criteria"),
        (
            {"criteria": [{"raster": 1, "curve": {"kind": "gaussian", "centre": 1, "spread": 1}}], "resolution_m": 1},
            "/resolution_m",
        ),
    ],
)
def test_a_recipe_that_cannot_be_followed_says_where(plain, pointer):
    with pytest.raises(Invalid) as refusal:
        Recipe.from_json(plain)
    assert list(refusal.value.problems) == [pointer]


def test_a_recipe_comes_back_from_its_plain_values():
    recipe = Recipe((Weighed(1, LinearDown(0, 1000), 2.0), Weighed(2, LinearUp(0, 5), 1.0)), 25.0)
    assert Recipe.from_json(recipe.as_json()) == recipe
