"""The tram: routes, stops and sections from a timetable, with the days on which they opened.

A timetable does not know when a line opened, so a table of openings (``gtfs_stop_id``,
``opened_on`` and, if wanted, ``name``) goes with it; without one, stops keep the days they have. A
stretch between two stops is open since the later of their two days; neighbouring stretches of the
same day are one section. Route ids change from feed to feed: a line is found by its short name.
"""

import shapely
from django.utils.text import slugify
from django.utils.translation import gettext as _

from layers.crs import CRS84_SRID
from layers.errors import UnreadableFile
from layers.sources.delivery import Delivery
from layers.sources.gtfs import Pattern, Route, Stop, Timetable, read_trams
from layers.sources.openings import Opening, openings_of
from layers.sources.readers import DECIMALS, in_metres, stored
from layers.sources.reading import Reading, Refusal, Row, Table, TableRows
from layers.sources.sections import StopOffLine, StopOnLine, sections_of
from layers.sources.whereabouts import COUNTRY_BOUNDS_M, likely_mistake, outside_in_words
from layers.transit.models import RouteStop, TransitRoute, TransitSection, TransitStop

ROUTES = Table(
    TransitRoute,
    "route",
    ("short_name",),
    lambda: TransitRoute.objects.select_related("release__source"),
)
STOPS = Table(
    TransitStop,
    "stop",
    ("gtfs_stop_id",),
    lambda: TransitStop.objects.select_related("release__source"),
)
SECTIONS = Table(
    TransitSection,
    "section",
    ("route__short_name", "code"),
    lambda: TransitSection.objects.select_related("route", "release__source"),
    parents={"route": ROUTES},
)
ROUTE_STOPS = Table(
    RouteStop,
    "stop on a route",
    ("route__short_name", "stop__gtfs_stop_id"),
    lambda: RouteStop.objects.select_related("route", "stop"),
    parents={"route": ROUTES, "stop": STOPS},
    names_release=False,
)


def read_transit(delivery: Delivery) -> Reading:
    """The tram routes of a timetable. Raises GeodataError when it cannot be read at all."""
    timetable = read_trams(delivery.path)
    reading = Reading(read_count=len(timetable.stops), crs_name="EPSG:4326")
    places = _places_of(timetable, reading, delivery.path.name)
    openings = openings_of(delivery, timetable, reading)
    route_rows, section_rows, route_stop_rows = [], [], []
    stop_rows: dict[str, Row] = {}
    for route in timetable.routes:
        pattern = route.longest()
        where = _("routes.txt, route %(route)s") % {"route": route.short_name}
        if pattern is None or len(pattern.stop_ids) < 2:
            reading.notes.append(
                _("Route %(route)s has no trip with two stops and is left out.") % {"route": route.short_name}
            )
            continue
        _note_other_stops(route, pattern, reading)
        stops = [timetable.stops[one] for one in pattern.stop_ids if one in places]
        on_line = [
            StopOnLine(
                one.stop_id,
                openings[one.stop_id].name or one.name,
                places[one.stop_id],
                openings[one.stop_id].opened_on,
            )
            for one in stops
        ]
        section_rows += _section_rows(route, on_line, _line_of(timetable, pattern), where, reading)
        values = {
            "gtfs_route_id": route.route_id,
            "name": route.long_name,
            "operator": route.operator,
        }
        route_rows.append(Row((route.short_name,), f"{route.short_name} {route.long_name}", where, values))
        for order, stop in enumerate(stops, start=1):
            stop_rows[stop.stop_id] = _stop_row(stop, places[stop.stop_id], openings[stop.stop_id])
            route_stop_rows.append(
                Row(
                    (route.short_name, stop.stop_id),
                    f"{order} {stop.name}",
                    where,
                    {"sequence": order},
                )
            )
    in_file = frozenset(row.key[0] for row in route_rows)
    reading.tables += [
        TableRows(ROUTES, route_rows),
        TableRows(STOPS, list(stop_rows.values())),
        TableRows(SECTIONS, section_rows, parts_of=in_file),
        TableRows(ROUTE_STOPS, route_stop_rows, parts_of=in_file),
    ]
    return reading


def _stop_row(stop: Stop, place: shapely.Point, opening: Opening) -> Row:
    values = {
        "gtfs_name": stop.name,
        "name": opening.name or stop.name,
        "location": stored(place),
        "opened_on": opening.opened_on,
    }
    return Row((stop.stop_id,), f"{stop.stop_id} {values['name']}", _stop_in_words(stop), values)


def _stop_in_words(stop: Stop) -> str:
    return _("stops.txt, row %(row)d (%(name)s)") % {
        "row": stop.row,
        "name": f"{stop.stop_id} {stop.name}",
    }


def _line_of(timetable: Timetable, pattern: Pattern) -> shapely.LineString | None:
    points = timetable.shapes.get(pattern.shape_id, [])
    return in_metres(shapely.LineString(points)) if len(points) > 1 else None


def _places_of(timetable: Timetable, reading: Reading, file_name: str) -> dict[str, shapely.Point]:
    """Where the stops are, metres in storage CRS; those outside the country are refused."""
    country = shapely.box(*COUNTRY_BOUNDS_M)
    places: dict[str, shapely.Point] = {}
    for stop in timetable.stops.values():
        mistake = likely_mistake(stop.lon, stop.lat, CRS84_SRID, file_name)
        if mistake:
            raise UnreadableFile(mistake)
        place = in_metres(shapely.Point(stop.lon, stop.lat))
        if country.covers(place):
            places[stop.stop_id] = place
        else:
            reading.refusals.append(Refusal(_stop_in_words(stop), outside_in_words(stop.lon, stop.lat, CRS84_SRID)))
    missing = {one for route in timetable.routes for pattern in route.patterns for one in pattern.stop_ids}
    for stop_id in sorted(missing - set(timetable.stops)):
        reading.refusals.append(
            Refusal("stop_times.txt", _("stop %(stop)s does not stand in stops.txt") % {"stop": stop_id})
        )
    return places


def _section_rows(
    route: Route,
    stops: list[StopOnLine],
    line: shapely.LineString | None,
    where: str,
    reading: Reading,
) -> list[Row]:
    if line is None:
        reading.refusals.append(
            Refusal(
                where,
                _(
                    "its trips name no shape of at least two points in shapes.txt: without it "
                    "nobody knows where it runs"
                ),
            )
        )
        return []
    try:
        sections = sections_of(stops, line)
    except StopOffLine as error:
        reading.refusals.append(Refusal(where, str(error)))
        return []
    rows = []
    for section in sections:
        name = f"{section.first.name} → {section.last.name}"
        code = slugify(f"{route.short_name}-{section.first.stop_id}-{section.last.stop_id}")
        alignment = shapely.transform(section.alignment, lambda coordinates: coordinates.round(DECIMALS))
        values = {
            "name": name,
            "alignment": stored(alignment),
            "opened_on": section.opened_on,
        }
        rows.append(Row((route.short_name, code), name, where, values))
    return rows


def _note_other_stops(route: Route, pattern: Pattern, reading: Reading) -> None:
    others = {one for other in route.patterns for one in other.stop_ids} - set(pattern.stop_ids)
    if others:
        reading.notes.append(
            _(
                "Route %(route)s follows its longest trip; %(count)d stops that only others serve "
                "are left out: %(stops)s."
            )
            % {"route": route.short_name, "count": len(others), "stops": ", ".join(sorted(others))}
        )
