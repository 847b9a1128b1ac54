"""What surrounds a place in a period: whose land it is, how one gets there, which works touch it, who works near it.

One sheet costs nine queries, however much lies around (tests/api/test_context.py counts them).
"""

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.contrib.gis.geos import GEOSGeometry
from django.utils import translation

from layers.composed import DAY, LATER_DAY, PLACE, Composed, kept, listed
from layers.construction_zones.models import MODES, ConstructionPhase, Effect
from layers.languages import text_in
from territory.context.consent import Concerned, ConsentNeeded, concerned_by, consents_needed
from territory.context.land import CommuneHere, ParkHere, communes_here, parks_here
from territory.context.similar import SimilarThing, similar_things
from territory.context.stops import StopNear, stops_near
from territory.nearby.counted import Counted, count_within
from territory.nearby.origins import Origin
from territory.organisations.models import Organisation
from territory.people.models import User
from territory.reach.measured import EstimateReason
from territory.reach.modes import Mode
from territory.reach.store import current_network

WITHIN_MIN = (5, 10, 15)
# Who works around something longer than this is no longer near anything: half the south would be counted.
LONGEST_M = 10_000


@dataclass(frozen=True)
class PhaseHere:
    """A construction phase that touches the place in the period; effects: by mode, without those that have none."""

    zone_id: int
    zone: str
    title: str
    starts_on: datetime.date
    ends_on: datetime.date | None
    certainty: str
    effects: dict[str, str]


@dataclass(frozen=True)
class Around:
    """How many establishments and jobs are within ``minutes`` on foot."""

    minutes: int
    establishments: int
    jobs: int


@dataclass(frozen=True)
class ContextSheet:
    """Everything about a place at one glance. reason: why times are estimated, None where they are measured."""

    communes: tuple[CommuneHere, ...]
    parks: tuple[ParkHere, ...]
    stops: tuple[StopNear, ...]
    phases: tuple[PhaseHere, ...]
    around: tuple[Around, ...]  # empty for a place too long to be near anybody
    similar: tuple[SimilarThing, ...]
    concerned: tuple[Concerned, ...]
    consents: tuple[ConsentNeeded, ...]
    reason: EstimateReason | None


def context_of(
    place: GEOSGeometry,
    first_day: datetime.date,
    last_day: datetime.date,
    reader: User | AnonymousUser,
    language: str,
    theme: str = "",
    owner: Organisation | None = None,
) -> ContextSheet:
    """The sheet of ``place`` (valid, storage CRS) from the first to the last day, as far as ``reader`` may see it.

    theme: the code by which things nearby are called similar; empty for all. owner: in whose name it would be
    placed, which says whose consent it needs. Raises NoWalkableWay.
    """
    stored = current_network()
    network = stored.network if stored else None
    origin = Origin(place)
    west, south, east, north = place.extent
    is_short = max(east - west, north - south) <= LONGEST_M
    near = count_within(origin, WITHIN_MIN, Mode.FOOT, network) if is_short else Counted((), None)
    stops, stops_reason = stops_near(origin, last_day, network)
    # The sentences of consents are in the language in use.
    with translation.override(language):
        return ContextSheet(
            communes=communes_here(place, first_day, language),
            parks=parks_here(place, language),
            stops=stops,
            phases=_phases(place, first_day, last_day, language),
            around=tuple(Around(minutes, *totals) for minutes, totals in zip(WITHIN_MIN, near.totals, strict=False)),
            similar=similar_things(place, reader, language, theme),
            concerned=concerned_by(place, first_day, language),
            consents=consents_needed(place, owner, language),
            reason=near.reason or stops_reason,
        )


def _phases(
    place: GEOSGeometry, first_day: datetime.date, last_day: datetime.date, language: str
) -> tuple[PhaseHere, ...]:
    rows = _phases_of(language).ask({"place": place, "first_day": first_day, "last_day": last_day})
    return tuple(_phase(*row) for row in rows)


def _phase(
    zone_id: int,
    zone: str,
    title: str,
    starts_on: datetime.date,
    ends_on: datetime.date | None,
    certainty: str,
    *effects: str,
) -> PhaseHere:
    changed = {mode: effect for mode, effect in zip(MODES, effects, strict=True) if effect != Effect.NONE}
    return PhaseHere(zone_id, zone, title, starts_on, ends_on, certainty, changed)


@kept
def _phases_of(language: str) -> Composed:
    phases = (
        ConstructionPhase.objects.running_between(DAY, LATER_DAY)
        .filter(footprint__intersects=PLACE)
        .annotate(zone_text=text_in("zone__name", language), text=text_in("title", language))
        .order_by("starts_on", "pk")
    )
    columns = ["zone_id", "zone_text", "text", "starts_on", "ends_on", "certainty"]
    listing = listed(phases, *columns, *(f"effect_{mode}" for mode in MODES))
    return Composed(listing, place=PLACE, first_day=DAY, last_day=LATER_DAY)
