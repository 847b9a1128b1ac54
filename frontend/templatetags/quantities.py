"""Numbers and days as people write them: rounded, grouped, with their unit, in the reader's language."""

import datetime

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from layers.days import day_in_words, moment_in_words
from layers.numbers import said
from territory.siting.words import amount_in_words

register = template.Library()

SQUARE_M_PER_HA = 10_000
SQUARE_M_PER_KM2 = 1_000_000
NO_BREAK = "\u00a0"


@register.filter
def number(value: float | None, decimals: int = 0) -> str:
    """``value`` with grouped digits in the reader's language; empty where it is not known."""
    if value is None:
        return ""
    # Rounded first: number_format cuts the digits off.
    return number_format(round(value, decimals), decimal_pos=decimals, force_grouping=True)


@register.filter
def demand(value: float | None, unit: str) -> str:
    """How much a siting serves, "1 250 jobs" or "12.5 t a year"; empty where it is not known."""
    if value is None:
        return ""
    # Answers that were kept before flows could be asked do not say it: jobs.
    return _("%(jobs)s jobs") % {"jobs": number(value)} if unit in ("", "jobs") else amount_in_words(value, unit)


@register.filter
def difference(value: float) -> str:
    """``value`` with its sign, at most one decimal: "+12", "−0,5"."""
    return f"{'−' if value < 0 else '+'}{said(abs(value), 1)}"


@register.filter
def metres(distance_m: float | None) -> str:
    """A distance in metres as "1 250 m", from 10 km on as "12.4 km"; under 1 km to the nearest 10 m."""
    if distance_m is None:
        return ""
    if distance_m >= 10_000:
        return f"{number(distance_m / 1000, 1)}{NO_BREAK}km"
    # Straight lines between hand-drawn places are no better than ten metres.
    rounded_m = round(distance_m, -1) if distance_m >= 20 else round(distance_m)
    return f"{number(rounded_m)}{NO_BREAK}m"


@register.filter
def hectares(area_m2: float | None) -> str:
    """An area in square metres as "21.4 ha", from 10 km² on as "24.4 km²"."""
    if area_m2 is None:
        return ""
    if area_m2 >= 10 * SQUARE_M_PER_KM2:
        return f"{number(area_m2 / SQUARE_M_PER_KM2, 1)}{NO_BREAK}km²"
    return f"{number(area_m2 / SQUARE_M_PER_HA, 1)}{NO_BREAK}ha"


@register.filter
def day(value: datetime.date | None) -> str:
    """A day in words, "7 July 2024"; empty where it is not known."""
    return day_in_words(value) if value else ""


@register.filter
def moment(value: datetime.datetime | None) -> str:
    """A moment in words, "7 July 2024, 14:05"; empty where it is not known."""
    return moment_in_words(value) if value else ""


@register.simple_tag
def period(starts_on: datetime.date | None, ends_on: datetime.date | None) -> str:
    """From when until when, in words; both days belong to it."""
    if starts_on and ends_on:
        return _("%(first)s to %(last)s") % {"first": day(starts_on), "last": day(ends_on)}
    if starts_on:
        return _("from %(first)s on") % {"first": day(starts_on)}
    if ends_on:
        return _("until %(last)s") % {"last": day(ends_on)}
    return ""
