"""Regions: which communes plan together, since when and until when."""

from typing import Any

from django.utils.translation import gettext as _

from layers.communes.models import Region, RegionMembership
from layers.sources.columns import LANGUAGES, read_values, require_columns
from layers.sources.communes import COMMUNES
from layers.sources.delivery import Delivery
from layers.sources.reading import Reading, Refusal, Row, Table, TableRows
from layers.sources.tables_of_json import read_objects

FIELDS = {f"name_{language}": f"name_{language}" for language in LANGUAGES} | {
    "valid_from": "valid_from",
    "valid_until": "valid_until",
}

REGIONS = Table(Region, "region", ("code",), Region.objects.all)
# Of a commune that left and came back the latest time counts, so the order matters.
MEMBERSHIPS = Table(
    RegionMembership,
    "membership",
    ("region__code", "commune__lau2_code"),
    lambda: (
        RegionMembership.objects.filter(commune__valid_until__isnull=True)
        .select_related("region", "commune")
        .order_by("valid_from")
    ),
    parents={"region": REGIONS, "commune": COMMUNES},
    names_release=False,
)


def read_regions(delivery: Delivery) -> Reading:
    """Regions with their members. A member that a region in the file no longer lists goes; to keep
    its time in the region as history, list it with ``valid_until``.
    """
    objects = read_objects(delivery.path, ("code", "valid_from", "members"))
    held = set(COMMUNES.current().values_list("lau2_code", flat=True))
    reading = Reading(read_count=len(objects), crs_name=_("without places"))
    regions: dict[str, Row] = {}
    memberships: list[Row] = []
    for number, columns in enumerate(objects, start=1):
        code = str(columns["code"])
        where = _("row %(row)d (%(name)s)") % {"row": number, "name": code}
        values, reasons = read_values(columns, Region, FIELDS)
        if not any(values.get(f"name_{language}") for language in LANGUAGES):
            reasons.append(_("it has no name in any language"))
        if code in regions:
            reasons.append(
                _("region %(code)s already stands in %(where)s") % {"code": code, "where": regions[code].where}
            )
        members: dict[str, Row] = {}
        for member in columns["members"]:
            row, member_reasons = _member_row(member, code, where)
            if row.key[1] in members:
                member_reasons.append(_("it stands twice among the members"))
            elif row.key[1] not in held:
                member_reasons.append(_("there is no such commune: import the boundaries first"))
            reasons += [f"{row.key[1]}: {reason}" for reason in member_reasons]
            members[row.key[1]] = row
        reading.refusals += [Refusal(where, reason) for reason in reasons]
        if not reasons:
            regions[code] = Row((code,), str(values.get("name_fr") or code), where, values)
            memberships += members.values()
    reading.tables.append(TableRows(REGIONS, list(regions.values())))
    reading.tables.append(TableRows(MEMBERSHIPS, memberships, parts_of=frozenset(regions)))
    return reading


def _member_row(member: dict[str, Any], region_code: str, where: str) -> tuple[Row, list[str]]:
    who = _("a member of region %(code)s") % {"code": region_code}
    require_columns(member, ("lau2", "valid_from"), who)
    code = str(member["lau2"])
    values, reasons = read_values(
        {"valid_until": None, **member},
        RegionMembership,
        {"valid_from": "valid_from", "valid_until": "valid_until"},
    )
    initial = {"valid_from": values.pop("valid_from", None)}
    return Row((region_code, code), f"{code} – {region_code}", where, values, initial), reasons
