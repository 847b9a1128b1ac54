"""Hanging photos and documents on what is placed: one function per verb, under the rule for changing the thing."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territory.acting import acting_as
from territory.attachments.models import ContributionFile, holder_of
from territory.attachments.querysets import files_of
from territory.contributions import rules
from territory.contributions.models import Contribution
from territory.errors import Invalid, NotAllowed, WrongState
from territory.files.models import StoredFile
from territory.people.models import User

LONGEST_TEXT = 300  # characters, as the columns have it
TEXTS = ("caption", "alt", "language")


def add_file(thing: Contribution, author: User, file: StoredFile, **texts: str) -> ContributionFile:
    """``file`` on ``thing``, behind what hangs there already. ``texts``: caption, alt, language.

    Raises NotAllowed, Invalid (too many, a text that does not fit).
    """
    with _changing(thing, author, "add file"):
        present = files_of(thing)
        if present.count() >= settings.FILES_PER_THING:
            raise Invalid(
                {
                    "file": [
                        _("At most %(limit)d photos and documents hang on one thing. Remove one first.")
                        % {"limit": settings.FILES_PER_THING}
                    ]
                }
            )
        last = present.last()
        hung = ContributionFile(file=file, position=last.position + 1 if last else 1, **holder_of(thing))
        _write_texts(hung, texts)
    return hung


def describe_file(hung: ContributionFile, thing: Contribution, author: User, **texts: str) -> ContributionFile:
    """``hung`` with other texts. Raises NotAllowed, Invalid."""
    with _changing(thing, author, "describe file"):
        _write_texts(_present(hung, thing), texts)
    return hung


def move_file(hung: ContributionFile, thing: Contribution, author: User, place: int) -> None:
    """Puts ``hung`` at ``place`` among the files of ``thing``, counted from 1. Raises NotAllowed."""
    with _changing(thing, author, "order files"):
        order = [each for each in files_of(thing) if each.pk != hung.pk]
        order.insert(max(0, min(place - 1, len(order))), _present(hung, thing))
        for number, each in enumerate(order, start=1):
            if each.position != number:
                each.position = number
                each.save(update_fields=["position"])


def remove_file(hung: ContributionFile, thing: Contribution, author: User) -> ContributionFile:
    """``hung``, now removed; nobody sees it until it is taken back or its time is over. Raises NotAllowed."""
    with _changing(thing, author, "remove file"):
        _present(hung, thing).removed_at = timezone.now()
        hung.save(update_fields=["removed_at"])
    return hung


def take_back_file(hung: ContributionFile, thing: Contribution, author: User) -> ContributionFile:
    """``hung`` again where it was. Raises NotAllowed, Invalid (others have taken its place)."""
    with _changing(thing, author, "take back file"):
        if hung.removed_at is None:
            return hung
        if files_of(thing).count() >= settings.FILES_PER_THING:
            raise Invalid({"file": [_("There is no room for it any more. Remove another one first.")]})
        hung.removed_at = None
        hung.save(update_fields=["removed_at"])
    return hung


def purge_removed(now: datetime.datetime) -> int:
    """How many were deleted for good: removed ``settings.TRASH_DAYS`` days ago."""
    deleted = 0
    for hung in ContributionFile.objects.filter(removed_at__lt=now - datetime.timedelta(days=settings.TRASH_DAYS)):
        try:
            with transaction.atomic():
                hung.delete()
        except IntegrityError:
            continue
        deleted += 1
    return deleted


@contextmanager
def _changing(thing: Contribution, author: User, verb: str) -> Iterator[None]:
    """Acting as ``author``, who may change ``thing`` as it is now; others wait. Raises NotAllowed, WrongState."""
    with acting_as(author, verb=verb):
        manager: Any = type(thing)._default_manager
        # The database gives nobody a lock on what they may not write: then the rule refuses.
        now = manager.filter(pk=thing.pk).select_for_update(of=("self",)).first() or manager.filter(pk=thing.pk).first()
        if now is None or now.trashed_at is not None:
            raise WrongState(_("This is in the trash. Take it out first."))
        if not rules.can_edit(author, now):
            raise NotAllowed(_("Photos and documents are changed by whoever may change the thing itself."))
        yield


def _present(hung: ContributionFile, thing: Contribution) -> ContributionFile:
    hung.refresh_from_db(fields=["removed_at", "position"])
    if hung.removed_at is not None:
        raise WrongState(_("This has been removed in the meantime. Take it back first."))
    return hung


def _write_texts(hung: ContributionFile, texts: dict[str, str]) -> None:
    problems: dict[str, list[str]] = {}
    for name, text in texts.items():
        if name not in TEXTS:
            raise TypeError(name)
        plain = " ".join(str(text).replace("\x00", "").split())
        if name != "language" and len(plain) > LONGEST_TEXT:
            sentence = _("%(length)d characters; at most %(limit)d are stored.")
            problems[name] = [sentence % {"length": len(plain), "limit": LONGEST_TEXT}]
        if name == "language" and plain not in dict(settings.LANGUAGES):
            problems[name] = [
                _("“%(language)s” is not one of the languages of the service.") % {"language": plain[:10]}
            ]
        setattr(hung, name, plain)
    if problems:
        raise Invalid(problems)
    hung.save()
