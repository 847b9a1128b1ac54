"""What a page is about, for machines that read pages: schema.org as JSON-LD, and the words for a preview."""

from dataclasses import dataclass
from typing import Any

from django.contrib.gis.geos import GEOSGeometry
from django.db.models import Model
from django.utils.text import Truncator

from layers.crs import in_lonlat
from territory.contributions.models import Contribution, State

TYPES = {
    "communes": "AdministrativeArea",
    "business-parks": "Place",
    "construction-zones": "Place",
    "transit-sections": "Place",
    "transit-stops": "TrainStation",
    "public-places": "Place",
    "establishments": "LocalBusiness",
    "working-groups": "Organization",
    "local-initiatives": "Project",
    "cooperation-projects": "Project",
    "pooled-services": "Service",
}
LONGEST_DESCRIPTION = 200


@dataclass(frozen=True)
class Subject:
    """The object of a page, and where it lies."""

    collection: str
    thing: Model
    place: GEOSGeometry
    kind: str

    @property
    def is_public(self) -> bool:
        """Whether everyone may see it: of nothing else is told to machines."""
        thing = self.thing
        return not isinstance(thing, Contribution) or (thing.state == State.PUBLISHED and thing.trashed_at is None)

    @property
    def description(self) -> str:
        """A sentence or two about it; its kind where nothing is written."""
        return Truncator(getattr(self.thing, "summary", "") or self.kind).chars(LONGEST_DESCRIPTION)


def structured_data(subject: Subject, address: str, picture: str, language: str) -> dict[str, Any]:
    """The object as schema.org names it."""
    middle = in_lonlat(subject.place.point_on_surface)
    position = {"@type": "GeoCoordinates", "longitude": round(middle.x, 5), "latitude": round(middle.y, 5)}
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": TYPES[subject.collection],
        "name": str(subject.thing),
        "url": address,
        "image": picture,
        "description": subject.description,
    }
    placed = {"@type": "Place", "geo": position}
    if subject.collection == "pooled-services":
        told["areaServed"] = placed
    elif TYPES[subject.collection] in {"Project", "Organization"}:
        told["location"] = placed
    else:
        told["geo"] = position
    thing: Any = subject.thing
    if isinstance(thing, Contribution):
        owner = {"@type": "Organization", "name": str(thing.owner)}
        told["provider" if subject.collection == "pooled-services" else "parentOrganization"] = owner
    if subject.collection == "establishments" and thing.address:
        told["address"] = thing.address
    return told | {"mainEntityOfPage": {"@type": "WebPage", "@id": address, "inLanguage": language}}
