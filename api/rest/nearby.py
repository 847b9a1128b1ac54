"""Who is near by minutes, from a point, a park or an establishment; areas in reach; and both as files."""

import json
from typing import Any

from django.db.models import F, Q
from django.http import HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request
from rest_framework.viewsets import ViewSet

from api import params
from api.asking import reading_of
from api.collection import Reading
from api.crs import CRS84
from api.errors import BadParameter
from api.geojson import MEDIA_TYPE, Extra, collection_text, feature_texts
from api.ogc.features import geojson
from api.rest import nearby_operations, operations
from api.rest.establishments import EstablishmentViewSet, Rounded
from api.rest.tables import csv_response, rows_of, xlsx_response
from layers.business_parks.models import BusinessPark
from layers.crs import in_lonlat
from territory.companies.models import Establishment
from territory.nearby.origins import Origin, from_establishment, from_park, from_point
from territory.nearby.within_minutes import establishments_within
from territory.reach.estimate import DETOUR_FACTOR
from territory.reach.isochrone import isochrones
from territory.reach.measured import EstimateReason
from territory.reach.modes import Mode
from territory.reach.snap import snap
from territory.reach.store import StoredNetwork, current_network

MAX_MINUTES, MOST_AREAS = 30, 6
FORMATS = ("geojson", "csv", "xlsx")
KNOWN = ("lon", "lat", "park", "establishment", "radius_m", "minutes", "mode", "nace", "limit", "lang", "format")
DIGITS = 6  # of degrees: a decimetre


class OwnFormats(DefaultContentNegotiation):
    """Leaves the parameter ``format`` to the view, which makes files that are no renderers."""

    def filter_renderers(self, renderers: Any, format: str) -> Any:  # noqa: A002  the framework's name
        return renderers


class NearViewSet(EstablishmentViewSet):
    """The search by radius of EstablishmentViewSet, and what goes beyond it."""

    content_negotiation_class = OwnFormats

    def operation(self, action: str) -> dict[str, Any]:
        """What the OpenAPI document says about ``action``."""
        return nearby_operations.near()

    def near(self, request: Request) -> HttpResponse:
        """Establishments near a place: within a radius, nearest first, or within minutes, quickest first."""
        parameters = request.query_params.dict()
        if not {"minutes", "mode", "park", "establishment", "format"} & set(parameters):
            return super().near(request)
        params.refuse_unknown(parameters, KNOWN)
        wanted = _one_of(parameters, "format", FORMATS, "geojson")
        reading = reading_of(request, parameters)
        if "minutes" in parameters:
            texts, members = self._by_minutes(parameters, reading)
        else:
            texts, members = self._by_radius(parameters, reading)
        if wanted != "geojson":
            return self._as_table(texts, wanted, reading, by_minutes="minutes" in parameters)
        text = collection_text(texts, json.dumps(members, ensure_ascii=False)[1:-1])
        return geojson(text, self.collection, request.user, reading.language, CRS84)

    def _by_radius(self, parameters: dict[str, str], reading: Reading) -> tuple[list[str], dict[str, object]]:
        if "mode" in parameters:
            raise BadParameter("mode", _("“mode” belongs to “minutes”; a radius is as the crow flies."))
        origin, nace = _origin(parameters), params.nace(parameters)
        rows = Establishment.objects.near(origin.area, params.radius_m(parameters))
        rows = rows.with_activity(nace) if nace else rows
        distance: Extra = {"distance_m": Rounded(F("distance_m"))}
        limited = rows[: params.limit(parameters)]
        found = feature_texts(limited, self.collection, reading, flat=False, extra=distance)
        return [text for _id, text in found], {"numberReturned": len(found)}

    def _by_minutes(self, parameters: dict[str, str], reading: Reading) -> tuple[list[str], dict[str, object]]:
        if "radius_m" in parameters:
            raise BadParameter("minutes", _("Ask for “radius_m” or for “minutes”, not for both."))
        minutes = params.number(parameters, "minutes", 1, MAX_MINUTES)
        mode = Mode(_one_of(parameters, "mode", tuple(Mode), Mode.FOOT))
        limit, stored = params.limit(parameters), current_network()
        network = stored.network if stored else None
        reach = establishments_within(_origin(parameters), minutes, mode, network, params.nace(parameters))
        shown = reach.rows[:limit]
        rows = Establishment.objects.filter(pk__in=[row.establishment_id for row in shown])
        texts = {int(pk): text for pk, text in feature_texts(rows, self.collection, reading, flat=False)}
        ordered = [
            _with(texts[row.establishment_id], travel_min=round(row.travel_min, 1), is_estimate=row.is_estimate)
            for row in shown
            if row.establishment_id in texts
        ]
        members: dict[str, object] = {
            "numberMatched": len(reach.rows),
            "numberReturned": len(ordered),
            "jobs": reach.jobs,
            "minutes": minutes,
            "mode": str(mode),
            **_how_known(reach.reason, stored, reading.language),
        }
        return ordered, members

    def _as_table(self, texts: list[str], wanted: str, reading: Reading, *, by_minutes: bool) -> HttpResponse:
        measured = ["travel_min", "is_estimate"] if by_minutes else ["distance_m"]
        names = ["name", "company", "address", "nace_section", "nace_code", "jobs", *measured]
        with translation.override(reading.language):
            titles = {field.name: str(field.title) for field in self.collection.fields} | {
                "jobs": _("Jobs"),
                "travel_min": _("Minutes"),
                "is_estimate": _("Estimated"),
                "distance_m": _("Metres as the crow flies"),
            }
            header = [*(titles[name] for name in names), _("Longitude"), _("Latitude")]
            name = _("establishments-nearby")
        make = csv_response if wanted == "csv" else xlsx_response
        return make(header, rows_of(texts, names), name)


class ReachViewSet(ViewSet):
    schema = operations.WrittenSchema()

    def operation(self, action: str) -> dict[str, Any]:
        """What the OpenAPI document says about ``action``."""
        return nearby_operations.reach()

    def list(self, request: Request) -> HttpResponse:
        """The areas within so many minutes of a place, the largest first, so that it lies at the bottom of a map."""
        parameters = request.query_params.dict()
        params.refuse_unknown(parameters, ["lon", "lat", "establishment", "minutes", "mode", "lang"])
        reading = reading_of(request, parameters)
        mode = Mode(_one_of(parameters, "mode", tuple(Mode), Mode.FOOT))
        limits = _minutes_list(parameters)
        origin, stored = _origin(parameters), current_network()
        start = origin.starts(None)[0]
        network = stored.network if stored and snap(stored.network, [start], mode).is_on[0] else None
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
            for area in isochrones(network, start, limits, mode)
        ]
        reason = None
        if network is None:
            reason = EstimateReason.START_OFF_NETWORK if stored else EstimateReason.NO_NETWORK
        known = _how_known(reason, stored, reading.language)
        body = {"type": "FeatureCollection", "features": features, "mode": str(mode), **known}
        response = HttpResponse(json.dumps(body, ensure_ascii=False), content_type=MEDIA_TYPE)
        response["Content-Language"] = reading.language
        response["Cache-Control"] = "public, max-age=10"
        patch_vary_headers(response, ["Accept-Language"])
        return response


def _origin(parameters: dict[str, str]) -> Origin:
    """The place that is asked from: exactly one of a point, ``park`` and ``establishment``."""
    given: list[str] = [name for name in ("park", "establishment") if name in parameters]
    if "lon" in parameters or "lat" in parameters or not given:
        given.append("lon")
    if len(given) > 1:
        raise BadParameter(given[0], _("Ask from one place: “lon” and “lat”, “park” or “establishment”."))
    if given == ["lon"]:
        return from_point(params.position(parameters))
    value = parameters[given[0]]
    number = Q(pk=int(value)) if value.isascii() and value.isdigit() and len(value) <= 18 else Q(pk=None)
    if given == ["park"]:
        park = BusinessPark.objects.filter(number | Q(code=value)).first() if "\x00" not in value else None
        if park is None:
            raise BadParameter("park", _("“park” is the code or the number of a business park."))
        return from_park(park)
    establishment = Establishment.objects.filter(number).first()
    if establishment is None:
        raise BadParameter("establishment", _("“establishment” is the number of an establishment."))
    return from_establishment(establishment)


def _minutes_list(parameters: dict[str, str]) -> list[float]:
    """``minutes`` as numbers, the largest first."""
    parts = parameters.get("minutes", "5,10,15").split(",")
    if len(parts) > MOST_AREAS:
        raise BadParameter("minutes", _("At most %(most)d areas at once.") % {"most": MOST_AREAS})
    limits = {params.number({"minutes": part}, "minutes", 1, MAX_MINUTES) for part in parts}
    return sorted(limits, reverse=True)


def _one_of(parameters: dict[str, str], name: str, known: tuple[str, ...], default: str) -> str:
    value = parameters.get(name, default)
    if value not in known:
        raise BadParameter(
            name,
            _("“%(name)s” is one of %(known)s; “%(value)s” is not.")
            % {"name": name, "known": ", ".join(known), "value": value},
        )
    return value


def _how_known(reason: EstimateReason | None, stored: StoredNetwork | None, language: str) -> dict[str, object]:
    """Members that say how far the times are measured, and on whose network."""
    with translation.override(language):
        estimate = reason and {"reason": str(reason), "detail": reason.in_words(), "detour_factor": DETOUR_FACTOR}
    network = stored and {
        "title": stored.title,
        "attribution": stored.attribution,
        "licence": stored.licence,
        "released_on": stored.released_on.isoformat(),
    }
    return {"is_estimate": reason is not None, "estimate": estimate, "network": network}


def _with(feature: str, **values: object) -> str:
    """A feature's text with more properties at its end, which every feature has."""
    return f"{feature.removesuffix('}}')},{json.dumps(values)[1:-1]}}}}}"


def _rounded(geometry: dict[str, Any]) -> dict[str, Any]:
    def cut(part: Any) -> Any:
        return [cut(each) for each in part] if isinstance(part, list) else round(part, DIGITS)

    return {**geometry, "coordinates": cut(geometry["coordinates"])}
