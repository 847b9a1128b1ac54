"""From the body of a siting to its inputs, or BadBody with what is wrong and where."""

from typing import Any

from django.contrib.gis.geos import Point
from django.utils.translation import gettext as _

from api.errors import BadBody
from api.rest.geometry import place_from
from layers.numbers import said
from territory.needs_and_offers.models import SharedService
from territory.reach.modes import Mode
from territory.siting.problem import Model
from territory.studies.flows import DIRECTIONS, checked
from territory.studies.inputs import Cells, Flow, Inputs, LonLat, Threshold

MOST_POINTS = MOST_CELLS = 50
MAX_MINUTES, MOST_SITES = 30, 20
MAX_JOBS = 10_000_000
QUESTION = (
    "demand",
    "points",
    "cells",
    "stops",
    "ground",
    "model",
    "sites",
    "minutes",
    "mode",
    "capacity",
    "fixed",
    "own",
    "threshold",
    "flow",
    "service",
)
SCHEMA = {
    "type": "object",
    "required": ["demand"],
    "properties": {
        "demand": {
            "type": "object",
            "description": "Whose jobs: one of “group” (short name), “park” (code) and “geometry” (an area).",
        },
        "flow": {
            "type": "object",
            "description": "What is served instead of jobs: “material” (a code of the List of Waste or a kind of "
            "energy) and “direction” (“out”, offered, or “in”, needed), as far as the asker may read it; a study that "
            "is kept counts only what is stated to everyone. What is called jobs is then tonnes or MWh a year; the "
            "answer’s “unit” says which.",
        },
        "stops": {"type": "boolean", "default": True, "description": "Tram stops near the demand are candidates."},
        "ground": {"type": "boolean", "default": True, "description": "So are places 200 m apart on its ground."},
        "points": {"type": "array", "description": "More candidates: positions, called point-1, point-2 …"},
        "cells": {
            "type": "object",
            "description": "A raster's best cells near the demand: “raster” (number), “count”, “apart_m”, “at_least”.",
        },
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
        "service": {"type": "string", "enum": SharedService.values, "description": "Which shared service it is for."},
    },
}


def inputs_from(body: dict[str, Any]) -> Inputs:
    """The question in the members of ``body``. Raises BadBody."""
    demand = body.get("demand")
    if not isinstance(demand, dict):
        raise BadBody([("/demand", _("Say whose jobs: one of “group”, “park” and “geometry”."))])
    if "geometry" in demand:
        place_from(demand["geometry"])  # tells where in it something is wrong
    return Inputs(
        demand=demand,
        stops=flag(body, "stops"),
        ground=flag(body, "ground"),
        points=positions(body.get("points"), "/points"),
        cells=cells_from(body.get("cells")),
        model=choice(body, "model", [str(one) for one in Model], "mclp"),
        minutes=number(body, "minutes", 1, MAX_MINUTES, 5) or 5,
        sites=int(number(body, "sites", 1, MOST_SITES, 1) or 1),
        mode=choice(body, "mode", [str(mode) for mode in Mode], "foot"),
        capacity=number(body, "capacity", 1, MAX_JOBS, None),
        fixed=tuple(ids(body, "fixed")),
        own=own_choice(body),
        threshold=threshold_from(body.get("threshold")),
        flow=flow_from(body.get("flow")),
        service=choice(body, "service", ["", *SharedService.values], ""),
    )


def positions(value: Any, at: str) -> tuple[LonLat, ...]:
    """Positions (lon, lat); none where the member is missing."""
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) > MOST_POINTS:
        raise BadBody([(at, _("Here stand at most %(most)d positions.") % {"most": MOST_POINTS})])
    found = []
    for position in value:
        point = place_from({"type": "Point", "coordinates": position})
        assert isinstance(point, Point)
        found.append((point.x, point.y))
    return tuple(found)


def cells_from(value: Any) -> Cells | None:
    """Which raster's best cells are candidates; None where nobody asks."""
    if value is None:
        return None
    if not isinstance(value, dict) or set(value) - {"raster", "count", "apart_m", "at_least"}:
        raise BadBody([("/cells", _("Here stand “raster” and perhaps “count”, “apart_m” and “at_least”."))])
    raster = value.get("raster")
    if isinstance(raster, bool) or not isinstance(raster, int) or not 0 < raster < 2**53:
        raise BadBody([("/cells/raster", _("Here stands the number of a raster."))])
    return Cells(
        raster,
        int(number(value, "count", 1, MOST_CELLS, 20, "/cells/") or 20),
        number(value, "apart_m", 0, 10_000, 200, "/cells/") or 0.0,
        number(value, "at_least", -1e300, 1e300, 0, "/cells/") or 0.0,
    )


def own_choice(body: dict[str, Any]) -> tuple[str | LonLat, ...]:
    """Ids of the own choice, and the places among them that are no candidates."""
    value = body.get("own", [])
    if not isinstance(value, list) or not all(isinstance(one, str | list) for one in value):
        raise BadBody([("/own", _("Here stand ids of candidates, or positions."))])
    placed = positions([one for one in value if isinstance(one, list)], "/own")
    return (*(one for one in value if isinstance(one, str)), *placed)


def threshold_from(value: Any) -> Threshold | None:
    """When the service is viable; None where nobody asks."""
    if value is None:
        return None
    if not isinstance(value, dict) or set(value) - {"jobs", "minutes", "committed"}:
        raise BadBody([("/threshold", _("Here stand “jobs”, “minutes” and perhaps “committed”."))])
    jobs = number(value, "jobs", 1, MAX_JOBS, None, "/threshold/")
    if jobs is None:
        raise BadBody([("/threshold/jobs", _("How many jobs make the service viable?"))])
    committed = value.get("committed", [])
    if not isinstance(committed, list) or not all(isinstance(one, int) for one in committed):
        raise BadBody([("/threshold/committed", _("Here stand numbers of establishments of the demand."))])
    return Threshold(jobs, number(value, "minutes", 1, MAX_MINUTES, 5, "/threshold/") or 5, tuple(committed))


def flow_from(value: Any) -> Flow | None:
    """What is served instead of jobs; None where nobody asks."""
    if value is None:
        return None
    if not isinstance(value, dict) or set(value) - {"material", "direction"}:
        raise BadBody([("/flow", _("Here stand “material” and perhaps “direction”."))])
    if not isinstance(value.get("material"), str) or "\x00" in value["material"]:
        raise BadBody([("/flow/material", _("A code of the List of Waste or a kind of energy, as text."))])
    return checked(Flow(value["material"], choice(value, "direction", list(DIRECTIONS), "out", "/flow/")))


def ids(body: dict[str, Any], name: str) -> list[str]:
    """Ids of candidates; none where the member is missing."""
    value = body.get(name, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise BadBody([(f"/{name}", _("Here stands a list of ids of candidates."))])
    return value


def flag(body: dict[str, Any], name: str) -> bool:
    """True unless the body says false."""
    value = body.get(name, True)
    if not isinstance(value, bool):
        raise BadBody([(f"/{name}", _("Here stands true or false."))])
    return value


def choice(body: dict[str, Any], name: str, known: list[str], default: str, below: str = "/") -> str:
    """One of ``known``."""
    value = body.get(name, default)
    if value not in known:
        raise BadBody([(f"{below}{name}", _("One of %(known)s.") % {"known": ", ".join(known)})])
    return str(value)


def number(
    body: dict[str, Any], name: str, lowest: float, highest: float, default: float | None, below: str = "/"
) -> float | None:
    """A number between the two, both included."""
    value = body.get(name)
    if value is None:
        return default
    if isinstance(value, bool) or not isinstance(value, int | float) or not lowest <= value <= highest:
        sentence = _("Here stands a number from %(lowest)s to %(highest)s.") % {
            "lowest": said(lowest, 2),
            "highest": said(highest, 2),
        }
        raise BadBody([(f"{below}{name}", sentence)])
    return value
