"""The communes: the official file in both its layouts, and a table of names and populations.

A row is found by its LAU2 code, never by its name: official files spell names differently. Region
and membership are another dataset. Columns that a file does not carry (names in other languages,
population) keep what they hold.
"""

from collections.abc import Mapping
from typing import Any

import shapely
from django.utils.translation import gettext as _

from layers.communes.models import Commune, RegionMembership
from layers.sources.check import AREAS, coverage_findings, shape_findings
from layers.sources.columns import name_columns, read_values, require_columns, unused_columns
from layers.sources.delivery import Delivery
from layers.sources.readers import Record, read_features, stored
from layers.sources.reading import Reading, Refusal, Row, Table, TableRows

# How the official files call their table: alone, or beside "cantons" and "pays" in
# limadmin.geojson.
LAYER_NAMES = ("communes", "commune", "limadmin_communes")
COLUMNS = ("LAU2", "COMMUNE", "CANTON")
# The first two digits count the cantons, of which there are twelve.
CANTON_NUMBERS = frozenset(f"{number:02d}" for number in range(1, 13))
CODE_LENGTH = 4

FIELDS: Mapping[str, Any] = {
    **name_columns("name"),
    "name_fr": ("name_fr", "commune"),
    "canton": "canton",
    "population": "population",
    "population_on": "population_on",
    "valid_from": "valid_from",
}

COMMUNES = Table(
    model=Commune,
    noun="commune",
    key=("lau2_code",),
    current=lambda: Commune.objects.filter(valid_until__isnull=True),
    holds_for_a_time=True,
    times=((RegionMembership, "commune"),),
)


def code_finding(code: Any) -> str:
    """Why ``code`` is not a LAU2 code, with what it probably should be; empty when it is one."""
    text = "" if code is None else str(code).strip()
    if not text:
        return _("column LAU2 is empty: every commune has a code of four digits")
    if isinstance(code, int | float) or (text.isdigit() and len(text) < CODE_LENGTH):
        return _(
            "LAU2 “%(code)s” is not text of four digits; its leading zero got lost, “%(right)s” would be right"
        ) % {
            "code": text,
            "right": text.split(".")[0].zfill(CODE_LENGTH),
        }
    if not (text.isdigit() and len(text) == CODE_LENGTH):
        return _("LAU2 “%(code)s” is not a code of four digits, such as 0204") % {"code": text}
    if text[:2] not in CANTON_NUMBERS:
        return _("LAU2 “%(code)s” is unknown: its first two digits must be the number of a canton, 01 to 12") % {
            "code": text
        }
    return ""


def read_communes(delivery: Delivery) -> Reading:
    """The communes of an official file. Raises GeodataError when it cannot be read at all."""
    file = read_features(delivery.path, LAYER_NAMES)
    require_columns(file.column_names, COLUMNS, delivery.path.name)
    ended = dict(
        Commune.objects.filter(valid_until__isnull=False)
        .order_by("valid_until")
        .values_list("lau2_code", "valid_until")
    )
    held = set(COMMUNES.current().values_list("lau2_code", flat=True))
    reading = Reading(notes=list(file.remarks), read_count=len(file.records), crs_name=file.crs_name)
    rows: dict[str, Row] = {}
    places: dict[str, shapely.Geometry] = {}
    for record in file.records:
        code = str(record.columns["lau2"] or "").strip()
        where = _("row %(row)d (%(name)s)") % {
            "row": record.row,
            "name": " ".join(filter(None, [code, str(record.columns["commune"] or "")])),
        }
        row, reasons = _row_of(record, code, where, delivery)
        if code in rows:
            reasons.append(_("LAU2 %(code)s already stands in %(where)s") % {"code": code, "where": rows[code].where})
        elif code in ended and code not in held and row.initial["valid_from"] < ended[code]:
            reasons.append(
                _("commune %(code)s ended on %(day)s; say with --valid-from from which later day it exists again")
                % {"code": code, "day": ended[code]}
            )
        if reasons:
            reading.refusals += [Refusal(where, reason) for reason in reasons]
            continue
        rows[code] = row
        assert record.place is not None
        places[row.label] = record.place
    refusals, notes = coverage_findings(places)
    reading.refusals += refusals
    reading.notes += notes
    reading.notes += unused_columns(file, FIELDS, others=("lau2", "commune", "district"))
    reading.tables.append(TableRows(COMMUNES, list(rows.values())))
    return reading


def _row_of(record: Record, code: str, where: str, delivery: Delivery) -> tuple[Row, list[str]]:
    values, reasons = read_values(record.columns, Commune, FIELDS)
    if finding := code_finding(record.columns["lau2"]):
        reasons.append(finding)
    reasons += shape_findings(record, AREAS)
    if record.place is not None and record.place.geom_type in AREAS:
        place = record.place if record.place.geom_type == "MultiPolygon" else shapely.multipolygons([record.place])
        values["boundary"] = stored(place)
    first_day = delivery.valid_from or delivery.released_on
    label = f"{code} {values.get('name_fr', '')}".strip()
    return Row((code,), label, where, values, initial={"valid_from": first_day}), reasons
