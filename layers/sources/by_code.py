"""A file in a layout of our own: each feature is one row, found by its code."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from layers.sources.columns import require_columns, unused_columns
from layers.sources.delivery import Delivery
from layers.sources.readers import Record, read_features
from layers.sources.reading import Reading, Refusal, Row, Table, TableRows


@dataclass(frozen=True)
class Layout:
    """``columns`` must be there; ``fields``: by name of the field, the column or columns it is read from."""

    layer_names: Sequence[str]
    columns: Sequence[str]
    fields: Mapping[str, Any]
    table: Table


def read_by_code(delivery: Delivery, layout: Layout, row_of: Callable[[Record, str], tuple[Row, list[str]]]) -> Reading:
    """The rows of a file, each code once. Raises GeodataError when it cannot be read at all.

    ``row_of``: a record, and where it stands, as a row with what speaks against it.
    """
    file = read_features(delivery.path, layout.layer_names)
    require_columns(file.column_names, layout.columns, delivery.path.name)
    reading = Reading(notes=list(file.remarks), read_count=len(file.records), crs_name=file.crs_name)
    rows: dict[str, Row] = {}
    for record in file.records:
        code = str(record.columns["code"] or "")
        where = _("row %(row)d (%(name)s)") % {"row": record.row, "name": code or _("without a code")}
        row, reasons = row_of(record, where)
        if code in rows:
            reasons.append(_("code %(code)s already stands in %(where)s") % {"code": code, "where": rows[code].where})
        if reasons:
            reading.refusals += [Refusal(where, reason) for reason in reasons]
        else:
            rows[code] = row
    reading.notes += unused_columns(file, layout.fields)
    reading.tables.append(TableRows(layout.table, list(rows.values())))
    return reading
