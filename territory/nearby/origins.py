"""From where somebody asks who is near: a point, an establishment, or a business park with all its ways."""

from dataclasses import dataclass

import numpy as np
import shapely
from django.contrib.gis.geos import GEOSGeometry, Point

from layers.business_parks.models import BusinessPark
from layers.crs import in_storage_crs
from territory.companies.models import Establishment
from territory.reach.network import Network

Position = tuple[float, float]
# Of a park's ways this many corners are started from; a large park has more, and they lie close together.
MOST_STARTS = 100


@dataclass(frozen=True)
class Origin:
    """``area`` in the storage CRS: distances begin at its edge. label: its name, empty for a point."""

    area: GEOSGeometry
    label: str = ""

    def starts(self, network: Network | None) -> list[Position]:
        """Positions from which walks begin: the point itself, or the corners of the ways inside an area."""
        if isinstance(self.area, Point):
            return [(self.area.x, self.area.y)]
        inner = self.area.point_on_surface
        if network is not None:
            outline = shapely.from_wkb(bytes(self.area.wkb))
            shapely.prepare(outline)
            inside = np.flatnonzero(shapely.contains_xy(outline, network.nodes))
            if len(inside):
                chosen = inside[:: max(1, len(inside) // MOST_STARTS)]
                return [(float(x), float(y)) for x, y in network.nodes[chosen]]
        return [(inner.x, inner.y)]


def from_point(point: Point) -> Origin:
    """A point in any CRS. Raises MissingCrs."""
    return Origin(in_storage_crs(point))


def from_park(park: BusinessPark) -> Origin:
    """Anywhere in the park: everybody on its ways is in reach at once."""
    return Origin(park.footprint, park.name)


def from_establishment(establishment: Establishment) -> Origin:
    """The door of an establishment."""
    return Origin(establishment.location, establishment.name)
