"""The answer to a siting as plain figures that can be kept, and its sentences in the reader's language."""

from dataclasses import replace
from typing import Any

from django.contrib.gis.geos import MultiPoint, Point
from django.utils.translation import gettext as _

from layers.crs import CRS84_SRID, STORAGE_REACH, STORAGE_SRID, in_lonlat, in_storage_crs
from layers.public_places.models import PlaceKind
from territory.errors import Invalid
from territory.reach.estimate import DETOUR_FACTOR
from territory.reach.measured import EstimateReason
from territory.reach.modes import Mode
from territory.reach.network import Network
from territory.reach.store import current_network
from territory.siting.choose import choose_sites
from territory.siting.compare import compare
from territory.siting.explain import Explanation, Reason, explain
from territory.siting.problem import Model, Problem, Question
from territory.siting.score import evaluate
from territory.siting.words import Figures, sentences_of
from territory.studies.cells import candidates_of
from territory.studies.demand import Asked, asked
from territory.studies.flows import EVERYONE, JOBS, Reader, unit_of, weighed
from territory.studies.inputs import Inputs, LonLat
from territory.studies.service import Served, ServiceStudy, enough_for, service_study

TIME_LIMIT_S = 5.0  # of the solver: a person waits with the map open
Answer = dict[str, Any]


def answer_to(inputs: Inputs, reader: Reader = EVERYONE) -> Answer:
    """The best sites, what each adds, who is left out; the own choice beside it; whom to win. Without sentences.

    A flow counts as far as ``reader`` may read it.

    Raises Invalid, UnusableProblem, NoSolution, NoWalkableWay.
    """
    wanted = asked(inputs.demand)
    if inputs.flow is not None:
        wanted = weighed(wanted, inputs.flow, reader)
    stored = current_network()
    network = stored.network if stored else None
    own_places = [one for one in inputs.own if not isinstance(one, str)]
    own_points = _named_points(own_places, "own")
    own = [*(one for one in inputs.own if isinstance(one, str)), *(name for name, _point in own_points)]
    cells = candidates_of(inputs.cells, wanted.ground) if inputs.cells else []
    study = service_study(
        wanted.demand,
        network,
        ground=wanted.ground if inputs.ground else None,
        points=[*_named_points(inputs.points, "point"), *cells, *own_points],
        with_stops=inputs.stops,
        kinds=[kind for kind, is_wanted in _public_places(inputs) if is_wanted],
        entries=wanted.ground if inputs.entries else None,
        mode=Mode(inputs.mode),
        capacity=inputs.capacity,
        fixed=inputs.fixed,
    )
    question = _question(inputs)
    offered = _without(study.problem, {name for name, _point in own_points})
    best = choose_sites(offered, question)
    explained = explain(offered, best)
    answer: Answer = {
        "model": inputs.model,
        "minutes": inputs.minutes,
        "unit": unit_of(inputs.flow),
        "demand": [{"id": one.id, "name": one.name, "jobs": one.jobs, "at": at} for one, at in _placed(study)],
        "candidates": _candidates(study, offered),
        "best": _explained(study, explained),
        "is_estimate": study.reason is not None,
        "estimate": study.reason and {"reason": str(study.reason), "detour_factor": DETOUR_FACTOR},
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
    if inputs.threshold is not None:
        answer["critical_mass"] = _critical_mass(inputs, wanted, network)
    return answer


def _public_places(inputs: Inputs) -> tuple[tuple[str, bool], ...]:
    return (
        (PlaceKind.BUS_STOP, inputs.bus_stops),
        (PlaceKind.CAR_PARK, inputs.car_parks),
        (PlaceKind.PUBLIC_PLOT, inputs.plots),
    )


def with_words(answer: Answer) -> Answer:
    """The same figures with their sentences, in the language that is active now."""
    # An answer kept before flows could be asked counts jobs.
    told: Answer = {"unit": JOBS} | answer
    for name in ("best", "own"):
        if name in told:
            told[name] = told[name] | {"sentences": sentences_of(_figures(told[name], told))}
    if told["estimate"]:
        told["estimate"] = told["estimate"] | {"detail": EstimateReason(told["estimate"]["reason"]).in_words()}
    return told


def _figures(choice: dict[str, Any], answer: Answer) -> Figures:
    return Figures(
        site_count=len(choice["sites"]),
        served=choice["served_jobs"],
        total=choice["all_jobs"],
        mean_min=choice["mean_min"],
        out_of_reach=sum(one["reason"] == Reason.NO_CANDIDATE for one in choice["left_out"]),
        gap_share=choice["gap_share"],
        seconds=choice["seconds"],
        is_estimate=answer["is_estimate"],
        unit=answer["unit"],
    )


def _question(inputs: Inputs) -> Question:
    model = Model(inputs.model)
    if model is Model.P_MEDIAN:
        return Question(model, None, inputs.sites, TIME_LIMIT_S)
    return Question(model, inputs.minutes, None if model is Model.LSCP else inputs.sites, TIME_LIMIT_S)


def _named_points(positions: list[LonLat] | tuple[LonLat, ...], called: str) -> list[tuple[str, Any]]:
    """Positions with their names, point-1 first, in the storage CRS."""
    found = []
    for index, (lon, lat) in enumerate(positions):
        point = Point(lon, lat, srid=CRS84_SRID)
        if not STORAGE_REACH.contains(point):
            at = "/points" if called == "point" else "/own"
            raise Invalid({f"{at}/{index}": [_("This place is too far from the region.")]})
        found.append((f"{called}-{index + 1}", in_storage_crs(point)))
    return found


def _critical_mass(inputs: Inputs, wanted: Asked, network: Network | None) -> dict[str, Any]:
    threshold = inputs.threshold
    assert threshold is not None
    if not set(threshold.committed) <= {one.id for one in wanted.demand}:
        raise Invalid({"/threshold/committed": [_("Here stand numbers of establishments of the demand.")]})
    found = enough_for(
        wanted.demand,
        network,
        threshold_jobs=threshold.jobs,
        within_min=threshold.minutes,
        committed=threshold.committed,
    )
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
                "mean_min": _minutes(site.mean_min),
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
        "mean_min": _minutes(found.mean_min),
        "is_proven": found.is_proven,
        "gap_share": found.gap_share,
        "seconds": round(found.seconds, 2),
    }


def _minutes(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


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
