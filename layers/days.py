"""Days and moments: as the reader's language writes them."""

import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language


def day_in_words(day: datetime.date) -> str:
    """``day`` as "7 July 2024"; of a moment its day here."""
    return _first_of_month(_here(day), "DATE_FORMAT")


def moment_in_words(moment: datetime.datetime) -> str:
    """``moment`` with its time here, "7 July 2024, 14:05"."""
    return _first_of_month(_here(moment), "DATETIME_FORMAT")


def _here(day: datetime.date) -> datetime.date:
    return timezone.localtime(day) if isinstance(day, datetime.datetime) and timezone.is_aware(day) else day


def _first_of_month(day: datetime.date, form: str) -> str:
    written = date_format(day, form)
    # French counts the first of a month and only numbers the other days.
    return written.replace("1 ", "1er ", 1) if get_language() == "fr" and day.day == 1 else written
