"""Construction zones, in two layouts: ours with one feature a phase, and the development areas of
the PAG.

In ours the columns of the zone (``zone``, ``zone_name``, ``kind``, ``source_url``) repeat in each
of its phases and must agree; the zone's footprint is the union of its phases. The PAG's "PAP
nouveau quartier" have no dates: they become zones without phases, found by their ``xtf_id``.
``code_com`` (such as C026) is the PAG's own commune code, not LAU2.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import shapely
from django.utils.translation import gettext as _

from layers.construction_zones.models import (
    MODES,
    Certainty,
    ConstructionKind,
    ConstructionPhase,
    ConstructionZone,
)
from layers.sources.check import AREAS, LINES, shape_findings
from layers.sources.columns import (
    LANGUAGES,
    name_columns,
    read_values,
    require_columns,
    unused_columns,
)
from layers.sources.delivery import Delivery
from layers.sources.readers import FeatureFile, Record, read_features, stored
from layers.sources.reading import Reading, Refusal, Row, Table, TableRows

LAYER_NAMES = ("construction_zones", "construction-zones", "pag_pag_nq_pap")
COLUMNS = ("zone", "kind", "phase", "starts_on")
PAG_COLUMNS = ("xtf_id", "code_com", "denomination")
# Where a zone has areas and lines, a line counts as a strip of twice this width: half a road of two
# lanes.
HALF_ROAD_M = 5.0
GRID_M = 0.001

ZONE_FIELDS: Mapping[str, Any] = {
    "code": "zone",
    **name_columns("zone_name", field="name"),
    "kind": "kind",
    "source_url": "source_url",
}
PHASE_FIELDS: Mapping[str, Any] = {
    "number": "phase",
    **name_columns("title"),
    "starts_on": "starts_on",
    "ends_on": "ends_on",
    "certainty": "certainty",
    **{f"effect_{mode}": f"effect_{mode}" for mode in MODES},
}
PAG_FIELDS: Mapping[str, Any] = {"name_fr": "denomination"}

ZONES = Table(
    ConstructionZone,
    "construction zone",
    ("code",),
    lambda: ConstructionZone.objects.select_related("release__source"),
)
PHASES = Table(
    ConstructionPhase,
    "phase",
    ("zone__code", "number"),
    lambda: ConstructionPhase.objects.select_related("zone"),
    parents={"zone": ZONES},
    names_release=False,
)


def read_construction_zones(delivery: Delivery) -> Reading:
    """The zones of a file, with their phases where it has them.

    Raises GeodataError when it cannot be read at all.
    """
    file = read_features(delivery.path, LAYER_NAMES)
    found = {name.lower() for name in file.column_names}
    if "zone" not in found and found.issuperset(PAG_COLUMNS):
        return _read_pag(file)
    require_columns(file.column_names, COLUMNS, delivery.path.name)
    return _read_phases(file)


def _read_phases(file: FeatureFile) -> Reading:
    reading = Reading(notes=list(file.remarks), read_count=len(file.records), crs_name=file.crs_name)
    zones: dict[str, Row] = {}
    phases: dict[tuple[str, int], Row] = {}
    places: dict[str, list[shapely.Geometry]] = {}
    for record in file.records:
        where = _("row %(row)d (zone %(zone)s, phase %(phase)s)") % {
            "row": record.row,
            **record.columns,
        }
        zone, reasons = _zone_of(record, where)
        phase, phase_reasons = _phase_of(record, zone, where)
        reasons += phase_reasons + shape_findings(record, AREAS + LINES)
        first = zones.setdefault(zone.key[0], zone)
        reasons += [
            _("%(column)s differs from %(where)s: the columns of a zone must agree in all its phases")
            % {"column": name, "where": first.where}
            for name in zone.values
            if zone.values[name] != first.values.get(name)
        ]
        if phase.key in phases:
            reasons.append(_("this phase already stands in %(where)s") % {"where": phases[phase.key].where})
        if reasons:
            reading.refusals += [Refusal(where, reason) for reason in reasons]
            continue
        phases[phase.key] = phase
        assert record.place is not None
        places.setdefault(zone.key[0], []).append(record.place)
    whole = [_with_footprint(zones[code], parts) for code, parts in places.items()]
    reading.notes += unused_columns(file, {**ZONE_FIELDS, **PHASE_FIELDS})
    reading.tables.append(TableRows(ZONES, whole))
    reading.tables.append(TableRows(PHASES, list(phases.values()), parts_of=frozenset(places)))
    return reading


def _zone_of(record: Record, where: str) -> tuple[Row, list[str]]:
    values, reasons = read_values(record.columns, ConstructionZone, ZONE_FIELDS)
    code = values.pop("code", "")
    names = [values.get(f"name_{language}") for language in LANGUAGES]
    if not any(names):
        reasons.append(_("the zone has no name in any language: fill zone_name, or zone_name_de, zone_name_fr, …"))
    return Row((code,), str(next(filter(None, names), code)), where, values), reasons


def _phase_of(record: Record, zone: Row, where: str) -> tuple[Row, list[str]]:
    values, reasons = read_values(record.columns, ConstructionPhase, PHASE_FIELDS)
    number = values.pop("number", 0)
    if not any(values.get(f"title_{language}") for language in LANGUAGES):
        reasons.append(_("the phase has no title in any language: fill title, or title_de, title_fr, …"))
    starts_on, ends_on, certainty = (values.get(name) for name in ("starts_on", "ends_on", "certainty"))
    if starts_on and ends_on and ends_on < starts_on:
        reasons.append(_("it ends on %(end)s, before it starts on %(start)s") % {"end": ends_on, "start": starts_on})
    if certainty == Certainty.FIXED and ends_on is None:
        reasons.append(
            _("its dates are fixed but ends_on is empty: give the last day, or say “estimated” or “open_ended”")
        )
    if certainty == Certainty.OPEN_ENDED and ends_on is not None:
        reasons.append(
            _("its end is not known but ends_on is %(end)s: leave it empty, or say “estimated”") % {"end": ends_on}
        )
    if record.place is not None:
        values["footprint"] = stored(record.place)
    return Row((zone.key[0], number), f"{zone.label} – {number}", where, values), reasons


def _with_footprint(zone: Row, parts: Sequence[shapely.Geometry]) -> Row:
    kinds = {part.geom_type in AREAS for part in parts}
    if len(kinds) > 1:
        parts = [part if part.geom_type in AREAS else part.buffer(HALF_ROAD_M) for part in parts]
    union = shapely.set_precision(shapely.union_all(parts), GRID_M)
    return Row(zone.key, zone.label, zone.where, {**zone.values, "footprint": stored(union)})


def _read_pag(file: FeatureFile) -> Reading:
    reading = Reading(notes=list(file.remarks), read_count=len(file.records), crs_name=file.crs_name)
    rows: dict[str, Row] = {}
    for record in file.records:
        xtf_id = str(record.columns["xtf_id"] or "").strip()
        where = _("row %(row)d (%(name)s)") % {
            "row": record.row,
            "name": xtf_id or _("without xtf_id"),
        }
        values, reasons = read_values(record.columns, ConstructionZone, PAG_FIELDS)
        # Some zones have no name in the PAG: they get their identifier, nothing invented.
        values["name_fr"] = values.get("name_fr") or f"PAP NQ {record.columns['code_com']} {xtf_id[:8]}"
        values["kind"] = ConstructionKind.DEVELOPMENT_AREA
        if not xtf_id:
            reasons.append(_("column xtf_id is empty: it identifies the zone"))
        elif xtf_id in rows:
            reasons.append(_("xtf_id already stands in %(where)s") % {"where": rows[xtf_id].where})
        reasons += shape_findings(record, AREAS)
        if reasons:
            reading.refusals += [Refusal(where, reason) for reason in reasons]
            continue
        values["footprint"] = stored(record.place)
        rows[xtf_id] = Row((f"nq-pap-{xtf_id}",), values["name_fr"], where, values)
    reading.notes.append(_("The PAG gives no dates: its development areas become zones without phases."))
    reading.notes += unused_columns(file, PAG_FIELDS, others=("xtf_id", "code_com"))
    reading.tables.append(TableRows(ZONES, list(rows.values())))
    return reading
