"""Places that figures are asked for: a commune, a business park or a region, by the code it is known by."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from layers.business_parks.models import BusinessPark
from layers.communes.models import Commune, Region
from territory.errors import Invalid
from territory.indicators.areas import Area

KINDS = ("commune", "park", "region")


@dataclass(frozen=True)
class Place:
    """``called``: how addresses name it, "commune:0204". ``thing``: its row, without its shape."""

    called: str
    thing: Commune | BusinessPark | Region
    area: Area

    @property
    def kind(self) -> str:
        return self.called.partition(":")[0]

    @property
    def code(self) -> str:
        return self.called.partition(":")[2]


def place_called(called: str, day: datetime.date | None = None) -> Place:
    """The place as it is on ``day`` (today), with at most two queries. Raises Invalid where there is none."""
    day = day or timezone.localdate()
    kind, _colon, code = called.partition(":")
    if "\x00" not in code:
        if kind == "commune":
            commune = Commune.objects.valid_on(day).filter(lau2_code=code).defer("boundary").first()
            if commune is not None:
                return Place(called, commune, Area(commune_ids=(commune.pk,)))
        if kind == "park":
            park = BusinessPark.objects.filter(code=code).defer("footprint").first()
            if park is not None:
                return Place(called, park, Area(park_ids=(park.pk,)))
        if kind == "region":
            region = Region.objects.valid_on(day).filter(code=code).first()
            if region is not None:
                members = Commune.objects.valid_on(day).in_region(code, day).values_list("pk", flat=True)
                return Place(called, region, Area(commune_ids=tuple(members)))
    sentence = _("There is no place “%(place)s” on that day. Right are commune:0204, park:foetz, region:prosud.")
    raise Invalid({"place": [sentence % {"place": called[:60].replace("\x00", "")}]})
