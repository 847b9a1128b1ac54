"""One offer against one need: refused for stated reasons, or scored by parts that can be told in words (explain.py).

The score is the weighted sum of its parts, 0 to 1. A part whose facts are not stated earns nothing and is shown as
unknown, with what it could still add; so the unknown neither counts as average nor hides a good match. What no other
part can make up for (another material, no permit, no common time) refuses the pair instead of lowering the score.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from territory.matching.calendar import Calendar, common_time, months_only
from territory.matching.errors import BadProfile, UnitsDoNotMeet
from territory.matching.material import Relation, material_match, permit_missing
from territory.matching.profile import TEMPERED, Direction, Energy, FlowProfile
from territory.matching.substitutions import Substitutions
from territory.matching.terms import Criterion, Terms
from territory.matching.waste_list import WasteList

Facts = Mapping[str, float | str]
Distance = Callable[[FlowProfile, FlowProfile], float | None]
# Of the offer, of the need, and the time in which both run.
CalendarsAndCommon = tuple[Calendar, Calendar, Calendar]


class Reason(StrEnum):
    """Why a pair is refused whatever its score would be."""

    SAME_HOLDER = "same-holder"
    OTHER_MATERIAL = "other-material"
    NO_PERMIT = "no-permit"
    UNITS = "units"
    NO_COMMON_TIME = "no-common-time"
    GRADE = "grade"
    TEMPERATURE = "temperature"
    TOO_FAR = "too-far"


@dataclass(frozen=True)
class Part:
    """What one criterion says: a score 0 to 1, or nothing where a fact is not stated; its share; the facts."""

    criterion: Criterion
    score: float | None
    weight_share: float
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True)
class Refusal:
    """A pair that cannot be, with every reason."""

    offer: str
    need: str
    reasons: tuple[tuple[Reason, Facts], ...]


@dataclass(frozen=True)
class Pair:
    """A pair that can be. Quantities are t or MWh a year; ``matchable`` is what both can pass on in their common time.

    ``score`` is earned by what is known, ``score_at_most`` would be reached if all that is unknown were perfect.
    """

    offer: str
    need: str
    parts: tuple[Part, ...]
    score: float
    score_at_most: float
    unit: str
    offer_per_year: float
    need_per_year: float
    matchable: float
    transport_eur_per_unit: float | None


@dataclass
class _Findings:
    """What has been found out about a pair so far."""

    scored: dict[Criterion, tuple[float | None, Facts]] = field(default_factory=dict)
    reasons: list[tuple[Reason, Facts]] = field(default_factory=list)

    def score(self, criterion: Criterion, score: float | None, facts: Facts) -> None:
        self.scored[criterion] = (score if score is None else max(score, 0.0), facts)

    def refuse(self, reason: Reason, facts: Facts) -> None:
        self.reasons.append((reason, facts))


def compare(
    offer: FlowProfile,
    need: FlowProfile,
    waste_list: WasteList,
    substitutions: Substitutions,
    terms: Terms,
    *,
    distance_m: Distance | None = None,
) -> Pair | Refusal:
    """The pair with its parts in the order of Criterion, or the refusal with all its reasons.

    ``distance_m`` gives the way between both in metres by a network; without it, crow-fly times the detour factor.
    Raises UnknownCode, BadProfile.
    """
    if (offer.direction, need.direction) != (Direction.OFFER, Direction.NEED):
        raise BadProfile(_("An offer is compared with a need, in this order."))
    findings = _Findings()
    if offer.holder == need.holder:
        findings.refuse(Reason.SAME_HOLDER, {})
    materials: Facts = {"offered": offer.material, "needed": need.material}
    found = material_match(offer.material, need.material, waste_list, substitutions, terms)
    if found.relation is Relation.NONE:
        findings.refuse(Reason.OTHER_MATERIAL, materials)
    if permit_missing(offer, need, waste_list):
        findings.refuse(Reason.NO_PERMIT, materials)
    findings.score(Criterion.MATERIAL, found.score, {"relation": found.relation, **materials})
    common = _calendar(offer, need, findings)
    quantities = _quantity(offer, need, common, findings)
    if offer.energy in TEMPERED:
        _temperature(offer, need, terms, findings)
    elif offer.energy is None:
        _grade(offer, need, terms, findings)
    eur_per_t = _way(offer, (distance_m or crow_flies(terms))(offer, need), terms, findings)
    if findings.reasons or quantities is None:
        return Refusal(offer.key, need.key, tuple(findings.reasons))
    parts = _weighed(findings.scored, terms)
    return Pair(
        offer=offer.key,
        need=need.key,
        parts=parts,
        score=math.fsum(part.weight_share * (part.score or 0.0) for part in parts),
        score_at_most=math.fsum(part.weight_share * (1.0 if part.score is None else part.score) for part in parts),
        unit="MWh" if offer.energy else "t",
        offer_per_year=quantities[0],
        need_per_year=quantities[1],
        matchable=quantities[2],
        transport_eur_per_unit=eur_per_t,
    )


def crow_flies(terms: Terms) -> Distance:
    """The straight line in metres times the detour factor; nothing where a position is unknown."""

    def measured(offer: FlowProfile, need: FlowProfile) -> float | None:
        if offer.position_m is None or need.position_m is None:
            return None
        return math.dist(offer.position_m, need.position_m) * terms.detour_factor

    return measured


def _weighed(scored: Mapping[Criterion, tuple[float | None, Facts]], terms: Terms) -> tuple[Part, ...]:
    total = math.fsum(terms.weights[criterion] for criterion in scored)
    return tuple(
        Part(criterion, scored[criterion][0], terms.weights[criterion] / total, scored[criterion][1])
        for criterion in Criterion
        if criterion in scored
    )


def _calendar(offer: FlowProfile, need: FlowProfile, findings: _Findings) -> CalendarsAndCommon | None:
    """The calendars compared and their common time. Energy is used when it is there; materials wait a while."""
    if offer.calendar is None or need.calendar is None:
        findings.score(Criterion.CALENDAR, None, {})
        return None
    ours, theirs = offer.calendar, need.calendar
    if offer.energy is None:
        ours, theirs = months_only(ours), months_only(theirs)
    common = common_time(ours, theirs)
    if common is None:
        findings.refuse(Reason.NO_COMMON_TIME, {})
        return None
    share = common.hours_per_year / theirs.hours_per_year
    findings.score(Criterion.CALENDAR, share, {"share": share, "months": len(common.months)})
    return ours, theirs, common


def _quantity(
    offer: FlowProfile,
    need: FlowProfile,
    calendars: CalendarsAndCommon | None,
    findings: _Findings,
) -> tuple[float, float, float] | None:
    """(offered, needed, passed on) a year; nothing, with the reason, where the units do not meet."""
    try:
        offered, needed = offer.per_year, need.per_year
    except UnitsDoNotMeet as error:
        findings.refuse(Reason.UNITS, {"why": str(error)})
        return None
    overlap = min(offered, needed) / max(offered, needed)
    findings.score(
        Criterion.QUANTITY, overlap, {"offered": offered, "needed": needed, "unit": "MWh" if offer.energy else "t"}
    )
    if calendars is None:
        return offered, needed, min(offered, needed)
    ours, theirs, common = calendars
    in_time = common.hours_per_year
    return offered, needed, min(offered * in_time / ours.hours_per_year, needed * in_time / theirs.hours_per_year)


def _grade(offer: FlowProfile, need: FlowProfile, terms: Terms, findings: _Findings) -> None:
    if offer.grade is None or need.grade is None:
        findings.score(Criterion.GRADE, None, {})
        return
    worse_by = max(offer.grade - need.grade, 0)
    score = 1 - terms.grade_step * worse_by
    facts = {"offered": offer.grade, "needed": need.grade}
    if score <= 0:
        findings.refuse(Reason.GRADE, facts)
    findings.score(Criterion.GRADE, score, facts)


def _temperature(offer: FlowProfile, need: FlowProfile, terms: Terms, findings: _Findings) -> None:
    offered, needed = offer.temperature_c, need.temperature_c
    if offered is None or needed is None:
        findings.score(Criterion.TEMPERATURE, None, {})
        return
    if need.energy is Energy.COOLING and offer.energy is Energy.HEAT:
        missing = 0.0 if offered >= terms.absorption_c else terms.lift_k  # no lift
    elif need.energy is Energy.COOLING:
        missing = offered + terms.approach_k - needed
    else:
        missing = needed + terms.approach_k - offered
    missing = max(missing, 0.0)
    facts: Facts = {"offered": offered, "needed": needed, "approach": terms.approach_k, "missing": missing}
    if missing >= terms.lift_k:
        findings.refuse(Reason.TEMPERATURE, facts)
    findings.score(Criterion.TEMPERATURE, 1 - missing / terms.lift_k, facts)


def _way(offer: FlowProfile, way_m: float | None, terms: Terms, findings: _Findings) -> float | None:
    """What it costs to bring a tonne over, in euro; nothing for energy and where a position is unknown."""
    if way_m is None:
        findings.score(Criterion.DISTANCE, None, {})
        return None
    facts: dict[str, float | str] = {"way_m": way_m}
    if offer.energy:
        score, eur_per_t = 1 - way_m / terms.energy_reach_m, None
    else:
        eur_per_t = way_m / 1000 * terms.transport_eur_per_tkm
        facts["eur_per_t"] = eur_per_t
        score = 1 - eur_per_t / terms.tolerable_eur_per_t
    if score <= 0:
        findings.refuse(Reason.TOO_FAR, facts)
    findings.score(Criterion.DISTANCE, score, facts)
    return eur_per_t
