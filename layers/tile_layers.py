"""The tile layers of reference data."""

import datetime
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import (
    BooleanField,
    Case,
    CharField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import Combinable, ExpressionWrapper
from django.db.models.functions import Cast, Coalesce

from layers.communes.models import RegionMembership
from layers.construction_zones.models import MODES
from layers.languages import text_in
from layers.tiles.layer import Attributes, TileLayer


def day_text(field: str) -> Combinable:
    """A date column as ``YYYY-MM-DD``: vector tiles know no dates."""
    return Cast(F(field), TextField())


def _regions_of_commune(day: datetime.date) -> Combinable:
    """Codes of the regions a commune belongs to on ``day``, separated by commas: vector tiles know no lists."""
    memberships = RegionMembership.objects.valid_on(day).filter(commune=OuterRef("pk"))
    codes = (
        memberships.order_by()
        .values("commune")
        .values(codes=StringAgg("region__code", delimiter=",", order_by="region__code"))
    )
    return Coalesce(Subquery(codes), Value(""), output_field=TextField())


def _commune(language: str, day: datetime.date) -> Attributes:
    return {
        "lau2_code": F("lau2_code"),
        "name": text_in("name", language),
        "canton": F("canton"),
        "population": F("population"),
        "regions": _regions_of_commune(day),
    }


def _business_park(language: str, day: datetime.date) -> Attributes:
    return {
        "code": F("code"),
        "name": text_in("name", language),
        "state_type": F("state_type"),
        "status": F("status"),
        "footprint_accuracy": F("footprint_accuracy"),
    }


def _activity(day: datetime.date) -> Combinable:
    """``later``, ``now`` or ``past``, seen from ``day``."""
    return Case(
        When(phases__starts_on__isnull=True, then=Value(None)),
        When(phases__starts_on__gt=day, then=Value("later")),
        When(phases__ends_on__lt=day, then=Value("past")),
        default=Value("now"),
        output_field=CharField(),
    )


def _construction_phase(language: str, day: datetime.date) -> Attributes:
    return {
        "zone": F("pk"),
        "code": F("code"),
        "name": text_in("name", language),
        "kind": F("kind"),
        "phase": F("phases__number"),
        "phase_title": text_in("phases__title", language),
        "starts_on": day_text("phases__starts_on"),
        "ends_on": day_text("phases__ends_on"),
        "certainty": F("phases__certainty"),
        "activity": _activity(day),
        **{f"effect_{mode}": F(f"phases__effect_{mode}") for mode in MODES},
    }


def _is_open(day: datetime.date) -> Combinable:
    opened = ExpressionWrapper(Q(opened_on__lte=day), output_field=BooleanField())
    return Coalesce(opened, Value(False))


def _transit_section(language: str, day: datetime.date) -> Attributes:
    return {
        "code": F("code"),
        "name": F("name"),
        "route": F("route__short_name"),
        "opened_on": day_text("opened_on"),
        "is_open": _is_open(day),
    }


def _transit_stop(language: str, day: datetime.date) -> Attributes:
    return {
        "gtfs_stop_id": F("gtfs_stop_id"),
        "name": F("name"),
        "opened_on": day_text("opened_on"),
        "is_open": _is_open(day),
    }


def _public_place(language: str, day: datetime.date) -> Attributes:
    return {"code": F("code"), "kind": F("kind"), "name": F("name")}


def _valid_communes(rows: QuerySet[Any], day: datetime.date) -> QuerySet[Any]:
    """Without this a merged commune would be drawn over the ones it was made of."""
    return rows.filter(valid_from__lte=day).filter(Q(valid_until__isnull=True) | Q(valid_until__gt=day))


# From here on works and stops carry names, and tiles all that is known of them.
DETAILED_FROM = 13

COMMUNES = TileLayer("communes", "boundary", _commune, on_day=_valid_communes)
BUSINESS_PARKS = TileLayer("business-parks", "footprint", _business_park)
# One feature per phase, with its own footprint and id; ``zone`` is the id of the construction zone.
CONSTRUCTION_ZONES = TileLayer(
    "construction-zones",
    "phases__footprint",
    _construction_phase,
    feature_id="phases__pk",
    brief=("zone", "name", "starts_on", "ends_on"),
    brief_below=DETAILED_FROM,
)
TRANSIT_SECTIONS = TileLayer("transit-sections", "alignment", _transit_section)
TRANSIT_STOPS = TileLayer(
    "transit-stops", "location", _transit_stop, brief=("name", "opened_on"), brief_below=DETAILED_FROM
)
# A country has some thousand bus stops: further out they are counted, like what is placed (territory/tile_layers.py).
PUBLIC_PLACES = TileLayer("public-places", "location", _public_place, single_from=13)
