"""Findings about shapes: invalid, empty, of the wrong type; overlaps and gaps of neighbours."""

from collections.abc import Mapping, Sequence

import shapely
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from layers.invalid_shapes import fault_in_words, spot_of_fault
from layers.sources.readers import Record
from layers.sources.reading import Refusal
from layers.sources.whereabouts import inner_spot_in_words, spot_in_words

AREAS = ("Polygon", "MultiPolygon")
LINES = ("LineString", "MultiLineString")

# Borders that were simplified one by one drift apart by about the tolerance of the simplification
# (5 to 10 m in the files we have seen): strips thinner than this are inaccuracy of drawing, thicker
# ones a wrong border.
THICKEST_SLIVER_M = 20.0
# The smallest commune, Remich, has 529 ha: a larger hole between communes is one that the file
# leaves out.
LARGEST_GAP_M2 = 5_000_000.0
# Strips below this are the rounding of coordinates.
SMALLEST_AREA_M2 = 1.0


def shape_findings(record: Record, allowed: Sequence[str]) -> list[str]:
    """Reasons why the record's shape cannot be stored; none when it can."""
    if record.trouble:
        return [record.trouble]
    place = record.place
    if place is None or place.is_empty:
        return [_("it has no geometry")]
    if place.geom_type not in allowed:
        return [
            _("its geometry is a %(found)s, expected is %(allowed)s")
            % {"found": place.geom_type, "allowed": _(" or ").join(allowed)}
        ]
    if not place.is_valid:
        return [_invalid_in_words(place)]
    return []


def _invalid_in_words(place: shapely.Geometry) -> str:
    reason = shapely.is_valid_reason(place)
    told, spot = {"what": fault_in_words(reason)}, spot_of_fault(reason)
    if spot is None:
        return _("its shape is invalid: %(what)s") % told
    x_m, y_m = (float(number) for number in spot)
    return _("its shape is invalid: %(what)s at %(where)s") % {**told, "where": spot_in_words(x_m, y_m)}


def _thickness_m(area: shapely.Geometry) -> float:
    """Width of a strip, metres: of a long rectangle it is the shorter side."""
    return 2 * area.area / area.length if area.length else 0.0


def _areas_of(place: shapely.Geometry) -> list[shapely.Polygon]:
    return [part for part in shapely.get_parts(place) if part.geom_type == "Polygon"]


def coverage_findings(places: Mapping[str, shapely.Geometry]) -> tuple[list[Refusal], list[str]]:
    """Overlaps and gaps between areas that should fit together, each with its areas and the spot.

    places: valid areas in storage CRS, by what they are called. Strips thinner than
    THICKEST_SLIVER_M come back as one note, all together.
    """
    if not places:
        return [], []
    names = list(places)
    areas = [places[name] for name in names]
    refusals: list[Refusal] = []
    sliver_areas_m2: list[float] = []
    tree = shapely.STRtree(areas)
    # "intersects" would also be true of neighbours that share a border, that is of all of them.
    for first, second in tree.query(areas, predicate="intersects").T:
        if first >= second or shapely.touches(areas[first], areas[second]):
            continue
        for overlap in _areas_of(shapely.intersection(areas[first], areas[second])):
            if _thickness_m(overlap) > THICKEST_SLIVER_M:
                refusals.append(
                    Refusal(
                        f"{names[first]}, {names[second]}",
                        _("they overlap by %(area_ha).2f ha around %(where)s: one of the two borders is wrong")
                        % {"area_ha": overlap.area / 10_000, "where": inner_spot_in_words(overlap)},
                    )
                )
            elif overlap.area > SMALLEST_AREA_M2:
                sliver_areas_m2.append(overlap.area)
    for gap in _gaps_between(areas):
        neighbours = [names[index] for index in sorted(tree.query(gap, predicate="intersects"))]
        if _thickness_m(gap) > THICKEST_SLIVER_M:
            refusals.append(
                Refusal(
                    ", ".join(neighbours),
                    _("between them %(area_ha).2f ha belong to nobody, around %(where)s: one of the borders is wrong")
                    % {"area_ha": gap.area / 10_000, "where": inner_spot_in_words(gap)},
                )
            )
        else:
            sliver_areas_m2.append(gap.area)
    return refusals, _sliver_note(sliver_areas_m2)


def _gaps_between(areas: Sequence[shapely.Geometry]) -> list[shapely.Polygon]:
    gaps = []
    for part in _areas_of(shapely.union_all(areas)):
        for ring in part.interiors:
            hole = shapely.Polygon(ring)
            if SMALLEST_AREA_M2 < hole.area < LARGEST_GAP_M2:
                gaps.append(hole)
    return gaps


def _sliver_note(areas_m2: Sequence[float]) -> list[str]:
    if not areas_m2:
        return []
    return [
        ngettext(
            "Neighbouring borders do not fit exactly: %(count)d strip thinner than %(thickness_m)d m, "
            "%(area_ha).2f ha. It is imported as it is.",
            "Neighbouring borders do not fit exactly: %(count)d strips thinner than %(thickness_m)d m, "
            "%(area_ha).2f ha in all. They are imported as they are.",
            len(areas_m2),
        )
        % {"count": len(areas_m2), "thickness_m": THICKEST_SLIVER_M, "area_ha": sum(areas_m2) / 10_000}
    ]
