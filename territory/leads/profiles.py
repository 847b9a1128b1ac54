"""From entries to the plain values that the matching compares, and a pair in words for sides who are strangers yet."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.utils import translation

from territory.companies.models import Establishment
from territory.matching.explain import DISTANCE_STEPS_M, in_words, match_in_words
from territory.matching.profile import Direction, FlowProfile
from territory.matching.quantity import Period, Quantity
from territory.matching.rank import Match
from territory.matching.score import Pair, Part, Refusal, compare
from territory.matching.substitutions import project_substitutions
from territory.matching.terms import Criterion, Terms
from territory.matching.waste_list import project_waste_list
from territory.needs_and_offers.models import NeedOrOffer
from territory.needs_and_offers.values import calendar_of

TERMS = Terms()
# So many establishments at least lie within the distance that is told, so that it does not point at one of them.
LEAST_NEIGHBOURS = 5


def profile_of(entry: NeedOrOffer) -> FlowProfile:
    """The flow that ``entry`` states; its key is the entry's number, its holder the establishment's."""
    location = entry.establishment.location
    assert entry.amount is not None  # a flow without a quantity is not stored
    return FlowProfile(
        key=f"{entry.pk:012d}",
        holder=str(entry.establishment_id),
        direction=Direction(entry.direction),
        material=entry.material,
        quantity=Quantity(entry.amount, entry.unit, Period(entry.period), entry.density_t_per_m3),
        calendar=calendar_of(entry.months, entry.weekdays),
        grade=entry.grade,
        temperature_c=entry.temperature_c,
        position_m=(location.x, location.y),
        permits=frozenset({entry.material}) if entry.has_permit else frozenset(),
    )


def compared(offer: NeedOrOffer, need: NeedOrOffer) -> Pair | Refusal:
    """Both entries compared as they are stated now."""
    return compare(profile_of(offer), profile_of(need), project_waste_list(), project_substitutions(), TERMS)


def hidden_sentences(match: Match, places: list[Establishment]) -> dict[str, list[str]]:
    """Why the pair could fit, in each language, without telling who it is."""
    parts = [_blurred(part, places) for part in match.pair.parts]
    told: dict[str, list[str]] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            told[language] = [*in_words(parts, hidden=True), match_in_words(match, hidden=True)]
    return told


def open_sentences(pair: Pair) -> list[str]:
    """The same with all figures, in the language in use; for who sees both sides."""
    return in_words(pair.parts, hidden=False)


def _blurred(part: Part, places: list[Establishment]) -> Part:
    if part.criterion is not Criterion.DISTANCE or part.score is None:
        return part
    facts: dict[str, Any] = dict(part.facts)
    way_m = float(facts["way_m"])
    for step_m in (step for step in DISTANCE_STEPS_M if step >= way_m):
        facts["way_m"] = float(step_m)
        if all(_neighbours(place, step_m) >= LEAST_NEIGHBOURS for place in places):
            break
    return replace(part, facts=facts)


def _neighbours(place: Establishment, radius_m: float) -> int:
    """Other establishments around ``place``, at most as many as matter."""
    near = Establishment.objects.near(place.location, radius_m).exclude(pk=place.pk)
    return len(near.values("pk")[:LEAST_NEIGHBOURS])
