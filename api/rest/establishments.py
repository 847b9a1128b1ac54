"""Establishments by REST, and those near a point."""

import json
from typing import Any

from django.db.models import F
from django.http import HttpResponse
from rest_framework.request import Request

from api import params
from api.asking import reading_of
from api.crs import CRS84
from api.geojson import collection_text, feature_texts
from api.ogc.features import geojson
from api.rest import nearby_operations
from api.rest.reading import CollectionViewSet
from api.sorting import Rounded
from territory.companies.models import Establishment


class EstablishmentViewSet(CollectionViewSet):
    collection_id = "establishments"

    def operation(self, action: str) -> dict[str, Any]:
        """What the OpenAPI document says about ``action``."""
        return nearby_operations.near_point() if action == "near" else super().operation(action)

    def near(self, request: Request) -> HttpResponse:
        """Establishments within a radius of a point, nearest first, each with its distance as the crow flies."""
        parameters = request.query_params.dict()
        params.refuse_unknown(parameters, ["lon", "lat", "radius_m", "nace", "limit", "totals", "lang"])
        limit = params.limit(parameters)
        nace = params.nace(parameters)
        rows = Establishment.objects.near(params.position(parameters), params.radius_m(parameters))
        if nace:
            rows = rows.with_activity(nace)
        reading = reading_of(request, parameters)
        distance = {"distance_m": Rounded(F("distance_m"))}
        found = feature_texts(rows[:limit], self.collection, reading, flat=False, extra=distance)
        counted: dict[str, int] = {"numberReturned": len(found)}
        if params.flag(parameters, "totals"):
            # Not without being asked: it reads every row within the radius, the page only the nearest.
            total = rows.totals()
            counted |= {"numberMatched": total.establishments, "jobs_total": total.jobs}
        members = json.dumps(counted)[1:-1]
        text = collection_text([feature for _id, feature in found], members)
        return geojson(text, self.collection, request.user, reading.language, CRS84)
