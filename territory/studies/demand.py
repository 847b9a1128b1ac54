"""Whose jobs a siting serves: a working group's, a park's, or those inside an area."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.gis.geos import GEOSException, GEOSGeometry
from django.db.models import Q
from django.utils.translation import gettext as _

from layers.business_parks.models import BusinessPark
from layers.crs import CRS84_SRID, STORAGE_REACH, in_storage_crs
from territory.errors import Invalid
from territory.studies.service import Served, of_area, of_group
from territory.working_groups.models import WorkingGroup

AREA, LONGEST_NUMBER = 2, 18
NAMES = ("group", "park", "geometry")


@dataclass(frozen=True)
class Asked:
    """Whose jobs are served, what that is called, and on which ground the service may stand."""

    demand: list[Served]
    ground: GEOSGeometry
    title: str


def asked(demand: Mapping[str, Any]) -> Asked:
    """Whose jobs, from exactly one of group, park and geometry. Raises Invalid, UnusableProblem."""
    if len(demand) != 1 or next(iter(demand)) not in NAMES:
        raise Invalid({"/demand": [_("Say whose jobs: one of “group”, “park” and “geometry”.")]})
    name, value = next(iter(demand.items()))
    if name == "geometry":
        return _inside(value)
    text = str(value)
    if "\x00" in text:
        raise Invalid({f"/demand/{name}": [_("The text holds a character that cannot be stored.")]})
    if name == "group":
        group = WorkingGroup.objects.filter(slug=text).first()
        if group is None:
            raise Invalid({"/demand/group": [_("“group” is the short name of a working group.")]})
        return Asked(of_group(group), group.footprint, group.name)
    by_number = Q(pk=int(text)) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else Q(pk=None)
    park = BusinessPark.objects.filter(by_number | Q(code=text)).first()
    if park is None:
        raise Invalid({"/demand/park": [_("“park” is the code or the number of a business park.")]})
    return Asked(of_area(park.footprint), park.footprint, park.name)


def _inside(geometry: Any) -> Asked:
    try:
        area = GEOSGeometry(json.dumps(geometry))
    except (GEOSException, ValueError, TypeError) as error:
        raise Invalid({"/demand/geometry": [_("“geometry” is a GeoJSON polygon.")]}) from error
    area.srid = CRS84_SRID
    if area.dims < AREA or not STORAGE_REACH.contains(area.envelope) or not area.valid:
        raise Invalid({"/demand/geometry": [_("Draw an area in the region that does not cross itself.")]})
    stored = in_storage_crs(area)
    return Asked(of_area(stored), stored, _("a drawn area"))
