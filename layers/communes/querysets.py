"""Reading communes and regions."""

import datetime
from typing import Self

from django.contrib.gis.db.models import Union
from django.contrib.gis.geos import GEOSGeometry
from django.db.models import Q

from layers.validity import ValidQuerySet


class CommuneQuerySet(ValidQuerySet):
    def touching(self, place: GEOSGeometry) -> Self:
        """Communes that share at least a point with ``place`` (any CRS, named)."""
        return self.filter(boundary__intersects=place)

    def in_region(self, region_code: str, day: datetime.date) -> Self:
        """Communes that belong to the region on ``day``."""
        return self.filter(
            Q(region_memberships__valid_until__isnull=True) | Q(region_memberships__valid_until__gt=day),
            region_memberships__region__code=region_code,
            region_memberships__valid_from__lte=day,
        )

    def land(self) -> GEOSGeometry | None:
        """The land of all of them as one area, storage CRS; None where there are none."""
        return self.order_by().aggregate(land=Union("boundary"))["land"]
