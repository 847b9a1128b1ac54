"""Keeping files, and letting go of those that nothing hangs on any more."""

import datetime
import hashlib
from typing import IO

import pghistory.models
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, ForeignObjectRel, OuterRef, ProtectedError, QuerySet

from layers.one_at_a_time import one_at_a_time
from territory.acting import at_work
from territory.files import shelf
from territory.files.cleaning import cleaned_name, washed_file
from territory.files.models import StoredFile
from territory.people.models import User

# A form may lie open for a day before what was handed in with it is saved.
WAITING_FOR_A_HOLD = datetime.timedelta(days=1)


def store(content: bytes | IO[bytes], name: str, uploader: User | None) -> StoredFile:
    """A new file, washed. Hang it on something: what hangs on nothing is removed after a day. Raises Invalid."""
    if not isinstance(content, bytes):
        content = content.read(settings.FILE_MAX_MB * 1_000_000 + 1)
    washed = washed_file(content, name)
    sha256 = hashlib.sha256(washed.content).hexdigest()
    with transaction.atomic():
        one_at_a_time(f"file {sha256}")
        stored = StoredFile.objects.create(
            sha256=sha256,
            size_bytes=len(washed.content),
            content_type=washed.content_type,
            name=cleaned_name(name, washed.content_type),
            width_px=washed.width_px,
            height_px=washed.height_px,
            uploader=uploader,
        )
        shelf.put(sha256, washed.content, washed.thumbnail)
    return stored


def waiting_of(uploader: User) -> QuerySet[StoredFile]:
    """What ``uploader`` has handed in and nothing hangs on yet."""
    # Links that only some may read count as well: looked at as the worker does.
    with at_work():
        waiting = list(_hanging_on_nothing().filter(uploader=uploader).values_list("pk", flat=True))
    return StoredFile.objects.filter(pk__in=waiting)


def purge_orphans(now: datetime.datetime) -> int:
    """How many files were removed because nothing has hung on them for a day; strays without a row go too."""
    last = now - WAITING_FOR_A_HOLD
    removed = 0
    with at_work():
        orphans = list(_hanging_on_nothing().filter(created_at__lt=last))
    for stored in orphans:
        try:
            with at_work():
                stored.delete()
        except (ProtectedError, IntegrityError):
            continue  # something took it meanwhile
        removed += 1
    for sha256 in shelf.older_than(last.timestamp()):
        with transaction.atomic():
            one_at_a_time(f"file {sha256}")
            if not StoredFile.objects.filter(sha256=sha256).exists():
                shelf.remove(sha256)
    return removed


def _hanging_on_nothing() -> QuerySet[StoredFile]:
    rows = StoredFile.objects.all()
    for relation in StoredFile._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel):
            continue
        model = relation.related_model
        # The history of what once hung on it holds nothing back.
        if issubclass(model, pghistory.models.Event):
            continue
        rows = rows.exclude(Exists(model._base_manager.filter(**{relation.field.name: OuterRef("pk")})))
    return rows
