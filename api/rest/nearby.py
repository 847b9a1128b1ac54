"""Who is near a place, by metres or by minutes, narrowed, with totals, on the map or as a file."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext as _
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request

from api import params
from api.answers import keep_by
from api.asking import reading_of
from api.collection import Reading
from api.crs import CRS84
from api.errors import BadParameter
from api.geojson import collection_text, feature_texts
from api.ogc.features import geojson
from api.rest import nearby_operations
from api.rest.nearby_question import (
    CONFIDENTIAL,
    FROM_WHERE,
    MAX_MINUTES,
    WHOM,
    how_known,
    mode_of,
    narrowing_of,
    one_of,
    origin_of,
)
from api.rest.nearest import nearest_features
from api.rest.needs_and_offers import in_askers_name
from api.rest.reading import CollectionViewSet
from api.rest.tables import Cell, csv_response, rows_of, xlsx_response
from territory.companies.models import Establishment
from territory.companies.querysets import Totals
from territory.nearby.narrowing import Narrowing
from territory.nearby.within_minutes import establishments_within
from territory.reach.store import current_network

FORMATS = ("geojson", "csv", "xlsx")
KNOWN = (*FROM_WHERE, "radius_m", "minutes", "mode", *WHOM, "limit", "totals", "lang", "format")
Answer = tuple[list[str], dict[str, object], Totals | None]


class OwnFormats(DefaultContentNegotiation):
    """Leaves the parameter ``format`` to the view, which makes files that are no renderers."""

    def filter_renderers(self, renderers: Any, format: str) -> Any:  # noqa: A002  the framework's name
        return renderers


class NearViewSet(CollectionViewSet):
    collection_id = "establishments"
    content_negotiation_class = OwnFormats

    def operation(self, action: str) -> dict[str, Any]:
        """What the OpenAPI document says about ``action``."""
        return nearby_operations.near()

    def dispatch(self, request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        """What somebody needs or offers is read in the asker's own name; nothing else takes a transaction."""
        if not any(name in request.GET for name in CONFIDENTIAL):
            return super().dispatch(request, *arguments, **named)
        with in_askers_name(request):
            return super().dispatch(request, *arguments, **named)

    def near(self, request: Request) -> HttpResponse:
        """Establishments near a place: within a radius, nearest first, or within minutes, quickest first."""
        parameters = request.query_params.dict()
        params.refuse_unknown(parameters, KNOWN)
        wanted = one_of(parameters, "format", FORMATS, "geojson")
        reading, narrowing = reading_of(request, parameters), narrowing_of(parameters, request.user)
        by_minutes = "minutes" in parameters
        ask = _by_minutes if by_minutes else _by_radius
        texts, members, totals = ask(self, parameters, reading, narrowing)
        if wanted != "geojson":
            return self._as_table(texts, wanted, reading, by_minutes, totals)
        text = collection_text(texts, json.dumps(members, ensure_ascii=False)[1:-1])
        response = geojson(text, self.collection, request.user, reading.language, CRS84)
        if narrowing.stating is not None:
            keep_by(response, same_for_all=False, asker=request.user, seconds=10)
        return response

    def _as_table(
        self, texts: list[str], wanted: str, reading: Reading, by_minutes: bool, totals: Totals | None
    ) -> HttpResponse:
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
            summed: list[list[Cell]] = []
            if totals is not None:
                summed = [[_("Establishments"), totals.establishments], [_("Jobs"), totals.jobs]]
            if wanted == "xlsx":
                return xlsx_response(header, rows_of(texts, names), name, (_("Totals"), summed))
        return csv_response(header, rows_of(texts, names), name)


def _by_radius(view: NearViewSet, parameters: dict[str, str], reading: Reading, narrowing: Narrowing) -> Answer:
    if "mode" in parameters:
        raise BadParameter("mode", _("“mode” belongs to “minutes”; a radius is as the crow flies."))
    origin = origin_of(parameters)
    # Of a place with an inside one may ask who is in it.
    radius_m = (
        params.radius_m(parameters)
        if origin.is_point
        else params.number(parameters, "radius_m", 0, params.MAX_RADIUS_M)
    )
    found = nearest_features(origin.area, radius_m, params.limit(parameters), narrowing, reading)
    members: dict[str, object] = {"numberReturned": len(found)}
    totals = None
    # Not without being asked: it reads every row within the radius, the page only the nearest.
    if params.flag(parameters, "totals") or "format" in parameters:
        totals = narrowing.totals_around(origin.area, radius_m)
        members |= {"numberMatched": totals.establishments, "jobs_total": totals.jobs}
    return found, members, totals


def _by_minutes(view: NearViewSet, parameters: dict[str, str], reading: Reading, narrowing: Narrowing) -> Answer:
    if "radius_m" in parameters:
        raise BadParameter("minutes", _("Ask for “radius_m” or for “minutes”, not for both."))
    params.flag(parameters, "totals")  # they are told anyway
    minutes = params.number(parameters, "minutes", 1, MAX_MINUTES)
    mode, limit, stored = mode_of(parameters), params.limit(parameters), current_network()
    network = stored.network if stored else None
    reach = establishments_within(origin_of(parameters), minutes, mode, network, narrowing)
    shown = reach.rows[:limit]
    rows = Establishment.objects.filter(pk__in=[row.establishment_id for row in shown])
    texts = {int(pk): text for pk, text in feature_texts(rows, view.collection, reading, flat=False)}
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
        **how_known(reach.reason, stored, reading.language),
    }
    return ordered, members, Totals(len(reach.rows), reach.jobs)


def _with(feature: str, **values: object) -> str:
    """A feature's text with more properties at its end, which every feature has."""
    return f"{feature.removesuffix('}}')},{json.dumps(values)[1:-1]}}}}}"
