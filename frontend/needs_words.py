"""Needs and offers in words of the language in use: what it is, how much, when, who sees it."""

from django.utils.dates import MONTHS_3, WEEKDAYS_ABBR
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from territory.matching.profile import Energy
from territory.matching.quantity import Period
from territory.matching.waste_list import name_in_words, project_waste_list, spaced
from territory.needs_and_offers.models import Direction, NeedOrOffer, SharedService

ENERGIES: dict[str, Promise] = {
    Energy.HEAT: gettext_lazy("heat"),
    Energy.COOLING: gettext_lazy("cooling"),
    Energy.ELECTRICITY: gettext_lazy("electricity"),
}
# What the quantity of a shared service counts.
COUNTED: dict[str, Promise] = {
    SharedService.WASTE_ROUND: gettext_lazy("collections a week"),
    SharedService.SHUTTLE: gettext_lazy("people a day"),
    SharedService.CAR_POOL: gettext_lazy("people"),
    SharedService.CANTEEN: gettext_lazy("meals a day"),
    SharedService.CRECHE: gettext_lazy("children"),
    SharedService.PARKING: gettext_lazy("spaces"),
    SharedService.SECURITY: gettext_lazy("hours a week"),
    SharedService.TRAINING: gettext_lazy("people a year"),
    SharedService.GREEN_SPACE: gettext_lazy("m²"),
}
PERIODS: dict[str, Promise] = {
    Period.HOUR: gettext_lazy("an hour"),
    Period.DAY: gettext_lazy("a day"),
    Period.WEEK: gettext_lazy("a week"),
    Period.MONTH: gettext_lazy("a month"),
    Period.YEAR: gettext_lazy("a year"),
    Period.ONCE: gettext_lazy("once"),
}
UNITS = {"m3": "m³"}


def subject_in_words(subject: str) -> str:
    """A shared service, a kind of energy, or a code of the List of Waste with its name."""
    if subject in SharedService.values:
        return str(SharedService(subject).label)
    if subject in ENERGIES:
        return str(ENERGIES[subject])
    if len(subject) > 2:
        # Entries read on from their sub-chapter: "15 01 plastic packaging".
        return f"{name_in_words(subject, get_language() or '')} ({spaced(subject)})"
    return f"{spaced(subject)} {name_in_words(subject, get_language() or '')}"


def title_in_words(entry: NeedOrOffer) -> str:
    """What it is, without saying whether it is needed or offered."""
    return subject_in_words(entry.service or entry.material)


def quantity_in_words(entry: NeedOrOffer) -> str:
    """How much as "2 t a week", "40 people a day"; empty where none is stated."""
    if entry.amount is None:
        return ""
    decimals = next((places for places in (0, 1, 2) if round(entry.amount, places) == entry.amount), 3)
    amount = number_format(entry.amount, decimals, force_grouping=True)
    if entry.service:
        return f"{amount} {COUNTED[entry.service]}"
    return f"{amount} {UNITS.get(entry.unit, entry.unit)} {PERIODS[entry.period]}"


def facts_of(entry: NeedOrOffer) -> list[str]:
    """Everything stated besides what and how much, in short pieces."""
    facts = [_calendar_in_words(entry)]
    if entry.grade is not None:
        facts.append(_("grade %(grade)s of 5") % {"grade": entry.grade})
    if entry.temperature_c is not None:
        facts.append(_("%(degrees)s °C") % {"degrees": number_format(entry.temperature_c, 0)})
    if entry.density_t_per_m3 is not None:
        facts.append(_("%(density)s t/m³") % {"density": number_format(entry.density_t_per_m3, 2)})
    if entry.has_permit:
        facts.append(_("with a permit for hazardous waste"))
    return [fact for fact in facts if fact]


def _calendar_in_words(entry: NeedOrOffer) -> str:
    pieces = []
    if entry.months and len(entry.months) < 12:
        months = [str(MONTHS_3[month]) for month in entry.months]
        # Django has them small, as French writes them; the other languages begin them with a capital.
        pieces.append(", ".join(months if get_language() == "fr" else map(str.capitalize, months)))
    elif entry.months:
        pieces.append(_("all year round"))
    if entry.weekdays and len(entry.weekdays) < 7:
        pieces.append(", ".join(str(WEEKDAYS_ABBR[day - 1]) for day in entry.weekdays))
    return " · ".join(pieces)


def material_choices(direction: str = "") -> list[tuple[str, list[tuple[str, str]]]]:
    """The List of Waste for a form: each sub-chapter with its entries. A need may also name the sub-chapter."""
    language = get_language() or ""
    codes = sorted(project_waste_list().hazardous)
    groups: list[tuple[str, list[tuple[str, str]]]] = []
    for code in codes:
        name = f"{spaced(code)} {name_in_words(code, language)}"
        if len(code) == 4:
            chapter = name_in_words(code[:2], language)
            whole = [] if direction == Direction.OFFER else [(code, _("%(name)s (any)") % {"name": name})]
            groups.append((f"{spaced(code)} {chapter}", whole))
        elif len(code) == 6:
            groups[-1][1].append((code, name))
    return groups
