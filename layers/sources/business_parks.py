"""Business parks: one feature a park, found by its code.

The layout is ours, since no authority publishes them as parks.
"""

from collections.abc import Mapping
from typing import Any

import shapely
from django.utils.translation import gettext as _

from layers.business_parks.models import BusinessPark
from layers.sources.by_code import Layout, read_by_code
from layers.sources.check import AREAS, shape_findings
from layers.sources.columns import (
    LANGUAGES,
    name_columns,
    read_values,
)
from layers.sources.delivery import Delivery
from layers.sources.readers import Record, stored
from layers.sources.reading import Reading, Row, Table

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
    return read_by_code(delivery, Layout(LAYER_NAMES, COLUMNS, FIELDS, BUSINESS_PARKS), _row_of)


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
