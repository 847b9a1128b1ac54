"""Candidate sites from geometries: stops, car parks, plots, park entries, a raster's best cells, or drawn by hand.

A point stands for itself; along a line and inside an area candidates are laid out at a stated spacing. Those closer
together than people would tell apart are thinned out. Which places qualify is for the caller to decide.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.gis.geos import GeometryCollection, GEOSGeometry, LineString, Point, Polygon
from django.utils.translation import gettext_lazy as _

from layers.crs import in_storage_crs
from territory.siting.errors import UnusableProblem
from territory.siting.problem import Site

SPACING_M = 100.0  # candidates in an area or along a line: a good minute's walk, finer than walking times are known
APART_M = 20.0  # two candidates nearer than this are one place: the width of a street with its pavements


@dataclass(frozen=True)
class CandidatePlace:
    """A place that could take the service; ``place`` may be in any CRS but must name it.

    capacity: for each site in it, None without limit. fixed: the service stands there already.
    """

    id: str
    place: GEOSGeometry
    capacity: float | None = None
    fixed: bool = False


def sites_from(
    places: Iterable[CandidatePlace], spacing_m: float = SPACING_M, apart_m: float = APART_M
) -> tuple[Site, ...]:
    """Sites in the order of ``places``, fixed ones first, positions in metres of the storage CRS.

    Several sites in one place are called id:1, id:2 … A site nearer than ``apart_m`` to an earlier one is left out,
    unless it is fixed. Raises MissingCrs, UnusableProblem.
    """
    if not spacing_m > 0:
        raise UnusableProblem(_("The spacing of candidates must be more than zero metres."))
    listed = list(places)
    kept: list[Site] = []
    cells: dict[tuple[int, int], list[tuple[float, float]]] = {}
    size_m = max(apart_m, 1e-9)
    for place in sorted(listed, key=lambda one: not one.fixed):
        positions = list(_positions(in_storage_crs(place.place), spacing_m))
        for number, position in enumerate(positions, start=1):
            column, row = int(position[0] // size_m), int(position[1] // size_m)
            if not place.fixed and _has_neighbour(cells, column, row, position, apart_m):
                continue
            cells.setdefault((column, row), []).append(position)
            site_id = place.id if len(positions) == 1 else f"{place.id}:{number}"
            kept.append(Site(site_id, position, place.capacity, place.fixed))
    return tuple(kept)


def _has_neighbour(
    cells: dict[tuple[int, int], list[tuple[float, float]]],
    column: int,
    row: int,
    position: tuple[float, float],
    apart_m: float,
) -> bool:
    return any(
        math.dist(position, other) < apart_m
        for x in (column - 1, column, column + 1)
        for y in (row - 1, row, row + 1)
        for other in cells.get((x, y), ())
    )


def _positions(place: GEOSGeometry, spacing_m: float) -> Iterator[tuple[float, float]]:
    """Positions in metres that stand for ``place``; an empty geometry has none."""
    if place.empty:
        return
    if isinstance(place, Point):
        yield (place.x, place.y)
    elif isinstance(place, LineString):
        steps = max(1, math.ceil(place.length / spacing_m))
        for step in range(steps + 1):
            point = place.interpolate(min(place.length * step / steps, place.length))
            yield (point.x, point.y)
    elif isinstance(place, Polygon):
        yield from _grid(place, spacing_m)
    elif isinstance(place, GeometryCollection):  # several parts
        for part in place:
            yield from _positions(part, spacing_m)


def _grid(area: Polygon, spacing_m: float) -> Iterator[tuple[float, float]]:
    """The nodes of a grid of whole multiples of the spacing that lie in the area; one inner point where none does."""
    min_x, min_y, max_x, max_y = area.extent
    prepared = area.prepared
    found = False
    for row in range(math.ceil(min_y / spacing_m), math.floor(max_y / spacing_m) + 1):
        for column in range(math.ceil(min_x / spacing_m), math.floor(max_x / spacing_m) + 1):
            node = Point(column * spacing_m, row * spacing_m, srid=area.srid)
            if prepared.contains(node):
                found = True
                yield (node.x, node.y)
    if not found:
        inner = area.point_on_surface
        yield (inner.x, inner.y)
