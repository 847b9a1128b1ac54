"""Places that figures are asked for: a commune, a business park or a region, by the code it is known by."""

import datetime
from dataclasses import dataclass

from django.contrib.gis.db.models.functions import PointOnSurface
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from layers.business_parks.models import BusinessPark
from layers.communes.models import Commune, Region
from layers.days import day_in_words
from territory.errors import Invalid
from territory.indicators.areas import Area


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
    """The place as it is on ``day`` (today), with at most two queries. Raises Invalid, saying why there is none."""
    day = day or timezone.localdate()
    kind, _colon, code = called.replace("\x00", "").partition(":")
    thing = _called(kind, code, day)
    if thing is None:
        raise Invalid({"place": [_why_not(kind, code, day)]})
    return place_of(thing, day)


def place_of(thing: Commune | BusinessPark | Region, day: datetime.date | None = None) -> Place:
    """``thing`` as a place, a region with its communes of ``day`` (today)."""
    match thing:
        case Commune():
            return Place(f"commune:{thing.lau2_code}", thing, Area(commune_ids=(thing.pk,)))
        case BusinessPark():
            return Place(f"park:{thing.code}", thing, Area(park_ids=(thing.pk,)))
    day = day or timezone.localdate()
    members = Commune.objects.valid_on(day).in_region(thing.code, day).values_list("pk", flat=True)
    return Place(f"region:{thing.code}", thing, Area(commune_ids=tuple(members)))


def _called(kind: str, code: str, day: datetime.date) -> Commune | BusinessPark | Region | None:
    if kind == "commune":
        return Commune.objects.valid_on(day).filter(lau2_code=code).defer("boundary").first()
    if kind == "park":
        return BusinessPark.objects.filter(code=code).defer("footprint").first()
    return Region.objects.valid_on(day).filter(code=code).first() if kind == "region" else None


def _why_not(kind: str, code: str, day: datetime.date) -> str:
    """Why nothing has that name on ``day``, and what would be right."""
    rows: list[Commune] | list[Region] = []
    if kind == "commune":
        rows = list(Commune.objects.filter(lau2_code=code).order_by("valid_from"))
    elif kind == "region":
        rows = list(Region.objects.filter(code=code).order_by("valid_from"))
    begun = [row for row in rows if row.valid_from <= day]
    if not rows:
        sentence = _("There is no place “%(place)s” on that day. Right are commune:0204, park:foetz, region:prosud.")
        return sentence % {"place": f"{kind}:{code}"[:60]}
    row = begun[-1] if begun else rows[0]
    said = {
        "place": row,
        "day": day_in_words(day),
        "first": day_in_words(row.valid_from),
        "others": _on_its_land(row, day),
    }
    if not begun:
        if said["others"]:
            sentence = _("“%(place)s” has existed since %(first)s. On %(day)s there was %(others)s on its land.")
            return sentence % said
        return _("“%(place)s” is known here from %(first)s on. Choose that day or a later one.") % said
    said["last"] = day_in_words((row.valid_until or day) - datetime.timedelta(days=1))
    if said["others"]:
        return _("“%(place)s” existed until %(last)s. On %(day)s its land belongs to %(others)s.") % said
    return _("“%(place)s” existed until %(last)s. Choose that day or an earlier one.") % said


def _on_its_land(row: Commune | Region, day: datetime.date) -> str:
    """The communes that have the land of ``row`` on ``day``, by name; empty for a region."""
    if not isinstance(row, Commune):
        return ""
    # By points well inside: outlines of two releases differ by metres along every border.
    there = Commune.objects.valid_on(day).annotate(inside=PointOnSurface("boundary"))
    there = there.filter(Q(boundary__contains=row.boundary.point_on_surface) | Q(inside__within=row.boundary))
    return ", ".join(there.order_by("name").values_list("name", flat=True))
