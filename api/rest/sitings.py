"""Where a pooled service should stand: a question with its demand and candidates, an answer that explains itself."""

import json
from dataclasses import replace
from typing import Any

from django.contrib.gis.geos import MultiPoint, Point
from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.viewsets import ViewSet

from api import params
from api.asking import reading_of
from api.errors import BadBody
from api.rest import operations
from api.rest.parsers import FeatureParser, JsonParser
from api.rest.siting_bodies import asked, choice, flag, ids, number, own_choice, points
from layers.crs import STORAGE_SRID, in_lonlat
from territory.reach.estimate import DETOUR_FACTOR
from territory.reach.modes import Mode
from territory.reach.store import current_network
from territory.siting.choose import choose_sites
from territory.siting.compare import compare
from territory.siting.critical_mass import CriticalMass
from territory.siting.explain import Explanation, explain
from territory.siting.problem import Model, Problem, Question
from territory.siting.score import evaluate
from territory.studies.service import Served, ServiceStudy, enough_for, service_study

MAX_MINUTES, MOST_SITES, TIME_LIMIT_S = 30, 20, 5.0
MAX_JOBS = 10_000_000
MEMBERS = ("demand", "points", "stops", "ground", "model", "sites", "minutes", "mode", "capacity", "fixed", "own")
EXAMPLE = {"demand": {"group": "cloche-dor"}, "model": "mclp", "sites": 2, "minutes": 5}
BODY = {
    "type": "object",
    "required": ["demand"],
    "properties": {
        "demand": {
            "type": "object",
            "description": "Whose jobs: one of “group” (short name), “park” (code) and “geometry” (an area).",
        },
        "stops": {"type": "boolean", "default": True, "description": "Tram stops near the demand are candidates."},
        "ground": {"type": "boolean", "default": True, "description": "So are places 200 m apart on its ground."},
        "points": {"type": "array", "description": "More candidates: positions, called point-1, point-2 …"},
        "model": {"type": "string", "enum": [str(model) for model in Model], "default": "mclp"},
        "sites": {"type": "integer", "minimum": 1, "maximum": MOST_SITES, "default": 1},
        "minutes": {"type": "number", "minimum": 1, "maximum": MAX_MINUTES, "default": 5},
        "mode": {"type": "string", "enum": [str(mode) for mode in Mode], "default": "foot"},
        "capacity": {"type": "number", "description": "Jobs that one site can serve; without limit if missing."},
        "fixed": {"type": "array", "items": {"type": "string"}, "description": "Candidates where it stands already."},
        "own": {"type": "array", "description": "Own choice to compare: ids of candidates, or positions."},
        "threshold": {
            "type": "object",
            "description": "“jobs” that make the service viable, “minutes” of walk between its users: whom to win.",
        },
    },
}


class SitingViewSet(ViewSet):
    """For signed-in people: a study may keep a processor busy for seconds."""

    parser_classes = (JsonParser, FeatureParser)
    schema = operations.WrittenSchema()

    def operation(self, action: str) -> dict[str, Any]:
        """What the OpenAPI document says about ``action``."""
        return operations.operation(
            "siting",
            "Where a pooled service should stand",
            "LSCP (fewest sites that reach all), MCLP (most jobs with so many sites) or p-median (least walk); solved "
            "exactly where the time allows, with the gap where not. “own” is laid beside it; “threshold” asks for "
            "the critical mass.",
            "sitings",
            parameters=[operations.language()],
            body=(BODY, EXAMPLE),
            answers={200: ("application/json", {"type": "object"})},
            refusals=(400, 401, 413, 415, 422),
            signed_in=True,
        )

    def create(self, request: Request) -> HttpResponse:
        """The best sites, what each adds, who is left out; the own choice beside it; whom to win."""
        parameters = request.query_params.dict()
        params.refuse_unknown(parameters, ["lang"])
        language = reading_of(request, parameters).language
        body = request.data
        if not isinstance(body, dict):
            raise BadBody([("", _("The body is an object with “demand”, “model”, “sites” and “minutes”."))])
        unknown = [name for name in body if name not in (*MEMBERS, "threshold")]
        if unknown:
            known = ", ".join((*MEMBERS, "threshold"))
            raise BadBody([(f"/{unknown[0]}", _("There is no such member; possible: %(known)s.") % {"known": known})])
        with translation.override(language):
            answer = _answer(body)
        response = HttpResponse(json.dumps(answer, ensure_ascii=False), content_type="application/json")
        response["Content-Language"] = language
        response["Cache-Control"] = "no-store"
        return response


def _answer(body: dict[str, Any]) -> dict[str, Any]:
    wanted = asked(body.get("demand"))
    own, own_points = own_choice(body)
    stored = current_network()
    network = stored.network if stored else None
    study = service_study(
        wanted.demand,
        network,
        ground=wanted.ground if flag(body, "ground") else None,
        points=[*points(body.get("points")), *own_points],
        with_stops=flag(body, "stops"),
        mode=Mode(choice(body, "mode", [str(mode) for mode in Mode], "foot")),
        capacity=number(body, "capacity", 1, MAX_JOBS, None),
        fixed=ids(body, "fixed"),
    )
    model = Model(choice(body, "model", [str(one) for one in Model], "mclp"))
    minutes = number(body, "minutes", 1, MAX_MINUTES, 5)
    count = number(body, "sites", 1, MOST_SITES, 1)
    question = Question(model, minutes, None if model is Model.LSCP else int(count or 1), TIME_LIMIT_S)
    if model is Model.P_MEDIAN:
        question = Question(model, None, question.site_count, TIME_LIMIT_S)
    offered = _without(study.problem, {name for name, _point in own_points})
    best = choose_sites(offered, question)
    explained = explain(offered, best)
    answer: dict[str, Any] = {
        "model": str(model),
        "minutes": minutes,
        "demand": [{"id": one.id, "name": one.name, "jobs": one.jobs, "at": at} for one, at in _placed(study)],
        "candidates": _candidates(study, offered),
        "best": _explained(study, explained),
        "is_estimate": study.reason is not None,
        "estimate": study.reason
        and {"reason": str(study.reason), "detail": study.reason.in_words(), "detour_factor": DETOUR_FACTOR},
    }
    if own:
        same = evaluate(study.problem, question, study.problem.site_set([site.site_id for site in explained.sites]))
        chosen = evaluate(study.problem, question, study.problem.site_set(own))
        difference = compare(study.problem, same, chosen)
        answer["own"] = _explained(study, explain(study.problem, chosen)) | {
            "served_difference": difference.served_weight_difference,
            "walk_difference": difference.walk_difference,
            "is_better": difference.second_is_better,
        }
    if body.get("threshold") is not None:
        answer["critical_mass"] = _critical_mass(body["threshold"], wanted.demand, network)
    return answer


def _critical_mass(threshold: Any, demand: list[Served], network: Any) -> dict[str, Any]:
    if not isinstance(threshold, dict) or set(threshold) - {"jobs", "minutes", "committed"}:
        raise BadBody([("/threshold", _("Here stand “jobs”, “minutes” and perhaps “committed”."))])
    jobs = number(threshold, "jobs", 1, MAX_JOBS, None, "/threshold/")
    if jobs is None:
        raise BadBody([("/threshold/jobs", _("How many jobs make the service viable?"))])
    minutes = number(threshold, "minutes", 1, MAX_MINUTES, 5, "/threshold/") or 5
    known = {one.id for one in demand}
    committed = threshold.get("committed", [])
    if not isinstance(committed, list) or not all(isinstance(one, int) and one in known for one in committed):
        raise BadBody([("/threshold/committed", _("Here stand numbers of establishments of the demand."))])
    found: CriticalMass = enough_for(demand, network, threshold_jobs=jobs, within_min=minutes, committed=committed)
    return {
        "needed": [int(one) for one in found.needed],
        "at_least": found.at_least,
        "jobs": found.weight,
        "missing": found.missing,
        "nearest": [
            {"id": int(one.id), "jobs": one.weight, "travel_min": round(one.travel_min, 1)} for one in found.nearest
        ],
    }


def _explained(study: ServiceStudy, found: Explanation) -> dict[str, Any]:
    lines = [(line.start, line.end) for line in found.lines]
    starts, ends = _lonlat([start for start, _end in lines]), _lonlat([end for _start, end in lines])
    return {
        "sites": [
            {
                "id": site.site_id,
                "name": study.names.get(site.site_id, ""),
                "at": at,
                "fixed": site.fixed,
                "jobs": site.served_weight,
                "establishments": site.served_places,
                "mean_min": site.mean_min and round(site.mean_min, 1),
                "adds_jobs": site.adds_weight,
            }
            for site, at in zip(found.sites, _lonlat([site.position for site in found.sites]), strict=True)
        ],
        "lines": [
            {
                "establishment": int(line.demand_id),
                "site": line.site_id,
                "from": start,
                "to": end,
                "jobs": line.weight,
                "travel_min": round(line.travel_min, 1),
            }
            for line, start, end in zip(found.lines, starts, ends, strict=True)
        ],
        "left_out": [
            {"id": int(one.demand_id), "jobs": one.weight, "reason": str(one.reason)} for one in found.unserved
        ],
        "served_jobs": found.served_weight,
        "all_jobs": found.total_weight,
        "mean_min": found.mean_min and round(found.mean_min, 1),
        "is_proven": found.is_proven,
        "gap_share": found.gap_share,
        "sentences": list(found.sentences),
    }


def _without(problem: Problem, names: set[str]) -> Problem:
    """The problem without the places that somebody only wants to compare with."""
    kept = [index for index, site in enumerate(problem.sites) if site.id not in names]
    sites = tuple(problem.sites[index] for index in kept)
    return replace(problem, sites=sites, travel_min=problem.travel_min[:, kept]) if names else problem


def _candidates(study: ServiceStudy, offered: Problem) -> list[dict[str, Any]]:
    places = _lonlat([site.position for site in offered.sites])
    return [
        {"id": site.id, "name": study.names.get(site.id, ""), "at": at}
        for site, at in zip(offered.sites, places, strict=True)
    ]


def _placed(study: ServiceStudy) -> list[tuple[Served, list[float]]]:
    return list(zip(study.demand, _lonlat([one.position for one in study.demand]), strict=True))


def _lonlat(positions: list[tuple[float, float]]) -> list[list[float]]:
    """Positions of the storage CRS in degrees, to the decimetre; converted in one go."""
    if not positions:
        return []
    points = in_lonlat(MultiPoint([Point(*position) for position in positions], srid=STORAGE_SRID))
    return [[round(lon, 6), round(lat, 6)] for lon, lat in points.coords]
