"""The way in to the OGC API: landing page, conformance, collections with their extents (OGC 17-069r4, 19-072)."""

import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.gis.db.models import Extent
from django.contrib.gis.geos import Polygon
from django.db.models import Min
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from api import params
from api.asking import check_format, collection_called
from api.catalogue import COLLECTIONS
from api.collection import Collection
from api.crs import BY_URI, CRS84, STORAGE
from api.errors import answers_problems
from api.ogc.links import GEOJSON, OPENAPI, TILE_MATRIX_SET, document, link
from api.ogc.openapi import definition
from layers.crs import STORAGE_SRID, in_lonlat

SPEC = "http://www.opengis.net/spec"
CONFORMS_TO = (
    f"{SPEC}/ogcapi-common-1/1.0/conf/core",
    f"{SPEC}/ogcapi-common-2/1.0/conf/collections",
    f"{SPEC}/ogcapi-features-1/1.0/conf/core",
    f"{SPEC}/ogcapi-features-1/1.0/conf/oas30",
    f"{SPEC}/ogcapi-features-1/1.0/conf/geojson",
    f"{SPEC}/ogcapi-features-2/1.0/conf/crs",
    f"{SPEC}/ogcapi-tiles-1/1.0/conf/core",
    f"{SPEC}/ogcapi-tiles-1/1.0/conf/tileset",
    f"{SPEC}/ogcapi-tiles-1/1.0/conf/tilesets-list",
    f"{SPEC}/ogcapi-tiles-1/1.0/conf/dataset-tilesets",
    f"{SPEC}/ogcapi-tiles-1/1.0/conf/geodata-tilesets",
    f"{SPEC}/ogcapi-tiles-1/1.0/conf/collections-selection",
    f"{SPEC}/ogcapi-tiles-1/1.0/conf/mvt",
    f"{SPEC}/tms/2.0/conf/tilematrixset",
    f"{SPEC}/tms/2.0/conf/json-tilematrixset",
)


@answers_problems("GET", "HEAD")
def landing_page(request: HttpRequest) -> HttpResponse:
    """Where everything is."""
    _only_format(request)
    return document(
        {
            "title": _("Territory: land, companies and projects of the region"),
            "description": _("Public reference layers, companies, groups and projects, as features and vector tiles."),
            "links": [
                link(request, "", "self", _("this document")),
                link(request, "api", "service-desc", _("definition of this API"), OPENAPI),
                {
                    **link(request, "", "service-doc", _("documentation to read"), "text/html"),
                    "href": request.build_absolute_uri("/api/docs/"),
                },
                link(request, "conformance", "conformance", _("what this API conforms to")),
                link(request, "collections", "data", _("collections")),
                link(
                    request,
                    "tiles",
                    "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector",
                    _("vector tiles, %(grid)s") % {"grid": TILE_MATRIX_SET},
                ),
                link(
                    request,
                    "tileMatrixSets",
                    "http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes",
                    _("tile matrix sets"),
                ),
            ],
        }
    )


@answers_problems("GET", "HEAD")
def conformance(request: HttpRequest) -> HttpResponse:
    """The conformance classes of the standards."""
    _only_format(request)
    return document({"conformsTo": CONFORMS_TO})


@answers_problems("GET", "HEAD")
def api_definition(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document of the OGC API; in English, as its names are."""
    check_format(request, (OPENAPI, "application/openapi+json", "application/json"))
    params.refuse_unknown(request.GET.dict(), ["f"])
    with override("en"):
        return document(definition(request.build_absolute_uri("/ogc")), OPENAPI)


@answers_problems("GET", "HEAD")
def collections(request: HttpRequest) -> HttpResponse:
    """All collections."""
    _only_format(request)
    return document(
        {
            "links": [link(request, "collections", "self", _("collections"))],
            "crs": list(BY_URI),
            "collections": [_described(request, entry) for entry in COLLECTIONS],
        }
    )


@answers_problems("GET", "HEAD")
def collection(request: HttpRequest, collection_id: str) -> HttpResponse:
    """One collection."""
    _only_format(request)
    return document(_described(request, collection_called(collection_id)))


def _only_format(request: HttpRequest) -> None:
    check_format(request)
    params.refuse_unknown(request.GET.dict(), ["f"])


def _described(request: HttpRequest, entry: Collection) -> dict[str, Any]:
    path = f"collections/{entry.id}"
    description: dict[str, Any] = {
        "id": entry.id,
        "title": str(entry.title),
        "description": str(entry.description),
        "itemType": "feature",
        "crs": list(BY_URI),
        "storageCrs": STORAGE.uri,
        "links": [
            link(request, path, "self", entry.title),
            link(request, f"{path}/items", "items", entry.title, GEOJSON),
            link(
                request,
                f"{path}/tiles",
                "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector",
                _("vector tiles, %(grid)s") % {"grid": TILE_MATRIX_SET},
            ),
        ],
    }
    extent = _extent(entry)
    if extent:
        description["extent"] = extent
    return description


def _extent(entry: Collection) -> dict[str, Any]:
    """The box (CRS84) and the days of what everybody may see; empty where that is nothing."""
    wanted: dict[str, Any] = {"box": Extent(entry.geometry)}
    if entry.period:
        wanted["first"] = Min(entry.period.first)
    found = entry.rows(AnonymousUser()).order_by().aggregate(**wanted)
    if found["box"] is None:
        return {}
    drawn = Polygon.from_bbox(found["box"])
    drawn.srid = STORAGE_SRID
    extent: dict[str, Any] = {"spatial": {"bbox": [list(in_lonlat(drawn).extent)], "crs": CRS84.uri}}
    if entry.period:
        # The end stays open: some rows of every collection have none.
        extent["temporal"] = {
            "interval": [[_moment(found["first"]), None]],
            "trs": "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian",
        }
    return extent


def _moment(day: datetime.date | None) -> str | None:
    return f"{day.isoformat()}T00:00:00Z" if day else None
