"""Reading communes and regions."""

import datetime
from collections.abc import Sequence
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
        return self.in_regions([region_code], day)

    def in_regions(self, codes: Sequence[str], day: datetime.date) -> Self:
        """Communes that belong to one of the regions on ``day``; to two of them: twice."""
        return self.filter(
            Q(region_memberships__valid_until__isnull=True) | Q(region_memberships__valid_until__gt=day),
            region_memberships__region__code__in=codes,
            region_memberships__valid_from__lte=day,
        )

    def unknown_regions(self, codes: Sequence[str], day: datetime.date) -> list[str]:
        """Those of ``codes`` to whose region none of them belongs on ``day``, in their order."""
        known = set(self.in_regions(codes, day).values_list("region_memberships__region__code", flat=True))
        return [code for code in codes if code not in known]

    def called(self, codes: Sequence[str]) -> Self:
        """Communes with one of these LAU2 codes."""
        return self.filter(lau2_code__in=codes)

    def unknown(self, codes: Sequence[str]) -> list[str]:
        """Those of ``codes`` that none of them has, in their order."""
        known = set(self.called(codes).values_list("lau2_code", flat=True))
        return [code for code in codes if code not in known]

    def land(self) -> GEOSGeometry | None:
        """The land of all of them as one area, storage CRS; None where there are none."""
        return self.order_by().aggregate(land=Union("boundary"))["land"]
