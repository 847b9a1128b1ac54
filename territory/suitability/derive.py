"""Rasters derived from our own layers: how far is the nearest stop, how dense are jobs, how far are the works."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import shapely
from django.contrib.gis.geos import GEOSGeometry, Polygon
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from shapely.geometry.base import BaseGeometry

from layers.communes.models import Commune, Region
from layers.construction_zones.models import ConstructionPhase
from layers.crs import STORAGE_SRID
from layers.public_places.models import PlaceKind, PublicPlace
from layers.rasters.derive import density_per_ha, distance_m
from layers.rasters.grid import Grid, Raster
from layers.transit.models import TransitStop
from territory.companies.models import Establishment
from territory.errors import Invalid

RESOLUTIONS_M = (10, 25, 50, 100)
MOST_CELLS = 8_000_000  # the country at 25 m: some seconds on one core
BANDWIDTH_M = 400.0  # jobs count within five minutes' walk, the nearer the more
AROUND_M = 5_000.0  # beyond the area's edge the nearest stop or works still matter


def _points(places: list[GEOSGeometry]) -> list[BaseGeometry]:
    return [shapely.from_wkb(bytes(place.wkb)) for place in places]


def _around(grid: Grid, margin_m: float) -> Polygon:
    min_x, min_y, max_x, max_y = grid.bounds
    box = Polygon.from_bbox((min_x - margin_m, min_y - margin_m, max_x + margin_m, max_y + margin_m))
    box.srid = STORAGE_SRID
    return box


def distance_to_stops(grid: Grid, day: datetime.date) -> Raster:
    """Metres to the nearest stop of the tram in service on ``day`` or of the bus, as the crow flies."""
    around = _around(grid, AROUND_M)
    trams = TransitStop.objects.open_on(day).filter(location__intersects=around)
    buses = PublicPlace.objects.filter(kind=PlaceKind.BUS_STOP, location__intersects=around)
    stops = trams.values_list("location", flat=True), buses.values_list("location", flat=True)
    return distance_m(_points([place for places in stops for place in places]), grid)


def job_density(grid: Grid, _day: datetime.date) -> Raster:
    """Jobs per hectare, each spread over the land within BANDWIDTH_M. Jobs that nobody stated count as none."""
    rows = Establishment.objects.filter(location__intersects=_around(grid, BANDWIDTH_M), jobs__gt=0)
    found = [(place.x, place.y, jobs) for place, jobs in rows.values_list("location", "jobs").iterator(10_000)]
    xs, ys, jobs = zip(*found, strict=True) if found else ((), (), ())
    return density_per_ha(xs, ys, jobs, BANDWIDTH_M, grid)


def distance_to_works(grid: Grid, day: datetime.date) -> Raster:
    """Metres to the nearest construction phase that is under way on ``day`` or begins later; 0 inside one."""
    phases = ConstructionPhase.objects.filter(footprint__intersects=_around(grid, AROUND_M)).exclude(ends_on__lt=day)
    return distance_m(_points(list(phases.values_list("footprint", flat=True))), grid)


@dataclass(frozen=True)
class Derivation:
    """One raster we can make: its title, what it needs, and what is missing where it comes out empty."""

    title: str
    unit: str
    make: Callable[[Grid, datetime.date], Raster]
    nothing: Promise


DERIVATIONS: dict[str, Derivation] = {
    "distance-to-stops": Derivation(
        gettext_noop("Distance to the nearest stop"),
        "m",
        distance_to_stops,
        gettext_lazy("No stop is in service there on that day."),
    ),
    "job-density": Derivation(
        gettext_noop("Density of jobs"), "1/ha", job_density, gettext_lazy("No jobs are known there.")
    ),
    "distance-to-works": Derivation(
        gettext_noop("Distance to construction works"),
        "m",
        distance_to_works,
        gettext_lazy("No works are under way or planned there."),
    ),
}


def area_called(code: str) -> tuple[str, tuple[float, float, float, float]]:
    """Name and box (storage CRS, metres) of a region by its code or a commune by its LAU2 code. Raises Invalid."""
    today = timezone.localdate()
    region = Region.objects.valid_on(today).filter(code=code).first()
    communes = Commune.objects.valid_on(today)
    communes = communes.filter(region_memberships__region=region) if region else communes.filter(lau2_code=code)
    boxes = [boundary.extent for boundary in communes.values_list("boundary", flat=True)]
    if not boxes:
        raise Invalid({"/area": [_("“area” is the code of a region or the LAU2 code of a commune.")]})
    found = region or communes.first()
    return str(found), (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def grid_of(recipe: Mapping[str, Any]) -> Grid:
    """The grid of a derived raster's recipe. Raises Invalid."""
    name, bounds = area_called(str(recipe["area"]))
    grid = Grid.covering(bounds, float(recipe["resolution_m"]))
    if grid.rows * grid.columns > MOST_CELLS:
        sentence = _(
            "%(area)s has %(cells)d cells of that size; at most %(most)d are calculated: take larger ones."
        ) % {
            "area": name,
            "cells": grid.rows * grid.columns,
            "most": MOST_CELLS,
        }
        raise Invalid({"/resolution_m": [sentence]})
    return grid


def derived(recipe: Mapping[str, Any]) -> Raster:
    """The raster of a recipe: derivation, area, resolution_m, day. Raises Invalid where nothing is there to measure."""
    derivation = DERIVATIONS[recipe["derivation"]]
    raster = derivation.make(grid_of(recipe), datetime.date.fromisoformat(recipe["day"]))
    if not raster.known.any() or not raster.values.any():
        raise Invalid({"/derivation": [str(derivation.nothing)]})
    return raster
