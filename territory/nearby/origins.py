"""From where somebody asks who is near: a point, an establishment, a business park or a drawn area."""

from dataclasses import dataclass

import numpy as np
import shapely
from django.contrib.gis.geos import GEOSGeometry, Point

from layers.business_parks.models import BusinessPark
from layers.crs import in_storage_crs
from territory.companies.models import Establishment
from territory.reach.network import Network, Numbers

Position = tuple[float, float]
# Out of an area this many ways are followed; a large one has more, and they lie close together.
MOST_STARTS = 100


@dataclass(frozen=True)
class Origin:
    """``area`` in the storage CRS: distances begin at its edge. label: its name, empty for a point."""

    area: GEOSGeometry
    label: str = ""

    @property
    def is_point(self) -> bool:
        """Whether it has no inside."""
        return isinstance(self.area, Point)

    def starts(self, network: Network | None) -> list[Position]:
        """Positions from which walks begin: the point itself, or where ways lead out of the area."""
        if isinstance(self.area, Point):
            return [(self.area.x, self.area.y)]
        # A line is left anywhere along it, an area at its edge.
        edge = self._outline.boundary if self.area.dims == 2 else self._outline
        if network is not None:
            crossing = network.pieces[np.sort(network.tree.query(edge, predicate="intersects"))]
            exits = shapely.get_coordinates(shapely.intersection(crossing, edge))
            if len(exits):
                chosen = exits[:: -(-len(exits) // MOST_STARTS)]
                return [(float(x), float(y)) for x, y in chosen]
        inner = self.area.point_on_surface
        return [(inner.x, inner.y)]

    def distances_m(self, positions: Numbers) -> Numbers:
        """Metres as the crow flies from its edge to each of ``positions`` (n, 2); none inside."""
        distances: Numbers = shapely.distance(self._outline, shapely.points(positions))
        return distances

    @property
    def _outline(self) -> shapely.Geometry:
        outline = shapely.from_wkb(bytes(self.area.wkb))
        shapely.prepare(outline)
        return outline


def from_point(point: Point) -> Origin:
    """A point in any CRS. Raises MissingCrs."""
    return Origin(in_storage_crs(point))


def from_area(area: GEOSGeometry) -> Origin:
    """A drawn area in any CRS: everybody inside is there already. Raises MissingCrs."""
    return Origin(in_storage_crs(area))


def from_park(park: BusinessPark) -> Origin:
    """Anywhere in the park: everybody inside is there already."""
    return Origin(park.footprint, park.name)


def from_establishment(establishment: Establishment) -> Origin:
    """The door of an establishment."""
    return Origin(establishment.location, establishment.name)
