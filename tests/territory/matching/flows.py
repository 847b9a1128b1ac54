"""A small List of Waste and makers of flows, so that a case states only what it is about."""

from territory.matching.calendar import Calendar
from territory.matching.profile import Direction, FlowProfile
from territory.matching.quantity import Period, Quantity
from territory.matching.score import Pair, Refusal, compare
from territory.matching.terms import Criterion, Terms
from territory.matching.waste_list import WasteList

WASTE_LIST = WasteList.of(
    [
        ("15", False),
        ("15 01", False),
        ("15 01 01", False),
        ("15 01 02", False),
        ("15 01 10", True),
        ("16 01", False),
        ("16 01 99", False),
        ("20 01", False),
        ("20 01 01", False),
        ("20 01 38", False),
    ]
)
SUBSTITUTIONS = {("150101", "200101"): 0.9, ("heat", "cooling"): 0.4, ("electricity", "heat"): 0.5}
TERMS = Terms()


def tonnes(amount: float) -> Quantity:
    return Quantity(amount, "t", Period.YEAR)


def mwh(amount: float) -> Quantity:
    return Quantity(amount, "MWh", Period.YEAR)


def offer(material: str = "15 01 01", quantity: Quantity | None = None, **facts) -> FlowProfile:
    stated = {"key": "offer", "holder": "A", "calendar": Calendar.of(), "grade": 1, "position_m": (0.0, 0.0)}
    return FlowProfile(direction=Direction.OFFER, material=material, quantity=quantity or tonnes(100), **stated | facts)


def need(material: str = "15 01 01", quantity: Quantity | None = None, **facts) -> FlowProfile:
    stated = {"key": "need", "holder": "B", "calendar": Calendar.of(), "grade": 1, "position_m": (0.0, 0.0)}
    return FlowProfile(direction=Direction.NEED, material=material, quantity=quantity or tonnes(100), **stated | facts)


def result(given: FlowProfile, wanted: FlowProfile, **options) -> Pair | Refusal:
    return compare(given, wanted, WASTE_LIST, SUBSTITUTIONS, options.pop("terms", TERMS), **options)


def pair(given: FlowProfile, wanted: FlowProfile, **options) -> Pair:
    found = result(given, wanted, **options)
    assert isinstance(found, Pair), found
    return found


def reasons(given: FlowProfile, wanted: FlowProfile, **options) -> list:
    found = result(given, wanted, **options)
    assert isinstance(found, Refusal), found
    return [reason for reason, _facts in found.reasons]


def score_of(found: Pair, criterion: Criterion) -> float | None:
    (score,) = [part.score for part in found.parts if part.criterion is criterion]
    return score


def made(given: str, wanted: str, score: float, limits: tuple[float, float], matchable: float | None = None) -> Pair:
    """A scored pair without its parts, for questions about sets of pairs."""
    return Pair(
        offer=given,
        need=wanted,
        parts=(),
        score=score,
        score_at_most=score,
        unit="t",
        offer_per_year=limits[0],
        need_per_year=limits[1],
        matchable=min(limits) if matchable is None else matchable,
        transport_eur_per_unit=2.0,
    )
