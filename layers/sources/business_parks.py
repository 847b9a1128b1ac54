"""Business parks: one feature a park, found by its code.

The layout is ours, since no authority publishes them as parks.
"""

from collections.abc import Mapping
from typing import Any

import shapely
from django.utils.translation import gettext as _

from layers.business_parks.models import BusinessPark
from layers.sources.check import AREAS, shape_findings
from layers.sources.columns import (
    LANGUAGES,
    name_columns,
    read_values,
    require_columns,
    unused_columns,
)
from layers.sources.delivery import Delivery
from layers.sources.readers import Record, read_features, stored
from layers.sources.reading import Reading, Refusal, Row, Table, TableRows

LAYER_NAMES = ("business_parks", "business-parks")
COLUMNS = ("code", "state_type")
# A Shapefile cuts column names after ten characters.
FIELDS: Mapping[str, Any] = {
    "code": "code",
    **name_columns("name"),
    "state_type": "state_type",
    "manager": "manager",
    "status": "status",
    "footprint_accuracy": ("footprint_accuracy", "footprint_"),
}

BUSINESS_PARKS = Table(
    BusinessPark,
    "business park",
    ("code",),
    lambda: BusinessPark.objects.select_related("release__source"),
)


def read_business_parks(delivery: Delivery) -> Reading:
    """The parks of a file. Raises GeodataError when it cannot be read at all."""
    file = read_features(delivery.path, LAYER_NAMES)
    require_columns(file.column_names, COLUMNS, delivery.path.name)
    reading = Reading(notes=list(file.remarks), read_count=len(file.records), crs_name=file.crs_name)
    rows: dict[str, Row] = {}
    for record in file.records:
        code = str(record.columns["code"] or "")
        where = _("row %(row)d (%(name)s)") % {
            "row": record.row,
            "name": code or _("without a code"),
        }
        row, reasons = _row_of(record, where)
        if code in rows:
            reasons.append(_("code %(code)s already stands in %(where)s") % {"code": code, "where": rows[code].where})
        if reasons:
            reading.refusals += [Refusal(where, reason) for reason in reasons]
        else:
            rows[code] = row
    reading.notes += unused_columns(file, FIELDS)
    reading.tables.append(TableRows(BUSINESS_PARKS, list(rows.values())))
    return reading


def _row_of(record: Record, where: str) -> tuple[Row, list[str]]:
    values, reasons = read_values(record.columns, BusinessPark, FIELDS)
    code = values.pop("code", "")
    names = [values.get(f"name_{language}") for language in LANGUAGES]
    if not any(names):
        reasons.append(_("it has no name in any language: fill the column name, or name_de, name_fr, name_lb, name_en"))
    reasons += shape_findings(record, AREAS)
    if record.place is not None and record.place.geom_type in AREAS:
        place = record.place if record.place.geom_type == "MultiPolygon" else shapely.multipolygons([record.place])
        values["footprint"] = stored(place)
    return Row((code,), str(next(filter(None, names), code)), where, values), reasons
