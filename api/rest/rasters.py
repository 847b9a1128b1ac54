"""Rasters: what there is, tiles, the value at a point, statistics by zone, best cells, the file; composing one."""

import csv
import io
from collections.abc import Callable
from typing import Any

from django.contrib.gis.geos import MultiPoint
from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.viewsets import ViewSet

from api import params
from api.answers import private_json
from api.asking import asker_of, feature_id, language_alone, reading_of, signed_in
from api.errors import BadParameter, NoSuchThing, answers_problems
from api.rest import operations
from api.rest.members import members_of
from api.rest.nearby import OwnFormats
from api.rest.parsers import JsonParser
from api.rest.raster_answers import ANSWERS
from api.rest.raster_bodies import COMPOSED, COMPOSED_EXAMPLE, OPERATIONS, RECIPE, titles_from
from api.rest.tables import CSV
from layers.crs import STORAGE_SRID, in_lonlat
from layers.languages import LANGUAGES
from layers.rasters.files import path_of
from layers.rasters.models import RasterLayer, RasterState
from layers.rasters.render import TILE_PIXELS, tile
from territory.studies.demand import asked
from territory.suitability import actions, rules
from territory.suitability.legends import class_of, legend_of_layer
from territory.suitability.look import MAX_APART_M, MOST_BEST, best_of, check_ready, place_of, value_at
from territory.suitability.recipe import Recipe
from territory.suitability.words import sentences_of
from territory.suitability.zones import KINDS, rows_of

A_DAY_S = 86_400
MOST_LISTED = 500
LEAST = -1e300  # lower than any value


class RasterViewSet(ViewSet):
    """Reading is for all, as far as a raster is published or one's own."""

    parser_classes = (JsonParser,)
    content_negotiation_class = OwnFormats
    schema = operations.WrittenSchema()

    def operation(self, action: str) -> dict[str, Any]:
        """What the OpenAPI document says about ``action``."""
        summary, description, refusals, parameters, status, media_type = OPERATIONS[action]
        written = operations.operation(
            f"raster_{action}",
            summary,
            description,
            "rasters",
            parameters=parameters,
            body=(COMPOSED, COMPOSED_EXAMPLE) if action == "create" else None,
            answers={status: (media_type, ANSWERS[action]) if media_type else None},
            files=(CSV,) if action == "zones" else (),
            refusals=refusals,
            signed_in=action in ("create", "destroy"),
        )
        if "requestBody" in written:
            written["requestBody"]["content"].pop("application/geo+json")
        return written

    def list(self, request: Request) -> HttpResponse:
        """The rasters the asker may read, the latest first."""
        with translation.override(language_alone(request)):
            found = rules.visible_to(request.user).select_related("release__source")[:MOST_LISTED]
            return private_json({"rasters": [told(layer, request) for layer in found]})

    def create(self, request: Request) -> HttpResponse:
        """Begins a suitability map; it is ready a moment later."""
        otherwise = _("The body is an object with “title” and “criteria”.")
        body = members_of(request, ("title", *RECIPE), otherwise)
        with translation.override(language_alone(request)):
            recipe = Recipe.from_json({name: body[name] for name in RECIPE if name in body})
            layer = actions.compose(signed_in(request), titles_from(body.get("title")), recipe)
            response = private_json(told(layer, request), status=202)
        response["Location"] = request.build_absolute_uri(f"/api/v1/rasters/{layer.pk}/")
        return response

    def retrieve(self, request: Request, pk: str) -> HttpResponse:
        """What a raster is, and how far the work on it is."""
        with translation.override(language_alone(request)):
            return private_json(told(_layer(request.user, pk), request))

    def destroy(self, request: Request, pk: str) -> HttpResponse:
        """Takes a raster and its file away."""
        actions.remove(signed_in(request), _layer(request.user, pk))
        return HttpResponse(status=204)

    def value(self, request: Request, pk: str) -> HttpResponse:
        """The value at a point; of a suitability with its parts, in numbers and in words."""
        parameters = request.query_params.dict()
        params.refuse_unknown(parameters, ["lon", "lat", "lang"])
        point = params.position(parameters)
        layer = _layer(request.user, pk)
        with translation.override(reading_of(request, parameters).language):
            looked = value_at(layer, point)
            found = None if looked.value is None else class_of(legend_of_layer(layer), looked.value)
            parts = [
                {
                    "raster": int(part.name),
                    "title": title,
                    "value": part.value,
                    "unit": part.unit,
                    "score": part.score,
                    "weight_share": part.weight_share,
                    "contribution": part.contribution,
                }
                for part, title in zip(looked.parts or [], looked.titles, strict=True)
            ]
            return private_json(
                {
                    "value": looked.value,
                    "unit": layer.unit,
                    "class": found and found.label,
                    "parts": parts,
                    "sentences": sentences_of(layer, looked),
                }
            )

    def zones(self, request: Request, pk: str) -> HttpResponse:
        """Statistics by commune or by business park, as JSON or CSV."""
        parameters = request.query_params.dict()
        params.refuse_unknown(parameters, ["by", "format", "lang"])
        by, form = parameters.get("by", KINDS[0]), parameters.get("format", "json")
        if by not in KINDS:
            raise BadParameter("by", _("“by” is one of %(known)s.") % {"known": ", ".join(KINDS)})
        if form not in ("json", "csv"):
            raise BadParameter("format", _("“format” is json or csv."))
        layer = _layer(request.user, pk)
        check_ready(layer)
        with translation.override(reading_of(request, parameters).language):
            rows = [_zone(row.zone, row.statistics) for row in rows_of(layer, by)]
        if form == "csv":
            return _csv(rows, f"raster-{layer.pk}-{by}.csv")
        return private_json({"by": by, "unit": layer.unit, "threshold": layer.zones.get("threshold"), "zones": rows})

    def cells(self, request: Request, pk: str) -> HttpResponse:
        """The best cells as GeoJSON points, best first."""
        parameters = request.query_params.dict()
        params.refuse_unknown(parameters, ["count", "apart_m", "at_least", "park", "group", "lang"])
        count = params.number(parameters, "count", 1, MOST_BEST, 10)
        apart_m = params.number(parameters, "apart_m", 0, MAX_APART_M, 200)
        at_least = params.number(parameters, "at_least", LEAST, -LEAST, LEAST)
        layer = _layer(request.user, pk)
        place: dict[str, Any] = {name: parameters[name] for name in ("park", "group") if name in parameters}
        found = best_of(layer, int(count), apart_m, at_least, asked(place).ground if place else None)
        points = MultiPoint([place_of(cell) for cell in found], srid=STORAGE_SRID)
        places = in_lonlat(points).coords if found else ()
        features = [
            {
                "type": "Feature",
                "id": number,
                "geometry": {"type": "Point", "coordinates": [round(lon, 6), round(lat, 6)]},
                "properties": {"rank": number, "value": round(cell.score, 6)},
            }
            for number, (cell, (lon, lat)) in enumerate(zip(found, places, strict=True), start=1)
        ]
        return private_json({"type": "FeatureCollection", "features": features}, media_type="application/geo+json")

    def file(self, request: Request, pk: str) -> FileResponse:
        """The Cloud-Optimised GeoTIFF, in the national grid."""
        params.refuse_unknown(request.query_params.dict(), ["lang"])
        layer = _layer(request.user, pk)
        check_ready(layer)
        response = FileResponse(
            path_of(layer).open("rb"), as_attachment=True, filename=f"raster-{layer.pk}.tif", content_type="image/tiff"
        )
        response["ETag"] = quote_etag(layer.checksum)
        return response


@answers_problems("GET", "HEAD")
def raster_tile(request: HttpRequest, pk: str, z: str, x: str, y: str) -> HttpResponse:
    """A tile in Web Mercator, 256 × 256, PNG; its address changes with the content by ``?v=``."""
    layer = _layer(asker_of(request), pk)
    check_ready(layer)
    etag = quote_etag(f"{layer.checksum}-{TILE_PIXELS}")
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=304)
    try:
        picture = tile(path_of(layer), *tile_numbers(z, x, y), legend_of_layer(layer))
    except ValueError as error:
        raise NoSuchThing(str(error)) from error
    response = HttpResponse(picture, content_type="image/png")
    response["ETag"] = etag
    scope = "public" if layer.is_published else "private"
    response["Cache-Control"] = f"{scope}, max-age={A_DAY_S if request.GET.get('v') == layer.checksum[:12] else 0}"
    return response


def tile_numbers(z: str, x: str, y: str) -> tuple[int, int, int]:
    """Zoom, column and row of a tile; −1, which no tile has, for what is no number."""
    zoom, column, row = (int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1 for text in (z, x, y))
    return zoom, column, row


def told(layer: RasterLayer, request: Request | HttpRequest) -> dict[str, Any]:
    """What a raster is, in the active language; addresses once it is ready."""
    here = request.build_absolute_uri(f"/api/v1/rasters/{layer.pk}/")
    facts: dict[str, Any] = {
        "id": layer.pk,
        "title": {language: text for language in LANGUAGES if (text := getattr(layer, f"title_{language}"))},
        "origin": layer.origin,
        "kind": layer.kind,
        "unit": layer.unit,
        "state": layer.state,
        "progress_percent": layer.progress_percent,
        "problems": layer.problems,
        "is_published": layer.is_published,
        "recipe": layer.recipe,
        "href": here,
    }
    if layer.release:
        facts["source"] = {
            "publisher": layer.release.source.publisher,
            "licence": layer.release.source.licence,
            "attribution": layer.release.source.attribution,
            "released_on": layer.release.released_on.isoformat(),
            "crs": layer.source_crs,
            "nodata": layer.source_nodata,
        }
    if layer.state != RasterState.READY:
        return facts
    grid = layer.grid
    assert layer.footprint is not None
    return facts | {
        "crs": f"http://www.opengis.net/def/crs/EPSG/0/{STORAGE_SRID}",
        "rows": grid.rows,
        "columns": grid.columns,
        "resolution_m": grid.resolution_m,
        "bbox": [round(degrees, 6) for degrees in in_lonlat(layer.footprint).extent],
        "minimum": layer.minimum,
        "maximum": layer.maximum,
        "known_share": layer.known_share,
        "computed_at": layer.computed_at and layer.computed_at.isoformat(),
        "checksum": layer.checksum,
        "bytes": layer.file_bytes,
        "legend": [
            {"from": each.lowest, "to": each.highest, "colour": each.colour, "label": each.label}
            for each in legend_of_layer(layer).classes
        ],
        "tiles": f"{here}tiles/{{z}}/{{x}}/{{y}}.png?v={layer.checksum[:12]}",
        "file": f"{here}file.tif",
    }


def _layer(asker: Any, pk: str) -> RasterLayer:
    found = rules.visible_to(asker).select_related("release__source").filter(pk=feature_id(pk)).first()
    if found is None:
        raise NoSuchThing(_("There is no such raster, or it is not published."))
    return found


ZONE_COLUMNS: dict[str, Callable[[Any, Any], Any]] = {
    "code": lambda zone, _statistics: getattr(zone, "lau2_code", None) or zone.code,
    "name": lambda zone, _statistics: zone.name,
    "mean": lambda _zone, statistics: statistics.mean,
    "minimum": lambda _zone, statistics: statistics.minimum,
    "maximum": lambda _zone, statistics: statistics.maximum,
    "sum": lambda _zone, statistics: statistics.sum,
    "share_at_least": lambda _zone, statistics: statistics.share_at_least,
    "known_share": lambda _zone, statistics: statistics.known_share,
}


def _zone(zone: Any, statistics: Any) -> dict[str, Any]:
    return {"id": zone.pk} | {name: column(zone, statistics) for name, column in ZONE_COLUMNS.items()}


def _csv(rows: list[dict[str, Any]], name: str) -> HttpResponse:
    text = io.StringIO()
    table = csv.DictWriter(text, ["id", *ZONE_COLUMNS])
    table.writeheader()
    table.writerows(rows)
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
