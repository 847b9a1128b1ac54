"""On which ways one may walk or ride, and how fast: the rules of the field, from OpenStreetMap's tags.

Who may use what follows the OpenStreetMap wiki ("OSM tags for routing/Access restrictions") in the reading of OSRM's
foot and bicycle profiles. Speeds are stated below with their source; slopes are not considered.
"""

from collections.abc import Mapping
from enum import StrEnum


class Mode(StrEnum):
    """How somebody gets there."""

    FOOT = "foot"
    BICYCLE = "bicycle"


# 4.8 km/h, the mean of free walking speeds (1.34 m/s, Weidmann, Transporttechnik der Fussgänger, ETH Zürich 1993).
WALKING_M_PER_MIN = 80.0
# Half of it: horizontal speed on stairs 0.61 m/s up and 0.69 m/s down (Weidmann 1993), mean 39 m/min.
STEPS_M_PER_MIN = 40.0
# 15 km/h, the default of OSRM's and openrouteservice's bicycle profiles.
RIDING_M_PER_MIN = 250.0
# Tracks and paths: 12 km/h, as in the same profiles.
ROUGH_RIDING_M_PER_MIN = 200.0

SPEED_M_PER_MIN = {Mode.FOOT: WALKING_M_PER_MIN, Mode.BICYCLE: RIDING_M_PER_MIN}

_MOTOR_ONLY = {"motorway", "motorway_link"}
_FAST = {"trunk", "trunk_link"}
_ROADS = {
    *("primary", "primary_link", "secondary", "secondary_link", "tertiary", "tertiary_link"),
    *("unclassified", "residential", "living_street", "service", "road", "busway"),
}
_ROUGH = {"track", "path", "bridleway"}
_ON_FOOT = {"footway", "pedestrian", "steps", "corridor", "platform", "crossing"}
_ALLOWED = {"yes", "designated", "permissive", "official", "destination", "customers"}
_FORBIDDEN = {"no", "private", "use_sidepath", "agricultural", "forestry", "delivery", "military"}


def speed_m_per_min(tags: Mapping[str, str], mode: Mode) -> float | None:
    """Metres a minute on a way with these tags; None where the mode may not or cannot go."""
    highway = tags.get("highway", "")
    if not highway and tags.get("railway") != "platform" and tags.get("public_transport") != "platform":
        return None
    if tags.get("area") == "yes" and highway not in {"pedestrian", "footway", "platform"}:
        return None
    access = _access(tags, mode)
    if access is False or tags.get("motorroad") == "yes":
        return None
    if mode is Mode.FOOT:
        return _foot(highway, allowed=access is True)
    return _bicycle(highway, tags, allowed=access is True)


def may_ride_against(tags: Mapping[str, str]) -> tuple[bool, bool]:
    """Whether a bicycle may go along the way and against it. On foot both ways are always open."""
    oneway = tags.get("oneway:bicycle") or tags.get("oneway", "")
    if not oneway and (tags.get("junction") in {"roundabout", "circular"}):
        oneway = "yes"
    contraflow = any(
        tags.get(key, "").startswith("opposite") for key in ("cycleway", "cycleway:left", "cycleway:right")
    )
    if contraflow or tags.get("oneway:bicycle") == "no":
        return True, True
    if oneway in {"yes", "true", "1"}:
        return True, False
    return (False, True) if oneway in {"-1", "reverse"} else (True, True)


def _access(tags: Mapping[str, str], mode: Mode) -> bool | None:
    """What the most particular tag says; None when none says anything we know."""
    keys = ("foot", "access") if mode is Mode.FOOT else ("bicycle", "vehicle", "access")
    for key in keys:
        value = tags.get(key)
        if value == "dismount":  # pushed: as fast as walking, handled by the speed
            return None
        if value in _FORBIDDEN:
            return False
        if value in _ALLOWED:
            return True
    return None


def _foot(highway: str, *, allowed: bool) -> float | None:
    if highway == "steps":
        return STEPS_M_PER_MIN
    if highway in _ROADS or highway in _ROUGH or highway in _ON_FOOT or not highway:
        return WALKING_M_PER_MIN
    # A cycle track is for bicycles, a trunk road for cars, unless signs let people walk there.
    return WALKING_M_PER_MIN if allowed and (highway == "cycleway" or highway in _FAST) else None


def _bicycle(highway: str, tags: Mapping[str, str], *, allowed: bool) -> float | None:
    if highway in _MOTOR_ONLY or highway == "steps":
        return None
    if tags.get("bicycle") == "dismount":
        return WALKING_M_PER_MIN
    if highway == "cycleway" or highway in _ROADS:
        return RIDING_M_PER_MIN
    if highway in _ROUGH:
        return None if highway == "bridleway" and not allowed else ROUGH_RIDING_M_PER_MIN
    if highway in _ON_FOOT or not highway:  # ridden where signed, else pushed
        return ROUGH_RIDING_M_PER_MIN if allowed else WALKING_M_PER_MIN
    return RIDING_M_PER_MIN if allowed and highway in _FAST else None
