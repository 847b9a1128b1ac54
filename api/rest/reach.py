"""The areas within so many minutes of a place."""

import json
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.viewsets import ViewSet

from api import params
from api.answers import public_json
from api.asking import reading_of
from api.errors import BadParameter
from api.geojson import MEDIA_TYPE
from api.rest import nearby_operations, operations
from api.rest.nearby_question import FROM_WHERE, MAX_MINUTES, how_known, mode_of, origin_of
from layers.crs import in_lonlat
from territory.nearby.areas import areas_in_reach
from territory.reach.store import current_network

MOST_AREAS = 6
DIGITS = 6  # of degrees: a decimetre


class ReachViewSet(ViewSet):
    schema = operations.WrittenSchema()

    def operation(self, action: str) -> dict[str, Any]:
        """What the OpenAPI document says about ``action``."""
        return nearby_operations.reach()

    def list(self, request: Request) -> HttpResponse:
        """The areas within so many minutes of a place, the largest first, so that it lies at the bottom of a map."""
        parameters = request.query_params.dict()
        params.refuse_unknown(parameters, [*FROM_WHERE, "minutes", "mode", "lang"])
        reading = reading_of(request, parameters)
        mode, limits, stored = mode_of(parameters), _minutes_list(parameters), current_network()
        areas, reason = areas_in_reach(origin_of(parameters), limits, mode, stored.network if stored else None)
        features = [
            {
                "type": "Feature",
                "geometry": _rounded(json.loads(in_lonlat(area.area).json)),
                "properties": {
                    "minutes": area.limit_min,
                    "mode": str(mode),
                    "area_ha": round(area.area.area / 10_000, 1),
                    "is_estimate": area.is_estimate,
                },
            }
            for area in areas
        ]
        known = how_known(reason, stored, reading.language)
        body = {"type": "FeatureCollection", "features": features, "mode": str(mode), **known}
        return public_json(body, language=reading.language, seconds=10, media_type=MEDIA_TYPE)


def _minutes_list(parameters: dict[str, str]) -> list[float]:
    """``minutes`` as numbers, the largest first."""
    parts = parameters.get("minutes", "5,10,15").split(",")
    if len(parts) > MOST_AREAS:
        raise BadParameter("minutes", _("At most %(most)d areas at once.") % {"most": MOST_AREAS})
    limits = {params.number({"minutes": part}, "minutes", 1, MAX_MINUTES) for part in parts}
    return sorted(limits, reverse=True)


def _rounded(geometry: dict[str, Any]) -> dict[str, Any]:
    def cut(part: Any) -> Any:
        return [cut(each) for each in part] if isinstance(part, list) else round(part, DIGITS)

    return {**geometry, "coordinates": cut(geometry["coordinates"])}
