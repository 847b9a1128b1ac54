"""The way of a working group to a shared service, page by page: who is near, are there enough, where, whom to ask."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from layers.crs import in_lonlat
from territory.working_groups.models import WorkingGroup

NEAR, ENOUGH, WHERE, ASK = "near", "enough", "where", "ask"
WALK_MIN = 10
SITE_WALK_MIN = 5  # to a place of the service; between those who share it one walks farther
SITES = 3  # asked for first: enough to see what a place more or less does


@dataclass(frozen=True)
class Step:
    """One page of the way."""

    title: str
    address: str
    is_here: bool


def path_of(group: WorkingGroup, here: str, service: str, jobs: float, minutes: float = WALK_MIN) -> list[Step]:
    """The steps for ``service``, which needs ``jobs`` within ``minutes``; ``here`` is the one that is looked at.

    None of the addresses tells who wants it: they can be sent to somebody.
    """
    whole, walk = str(round(jobs)), str(round(minutes))
    asked = {"service": service, "jobs": whole, "minutes": walk}
    enough = f"{reverse('enough', args=[group.pk])}?{urlencode(asked)}"
    where = {
        "group": group.slug,
        "service": service,
        "sites": SITES,
        "minutes": SITE_WALK_MIN,
        "threshold": whole,
    }
    steps = (
        (NEAR, _("Who is near?"), near_group(group, minutes)),
        (ENOUGH, _("Are there enough?"), enough),
        (WHERE, _("Where should it stand?"), f"{reverse('siting')}?{urlencode(where)}"),
        (ASK, _("Ask who is missing"), f"{enough}#ask"),
    )
    return [Step(title, address, name == here) for name, title, address in steps]


def near_group(group: WorkingGroup, minutes: float = WALK_MIN) -> str:
    """The map with everybody within a walk of the group's first park, or of the middle of its ground."""
    park = group.business_parks.order_by("name").first()
    middle = in_lonlat(park.footprint if park else group.footprint).point_on_surface
    query = {"tab": "nearby", "near": f"{middle.x:.6f},{middle.y:.6f}", "radius": 500, "by": "foot"}
    query |= {"minutes": round(minutes), "from": park.name if park else group.name}
    if park:
        query["near_of"] = f"business-parks/{park.pk}"
    return f"{reverse('map')}?{urlencode(query, safe=',/')}"
