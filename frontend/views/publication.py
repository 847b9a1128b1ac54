"""Who will publish, and on whose land: said on the form before anything is saved."""

import datetime

from django.contrib.gis.geos import GEOSGeometry
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from layers.crs import in_lonlat
from territory.contributions.moderation import organisations_moderating
from territory.organisations.models import Mandate, Organisation


def _land_under(owner: Organisation, day: datetime.date) -> list[GEOSGeometry]:
    """The boundaries and footprints that ``owner`` answers for on ``day``; a region by its communes."""
    mandates = Mandate.objects.filter(organisation=owner).valid_on(day)
    land = []
    for mandate in mandates.select_related("commune", "business_park", "region"):
        if mandate.commune:
            land.append(mandate.commune.boundary)
        elif mandate.business_park:
            land.append(mandate.business_park.footprint)
        else:
            land += [commune.boundary for commune in mandate.region.communes.all()]
    return land


def publishers_in_words(place: GEOSGeometry | None, owner: Organisation | None) -> str:
    """The organisations that publish what lies at ``place``, "A or B"; before there is a place, on ``owner``'s land."""
    today = timezone.localdate()
    if place is None and owner is not None:
        land = _land_under(owner, today)
        # A point well inside: the borders are shared with neighbours of other regions.
        place = land[0].point_on_surface if len(land) == 1 else None
    names = [str(organisation) for organisation in organisations_moderating(place, today)]
    return get_text_list(names, _("or"))


def land_box_of(owner: Organisation) -> str:
    """West, south, east and north of the land of ``owner``, CRS84 degrees: where the map begins. Empty without land."""
    boxes = [in_lonlat(land).extent for land in _land_under(owner, timezone.localdate())]
    if not boxes:
        return ""
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    east, north = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return f"{west:.5f},{south:.5f},{east:.5f},{north:.5f}"
