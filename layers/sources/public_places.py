"""Public places: car parks, public plots, bus stops, each a point found by its code; or the bus stops of a timetable.

The layout of the file is ours: what a town hall draws, or takes out of its own geodata.
"""

from collections.abc import Mapping
from typing import Any

import shapely
from django.utils.translation import gettext as _

from layers.crs import CRS84_SRID
from layers.errors import UnreadableFile
from layers.public_places.models import PlaceKind, PublicPlace
from layers.sources.by_code import Layout, read_by_code
from layers.sources.check import shape_findings
from layers.sources.columns import read_values
from layers.sources.delivery import Delivery
from layers.sources.gtfs import read_bus_stops
from layers.sources.readers import Record, in_metres, stored
from layers.sources.reading import Reading, Row, Table, TableRows
from layers.sources.whereabouts import COUNTRY_BOUNDS_M, likely_mistake

LAYER_NAMES = ("public_places", "public-places")
COLUMNS = ("code", "kind", "name")
FIELDS: Mapping[str, Any] = {name: name for name in COLUMNS}
POINTS = ("Point",)

PUBLIC_PLACES = Table(
    PublicPlace, "public place", ("code",), lambda: PublicPlace.objects.select_related("release__source")
)


def read_public_places(delivery: Delivery) -> Reading:
    """The places of a file. Raises GeodataError when it cannot be read at all."""
    return read_by_code(delivery, Layout(LAYER_NAMES, COLUMNS, FIELDS, PUBLIC_PLACES), _row_of)


def read_stops_of_buses(delivery: Delivery) -> Reading:
    """The bus stops of a timetable. Raises GeodataError when it cannot be read at all."""
    stops = read_bus_stops(delivery.path)
    reading = Reading(read_count=len(stops), crs_name="EPSG:4326")
    country = shapely.box(*COUNTRY_BOUNDS_M)
    rows, abroad = [], 0
    for stop in stops:
        mistake = likely_mistake(stop.lon, stop.lat, CRS84_SRID, delivery.path.name)
        if mistake:
            raise UnreadableFile(mistake)
        place = in_metres(shapely.Point(stop.lon, stop.lat))
        if not country.covers(place):
            abroad += 1  # buses cross borders; what lies beyond them is no mistake
            continue
        where = _("stops.txt, row %(row)d (%(name)s)") % {"row": stop.row, "name": f"{stop.stop_id} {stop.name}"}
        values = {"kind": PlaceKind.BUS_STOP, "name": stop.name, "location": stored(place)}
        rows.append(Row((stop.stop_id,), f"{stop.stop_id} {stop.name}", where, values))
    if abroad:
        reading.notes.append(_("%(count)d bus stops lie outside the country and are left out.") % {"count": abroad})
    reading.tables.append(TableRows(PUBLIC_PLACES, rows))
    return reading


def _row_of(record: Record, where: str) -> tuple[Row, list[str]]:
    values, reasons = read_values(record.columns, PublicPlace, FIELDS)
    code = values.pop("code", "")
    reasons += shape_findings(record, POINTS)
    if record.place is not None and record.place.geom_type in POINTS:
        values["location"] = stored(record.place)
    return Row((code,), str(values.get("name") or code), where, values), reasons
