"""When stops opened and what passengers call them: a table that goes with a timetable."""

import csv
import datetime
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from layers.errors import UnreadableFile
from layers.sources.columns import read_values, require_columns
from layers.sources.delivery import Delivery
from layers.sources.gtfs import Timetable
from layers.sources.reading import Reading, Refusal
from layers.transit.models import TransitStop


@dataclass(frozen=True)
class Opening:
    """What the table of openings or, without one, the stored row says of a stop."""

    name: str = ""
    opened_on: datetime.date | None = None


def openings_of(delivery: Delivery, timetable: Timetable, reading: Reading) -> dict[str, Opening]:
    """For each stop of the timetable its name and opening day; notes on what is not known."""
    known = {
        stop.gtfs_stop_id: Opening("" if stop.name == stop.gtfs_name else stop.name, stop.opened_on)
        for stop in TransitStop.objects.all()
    }
    if delivery.openings is None:
        reading.notes.append(_("Without --openings the stops keep the opening days they have; new ones have none."))
    else:
        stated = _read_openings(delivery.openings, reading)
        if strangers := sorted(set(stated) - set(timetable.stops)):
            reading.notes.append(
                _("Openings of stops that no tram serves are not used: %(stops)s.") % {"stops": ", ".join(strangers)}
            )
        known |= stated
    undated = [stop.name for stop in timetable.stops.values() if known.get(stop.stop_id, Opening()).opened_on is None]
    if undated:
        reading.notes.append(_("No opening day is known of: %(stops)s.") % {"stops": ", ".join(undated)})
    return {stop_id: known.get(stop_id, Opening()) for stop_id in timetable.stops}


def _read_openings(path: Path, reading: Reading) -> dict[str, Opening]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = csv.DictReader(file)
            require_columns(lines.fieldnames or (), ("gtfs_stop_id", "opened_on"), path.name)
            rows = list(lines)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnreadableFile(_("%(file)s cannot be read: %(reason)s") % {"file": path.name, "reason": error}) from error
    openings: dict[str, Opening] = {}
    for number, row in enumerate(rows, start=1):
        stop_id = (row["gtfs_stop_id"] or "").strip()
        where = _("%(file)s, row %(row)d (%(name)s)") % {
            "file": path.name,
            "row": number,
            "name": stop_id,
        }
        filled = {column: value for column, value in row.items() if value}
        values, reasons = read_values(filled, TransitStop, {"opened_on": "opened_on", "name": "name"})
        if stop_id in openings:
            reasons.append(_("this stop already stands in a row above"))
        reading.refusals += [Refusal(where, reason) for reason in reasons]
        openings[stop_id] = Opening(values.get("name", ""), values.get("opened_on"))
    return openings
