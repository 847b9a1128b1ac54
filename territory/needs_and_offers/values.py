"""What can be stored as a need or an offer: checked as a whole, each problem with its field."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from layers.numbers import is_number
from territory.errors import Invalid
from territory.matching.calendar import Calendar
from territory.matching.errors import BadProfile, UnitsDoNotMeet, UnknownCode
from territory.matching.profile import BEST_GRADE, TEMPERED, WORST_GRADE, Energy
from territory.matching.quantity import UNITS, Dimension, Period, Quantity
from territory.matching.waste_list import project_waste_list
from territory.needs_and_offers.models import Direction, SharedService, Visibility

# What a person states; the rest is kept by actions.
FIELDS = (
    "direction",
    "service",
    "material",
    "amount",
    "unit",
    "period",
    "density_t_per_m3",
    "months",
    "weekdays",
    "grade",
    "temperature_c",
    "has_permit",
    "note",
    "visibility",
)
NUMBERS = ("amount", "density_t_per_m3", "temperature_c")
EMPTY: dict[str, Any] = {
    "service": "",
    "material": "",
    "unit": "",
    "period": "",
    "note": "",
    "has_permit": False,
    "visibility": Visibility.FACILITATOR,
}
LONGEST_NOTE = 1_000
# More than all the waste and all the energy of the country: a slip of the keyboard.
MOST = 1e9
FLOW_ONLY = ("unit", "period", "density_t_per_m3", "months", "weekdays", "grade", "temperature_c", "has_permit")
CHOICES: tuple[tuple[str, Any], ...] = (
    ("direction", Direction.values),
    ("visibility", Visibility.values),
    ("service", ["", *SharedService.values]),
    ("unit", ["", *UNITS]),
    ("period", ["", *(str(period) for period in Period)]),
)
ENERGY_UNITS = tuple(unit for unit, (dimension, _factor) in UNITS.items() if dimension is Dimension.ENERGY)
MATERIAL_UNITS = tuple(unit for unit in UNITS if unit not in ENERGY_UNITS)


def checked(stated: Mapping[str, Any]) -> dict[str, Any]:
    """The columns to store, of what was stated as a whole. Raises Invalid, which names each field."""
    problems: dict[str, list[str]] = {}
    for name in set(stated) - set(FIELDS):
        problems[name] = [_("There is no such member; possible: %(known)s.") % {"known": ", ".join(FIELDS)}]
    values = {name: EMPTY.get(name) for name in FIELDS} | {
        name: value for name, value in stated.items() if name in FIELDS and value is not None
    }
    _check_forms(values, problems)
    if not problems:
        _check_sense(values, problems)
    if problems:
        raise Invalid(problems)
    values["per_year"] = _per_year(values, problems)
    if problems:
        raise Invalid(problems)
    return values


def _check_forms(values: dict[str, Any], problems: dict[str, list[str]]) -> None:
    """Types and choices, each field by itself."""
    for name, allowed in CHOICES:
        if values[name] not in allowed:
            known = ", ".join(each for each in allowed if each)
            problems[name] = [_("Possible here: %(known)s.") % {"known": known}]
    for name in NUMBERS:
        value = values[name]
        if value is None:
            continue
        if not is_number(value):
            problems[name] = [_("This is not a number.")]
        elif name != "temperature_c" and not 0 < value <= MOST:
            problems[name] = [_("A number above 0 and not beyond a thousand million.")]
        elif name == "temperature_c" and not -273.15 <= value <= 1_500:
            problems[name] = [_("A temperature must lie between −273 and 1,500 °C.")]
    for name, last in (("months", 12), ("weekdays", 7)):
        values[name] = _numbers(name, values[name], last, problems)
    _check_texts(values, problems)


def _check_texts(values: dict[str, Any], problems: dict[str, list[str]]) -> None:
    grade = values["grade"]
    if grade is not None and not (type(grade) is int and BEST_GRADE <= grade <= WORST_GRADE):
        problems["grade"] = [_("A grade runs from 1 (clean, sorted) to 5 (mixed, soiled).")]
    if not isinstance(values["has_permit"], bool):
        problems["has_permit"] = [_("This is true or false.")]
    if not isinstance(values["note"], str) or len(values["note"]) > LONGEST_NOTE:
        problems["note"] = [_("A text of at most %(count)d characters.") % {"count": LONGEST_NOTE}]
    elif "\x00" in values["note"]:
        problems["note"] = [_("The text holds a character that cannot be stored.")]
    if not isinstance(values["material"], str):
        problems["material"] = [_("A code of the List of Waste or a kind of energy, as text.")]


def _numbers(name: str, stated: Any, last: int, problems: dict[str, list[str]]) -> list[int] | None:
    if stated is None or stated == []:
        return None
    fits = isinstance(stated, list) and all(type(each) is int and 1 <= each <= last for each in stated)
    if not fits:
        problems[name] = [_("A list of whole numbers from 1 to %(last)d.") % {"last": last}]
        return None
    return sorted(set(stated))


def _check_sense(values: dict[str, Any], problems: dict[str, list[str]]) -> None:
    """What the fields mean together."""
    values["note"] = values["note"].strip()
    if bool(values["service"]) == bool(values["material"]):
        problems["service"] = [_("Say one of the two: a shared service, or a material or energy.")]
        return
    if values["service"]:
        for name in FLOW_ONLY:
            if values[name]:
                problems[name] = [_("This belongs to materials and energy only.")]
        return
    if values["material"] in set(Energy):
        _check_energy(values, problems)
    else:
        _check_material(values, problems)
    if values["amount"] is None:
        problems["amount"] = [_("How much is it? An estimate will do.")]
    for name in ("unit", "period"):
        if not values[name]:
            problems[name] = [_("A quantity needs its unit and the time in which it arises.")]


def _check_energy(values: dict[str, Any], problems: dict[str, list[str]]) -> None:
    if values["unit"] and values["unit"] not in ENERGY_UNITS:
        problems["unit"] = [_("Energy is stated in %(units)s.") % {"units": ", ".join(ENERGY_UNITS)}]
    for name in ("grade", "has_permit", "density_t_per_m3"):
        if values[name]:
            problems[name] = [_("This belongs to materials only.")]
    if values["temperature_c"] is not None and values["material"] not in TEMPERED:
        problems["temperature_c"] = [_("Only heat and cold have a temperature.")]


def _check_material(values: dict[str, Any], problems: dict[str, list[str]]) -> None:
    try:
        values["material"] = project_waste_list().known(values["material"])
    except UnknownCode as error:
        problems["material"] = [str(error)]
        return
    if len(values["material"]) < (4 if values["direction"] == Direction.NEED else 6):
        problems["material"] = [
            _("An offer names an entry of the List of Waste (6 digits), a need a sub-chapter (4) or an entry.")
        ]
    if values["unit"] and values["unit"] not in MATERIAL_UNITS:
        problems["unit"] = [_("Materials are stated in %(units)s.") % {"units": ", ".join(MATERIAL_UNITS)}]
    if values["temperature_c"] is not None:
        problems["temperature_c"] = [_("Only heat and cold have a temperature.")]


def calendar_of(months: list[int] | None, weekdays: list[int] | None) -> Calendar | None:
    """The calendar of an entry; nothing where neither months nor weekdays are stated."""
    if not months and not weekdays:
        return None
    stated: dict[str, frozenset[int]] = {}
    if months:
        stated["months"] = frozenset(months)
    if weekdays:
        stated["weekdays"] = frozenset(weekdays)
    return Calendar(**stated)


def _per_year(values: dict[str, Any], problems: dict[str, list[str]]) -> float | None:
    """Tonnes or MWh a year; None for services."""
    if values["service"]:
        return None
    wanted = Dimension.ENERGY if values["material"] in set(Energy) else Dimension.MASS
    try:
        quantity = Quantity(values["amount"], values["unit"], Period(values["period"]), values["density_t_per_m3"])
        return quantity.per_year(wanted, calendar_of(values["months"], values["weekdays"]))
    except UnitsDoNotMeet as error:
        problems["density_t_per_m3"] = [str(error)]
    except BadProfile as error:
        problems["amount"] = [str(error)]
    return None
