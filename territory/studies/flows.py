"""Demand by volume: how much of a material or energy establishments state, as far as somebody may read it.

Statements are confidential. So a question that nobody keeps counts what its asker may read, while a study that is kept,
and with it every answer stored, counts only what is stated to everyone: nobody can read more out of it later than they
may read themselves.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext as _

from territory.acting import reading_as
from territory.errors import Invalid
from territory.matching.errors import UnknownCode
from territory.matching.profile import Energy
from territory.matching.waste_list import project_waste_list
from territory.people.models import User
from territory.siting.errors import UnusableProblem
from territory.studies.demand import Asked
from territory.studies.inputs import Flow

Reader = User | AnonymousUser
EVERYONE = AnonymousUser()
DIRECTIONS = ("in", "out")
JOBS, TONNES, MEGAWATT_HOURS = "jobs", "t", "MWh"  # of flows: in a year


@dataclass(frozen=True)
class Stated:
    """A flow that somebody states: ``per_year`` in ``unit``, by so many establishments."""

    flow: Flow
    unit: str
    per_year: float
    establishments: int


def unit_of(flow: Flow | None) -> str:
    """What the figures of an answer count: jobs, tonnes a year or MWh a year."""
    if flow is None:
        return JOBS
    return MEGAWATT_HOURS if flow.material in set(Energy) else TONNES


def checked(flow: Flow) -> Flow:
    """The flow with its code in digits. Raises Invalid."""
    if flow.direction not in DIRECTIONS:
        raise Invalid({"/flow/direction": [_("One of %(known)s.") % {"known": ", ".join(DIRECTIONS)}]})
    if flow.material in set(Energy):
        return flow
    try:
        return replace(flow, material=project_waste_list().known(flow.material))
    except UnknownCode as error:
        raise Invalid({"/flow/material": [str(error)]}) from error


def weighed(wanted: Asked, flow: Flow, reader: Reader) -> Asked:
    """Of those whose jobs were asked the ones that state ``flow``, with what it comes to in a year instead of jobs.

    A chapter or sub-chapter counts all below it. Raises Invalid, UnusableProblem.
    """
    flow = checked(flow)
    with reading_as(reader):
        rows = _entries(reader, [one.id for one in wanted.demand]).filter(
            material__startswith=flow.material, direction=flow.direction
        )
        sums = dict(rows.values("establishment").annotate(total=Sum("per_year")).values_list("establishment", "total"))
    demand = [replace(one, jobs=sums[one.id]) for one in wanted.demand if sums.get(one.id)]
    if not demand:
        sentence = (
            _("Nobody there states this flow to everyone; a study that is kept counts nothing else.")
            if reader is EVERYONE
            else _("Nobody there states this flow, or not to you.")
        )
        raise UnusableProblem(sentence)
    return replace(wanted, demand=demand)


def stated_by(establishments: Iterable[int], reader: Reader) -> list[Stated]:
    """Every flow that ``reader`` may read of them, the largest of each unit first; one query beside who reads."""
    with reading_as(reader):
        rows = list(
            _entries(reader, list(establishments))
            .values_list("material", "direction")
            .annotate(Sum("per_year"), Count("establishment", distinct=True))
        )
    found = [
        Stated(flow := Flow(material, direction), unit_of(flow), per_year, count)
        for material, direction, per_year, count in rows
    ]
    return sorted(found, key=lambda one: (one.unit, -one.per_year, one.flow.material, one.flow.direction))


def _entries(reader: Reader, establishments: list[int]) -> QuerySet:
    # By name: what is stated knows studies (viability), not the other way round.
    entries = apps.get_model("territory", "NeedOrOffer")._default_manager
    visible: QuerySet = entries.visible_to(reader).stated()
    return visible.filter(establishment__in=establishments, per_year__isnull=False).order_by()
