"""What others placed nearby, as far as the reader may see it."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.contrib.gis.db.models import GeometryField
from django.contrib.gis.geos import GEOSGeometry
from django.contrib.gis.measure import D
from django.db.models import F, Value

from layers.composed import PLACE, TEXT, Composed, kept, listed
from layers.crs import STORAGE_SRID
from layers.languages import text_in
from territory.companies.querysets import DistanceM
from territory.contributions.models import Contribution
from territory.contributions.standing import Standing, standing_of
from territory.cooperation.models import CooperationProject
from territory.initiatives.models import LocalInitiative
from territory.people.models import User
from territory.pooled_services.models import PooledService

NEAR_M, MOST = 2000, 5
KINDS: dict[str, type[Contribution]] = {
    "local-initiatives": LocalInitiative,
    "cooperation-projects": CooperationProject,
    "pooled-services": PooledService,
}


@dataclass(frozen=True)
class SimilarThing:
    """Something placed at most 2 km away; distance_m: as the crow flies, 0 where the two touch."""

    collection: str
    id: int
    title: str
    theme: str
    distance_m: float


def similar_things(
    place: GEOSGeometry, reader: User | AnonymousUser, language: str, theme: str = ""
) -> tuple[SimilarThing, ...]:
    """The nearest five of all kinds, of ``theme`` if one is given; one query, and one for the reader's standing."""
    values = {"place": place, "theme": theme} if theme else {"place": place}
    return tuple(SimilarThing(*row) for row in _nearest(standing_of(reader), language, bool(theme)).ask(values))


@kept
def _nearest(standing: Standing, language: str, is_of_theme: bool) -> Composed:
    here = Value(PLACE, output_field=GeometryField(srid=STORAGE_SRID))
    parts = []
    for collection, kind in KINDS.items():
        rows = kind.objects.seen_with(standing).filter(location__dwithin=(PLACE, D(m=NEAR_M)))
        if is_of_theme:
            rows = rows.filter(theme__code=TEXT)
        columns = rows.order_by().annotate(
            collection=Value(collection),
            text=text_in("title", language),
            theme_code=F("theme__code"),
            distance_m=DistanceM("location", here),
        )
        parts.append(listed(columns, "collection", "pk", "text", "theme_code", "distance_m"))
    nearest = parts[0].union(*parts[1:], all=True).order_by("distance_m", "collection", "pk")[:MOST]
    return Composed(nearest, place=PLACE, **({"theme": TEXT} if is_of_theme else {}))
