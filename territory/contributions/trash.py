"""Emptying the trash: what has lain in it for its time is deleted for good; its history stays."""

import datetime

from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from territory.contributions.models import Contribution


def placed_kinds() -> list[type[Contribution]]:
    """The tables of everything that is placed."""
    return [model for model in apps.get_app_config("territory").get_models() if issubclass(model, Contribution)]


def purge_trash(now: datetime.datetime) -> int:
    """How many things were deleted for good: those in the trash for ``settings.TRASH_DAYS`` days.

    What something else has grown out of stays until that is gone too.
    """
    last = now - datetime.timedelta(days=settings.TRASH_DAYS)
    deleted = 0
    for kind in placed_kinds():
        for thing in kind._default_manager.filter(trashed_at__lt=last):
            try:
                with transaction.atomic():
                    thing.delete()
            except (ProtectedError, IntegrityError):
                continue
            deleted += 1
    return deleted
