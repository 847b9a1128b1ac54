"""OGC API Tiles: vector tiles of each collection in the tile matrix set WebMercatorQuad (OGC 20-057, 17-083r4)."""

import dataclasses
import datetime
import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import gettext as _

from api import pagination, params
from api.asking import asker_of, check_format, collection_called, reading_of
from api.collection import Collection
from api.crs import WEB_MERCATOR
from api.errors import BadParameter, NoSuchThing, answers_problems
from api.ogc.features import keep_by
from api.ogc.links import MVT, TILE_MATRIX_SET, TILE_MATRIX_SET_URI, document, link
from layers.tiles.grid import HALF_WORLD_M, MAX_ZOOM, Tile
from layers.tiles.mvt import vector_tile

TILE_SECONDS = 60
# OGC 17-083r4, annex D.1: scale at zoom 0 for tiles of 256 pixels of 0.28 mm.
SCALE_DENOMINATOR_0 = 559_082_264.028717


@answers_problems("GET", "HEAD")
def tile(request: HttpRequest, collection_id: str, matrix_set: str, z: str, y: str, x: str) -> HttpResponse:
    """A vector tile; empty where the collection has nothing.

    ``lang`` and ``on`` choose language and day; what narrows the items narrows the tile too, counts included.
    """
    collection = collection_called(collection_id)
    _known(matrix_set)
    check_format_of_tile(request)
    parameters = request.GET.dict()
    narrowing = {*pagination.NARROWING, *collection.filters}
    params.refuse_unknown(parameters, ["f", "lang", "on", *narrowing])
    place = Tile(_whole("z", z), _whole("x", x), _whole("y", y))
    day = params.day(parameters, "on", datetime.date.today())
    asker = request.user if collection.same_for_all else asker_of(request)
    language = reading_of(request, parameters).language
    layer = collection.tile_layer
    if narrowing & set(parameters):
        # The table of cells counts every row: narrowed ones are counted on the spot.
        layer = dataclasses.replace(layer, cells=None)
    content = vector_tile(pagination.matching(collection, asker, parameters), layer, place, language, day)
    response: Any = HttpResponse(content, content_type=MVT)
    response["ETag"] = f'"{hashlib.blake2b(content, digest_size=12).hexdigest()}"'
    response["Content-Language"] = language
    response["Access-Control-Allow-Origin"] = "*"
    patch_vary_headers(response, ["Accept-Language"])
    keep_by(response, collection, asker, TILE_SECONDS)
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


@answers_problems("GET", "HEAD")
def tilesets(request: HttpRequest, collection_id: str) -> HttpResponse:
    """The tile sets of a collection: one."""
    collection = collection_called(collection_id)
    check_format(request)
    params.refuse_unknown(request.GET.dict(), ["f"])
    path = f"collections/{collection.id}/tiles"
    return document(
        {
            "links": [link(request, path, "self", collection.title)],
            "tilesets": [_tileset(request, collection)],
        }
    )


@answers_problems("GET", "HEAD")
def tileset(request: HttpRequest, collection_id: str, matrix_set: str) -> HttpResponse:
    """What the tiles of a collection hold and where they are."""
    collection = collection_called(collection_id)
    _known(matrix_set)
    check_format(request)
    params.refuse_unknown(request.GET.dict(), ["f"])
    layer = collection.tile_layer
    attributes = layer.attributes("en", datetime.date.today())
    names = [*attributes, *({} if layer.single_from == 0 else {"count": ""})]
    content = _tileset(request, collection)
    content["layers"] = [
        {
            "id": layer.name,
            "dataType": "vector",
            "title": str(collection.title),
            "minTileMatrix": "0",
            "maxTileMatrix": str(MAX_ZOOM),
            "propertiesSchema": {"type": "object", "properties": {name: {} for name in names}},
        }
    ]
    return document(content)


@answers_problems("GET", "HEAD")
def tile_matrix_sets(request: HttpRequest) -> HttpResponse:
    """The tile matrix sets: one."""
    check_format(request)
    params.refuse_unknown(request.GET.dict(), ["f"])
    path = f"tileMatrixSets/{TILE_MATRIX_SET}"
    entry = {
        "id": TILE_MATRIX_SET,
        "title": "Google Maps Compatible for the World",
        "uri": TILE_MATRIX_SET_URI,
        "links": [link(request, path, "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme", TILE_MATRIX_SET)],
    }
    return document({"tileMatrixSets": [entry]})


@answers_problems("GET", "HEAD")
def tile_matrix_set(request: HttpRequest, matrix_set: str) -> HttpResponse:
    """The definition of WebMercatorQuad, level by level."""
    _known(matrix_set)
    check_format(request)
    params.refuse_unknown(request.GET.dict(), ["f"])
    levels = [
        {
            "id": str(z),
            "scaleDenominator": SCALE_DENOMINATOR_0 / (1 << z),
            "cellSize": 2 * HALF_WORLD_M / 256 / (1 << z),
            "pointOfOrigin": [-HALF_WORLD_M, HALF_WORLD_M],
            "cornerOfOrigin": "topLeft",
            "tileWidth": 256,
            "tileHeight": 256,
            "matrixWidth": 1 << z,
            "matrixHeight": 1 << z,
        }
        for z in range(MAX_ZOOM + 1)
    ]
    return document(
        {
            "id": TILE_MATRIX_SET,
            "title": "Google Maps Compatible for the World",
            "uri": TILE_MATRIX_SET_URI,
            "crs": WEB_MERCATOR.uri,
            "orderedAxes": ["X", "Y"],
            "wellKnownScaleSet": "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible",
            "tileMatrices": levels,
        }
    )


def check_format_of_tile(request: HttpRequest) -> None:
    """Raises BadParameter or NotAcceptable unless a vector tile will do."""
    wanted = request.GET.get("f")
    if wanted not in {None, "mvt"}:
        raise BadParameter("f", _("“f” is mvt; “%(value)s” is not given here.") % {"value": wanted})
    if wanted is None:
        check_format(request, (MVT, "application/x-protobuf", "application/octet-stream"))


def _tileset(request: HttpRequest, collection: Collection) -> dict[str, Any]:
    path = f"collections/{collection.id}/tiles/{TILE_MATRIX_SET}"
    template = link(request, path, "item", collection.title, MVT)
    template["href"] += "/{tileMatrix}/{tileRow}/{tileCol}"
    return {
        "title": str(collection.title),
        "dataType": "vector",
        "crs": WEB_MERCATOR.uri,
        "tileMatrixSetURI": TILE_MATRIX_SET_URI,
        "links": [
            link(request, path, "self", collection.title),
            link(
                request,
                f"tileMatrixSets/{TILE_MATRIX_SET}",
                "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme",
                TILE_MATRIX_SET,
            ),
            {**template, "templated": True},  # type: ignore[dict-item]
        ],
    }


def _known(matrix_set: str) -> None:
    if matrix_set != TILE_MATRIX_SET:
        raise NoSuchThing(
            _("There is no tile matrix set “%(id)s”; there is %(known)s.")
            % {"id": matrix_set, "known": TILE_MATRIX_SET}
        )


def _whole(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise BadParameter(name, _("“%(name)s” is a whole number; “%(value)s” is not.") % {"name": name, "value": text})
    return int(text)
