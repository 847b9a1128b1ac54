"""The nearest establishments as features: the one answer that maps and programs ask for most often."""

from django.contrib.gis.geos import GEOSGeometry
from django.db.models import F

from api.asking import collection_called
from api.collection import Reading
from api.geojson import Extra, feature_texts, with_feature
from api.sorting import Rounded
from layers.composed import NUMBER, PLACE, TEXT, Composed, kept
from territory.companies.models import Establishment
from territory.nearby.narrowing import Narrowing

DISTANCE: Extra = {"distance_m": Rounded(F("distance_m"))}


def nearest_features(
    place: GEOSGeometry, radius_m: float, limit: int, narrowing: Narrowing, reading: Reading
) -> list[str]:
    """At most ``limit`` establishments within ``radius_m`` metres of ``place`` (storage CRS), nearest first."""
    if narrowing != Narrowing(nace=narrowing.nace):
        rows = narrowing.of(Establishment.objects.near(place, radius_m))[:limit]
        collection = collection_called("establishments")
        return [text for _id, text in feature_texts(rows, collection, reading, flat=False, extra=DISTANCE)]
    section = narrowing.nace if narrowing.nace and len(narrowing.nace) == 1 else ""
    code = "" if section else narrowing.nace or ""
    asked = {"place": place, "radius_m": radius_m} | ({"section": section.upper()} if section else {})
    return [text for _id, text in _nearest(bool(section), code, reading).ask(asked, " LIMIT %s", (limit,))]


@kept
def _nearest(of_section: bool, code: str, reading: Reading) -> Composed:
    """Of a section that is asked with each question, of a code (which is part of a pattern), or all."""
    rows = Establishment.objects.near(PLACE, NUMBER)
    stand_ins: dict[str, object] = {"place": PLACE, "radius_m": NUMBER}
    if of_section:
        rows, stand_ins["section"] = rows.filter(nace_section=TEXT), TEXT
    elif code:
        rows = rows.with_activity(code)
    listing = with_feature(rows, collection_called("establishments"), reading, flat=False, extra=DISTANCE)
    return Composed(listing, **stand_ins)
