"""OGC API Tiles: which tile sets there are, what they hold, and the grid they lie in (OGC 20-057, 17-083r4)."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from api import params
from api.asking import check_format, collection_called
from api.catalogue import COLLECTIONS
from api.collection import Collection
from api.crs import WEB_MERCATOR
from api.errors import answers_problems
from api.ogc.links import MVT, TILE_MATRIX_SET, TILE_MATRIX_SET_URI, document, link
from api.ogc.tiles import known
from layers.tiles.grid import HALF_WORLD_M, MAX_ZOOM

# OGC 17-083r4, annex D.1: scale at zoom 0 for tiles of 256 pixels of 0.28 mm.
SCALE_DENOMINATOR_0 = 559_082_264.028717


@answers_problems("GET", "HEAD")
def tilesets(request: HttpRequest, collection_id: str) -> HttpResponse:
    """The tile sets of a collection: one."""
    collection = collection_called(collection_id)
    return _listed(request, f"collections/{collection.id}/tiles", collection.title)


@answers_problems("GET", "HEAD")
def tileset(request: HttpRequest, collection_id: str, matrix_set: str) -> HttpResponse:
    """What the tiles of a collection hold and where they are."""
    collection = collection_called(collection_id)
    known(matrix_set)
    return _told(request, f"collections/{collection.id}/tiles", collection.title, [collection])


@answers_problems("GET", "HEAD")
def dataset_tilesets(request: HttpRequest) -> HttpResponse:
    """The tile sets of all collections together: one."""
    return _listed(request, "tiles", _("All collections"))


@answers_problems("GET", "HEAD")
def dataset_tileset(request: HttpRequest, matrix_set: str) -> HttpResponse:
    """What a tile of several collections can hold and where the tiles are."""
    known(matrix_set)
    return _told(request, "tiles", _("All collections"), COLLECTIONS)


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
    known(matrix_set)
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


def _listed(request: HttpRequest, path: str, title: object) -> HttpResponse:
    check_format(request)
    params.refuse_unknown(request.GET.dict(), ["f"])
    return document({"links": [link(request, path, "self", title)], "tilesets": [_tileset(request, path, title)]})


def _told(request: HttpRequest, path: str, title: object, collections: Sequence[Collection]) -> HttpResponse:
    check_format(request)
    params.refuse_unknown(request.GET.dict(), ["f"])
    return document({**_tileset(request, path, title), "layers": [_layer(collection) for collection in collections]})


def _layer(collection: Collection) -> dict[str, Any]:
    layer = collection.tile_layer
    attributes = layer.attributes("en", timezone.localdate())
    names = [*attributes, *({} if layer.single_from == 0 else {"count": ""})]
    return {
        "id": layer.name,
        "dataType": "vector",
        "title": str(collection.title),
        "minTileMatrix": "0",
        "maxTileMatrix": str(MAX_ZOOM),
        "propertiesSchema": {"type": "object", "properties": {name: {} for name in names}},
    }


def _tileset(request: HttpRequest, path: str, title: object) -> dict[str, Any]:
    template = link(request, f"{path}/{TILE_MATRIX_SET}", "item", title, MVT)
    template["href"] += "/{tileMatrix}/{tileRow}/{tileCol}"
    return {
        "title": str(title),
        "dataType": "vector",
        "crs": WEB_MERCATOR.uri,
        "tileMatrixSetURI": TILE_MATRIX_SET_URI,
        "links": [
            link(request, f"{path}/{TILE_MATRIX_SET}", "self", title),
            link(
                request,
                f"tileMatrixSets/{TILE_MATRIX_SET}",
                "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme",
                TILE_MATRIX_SET,
            ),
            {**template, "templated": True},
        ],
    }
