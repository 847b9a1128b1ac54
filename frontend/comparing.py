"""A comparison of two places, themes or days: what an address asks for, and the rows of its table."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from frontend.map_data import Box, box_of
from frontend.templatetags.quantities import day as in_words
from frontend.templatetags.quantities import number
from layers.business_parks.models import BusinessPark
from layers.communes.models import Commune, Region
from territory.contributions.models import Stage, Theme
from territory.errors import Invalid
from territory.indicators.definitions import BY_STAGE, BY_THEME, INDICATORS, Indicator
from territory.indicators.figures import Figures, figures_of
from territory.indicators.places import Place, place_called

SIDES = ("a", "b")


@dataclass(frozen=True)
class Side:
    """One side of the comparison, with its figures."""

    name: str
    place: Place
    theme: Theme | None
    day: datetime.date | None
    figures: Figures

    @property
    def title(self) -> str:
        """Place, theme and day in words."""
        parts = [str(self.place.thing), str(self.theme or ""), in_words(self.day)]
        return " · ".join(part for part in parts if part)

    def map_parameters(self) -> dict[str, str]:
        """What narrows the map to what is counted; a park, which is no filter, only says where to look."""
        asked = {
            self.place.kind: self.place.code if self.place.kind in {"commune", "region"} else "",
            "theme": self.theme.code if self.theme else "",
            "on": self.day.isoformat() if self.day else "",
        }
        return {name: value for name, value in asked.items() if value}

    def map_address(self, box: Box | None, page: str = "embed") -> str:
        """The map of this side; ``box`` in CRS84 is what both sides begin with."""
        window = {"bbox": ",".join(str(degrees) for degrees in box)} if box else {}
        return f"{reverse(page)}?{urlencode({**self.map_parameters(), **window}, safe=',')}"


@dataclass(frozen=True)
class Row:
    """One line of the table. ``shares``: of the larger value, 0 to 1, for the bars."""

    indicator: Indicator
    title: str
    values: tuple[float | None, ...]
    is_part: bool = False

    @property
    def cells(self) -> list[tuple[str, float]]:
        """Each value as it is written, and its share of the largest."""
        most = max((value for value in self.values if value), default=0)
        return [
            ("–" if value is None else number(value, self.indicator.decimals), (value or 0) / most if most else 0)
            for value in self.values
        ]


def read_side(parameters: Mapping[str, str], name: str, otherwise: str) -> Side:
    """The side called ``name`` of an address. Raises Invalid, naming the parameter."""
    day = _day(parameters.get(f"{name}_on", ""), f"{name}_on")
    theme = _theme(parameters.get(f"{name}_theme", ""), f"{name}_theme")
    try:
        place = place_called(parameters.get(name) or otherwise, day)
    except Invalid as refusal:
        raise Invalid({name: [str(refusal)]}) from refusal
    return Side(name, place, theme, day, figures_of([place.area], day, theme)[0])


def rows_of(sides: list[Side]) -> list[Row]:
    """The lines of the table; those by theme where no side has chosen one."""
    themed = any(side.theme for side in sides)
    rows = []
    for indicator in INDICATORS:
        if indicator is BY_STAGE:
            rows += [
                Row(
                    indicator,
                    str(capfirst(stage.label)),
                    tuple(side.figures.by_stage[stage] for side in sides),
                    is_part=True,
                )
                for stage in Stage
            ]
        elif indicator is BY_THEME:
            themes = [] if themed else list(Theme.objects.order_by("position"))
            rows += [
                Row(indicator, str(theme), tuple(side.figures.by_theme[theme.code] for side in sides), is_part=True)
                for theme in themes
            ]
        else:
            rows.append(Row(indicator, str(indicator.title), tuple(indicator.value(side.figures) for side in sides)))
    return rows


def places_to_choose() -> list[tuple[str, list[tuple[str, str]]]]:
    """Regions, communes and parks of today by group, as "kind:code" and name."""
    today = timezone.localdate()
    regions = Region.objects.valid_on(today).order_by("name")
    communes = Commune.objects.valid_on(today).defer("boundary").order_by("name")
    parks = BusinessPark.objects.defer("footprint").order_by("name")
    return [
        (_("Regions"), [(f"region:{region.code}", region.name) for region in regions]),
        (_("Communes"), [(f"commune:{commune.lau2_code}", commune.name) for commune in communes]),
        (_("Business parks"), [(f"park:{park.code}", park.name) for park in parks]),
    ]


def default_places() -> tuple[str, str]:
    """What is compared before anybody has chosen: the first two communes of the first region, by name."""
    today = timezone.localdate()
    region = Region.objects.valid_on(today).order_by("pk").first()
    communes = Commune.objects.valid_on(today).order_by("name")
    if region is not None:
        communes = communes.in_region(region.code, today)
    codes = [f"commune:{code}" for code in communes.values_list("lau2_code", flat=True)[:2]]
    return (codes[0] if codes else "", codes[-1] if codes else "")


def common_box(sides: list[Side]) -> Box | None:
    """Both places together, in CRS84."""
    return box_of(
        [pk for side in sides for pk in side.place.area.commune_ids],
        [pk for side in sides for pk in side.place.area.park_ids],
    )


def _day(text: str, name: str) -> datetime.date | None:
    if not text:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise Invalid({name: [_("“%(value)s” is not a day such as 2026-05-01.") % {"value": text[:40]}]}) from None


def _theme(code: str, name: str) -> Theme | None:
    if not code:
        return None
    theme = Theme.objects.filter(code=code).first() if "\x00" not in code else None
    if theme is None:
        raise Invalid({name: [_("There is no theme “%(code)s”.") % {"code": code[:60]}]})
    return theme
