"""Construction phases that begin soon: found once a day, each announced once a date."""

import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast

from layers.construction_zones.models import ConstructionPhase
from territory.happenings.models import Happening, What
from territory.happenings.record import record_at

AHEAD_DAYS = 14  # two weeks: a digest of a week still comes in time
KIND = "constructionphase"


def announce_starting_works(today: datetime.date) -> int:
    """How many phases were announced: those that begin in the next 14 days and were not announced for that date."""
    announced = Happening.objects.filter(
        what=What.STARTS_SOON, kind=KIND, object_id=OuterRef("pk"), detail=Cast(OuterRef("starts_on"), CharField())
    )
    soon = ConstructionPhase.objects.filter(
        ~Exists(announced), starts_on__gt=today, starts_on__lte=today + datetime.timedelta(days=AHEAD_DAYS)
    ).select_related("zone")
    return sum(_announce(phase) for phase in soon)


def _announce(phase: ConstructionPhase) -> bool:
    title = f"{phase.zone.name} – {phase.title}"
    try:
        with transaction.atomic():
            record_at(
                What.STARTS_SOON,
                phase,
                titles={code: title for code, _name in settings.LANGUAGES},
                location=phase.footprint,
                actor=None,
                detail=phase.starts_on.isoformat(),
            )
    except IntegrityError:  # another worker was faster
        return False
    return True
