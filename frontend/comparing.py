"""A comparison of two places, themes or days: what an address asks for, its words, and the ways to others."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from frontend.map_data import Box, box_of
from frontend.templatetags.quantities import day as in_words
from frontend.two_clocks import day_in, no_day
from layers.business_parks.models import BusinessPark
from layers.communes.models import Commune, Region, RegionMembership
from territory.contributions.models import Theme
from territory.errors import Invalid
from territory.indicators.figures import Figures, figures_of
from territory.indicators.places import Place, place_called

SIDES = ("a", "b")
# The plans of the region and its communes reach until then.
HORIZON = datetime.date(2030, 1, 1)


@dataclass(frozen=True)
class Asked:
    """What an address says of one side, as it was written; ``place`` is never empty where there is any commune."""

    place: str = ""
    theme: str = ""
    on: str = ""

    def day(self) -> datetime.date | None:
        """The day; None for today, or where it cannot be read."""
        return day_in(self.on)


@dataclass(frozen=True)
class Side:
    """One side of the comparison, with its figures."""

    name: str
    place: Place
    theme: Theme | None
    day: datetime.date | None
    figures: Figures

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to count."""
        return not (self.figures.projects or self.figures.establishments or self.figures.works_weeks)

    def title(self, *, with_theme: bool, with_day: bool) -> str:
        """Place, theme and day in words; the last two also where none is chosen, if the other side has chosen one."""
        theme = str(self.theme) if self.theme else _("All themes") if with_theme else ""
        day = in_words(self.day) if self.day else pgettext("day", "today") if with_day else ""
        return " · ".join(part for part in (str(self.place.thing), theme, day) if part)

    def map_address(self, box: Box | None, page: str = "embed") -> str:
        """The map of this side; ``box`` in CRS84 is what both sides begin with."""
        return map_of(self.place, box, page, theme=self.theme, day=self.day)


def map_of(
    place: Place,
    box: Box | None,
    page: str = "embed",
    *,
    theme: Theme | None = None,
    day: datetime.date | None = None,
    as_of: str = "",
) -> str:
    """The map narrowed to what is counted in ``place``; a park, which is no filter, only says where to look."""
    asked = {
        place.kind: place.code if place.kind in {"commune", "region"} else "",
        "theme": theme.code if theme else "",
        "on": day.isoformat() if day else "",
        "as_of": as_of,
        "bbox": ",".join(str(degrees) for degrees in box or ()),
    }
    query = urlencode({name: value for name, value in asked.items() if value}, safe=",")
    return f"{reverse(page)}?{query}"


def asked_in(parameters: Mapping[str, str]) -> tuple[Asked, Asked]:
    """What an address asks for; a side that names no place gets one that says something beside the other."""
    left, right = (
        Asked(parameters.get(name, ""), parameters.get(f"{name}_theme", ""), parameters.get(f"{name}_on", ""))
        for name in SIDES
    )
    if not left.place or not right.place:
        first, second = _default_places(left.place or right.place)
        left, right = replace(left, place=left.place or first), replace(right, place=right.place or second)
    return left, right


def read_side(asked: Asked, name: str) -> Side:
    """The side called ``name``. Raises Invalid, naming the parameter."""
    day = _day(asked.on, f"{name}_on")
    theme = _theme(asked.theme, f"{name}_theme")
    try:
        place = place_called(asked.place, day)
    except Invalid as refusal:
        raise Invalid({name: [str(refusal)]}) from refusal
    return Side(name, place, theme, day, figures_of([place.area], day, theme)[0])


def titles_of(sides: list[Side]) -> list[str]:
    """What each side is called beside the other."""
    with_theme = any(side.theme for side in sides)
    with_day = any(side.day for side in sides)
    return [side.title(with_theme=with_theme, with_day=with_day) for side in sides]


def address_of(left: Asked, right: Asked) -> str:
    """The page that compares these two."""
    asked = {
        "a": left.place,
        "a_theme": left.theme,
        "a_on": left.on,
        "b": right.place,
        "b_theme": right.theme,
        "b_on": right.on,
    }
    return f"{reverse('compare')}?{urlencode({name: value for name, value in asked.items() if value}, safe=':')}"


def ways_from(left: Asked, right: Asked) -> list[tuple[str, str]]:
    """What else is worth a look, as words and address: the sides swapped, a place now and then, in its region."""
    today = replace(left, on="")
    ways = [
        (_("Swap sides"), address_of(right, left)),
        (_("Today and %(year)s") % {"year": HORIZON.year}, address_of(today, replace(today, on=HORIZON.isoformat()))),
    ]
    region = region_around(left)
    if region:
        ways.append((_("With the whole region"), address_of(left, replace(left, place=region))))
    return [(words, address) for words, address in ways if address != address_of(left, right)]


def places_to_choose(asked: Asked) -> list[tuple[str, list[tuple[str, str]]]]:
    """Regions, communes and parks of the day of a side by group, as "kind:code" and name; what is chosen among them."""
    day = asked.day() or timezone.localdate()
    regions = Region.objects.valid_on(day).order_by("name")
    communes = Commune.objects.valid_on(day).defer("boundary").order_by("name")
    parks = BusinessPark.objects.defer("footprint").order_by("name")
    groups = [
        (_("Regions"), [(f"region:{region.code}", region.name) for region in regions]),
        (_("Communes"), [(f"commune:{commune.lau2_code}", commune.name) for commune in communes]),
        (_("Business parks"), [(f"park:{park.code}", park.name) for park in parks]),
    ]
    if asked.place and all(asked.place != code for _title, group in groups for code, _name in group):
        groups.insert(0, (_("Not there on that day"), [(asked.place, _name_of(asked.place))]))
    return groups


def common_box(sides: list[Side]) -> Box | None:
    """Both places together, in CRS84."""
    return box_of(
        [pk for side in sides for pk in side.place.area.commune_ids],
        [pk for side in sides for pk in side.place.area.park_ids],
    )


def _default_places(chosen: str) -> tuple[str, str]:
    """The first two communes of the first region, by name; beside a chosen place the region, or a commune beside it."""
    today = timezone.localdate()
    region = Region.objects.valid_on(today).order_by("pk").first()
    communes: Any = Commune.objects.valid_on(today).order_by("name")
    if region is not None:
        communes = communes.in_region(region.code, today)
    codes = [f"commune:{code}" for code in communes.values_list("lau2_code", flat=True)[:2]]
    if not codes:
        return "", ""
    if chosen and region is not None:
        other = codes[0] if chosen.startswith("region:") else f"region:{region.code}"
        return other, other
    return codes[0], codes[-1]


def region_around(asked: Asked) -> str:
    """The region that the commune of a side belongs to, as addresses name it; empty for any other place."""
    kind, _colon, code = asked.place.partition(":")
    if kind != "commune" or "\x00" in code:
        return ""
    day = asked.day() or timezone.localdate()
    memberships = RegionMembership.objects.valid_on(day).filter(
        commune__in=Commune.objects.valid_on(day).called([code])
    )
    found = memberships.order_by("region_id").values_list("region__code", flat=True).first()
    return f"region:{found}" if found else ""


def _name_of(called: str) -> str:
    """The name of a place that is not there on the day, where it was or will be; else as it was asked for."""
    kind, _colon, code = called.replace("\x00", "").partition(":")
    rows: Any = {"commune": Commune.objects.called([code]), "region": Region.objects.filter(code=code)}.get(kind)
    name = rows.order_by("-valid_from").values_list("name", flat=True).first() if rows is not None else None
    return name or called[:60]


def _day(text: str, name: str) -> datetime.date | None:
    day = day_in(text)
    if text and day is None:
        raise Invalid({name: [no_day(text)]})
    return day


def _theme(code: str, name: str) -> Theme | None:
    if not code:
        return None
    theme = Theme.objects.filter(code=code).first() if "\x00" not in code else None
    if theme is None:
        raise Invalid({name: [_("There is no theme “%(code)s”.") % {"code": code[:60]}]})
    return theme
