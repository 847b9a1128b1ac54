"""Recording that something happened: written with the change itself, told about later by the worker."""

from typing import Any

from django.conf import settings
from django.contrib.gis.geos import GEOSGeometry

from territory.happenings.models import Happening, What
from territory.jobs import leave_to_worker
from territory.people.models import User

TELL = "tell"  # the worker's task that finds out who is told, and tells them


def record(what: str, thing: Any, actor: User | None, reason: str = "", detail: str = "") -> Happening | None:
    """What happened to ``thing`` (titled, placed), as stored; None for what nobody is ever told of.

    Belongs into the transaction of the change: both are there, or neither.
    """
    if what not in What.values:
        return None
    return record_at(
        what,
        thing,
        titles={code: getattr(thing, f"title_{code}") or "" for code, _name in settings.LANGUAGES},
        location=thing.location,
        theme_code=thing.theme.code,
        actor=actor,
        reason=reason.strip(),
        detail=detail,
    )


def record_at(what: str, thing: Any, *, titles: dict[str, str], location: GEOSGeometry, **more: Any) -> Happening:
    """As ``record``, for a thing that is titled and placed in its own way."""
    happening = Happening.objects.create(
        what=what,
        kind=str(thing._meta.model_name),
        object_id=thing.pk,
        titles=titles,
        location=location,
        **more,
    )
    leave_to_worker(TELL, happening_id=happening.pk)
    return happening
