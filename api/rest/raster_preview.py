"""Tiles of a suitability map that nobody has calculated yet: the recipe stands in the address."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotAuthenticated

from api import params
from api.asking import asker_of
from api.errors import BadParameter, NoSuchThing, answers_problems
from api.rest.rasters import tile_numbers
from territory.people.models import User
from territory.suitability.preview import preview_tile
from territory.suitability.recipe import Recipe

LONGEST_CRITERIA = 4_000  # twelve criteria with the longest curve; addresses beyond that are cut off on their way
A_MINUTE_S = 60


@answers_problems("GET", "HEAD")
def raster_preview_tile(request: HttpRequest, z: str, x: str, y: str) -> HttpResponse:
    """A tile in Web Mercator, 512 × 512, PNG, of ``?criteria=``: the same as the body that composes a map."""
    asker = asker_of(request)
    if not isinstance(asker, User):
        raise NotAuthenticated(_("Sign in to compose a map of your own."))
    parameters = request.GET.dict()
    params.refuse_unknown(parameters, ["criteria"])
    recipe = Recipe.from_json({"criteria": _criteria(parameters.get("criteria", ""))})
    try:
        picture = preview_tile(asker, recipe, *tile_numbers(z, x, y))
    except ValueError as error:
        raise NoSuchThing(str(error)) from error
    response = HttpResponse(picture, content_type="image/png")
    response["Cache-Control"] = f"private, max-age={A_MINUTE_S}"
    return response


def _criteria(text: str) -> Any:
    if len(text) > LONGEST_CRITERIA:
        raise BadParameter("criteria", _("“criteria” has at most %(most)d characters.") % {"most": LONGEST_CRITERIA})
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadParameter(
            "criteria", _("“criteria” is a JSON list of objects with “raster”, “curve” and “weight”.")
        ) from error
