"""A timetable in GTFS, a folder or a zip, to its tram routes with their stops in order and their
line, and to the stops of its buses.

Identifiers are text: they keep their leading zeros. Times are not read: a timetable counts past
24:00, and what is imported here is where a line runs, not when.
"""

import csv
import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from layers.errors import UnreadableFile
from layers.sources.columns import require_columns

# GTFS reference, routes.txt: "0 - Tram, Streetcar, Light rail".
TRAM_ROUTE_TYPE = "0"
# The same: "3 - Bus"; the extended types of Google, which feeds of several countries use, count buses from 700 to 716.
BUS_ROUTE_TYPES = frozenset({"3", *map(str, range(700, 717))})
# GTFS reference, trips.txt: "0 - Travel in one direction (e.g. outbound travel)".
OUTBOUND = "0"
COLUMNS = {
    "agency.txt": ("agency_name",),
    "routes.txt": ("route_id", "route_type"),
    "trips.txt": ("route_id", "trip_id", "shape_id"),
    "stop_times.txt": ("trip_id", "stop_id", "stop_sequence"),
    "stops.txt": ("stop_id", "stop_name", "stop_lat", "stop_lon"),
    "shapes.txt": ("shape_id", "shape_pt_lat", "shape_pt_lon", "shape_pt_sequence"),
}
# stop_times.txt of the whole country has some 200 MB; a zip that says more than this is no
# timetable.
MAX_TABLE_BYTES = 2 << 30

Lines = Iterator[tuple[int, dict[str, str]]]


@dataclass(frozen=True)
class Stop:
    """row: its line in stops.txt, counted from 1 without the header. lon, lat: degrees."""

    stop_id: str
    name: str
    lon: float
    lat: float
    row: int


@dataclass(frozen=True)
class Pattern:
    """The stops of a trip in order, the line it runs along, and whether it counts as outbound."""

    stop_ids: tuple[str, ...]
    shape_id: str
    is_outbound: bool


@dataclass
class Route:
    """A line as passengers know it. ``short_name`` identifies it: route ids change from one feed to
    the next, and a feed may split a line into several routes, whose trips are then taken together.
    """

    short_name: str
    route_id: str
    long_name: str
    operator: str
    patterns: set[Pattern] = field(default_factory=set)

    def longest(self) -> Pattern | None:
        """The pattern with the most stops, outbound if it can be; None without trips.

        The same one for the same timetable, in whatever order its rows stand.
        """
        return max(
            self.patterns,
            key=lambda one: (len(one.stop_ids), one.is_outbound, one.stop_ids, one.shape_id),
            default=None,
        )


@dataclass(frozen=True)
class Timetable:
    """shapes: for each of the longest patterns its points (lon, lat) in order."""

    routes: list[Route]
    stops: dict[str, Stop]
    shapes: dict[str, list[tuple[float, float]]]


def read_trams(path: Path) -> Timetable:
    """The tram routes of a timetable, the stops they serve and the lines they run along.

    Raises UnreadableFile, also MissingColumns.
    """
    routes = _read_routes(path)
    trips: dict[str, tuple[str, str, bool]] = {}
    for _row, trip in _table(path, "trips.txt"):
        if trip["route_id"] in routes:
            is_outbound = trip.get("direction_id", OUTBOUND) == OUTBOUND
            trips[trip["trip_id"]] = (trip["route_id"], trip["shape_id"], is_outbound)
    calls: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row, call in _table(path, "stop_times.txt"):
        if call["trip_id"] in trips:
            order = _number(call["stop_sequence"], "stop_times.txt", row, "stop_sequence")
            calls[call["trip_id"]].append((int(order), call["stop_id"]))
    for trip_id, (route_id, shape_id, is_outbound) in trips.items():
        stop_ids = tuple(stop_id for _order, stop_id in sorted(calls[trip_id]))
        routes[route_id].patterns.add(Pattern(stop_ids, shape_id, is_outbound))
    lines = list({route.short_name: route for route in routes.values()}.values())
    longest = [pattern for route in lines if (pattern := route.longest())]
    served = {stop_id for route in lines for one in route.patterns for stop_id in one.stop_ids}
    return Timetable(lines, _read_stops(path, served), _read_shapes(path, {one.shape_id for one in longest}))


def read_bus_stops(path: Path) -> list[Stop]:
    """The stops at which a bus calls, in the order of stops.txt. Raises UnreadableFile, also MissingColumns."""
    routes = {row["route_id"] for _row, row in _table(path, "routes.txt") if row["route_type"] in BUS_ROUTE_TYPES}
    if not routes:
        raise UnreadableFile(
            _("%(file)s has no bus: no row of routes.txt has the route_type 3 or 700 to 716.") % {"file": path.name}
        )
    trips = {row["trip_id"] for _row, row in _table(path, "trips.txt") if row["route_id"] in routes}
    served = {call["stop_id"] for _row, call in _table(path, "stop_times.txt") if call["trip_id"] in trips}
    return list(_read_stops(path, served).values())


def _read_routes(path: Path) -> dict[str, Route]:
    operators = {row.get("agency_id", ""): row["agency_name"] for _row, row in _table(path, "agency.txt")}
    only = next(iter(operators.values()), "") if len(operators) == 1 else ""
    routes: dict[str, Route] = {}
    lines: dict[str, Route] = {}
    for _row, row in _table(path, "routes.txt"):
        if row["route_type"] == TRAM_ROUTE_TYPE:
            line = row.get("route_short_name") or row["route_id"]
            operator = operators.get(row.get("agency_id", ""), only)
            route = Route(line, row["route_id"], row.get("route_long_name") or line, operator)
            routes[row["route_id"]] = lines.setdefault(line, route)
    if not routes:
        raise UnreadableFile(
            _("%(file)s has no tram: no row of routes.txt has the route_type 0.") % {"file": path.name}
        )
    return routes


def _read_stops(path: Path, wanted: set[str]) -> dict[str, Stop]:
    return {
        row["stop_id"]: Stop(
            row["stop_id"],
            row["stop_name"],
            _number(row["stop_lon"], "stops.txt", number, "stop_lon"),
            _number(row["stop_lat"], "stops.txt", number, "stop_lat"),
            number,
        )
        for number, row in _table(path, "stops.txt")
        if row["stop_id"] in wanted
    }


def _read_shapes(path: Path, wanted: set[str]) -> dict[str, list[tuple[float, float]]]:
    points: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    for number, row in _table(path, "shapes.txt"):
        if row["shape_id"] in wanted:
            order, lon, lat = (
                _number(row[column], "shapes.txt", number, column)
                for column in ("shape_pt_sequence", "shape_pt_lon", "shape_pt_lat")
            )
            points[row["shape_id"]].append((order, lon, lat))
    return {shape_id: [(lon, lat) for _order, lon, lat in sorted(shape)] for shape_id, shape in points.items()}


def _number(text: str, table: str, row: int, column: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise UnreadableFile(
            _("%(table)s, row %(row)d: %(column)s “%(text)s” is not a number.")
            % {"table": table, "row": row, "column": column, "text": text}
        ) from error


def _table(path: Path, name: str) -> Lines:
    """The rows of one table, counted from 1, read as they are asked for."""
    with _open(path, name) as file:
        lines = csv.DictReader(file)
        require_columns(lines.fieldnames or (), COLUMNS[name], f"{path.name}/{name}")
        for number, row in enumerate(lines, start=1):
            yield number, {key: (value or "").strip() for key, value in row.items() if key}


@contextmanager
def _open(path: Path, name: str) -> Iterator[IO[str]]:
    try:
        if path.is_dir():
            with (path / name).open(encoding="utf-8-sig", newline="") as file:
                yield file
        else:
            with zipfile.ZipFile(path) as archive:
                if archive.getinfo(name).file_size > MAX_TABLE_BYTES:
                    raise UnreadableFile(
                        _("%(table)s of %(file)s unpacks to more than %(limit)d GiB.")
                        % {"table": name, "file": path.name, "limit": MAX_TABLE_BYTES >> 30}
                    )
                with archive.open(name) as member:
                    yield io.TextIOWrapper(member, encoding="utf-8-sig", newline="")
    except (KeyError, FileNotFoundError) as error:
        raise UnreadableFile(
            _("%(file)s has no %(table)s: a GTFS timetable is a folder or a zip with %(tables)s.")
            % {"file": path.name, "table": name, "tables": ", ".join(COLUMNS)}
        ) from error
    except (zipfile.BadZipFile, NotADirectoryError) as error:
        raise UnreadableFile(
            _("%(file)s is neither a folder nor a zip file: a GTFS timetable is one of the two.") % {"file": path.name}
        ) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnreadableFile(
            _("%(table)s of %(file)s is not a table in UTF-8: %(reason)s")
            % {"table": name, "file": path.name, "reason": error}
        ) from error
