"""Establishments by REST, and those near a point."""

import json
from typing import Any

from django.contrib.gis.geos import GEOSGeometry
from django.db.models import F, FloatField, Func
from django.http import HttpResponse
from rest_framework.request import Request

from api import params
from api.asking import collection_called, reading_of
from api.collection import Reading
from api.crs import CRS84
from api.geojson import collection_text, with_feature
from api.ogc.features import geojson
from api.rest import operations
from api.rest.reading import CollectionViewSet
from layers.composed import NUMBER, PLACE, TEXT, Composed, kept
from layers.crs import in_storage_crs
from territory.companies.models import Establishment


class Rounded(Func):
    """Metres to the centimetre: more would pretend to know the door."""

    template = "round((%(expressions)s)::numeric, 2)::float8"
    output_field = FloatField()


class EstablishmentViewSet(CollectionViewSet):
    collection_id = "establishments"

    def operation(self, action: str) -> dict[str, Any]:
        """What the OpenAPI document says about ``action``."""
        return operations.near() if action == "near" else super().operation(action)

    def near(self, request: Request) -> HttpResponse:
        """Establishments within a radius of a point, nearest first, each with its distance as the crow flies."""
        parameters = request.query_params.dict()
        params.refuse_unknown(parameters, ["lon", "lat", "radius_m", "nace", "limit", "totals", "lang"])
        limit = params.limit(parameters)
        nace = params.nace(parameters)
        position, radius_m = params.position(parameters), params.radius_m(parameters)
        reading = reading_of(request, parameters)
        found = nearest_features(in_storage_crs(position), radius_m, limit, nace, reading)
        counted: dict[str, int] = {"numberReturned": len(found)}
        if params.flag(parameters, "totals"):
            # Not without being asked: it reads every row within the radius, the page only the nearest.
            rows = Establishment.objects.near(position, radius_m)
            total = (rows.with_activity(nace) if nace else rows).totals()
            counted |= {"numberMatched": total.establishments, "jobs_total": total.jobs}
        members = json.dumps(counted)[1:-1]
        text = collection_text(found, members)
        return geojson(text, self.collection, request.user, reading.language, CRS84)


def nearest_features(point: GEOSGeometry, radius_m: float, limit: int, nace: str | None, reading: Reading) -> list[str]:
    """Establishments within ``radius_m`` metres of ``point`` (storage CRS), nearest first, each as a feature."""
    asked = {"point": point, "radius_m": radius_m} | ({"nace": nace.upper()} if nace and len(nace) == 1 else {})
    code = nace if nace and len(nace) > 1 else ""
    rows = _nearest("section" if nace and not code else code, reading).ask(asked, " LIMIT %s", (limit,))
    return [feature for _id, feature in rows]


@kept
def _nearest(activity: str, reading: Reading) -> Composed:
    """activity: “section” for any one of them, else a code, which is a part of a pattern; empty for all."""
    rows = Establishment.objects.near(PLACE, NUMBER)
    stand_ins = {"point": PLACE, "radius_m": NUMBER}
    if activity == "section":
        rows, stand_ins = rows.filter(nace_section=TEXT), stand_ins | {"nace": TEXT}
    elif activity:
        rows = rows.with_activity(activity)
    distance = {"distance_m": Rounded(F("distance_m"))}
    collection = collection_called("establishments")
    return Composed(with_feature(rows, collection, reading, flat=False, extra=distance), **stand_ins)
