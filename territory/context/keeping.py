"""Keeping the sheet of what is handed in, and who reads it later.

Handing in leaves it to the worker, in the same transaction (territory/contributions/handing_in.py).
"""

import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from layers.languages import LANGUAGES
from territory.acting import at_work
from territory.context.models import KeptSheet
from territory.context.sheet import context_of
from territory.context.similar import KINDS
from territory.context.told import told
from territory.contributions.models import Contribution, State
from territory.contributions.rules import can_see
from territory.people.models import User


def keep_sheet(kind: str, pk: int, version: int) -> KeptSheet | None:
    """The sheet of what was submitted as ``version``, kept now or before; None where it has gone meanwhile.

    Read as a visitor reads: whoever sees the thing one day sees nothing on its sheet that was not public.
    """
    model = next(each for each in KINDS.values() if each._meta.model_name == kind)
    row = _versions(model, pk).filter(version=version, state=State.SUBMITTED).select_related("theme", "owner").last()
    if row is None or not model._default_manager.filter(pk=pk).exists():
        return None
    known = KeptSheet.objects.filter(kind=kind, object_id=pk, version=version).first()
    if known is not None:
        return known
    first, last = _period(row, timezone.localdate(row.pgh_created_at))
    sheets = {}
    for language in LANGUAGES:
        sheet = context_of(row.location, first, last, AnonymousUser(), language, row.theme.code, row.owner)
        sheets[language] = told(sheet, language)
        # It may have become public before the worker came to it.
        sheets[language]["similar"] = [
            each for each in sheets[language]["similar"] if (KINDS[each["collection"]], each["id"]) != (model, pk)
        ]
    facts = {"submitted_at": row.pgh_created_at, "made_at": timezone.now(), "starts_on": first, "ends_on": last}
    with at_work():
        return KeptSheet.objects.get_or_create(
            kind=kind, object_id=pk, version=version, defaults={**facts, "sheet": sheets}
        )[0]


def sheets_seen_by(reader: User | AnonymousUser, thing: Contribution) -> list[KeptSheet]:
    """The kept sheets of ``thing`` (which ``reader`` sees) that ``reader`` may read, the last one first.

    Those of versions that they may read; of what is public everybody those of the place and owner it became public
    with: where it was meant to lie before is nobody else's business.
    """
    sheets = list(KeptSheet.objects.of(thing))
    rows = {
        row.version: row for row in _versions(type(thing), thing.pk).filter(version__in=[s.version for s in sheets])
    }
    return [sheet for sheet in sheets if _may_read(reader, thing, rows.get(sheet.version))]


def read_sheet(kept: KeptSheet, reader: User | AnonymousUser, language: str) -> dict[str, Any]:
    """What ``kept`` says in ``language``, without what ``reader`` may no longer see nearby."""
    sheet = dict(kept.sheet[language])
    seen = set()
    for collection, kind in KINDS.items():
        wanted = [each["id"] for each in sheet["similar"] if each["collection"] == collection]
        if wanted:
            found = kind.objects.visible_to(reader).filter(pk__in=wanted).values_list("pk", flat=True)
            seen |= {(collection, pk) for pk in found}
    sheet["similar"] = [each for each in sheet["similar"] if (each["collection"], each["id"]) in seen]
    return sheet


def _may_read(reader: User | AnonymousUser, thing: Contribution, row: Any) -> bool:
    if row is None:
        return False
    if can_see(reader, row):
        return True
    is_of_what_is_public = row.owner_id == thing.owner_id and row.location.equals_exact(thing.location)
    return thing.state == State.PUBLISHED and is_of_what_is_public


def _versions(model: type[Contribution], pk: int) -> Any:
    tracked: Any = model  # the event model is made by territory/translation.py
    return tracked.pgh_event_model._default_manager.filter(pgh_obj_id=pk).order_by("pgh_id")


def _period(row: Any, day: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The first and last day that the sheet is asked for, as beside the form: today where none is known."""
    last = row.ends_on or row.starts_on or day
    return row.starts_on or min(day, last), last
