"""Reading establishments by place and activity."""

from dataclasses import dataclass
from typing import Self

from django.contrib.gis.db.models import GeometryField
from django.contrib.gis.geos import GEOSGeometry
from django.db import connection, models
from django.db.models import Count, FloatField, Func, Sum, Value

from layers.crs import STORAGE_SRID, in_storage_crs
from layers.sql import query


class DistanceM(Func):
    """Planar distance in metres between two geometries in the storage CRS."""

    function = "ST_Distance"
    output_field = FloatField()


class NearestFirst(Func):
    """Distance in the order of the spatial index (PostGIS ``<->``), so that a LIMIT stops the search early."""

    arg_joiner = " <-> "
    template = "%(expressions)s"
    output_field = FloatField()


@dataclass(frozen=True)
class Totals:
    """What establishments come to together; those that do not state their jobs count as none."""

    establishments: int
    jobs: int


class Around(Func):
    """The box of a place and ``radius_m`` metres more on each side."""

    function = "ST_Expand"
    output_field = GeometryField(srid=STORAGE_SRID)


class EstablishmentQuerySet(models.QuerySet):
    def near(self, point: GEOSGeometry, radius_m: float) -> Self:
        """Establishments at most ``radius_m`` metres from ``point`` (or the edge of an area), nearest first.

        ``point`` may be in any CRS but must name it; each row gains ``distance_m``, as the crow flies.
        Raises MissingCrs.
        """
        here = Value(in_storage_crs(point), output_field=GeometryField(srid=STORAGE_SRID))
        radius = Value(radius_m, output_field=FloatField())
        # Box and distance, and not ST_DWithin, which means the same: from that the planner expects 100 of a million
        # rows whatever the radius, and then reads other tables whole for each of half a million.
        boxed = self.filter(location__bboverlaps=Around(here, radius))
        reached = boxed.annotate(distance_m=DistanceM("location", here)).filter(distance_m__lte=radius)
        return reached.order_by(NearestFirst("location", here))

    def within(self, area: GEOSGeometry) -> Self:
        """Establishments inside ``area`` (any CRS, named)."""
        return self.filter(location__coveredby=area)

    def with_activity(self, nace: str) -> Self:
        """Establishments of a NACE section ("C") or of a code and all below it ("10", "10.7")."""
        if len(nace) == 1 and nace.isalpha():
            return self.filter(nace_section=nace.upper())
        return self.filter(nace_code__startswith=nace)

    def totals(self) -> Totals:
        """How many establishments there are and how many jobs they have together, in one statement."""
        sums = self.order_by().aggregate(establishments=Count("pk"), jobs=Sum("jobs", default=0))
        return Totals(**sums)


def totals_around(place: GEOSGeometry, radius_m: float) -> Totals:
    """The totals of all that are ``near``, from the cells they are counted in: it costs as much as the edge."""
    values: dict[str, str | float] = {"place": in_storage_crs(place).hexewkb.decode(), "radius_m": radius_m}
    with connection.cursor() as cursor:
        cursor.execute(query(__package__, "totals_around"), values)
        return Totals(*cursor.fetchone())
