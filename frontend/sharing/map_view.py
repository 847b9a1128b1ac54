"""What a reader sees on the map, read from the address of the map page: the server's copy of ``js/state/url.js``."""

import datetime
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.gis.geos import Point
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from frontend.map_collections import SWITCHED_ON_BY_NAME
from layers.crs import CRS84_SRID, STORAGE_REACH
from territory.errors import Invalid
from territory.history.as_of import moment_called
from territory.ordering import By, Order

# How a list may be ordered, the first one without being asked.
SORTS = ("name", "-date", "date", "distance")
Box = tuple[float, float, float, float]
Days = tuple[datetime.date, datetime.date]

# The window that is meant where an address says only its middle and zoom, CSS pixels.
WINDOW_PX = (1024, 720)
TILE_PX = 256
# Where nothing has been imported yet: the country.
EMPTY_MAP: Box = (5.73, 49.44, 6.54, 50.19)
LEAST_ZOOM, MOST_ZOOM = 6.0, 19.0
# Beyond it Web Mercator has no place.
FARTHEST_LAT = 85.0
LONGEST_TEXT, LONGEST_LIST = 200, 700
# The filters besides words and days. Of each several may be chosen: a form without scripts sends each by itself.
LISTS = ("kind", "theme", "stage", "works", "commune", "region", "working_group")
# Parameters of this form are kept with a link, so that a filter added later is not lost; but for these.
PARAMETER_NAME = re.compile(r"[a-z][a-z0-9_]{0,19}")
NOT_OF_THE_VIEW = frozenset({
    "as", "begin", "more", "paper", "turned", "size", "title", "selected", "path", "csrfmiddlewaretoken", "lang",
    "utm_source",
})  # fmt: skip
MOST_PARAMETERS = 30


@dataclass(frozen=True)
class MapView:
    """``box``: west, south, east, north in CRS84; None is the whole region.

    Of each filter the codes that are chosen, one of which is enough; empty where nothing is.
    """

    box: Box | None = None
    zoom: float | None = None
    base: str = "plan"
    hidden: frozenset[str] = frozenset()
    kind: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    commune: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    working_group: tuple[str, ...] = ()
    sort: str = "name"
    at: tuple[float, float] | None = None
    words: str = ""
    day: datetime.date | None = None
    period: Days | None = None
    as_of: datetime.datetime | None = None
    selected: tuple[str, int] | None = None

    def day_seen(self) -> datetime.date:
        """The day that is looked at: the chosen one, else the first of the chosen period, else today."""
        return self.day or (self.period[0] if self.period else timezone.localdate())

    def order(self) -> Order:
        """The order of lists; distances are measured from ``at``, else from the middle of what is seen."""
        by = By(self.sort.lstrip("-"))
        if by != By.DISTANCE:
            return Order(by, self.sort.startswith("-"))
        west, south, east, north = self.box or EMPTY_MAP
        lon, lat = self.at or ((west + east) / 2, (south + north) / 2)
        return Order(by, place=Point(lon, lat, srid=CRS84_SRID)) if _is_near(lon, lat) else Order()

    def days_seen(self) -> Days:
        """The first and the last day that is looked at."""
        return self.period or (self.day_seen(), self.day_seen())

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter is on."""
        chosen = any(getattr(self, name) for name in LISTS)
        return chosen or bool(self.words) or self.day is not None or self.period is not None


def read_view(
    parameters: Mapping[str, str], hidden_at_first: Iterable[str] = (), selected: tuple[str, int] | None = None
) -> MapView:
    """The view that the parameters of an address mean. Raises Invalid for a day or a box that cannot be read."""

    def text(name: str, longest: int = LONGEST_TEXT) -> str:
        return parameters.get(name, "").replace("\x00", "").strip()[:longest]

    zoom = _number(text("z"))
    box = _box(text("bbox")) if text("bbox") else _around(zoom, _number(text("lon")), _number(text("lat")))
    chosen = {name: _codes(text(name, LONGEST_LIST)) for name in LISTS}
    hidden = _codes(text("hide", LONGEST_LIST)) if "hide" in parameters else hidden_at_first
    # Who asks for a kind wants to see it, even if it is switched off at first.
    off = frozenset(hidden) if "hide" in parameters else frozenset(hidden).difference(chosen["kind"])
    by_name = SWITCHED_ON_BY_NAME.difference(_codes(text("show", LONGEST_LIST)), chosen["kind"])
    view_zoom = None if zoom is None else min(MOST_ZOOM, max(LEAST_ZOOM, zoom))
    return MapView(
        box=box,
        zoom=view_zoom if box else None,
        base=text("base") or "plan",
        hidden=(off - SWITCHED_ON_BY_NAME) | by_name,
        **chosen,
        sort=text("sort") if text("sort") in SORTS else "name",
        at=_position(text("at")),
        words=text("q"),
        day=_day("on", text("on")) if text("on") else None,
        period=_period(text("period")) if text("period") else None,
        as_of=moment_called(text("as_of")) if text("as_of") else None,
        selected=selected,
    )


def said_once(query: QueryDict) -> dict[str, str]:
    """The parameters of an address by name; several of a list are one text with commas, of others the last counts."""
    lists = {name: ",".join(each for each in query.getlist(name) if each) for name in LISTS if name in query}
    return {name: str(value) for name, value in query.dict().items()} | lists


def kept_parameters(parameters: Mapping[str, str]) -> dict[str, str]:
    """The parameters that say what is seen, in one order whatever order they came in; others are left out."""
    named = sorted(
        (name, value.replace("\x00", "")[:LONGEST_LIST])
        for name, value in parameters.items()
        if value and PARAMETER_NAME.fullmatch(name) and name not in NOT_OF_THE_VIEW
    )
    return dict(named[:MOST_PARAMETERS])


def window_of(zoom: float, lon: float, lat: float, width_px: float, height_px: float) -> Box:
    """West, south, east, north of a window around a point, in Web Mercator as the screen has it."""
    world = TILE_PX * 2**zoom
    x, y = lon_to_x(lon) * world, lat_to_y(lat) * world
    west, east = ((x + sign * width_px / 2) / world * 360 - 180 for sign in (-1, 1))
    south, north = (y_to_lat((y + sign * height_px / 2) / world) for sign in (1, -1))
    return (west, south, east, north)


def lon_to_x(lon: float) -> float:
    """Share of the world from the west, 0 to 1."""
    return lon / 360 + 0.5


def lat_to_y(lat: float) -> float:
    """Share of the Web Mercator world from the north, 0 to 1."""
    sine = math.sin(math.radians(lat))
    return 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)


def y_to_lat(y: float) -> float:
    """The latitude in degrees of a share of the world from the north."""
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y))))


def _codes(text: str) -> tuple[str, ...]:
    """Codes with commas between, each once, in their order."""
    return tuple(dict.fromkeys(filter(None, text.split(","))))


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _position(text: str) -> tuple[float, float] | None:
    numbers = [_number(part) for part in text.split(",")]
    if len(numbers) != 2 or numbers[0] is None or numbers[1] is None:
        return None
    return (numbers[0], numbers[1]) if _is_near(numbers[0], numbers[1]) else None


def _is_near(lon: float, lat: float) -> bool:
    """Whether distances from there can be measured in the storage CRS."""
    west, south, east, north = STORAGE_REACH.extent
    return bool(west <= lon <= east and south <= lat <= north)


def _around(zoom: float | None, lon: float | None, lat: float | None) -> Box | None:
    if zoom is None or lon is None or lat is None or abs(lat) > FARTHEST_LAT or abs(lon) > 180:
        return None
    return window_of(min(MOST_ZOOM, max(LEAST_ZOOM, zoom)), lon, lat, *WINDOW_PX)


def _box(text: str) -> Box:
    numbers = [_number(part) for part in text.split(",")]
    known = [number for number in numbers if number is not None]
    if len(numbers) == 4 and len(known) == 4:
        west, south, east, north = known
        if -180 <= west < east <= 180 and -FARTHEST_LAT <= south < north <= FARTHEST_LAT:
            return (west, south, east, north)
    raise Invalid({"bbox": [_("“bbox” is west, south, east and north in degrees, such as 5.9,49.4,6.2,49.6.")]})


def _day(name: str, text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        sentence = _("“%(value)s” in “%(name)s” is not a day such as 2026-05-01.")
        raise Invalid({name: [sentence % {"value": text[:40], "name": name}]}) from None


def _period(text: str) -> Days:
    parts = text.split("/")
    if len(parts) == 2:
        first, last = (_day("period", part) for part in parts)
        if first <= last:
            return (first, last)
    raise Invalid({"period": [_("“period” is two days with a slash between, the earlier one first.")]})
