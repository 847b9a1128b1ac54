"""From the body of a siting to the values of a study, or BadBody with what is wrong and where."""

from dataclasses import dataclass
from typing import Any

from django.contrib.gis.geos import GEOSGeometry
from django.db.models import Q
from django.utils.translation import gettext as _

from api.errors import BadBody
from api.rest.geometry import place_from
from layers.business_parks.models import BusinessPark
from layers.crs import STORAGE_REACH, in_storage_crs
from territory.studies.service import Served, of_area, of_group
from territory.working_groups.models import WorkingGroup

MOST_POINTS = 50
AREA, LONGEST_NUMBER = 2, 18


@dataclass(frozen=True)
class Asked:
    """Whose jobs are served, and on which ground the service may stand."""

    demand: list[Served]
    ground: GEOSGeometry


def asked(demand: Any) -> Asked:
    """Whose jobs, from exactly one of group, park and area."""
    names = ("group", "park", "geometry")
    if not isinstance(demand, dict) or len(demand) != 1 or next(iter(demand)) not in names:
        raise BadBody([("/demand", _("Say whose jobs: one of “group”, “park” and “geometry”."))])
    name, value = next(iter(demand.items()))
    if name == "geometry":
        area = place_from(value)
        if area.dims < AREA or not STORAGE_REACH.contains(area.envelope) or not area.valid:
            raise BadBody([("/demand/geometry", _("Draw an area in the region that does not cross itself."))])
        stored = in_storage_crs(area)
        return Asked(of_area(stored), stored)
    text = str(value)
    if "\x00" in text:
        raise BadBody([(f"/demand/{name}", _("The text holds a character that cannot be stored."))])
    if name == "group":
        group = WorkingGroup.objects.filter(slug=text).first()
        if group is None:
            raise BadBody([("/demand/group", _("“group” is the short name of a working group."))])
        return Asked(of_group(group), group.footprint)
    by_number = Q(pk=int(text)) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else Q(pk=None)
    park = BusinessPark.objects.filter(by_number | Q(code=text)).first()
    if park is None:
        raise BadBody([("/demand/park", _("“park” is the code or the number of a business park."))])
    return Asked(of_area(park.footprint), park.footprint)


def points(value: Any, at: str = "/points", called: str = "point") -> list[tuple[str, GEOSGeometry]]:
    """Positions with their names, point-1 first, in the storage CRS."""
    if value is None:
        return []
    if not isinstance(value, list) or len(value) > MOST_POINTS:
        raise BadBody([(at, _("Here stand at most %(most)d positions.") % {"most": MOST_POINTS})])
    found = []
    for index, position in enumerate(value):
        point = place_from({"type": "Point", "coordinates": position})
        if not STORAGE_REACH.contains(point):
            raise BadBody([(f"{at}/{index}", _("This place is too far from the region."))])
        found.append((f"{called}-{index + 1}", in_storage_crs(point)))
    return found


def own_choice(body: dict[str, Any]) -> tuple[list[str], list[tuple[str, GEOSGeometry]]]:
    """Ids of the own choice, and the places among them that are no candidates, called own-1 and so on."""
    value = body.get("own", [])
    if not isinstance(value, list) or not all(isinstance(one, str | list) for one in value):
        raise BadBody([("/own", _("Here stand ids of candidates, or positions."))])
    placed = points([one for one in value if isinstance(one, list)], "/own", "own")
    return [*(one for one in value if isinstance(one, str)), *(name for name, _point in placed)], placed


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


def choice(body: dict[str, Any], name: str, known: list[str], default: str) -> str:
    """One of ``known``."""
    value = body.get(name, default)
    if value not in known:
        raise BadBody([(f"/{name}", _("One of %(known)s.") % {"known": ", ".join(known)})])
    return str(value)


def number(
    body: dict[str, Any], name: str, lowest: float, highest: float, default: float | None, below: str = "/"
) -> float | None:
    """A number between the two, both included."""
    value = body.get(name)
    if value is None:
        return default
    if isinstance(value, bool) or not isinstance(value, int | float) or not lowest <= value <= highest:
        sentence = _("Here stands a number from %(lowest)g to %(highest)g.") % {"lowest": lowest, "highest": highest}
        raise BadBody([(f"{below}{name}", sentence)])
    return value
