"""A suitability map as it would come out, tile by tile, while its weights and curves are still being moved.

Nothing is kept. A tile costs the same however large the rasters are: 512 × 512 values of each, read from their
overviews. Where the rasters lie on one grid it shows what the map would show that is calculated.
"""

from django.utils.translation import gettext as _

from layers.rasters.files import path_of
from layers.rasters.reclassify import scores_of
from layers.rasters.render import png, score_legend, tile_values
from layers.rasters.suitability import overlay
from territory.errors import NotAllowed
from territory.people.models import User
from territory.suitability import rules
from territory.suitability.recipe import Recipe, layers_of

PIXELS = 512  # finding the way between two reference systems costs more than drawing: few large tiles, not many small


def preview_tile(user: User, recipe: Recipe, z: int, x: int, y: int) -> bytes:
    """The Web Mercator tile z/x/y (512 × 512, PNG) of the recipe, clear where any of its rasters is unknown.

    Raises NotAllowed, Invalid; ValueError for a tile that no tile matrix set has.
    """
    if not rules.can_compose(user):
        raise NotAllowed(_("Suitability maps are composed by people with a role in the region."))
    layers = layers_of(recipe, rules.visible_to(user))
    scores = [
        scores_of(tile_values(path_of(layer), z, x, y, PIXELS), one.curve)
        for one, layer in zip(recipe.criteria, layers, strict=True)
    ]
    return png(overlay(scores, [one.weight for one in recipe.criteria]), score_legend())
