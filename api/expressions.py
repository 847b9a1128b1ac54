"""Public fields that are not a column of their own: lists, texts in the reader's language, dates of phases."""

import datetime
from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.postgres.aggregates import BoolOr
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    Func,
    JSONField,
    Max,
    Min,
    OuterRef,
    Q,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat, JSONObject, NullIf, Round

from api.collection import Reading
from layers.business_parks.models import BusinessPark
from layers.communes.models import Commune, Region
from layers.construction_zones.models import MODES, ConstructionPhase
from layers.construction_zones.querysets import PhaseQuerySet, phases_in
from layers.languages import LANGUAGES, text_in
from layers.transit.models import TransitRoute
from territory.consents.models import Consent
from territory.contributions.models import Contribution, StageMove, State
from territory.contributions.stages import StageOn
from territory.history.lists import texts_then

ReadsField = Callable[[Reading], Combinable]


class WithoutNulls(Func):
    """A JSON object without its empty members."""

    function = "jsonb_strip_nulls"
    output_field = JSONField()


def page_of(collection_id: str) -> ReadsField:
    """Address of the page where a person reads it, in the reader's language."""

    def read(reading: Reading) -> Combinable:
        start = f"{reading.base_url}/{reading.language}/{collection_id}/"
        return Concat(Value(start), Cast("pk", TextField()), Value("/"), output_field=TextField())

    return read


def text_of(field: str) -> ReadsField:
    """A translated column in the reader's language, as plain text."""
    return lambda reading: text_in(field, reading.language)


def regions_of_commune(reading: Reading) -> Combinable:
    regions = Region.objects.filter(
        Q(memberships__valid_until__isnull=True) | Q(memberships__valid_until__gt=reading.day),
        memberships__commune=OuterRef("pk"),
        memberships__valid_from__lte=reading.day,
    )
    return ArraySubquery(regions.order_by("code").values("code"))


def routes_of_stop(reading: Reading) -> Combinable:
    routes = TransitRoute.objects.filter(route_stops__stop=OuterRef("pk"))
    return ArraySubquery(routes.order_by("short_name").values("short_name"))


def business_parks_of_group(reading: Reading) -> Combinable:
    parks = BusinessPark.objects.filter(working_groups=OuterRef("pk"))
    return ArraySubquery(parks.order_by("code").values("code"))


def communes_of_place(reading: Reading) -> Combinable:
    """LAU2 codes of the communes, as they are today, that share a point with the place."""
    communes = Commune.objects.valid_on(reading.day).filter(boundary__intersects=OuterRef("location"))
    return ArraySubquery(communes.order_by("lau2_code").values("lau2_code"))


def partners_of(kind: type[Contribution]) -> ReadsField:
    """Short names of the partner organisations, of a day gone by those of that day."""
    link: Any = kind.partners.through

    def read(reading: Reading) -> Combinable:
        if reading.is_past:
            return texts_then(kind, "partners", "slug")
        partners = link.objects.filter(**{str(kind._meta.model_name): OuterRef("pk")})
        return ArraySubquery(partners.order_by("organisation__slug").values("organisation__slug"))

    return read


def reason_while_unpublished(reading: Reading) -> Combinable:
    """Only who may see an unpublished row sees why it is not public."""
    return Case(When(state=State.PUBLISHED, then=Value("")), default=F("state_reason"), output_field=CharField())


def phases_starting(reading: Reading) -> Combinable:
    phases = _phases_of_outer().order_by().values("zone")
    return Subquery(phases.annotate(day=Min("starts_on")).values("day"))


def phases_ending(reading: Reading) -> Combinable:
    """Last day of the last phase; empty when one has no end."""
    phases = _phases_of_outer().order_by().values("zone")
    last = Case(When(open_ended=False, then=F("last_day")), default=None)
    return Subquery(
        phases.annotate(open_ended=BoolOr(Q(ends_on__isnull=True)), last_day=Max("ends_on"))
        .annotate(day=last)
        .values("day")
    )


def phases_of_zone(reading: Reading) -> Combinable:
    title = WithoutNulls(JSONObject(**{code: F(f"title_{code}") for code in LANGUAGES}))
    effects = JSONObject(**{mode: F(f"effect_{mode}") for mode in MODES})
    phase = JSONObject(
        number="number",
        title=title,
        starts_on="starts_on",
        ends_on="ends_on",
        certainty="certainty",
        effects=effects,
    )
    return ArraySubquery(_phases_of_outer().order_by("number").annotate(phase=phase).values("phase"))


def consents_to(kind: type[Contribution]) -> ReadsField:
    """What the communes whose land it touches were asked and say; the reasons are for those concerned only."""

    def read(_reading: Reading) -> Combinable:
        asked = Consent.objects.current().filter(kind=kind._meta.model_name, object_id=OuterRef("pk"))
        entry = JSONObject(
            commune="commune__lau2_code",
            organisation="organisation__slug",
            share=Round("share", precision=4),
            answer="answer",
        )
        return ArraySubquery(asked.order_by("asked_at", "pk").annotate(entry=entry).values("entry"))

    return read


def stage_seen(kind: type[Contribution]) -> ReadsField:
    """The stage it is in, or was in on the chosen day; null where none is known for that day."""
    return lambda reading: StageOn(kind, reading.seen_on or reading.day)


def stages_of(kind: type[Contribution]) -> ReadsField:
    """How it came to its stage, as far as the version that is read knows; no names of people."""

    def read(_reading: Reading) -> Combinable:
        known = StageMove.objects.filter(
            kind=kind._meta.model_name, object_id=OuterRef("pk"), version__lte=OuterRef("version")
        )
        columns = {"from": NullIf("source", Value("")), "to": "target", "on": "moved_on", "evidence": "evidence"}
        entry = JSONObject(**columns)
        return ArraySubquery(known.order_by("version").annotate(entry=entry).values("entry"))

    return read


def zone_works(first_day: datetime.date | None, last_day: datetime.date | None) -> Q:
    """Construction zones with a phase on at least one day from ``first_day`` to ``last_day``."""
    phases = _phases_of_outer().running_between(first_day or datetime.date.min, last_day or datetime.date.max)
    return Q(Exists(phases))


def zone_in_state(states: Sequence[str], first_day: datetime.date, last_day: datetime.date) -> Q:
    """Construction zones with a phase that is in one of ``states``, seen from these days."""
    return Q(Exists(_phases_of_outer().in_state(states, first_day, last_day)))


def phases_in_state(states: Sequence[str], first_day: datetime.date, last_day: datetime.date) -> Q:
    """The same for the phases that hang on a zone."""
    return phases_in(states, first_day, last_day, "phases__")


def _phases_of_outer() -> PhaseQuerySet:
    return ConstructionPhase.objects.filter(zone=OuterRef("pk"))
