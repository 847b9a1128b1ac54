"""A country of three communes made of rectangles, for tests. Expected distances and areas are worked out here.

All coordinates are metres in the storage CRS, counted from (70 000, 65 000), which lies inside the national grid's range:

    y
    4000 ┌───────────┬───────────┐
         │  Westen   │  Osten    │     Westen  0..3000 × 0..4000   = 1200 ha
         │  0901     │  0902     │     Osten   3000..6000 × 0..4000 = 1200 ha
       0 ├───────────┴───────────┤     Süden   0..6000 × -2000..0   = 1200 ha
         │  Süden    0903        │
   -2000 └───────────────────────┘
         0          3000       6000 x

Region "nord" is Westen and Osten; region "alles" is all three. A park of 500 m × 400 m = 20 ha stands at
(1000..1500, 1000..1400) in Westen. The border point BORDER lies on the line between Westen and Osten.
"""

import datetime

from django.contrib.gis.geos import MultiPolygon, Point, Polygon

from layers.communes.models import Commune, Region, RegionMembership
from layers.business_parks.models import BusinessPark, StateType
from layers.crs import STORAGE_SRID
from layers.sources.models import Release, Source
from territory.organisations.models import Mandate, Membership, Organisation, OrganisationKind
from territory.organisations.roles import Role
from territory.people.models import User

ORIGIN_X_M, ORIGIN_Y_M = 70_000, 65_000
START = datetime.date(2012, 1, 1)


def at(x_m: float, y_m: float) -> Point:
    """The point ``x_m`` east and ``y_m`` north of the tiny land's origin, storage CRS."""
    return Point(ORIGIN_X_M + x_m, ORIGIN_Y_M + y_m, srid=STORAGE_SRID)


def box(min_x_m: float, min_y_m: float, max_x_m: float, max_y_m: float) -> Polygon:
    """A rectangle in metres from the origin, storage CRS."""
    rectangle = Polygon.from_bbox((ORIGIN_X_M + min_x_m, ORIGIN_Y_M + min_y_m, ORIGIN_X_M + max_x_m, ORIGIN_Y_M + max_y_m))
    rectangle.srid = STORAGE_SRID
    return rectangle


BORDER = (3000.0, 2000.0)


def make_release(code: str = "tiny") -> Release:
    """A release of an invented source, to hang reference rows on."""
    source, _created = Source.objects.get_or_create(
        code=code, defaults={"title": "Tiny land", "publisher": "Test", "licence": "CC0-1.0"}
    )
    return Release.objects.get_or_create(
        source=source, checksum="0" * 64, defaults={"released_on": datetime.date(2024, 1, 1), "file_name": "tiny.geojson"}
    )[0]


class TinyLand:
    """Builds the land and its people; every attribute is a stored row."""

    def __init__(self) -> None:
        self.release = make_release()
        self.westen = self._commune("0901", "Westen", box(0, 0, 3000, 4000))
        self.osten = self._commune("0902", "Osten", box(3000, 0, 6000, 4000))
        self.sueden = self._commune("0903", "Süden", box(0, -2000, 6000, 0))
        self.nord = self._region("nord", [self.westen, self.osten])
        self.alles = self._region("alles", [self.westen, self.osten, self.sueden])
        self.park = BusinessPark.objects.create(
            release=self.release, code="park", name="Park", state_type=StateType.ECO_R, footprint=MultiPolygon(box(1000, 1000, 1500, 1400), srid=STORAGE_SRID)
        )
        self.gemeinde_westen = self._organisation("gemeinde-westen", OrganisationKind.AUTHORITY, commune=self.westen)
        self.gemeinde_osten = self._organisation("gemeinde-osten", OrganisationKind.AUTHORITY, commune=self.osten)
        self.parkverwaltung = self._organisation("parkverwaltung", OrganisationKind.SYNDICATE, business_park=self.park)
        self.syndikat = self._organisation("syndikat-nord", OrganisationKind.SYNDICATE, region=self.nord)
        self.netzwerk = self._organisation("netzwerk", OrganisationKind.NETWORK)
        self.firma = self._organisation("firma", OrganisationKind.COMPANY)

        self.administrator = User.objects.create_superuser("admin@example.org", name="Administrator")
        self.editor_westen = self._member("editor.westen", self.gemeinde_westen, Role.COMMUNE_EDITOR)
        self.editor_osten = self._member("editor.osten", self.gemeinde_osten, Role.COMMUNE_EDITOR)
        self.park_manager = self._member("park", self.parkverwaltung, Role.PARK_MANAGER)
        self.moderator = self._member("moderator", self.syndikat, Role.REGIONAL_MODERATOR)
        self.coordinator = self._member("coordinator", self.netzwerk, Role.WORKING_GROUP_COORDINATOR)
        self.company_member = self._member("firma", self.firma, Role.COMPANY_MEMBER)

    def _commune(self, lau2_code: str, name: str, boundary: Polygon) -> Commune:
        return Commune.objects.create(
            release=self.release,
            lau2_code=lau2_code,
            name=name,
            canton="Tiny",
            boundary=MultiPolygon(boundary, srid=STORAGE_SRID),
            valid_from=START,
        )

    def _region(self, code: str, communes: list[Commune]) -> Region:
        region = Region.objects.create(release=self.release, code=code, name=code.title(), valid_from=START)
        for commune in communes:
            RegionMembership.objects.create(region=region, commune=commune, valid_from=START)
        return region

    def _organisation(self, slug: str, kind: str, **area: object) -> Organisation:
        organisation = Organisation.objects.create(slug=slug, name=slug.replace("-", " ").title(), kind=kind)
        if area:
            Mandate.objects.create(organisation=organisation, valid_from=START, **area)
        return organisation

    def _member(self, name: str, organisation: Organisation, role: Role) -> User:
        user = User.objects.create_user(f"{name}@example.org", "a long password", name=name)
        Membership.objects.create(organisation=organisation, user=user, role=role, valid_from=START)
        return user
