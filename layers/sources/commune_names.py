"""Names of the communes in four languages and their population: a table that goes with the
boundaries.

It changes communes that are there and adds none. A commune keeps naming the release of its
boundary.
"""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from layers.communes.models import Commune
from layers.sources.columns import LANGUAGES, read_values
from layers.sources.communes import COMMUNES, code_finding
from layers.sources.delivery import Delivery
from layers.sources.reading import Reading, Refusal, Row, TableRows
from layers.sources.tables_of_json import read_objects

FIELDS = {f"name_{language}": f"name_{language}" for language in LANGUAGES} | {
    "population": "population",
    "population_on": "population_on",
}
NAMES = replace(COMMUNES, names_release=False, holds_for_a_time=False)


def read_commune_names(delivery: Delivery) -> Reading:
    """Names and newest population by LAU2 code.

    The member ``population`` maps the day of a count to the number of people.
    """
    objects = read_objects(delivery.path, ("lau2",))
    held = set(COMMUNES.current().values_list("lau2_code", flat=True))
    reading = Reading(read_count=len(objects), crs_name=_("without places"))
    rows: dict[str, Row] = {}
    for number, columns in enumerate(objects, start=1):
        code = str(columns["lau2"])
        where = _("row %(row)d (%(name)s)") % {"row": number, "name": code}
        values, reasons = read_values(_with_newest_count(columns), Commune, FIELDS)
        if finding := code_finding(columns["lau2"]):
            reasons.append(finding)
        elif code not in held:
            reasons.append(_("there is no commune %(code)s: import the boundaries first") % {"code": code})
        if code in rows:
            reasons.append(_("LAU2 %(code)s already stands in %(where)s") % {"code": code, "where": rows[code].where})
        if reasons:
            reading.refusals += [Refusal(where, reason) for reason in reasons]
        else:
            rows[code] = Row((code,), f"{code} {values.get('name_fr', '')}".strip(), where, values)
    reading.tables.append(TableRows(NAMES, list(rows.values()), never_removes=True))
    return reading


def _with_newest_count(columns: dict[str, Any]) -> dict[str, Any]:
    counts = columns.get("population")
    if not isinstance(counts, dict) or not counts:
        return columns
    newest = max(counts)
    return {**columns, "population": counts[newest], "population_on": newest}
