"""Scores, refusals and matches in words, in the reader's language.

While the other side is hidden, distances and quantities are told in steps: an exact figure would give the neighbour
away.
"""

from collections.abc import Callable, Sequence

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from territory.matching.material import Relation
from territory.matching.profile import Energy
from territory.matching.rank import Match
from territory.matching.score import Facts, Part, Reason
from territory.matching.terms import Criterion
from territory.matching.waste_list import spaced

# Upper ends of the steps in which a hidden distance is told, metres.
DISTANCE_STEPS_M = (500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000)
# Lower ends of the steps in which a hidden overlap of quantities is told.
SHARE_STEPS = (0.75, 0.5, 0.25)


def part_in_words(part: Part, hidden: bool = True) -> str:
    """One sentence about what a part compares; ``hidden`` while the other side has not said yes."""
    if part.score is None:
        return _not_stated(part.criterion)
    return SENTENCES[part.criterion](part.facts, hidden)


def reason_in_words(reason: Reason) -> str:
    """Why a pair cannot be, and where there is a remedy, what it is."""
    sentences = {
        Reason.SAME_HOLDER: _("Both belong to the same establishment."),
        Reason.OTHER_MATERIAL: _("What is offered is neither what is needed nor a substitute for it."),
        Reason.NO_PERMIT: _("The offer is hazardous waste; who takes it needs a permit for it."),
        Reason.UNITS: _(
            "The quantities cannot be compared: a volume needs its density, energy is given in kWh or MWh."
        ),
        Reason.NO_COMMON_TIME: _("Offer and need never fall into the same time."),
        Reason.GRADE: _("The offer is at least two grades worse than what is accepted."),
        Reason.TEMPERATURE: _("The temperature is too far from what is needed, even with a heat pump."),
        Reason.TOO_FAR: _("The way is too long to be worth it."),
    }
    return sentences[reason]


def match_in_words(match: Match, hidden: bool = True) -> str:
    """What a match would pass on, and what the transport costs."""
    quantity, unit = match.quantity, match.pair.unit
    if hidden:
        share = match.quantity / match.pair.need_per_year
        return _("Covers %(share)s of the need.") % {"share": _share_step(share)}
    if match.transport_eur is None:
        return _("%(quantity)s %(unit)s a year.") % {"quantity": _number(quantity), "unit": unit}
    return _("%(quantity)s %(unit)s a year; transport costs about %(cost)s € a year.") % {
        "quantity": _number(quantity),
        "unit": unit,
        "cost": number_format(match.transport_eur, 0, force_grouping=True),
    }


def in_words(parts: Sequence[Part], hidden: bool = True) -> list[str]:
    """The sentences of all parts, in their order."""
    return [part_in_words(part, hidden) for part in parts]


def _not_stated(criterion: Criterion) -> str:
    return {
        Criterion.MATERIAL: _("What it is has not been stated."),
        Criterion.QUANTITY: _("How much it is has not been stated on both sides."),
        Criterion.CALENDAR: _("When it runs has not been stated on both sides: ask."),
        Criterion.GRADE: _("How clean it is has not been stated on both sides: ask."),
        Criterion.TEMPERATURE: _("The temperature has not been stated on both sides: ask."),
        Criterion.DISTANCE: _("Where it is has not been stated on both sides."),
    }[criterion]


def _material(facts: Facts, hidden: bool) -> str:
    codes = {"offered": _name(facts["offered"]), "needed": _name(facts["needed"])}
    return {
        Relation.SAME: _("Exactly what is needed (%(needed)s)."),
        Relation.WITHIN: _("One of the materials that are needed (%(offered)s of %(needed)s)."),
        Relation.SUBSTITUTE: _("A known substitute: %(offered)s instead of %(needed)s."),
        Relation.UNSPECIFIED: _("The same code “not otherwise specified” (%(needed)s): ask what it really is."),
        Relation.SAME_SUBCHAPTER: _("From the same trade, but another material (%(offered)s, needed is %(needed)s)."),
    }[Relation(str(facts["relation"]))] % codes


def _quantity(facts: Facts, hidden: bool) -> str:
    offered, needed = float(facts["offered"]), float(facts["needed"])
    if hidden:
        share = _share_step(min(offered, needed) / max(offered, needed))
        if offered >= needed:
            return _("More is offered than needed; the need is %(share)s of the offer.") % {"share": share}
        return _("Less is offered than needed; the offer is %(share)s of the need.") % {"share": share}
    return _("%(offered)s %(unit)s a year are offered, %(needed)s %(unit)s are needed.") % {
        "offered": _number(offered),
        "needed": _number(needed),
        "unit": facts["unit"],
    }


def _calendar(facts: Facts, hidden: bool) -> str:
    return _("The offer is there in %(percent)s %% of the time of the need.") % {
        "percent": round(100 * float(facts["share"]))
    }


def _grade(facts: Facts, hidden: bool) -> str:
    if float(facts["offered"]) <= float(facts["needed"]):
        return _("Clean enough: grade %(offered)s, accepted up to %(needed)s.") % facts
    return _("One grade worse than accepted (%(offered)s instead of %(needed)s): it has to be sorted.") % facts


def _temperature(facts: Facts, hidden: bool) -> str:
    missing = float(facts["missing"])
    if missing <= 0:
        return _("The temperature suffices, with %(approach)s K for the heat exchanger.") % {
            "approach": _number(float(facts["approach"]))
        }
    if hidden:
        return _("The temperature does not suffice; a heat pump has to help.")
    return _(
        "%(offered)s °C are offered, %(needed)s °C needed: %(missing)s K are missing, a heat pump has to help."
    ) % {
        "offered": _number(float(facts["offered"])),
        "needed": _number(float(facts["needed"])),
        "missing": _number(missing),
    }


def _distance(facts: Facts, hidden: bool) -> str:
    way_m = float(facts["way_m"])
    if hidden:
        for step_m in DISTANCE_STEPS_M:
            if way_m <= step_m:
                return _("At most %(km)s km away.") % {"km": _number(step_m / 1000)}
        return _("More than %(km)s km away.") % {"km": _number(DISTANCE_STEPS_M[-1] / 1000)}
    if "eur_per_t" not in facts:
        return _("%(km)s km away.") % {"km": _number(way_m / 1000)}
    return _("%(km)s km away; transport costs about %(cost)s € a tonne.") % {
        "km": _number(way_m / 1000),
        "cost": number_format(float(facts["eur_per_t"]), 2),
    }


SENTENCES: dict[Criterion, Callable[[Facts, bool], str]] = {
    Criterion.MATERIAL: _material,
    Criterion.QUANTITY: _quantity,
    Criterion.CALENDAR: _calendar,
    Criterion.GRADE: _grade,
    Criterion.TEMPERATURE: _temperature,
    Criterion.DISTANCE: _distance,
}


def _name(material: float | str) -> str:
    """A kind of energy in the reader's language; a code of the List of Waste as people write it."""
    energies = {Energy.HEAT: _("heat"), Energy.COOLING: _("cooling"), Energy.ELECTRICITY: _("electricity")}
    return energies[Energy(material)] if material in set(Energy) else spaced(str(material))


def _share_step(share: float) -> str:
    words = (_("more than three quarters"), _("half to three quarters"), _("a quarter to a half"))
    for least, word in zip(SHARE_STEPS, words, strict=True):
        if share >= least:
            return word
    return _("less than a quarter")


def _number(value: float) -> str:
    """At most one decimal, none from 100 on, in the reader's notation."""
    decimals = 1 if abs(value) < 100 and round(value, 1) != round(value) else 0
    return number_format(round(value, decimals), decimals, force_grouping=True)
