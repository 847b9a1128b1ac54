"""OGC API Tiles: vector tiles in the tile matrix set WebMercatorQuad, of one collection or several (OGC 20-057)."""

import dataclasses
import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page

from api import pagination, params
from api.answers import keep_by
from api.as_of import NAME, moment_in
from api.asking import asker_of, check_format, collection_called, collections_chosen, reading_of
from api.collection import Collection, day_seen
from api.errors import BadParameter, NoSuchThing, answers_problems
from api.ogc.links import MVT, TILE_MATRIX_SET
from layers.tiles.grid import Tile
from layers.tiles.layer import TileLayer
from layers.tiles.mvt import vector_tile

TILE_SECONDS = 60


@gzip_page
@answers_problems("GET", "HEAD")
def tile(request: HttpRequest, collection_id: str, matrix_set: str, z: str, y: str, x: str) -> HttpResponse:
    """A vector tile; empty where the collection has nothing.

    ``lang`` and ``on`` choose language and day; what narrows the items narrows the tile too, counts included.
    """
    return _tile_of(request, [collection_called(collection_id)], matrix_set, z, y, x)


@gzip_page
@answers_problems("GET", "HEAD")
def dataset_tile(request: HttpRequest, matrix_set: str, z: str, y: str, x: str) -> HttpResponse:
    """A vector tile with a layer for each of ``collections``; what narrows it has to narrow each of them."""
    return _tile_of(request, collections_chosen(request.GET.dict()), matrix_set, z, y, x, "collections")


def _tile_of(
    request: HttpRequest, collections: list[Collection], matrix_set: str, z: str, y: str, x: str, *more: str
) -> HttpResponse:
    known(matrix_set)
    check_format_of_tile(request)
    parameters = request.GET.dict()
    narrowing = pagination.narrowing_all(collections)
    params.refuse_unknown(parameters, ["f", "lang", "on", *more, *narrowing])
    place = Tile(_whole("z", z), _whole("x", x), _whole("y", y))
    day = params.day(parameters, "on", day_seen(*params.days_seen(parameters)))
    same_for_all = all(collection.same_for_all for collection in collections)
    asker = request.user if same_for_all else asker_of(request)
    language = reading_of(request, parameters).language
    narrowed = narrowing & set(parameters)
    layers = [
        (
            pagination.matching(collection, asker, parameters),
            _narrowed(collection, parameters, narrowed) if narrowed else collection.tile_layer,
        )
        for collection in collections
    ]
    content = vector_tile(layers, place, language, day)
    response: Any = HttpResponse(content, content_type=MVT)
    response["ETag"] = f'"{hashlib.blake2b(content, digest_size=12).hexdigest()}"'
    response["Content-Language"] = language
    response["Access-Control-Allow-Origin"] = "*"
    patch_vary_headers(response, ["Accept-Language"])
    keep_by(response, same_for_all, asker, TILE_SECONDS)
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


def _narrowed(collection: Collection, parameters: params.Parameters, narrowed: set[str]) -> TileLayer:
    """The tile layer with cells only where the second clock alone narrows: else rows are counted on the spot."""
    cells = collection.tile_layer.cells
    moment = moment_in(parameters)
    kept = cells.known_at(moment) if cells is not None and moment is not None and narrowed == {NAME} else None
    return dataclasses.replace(
        collection.tile_layer, cells=kept, only=params.narrowing_of_parts(collection, parameters)
    )


def check_format_of_tile(request: HttpRequest) -> None:
    """Raises BadParameter or NotAcceptable unless a vector tile will do."""
    wanted = request.GET.get("f")
    if wanted not in {None, "mvt"}:
        raise BadParameter("f", _("“f” is mvt; “%(value)s” is not given here.") % {"value": wanted})
    if wanted is None:
        check_format(request, (MVT, "application/x-protobuf", "application/octet-stream"))


def known(matrix_set: str) -> None:
    """Raises NoSuchThing for any tile matrix set but ours."""
    if matrix_set != TILE_MATRIX_SET:
        raise NoSuchThing(
            _("There is no tile matrix set “%(id)s”; there is %(known)s.")
            % {"id": matrix_set, "known": TILE_MATRIX_SET}
        )


def _whole(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise BadParameter(name, _("“%(name)s” is a whole number; “%(value)s” is not.") % {"name": name, "value": text})
    return int(text)
