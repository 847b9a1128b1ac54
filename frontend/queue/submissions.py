"""What was submitted: waits for the moderators, or went back to its authors."""

import datetime
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from frontend.queue.section import QueueRow, Section
from frontend.templatetags.objects import collection_id, kind_name, object_url
from frontend.views.kinds import PLACED_KINDS
from territory.contributions.borders import held_up
from territory.contributions.models import State
from territory.contributions.moderation import sent_back_under, waiting_for
from territory.contributions.rules import can_archive
from territory.contributions.standing import standing_of
from territory.happenings.models import Happening, What
from territory.people.models import User

UNDO_HOURS = 24


def is_moderator(reader: User) -> bool:
    """Whether ``reader`` decides on what others submit."""
    standing = standing_of(reader)
    return standing.is_moderator or standing.is_administrator


def row_of(thing: Any, now: datetime.datetime, **more: Any) -> QueueRow:
    """``thing`` (a contribution) as a row; it waits since it came into its state."""
    since = Happening.objects.last_of(thing, thing.state) or thing.updated_at
    return QueueRow(
        thing=thing,
        title=str(thing),
        address=object_url(thing),
        mark=f"{collection_id(thing)}:{thing.pk}:{thing.version}",
        facts=(kind_name(thing), str(thing.theme), str(thing.owner)),
        waiting_days=(now - since).days,
        look=collection_id(thing),
        **more,
    )


def mine(reader: User, now: datetime.datetime) -> list[QueueRow]:
    """What ``reader`` may publish; not what still lacks the consent of others."""
    waits = held_up(reader)
    return [
        row_of(thing, now)
        for kind in PLACED_KINDS.values()
        for thing in waiting_for(reader, kind.model)
        if thing not in waits
    ]


def others(reader: User, now: datetime.datetime) -> list[QueueRow]:
    """What was sent back and returns to ``reader``."""
    return [
        row_of(thing, now, reason=thing.state_reason)
        for kind in PLACED_KINDS.values()
        for thing in sent_back_under(reader, kind.model)
    ]


def decided(reader: User, now: datetime.datetime) -> list[QueueRow]:
    """What ``reader`` decided within a day and nobody has moved since, the newest first."""
    lately = Happening.objects.filter(
        actor=reader,
        what__in=[What.PUBLISHED, What.CHANGES_REQUESTED],
        happened_at__gt=now - datetime.timedelta(hours=UNDO_HOURS),
    )
    rows, seen = [], set()
    for happening in lately:
        kind = next((kind for kind in PLACED_KINDS.values() if kind.model._meta.model_name == happening.kind), None)
        if kind is None or (happening.kind, happening.object_id) in seen:
            continue
        seen.add((happening.kind, happening.object_id))
        thing = kind.model._default_manager.filter(pk=happening.object_id, state=happening.what).first()
        if thing is not None:
            can_undo = thing.state == State.PUBLISHED and can_archive(reader, thing)
            row = row_of(thing, now, undo=reverse("take-back") if can_undo else "")
            rows.append(QueueRow(**{**vars(row), "facts": (capfirst(str(thing.get_state_display())),)}))
    return rows


SUBMISSIONS = Section(
    name="submissions",
    title=_("Submitted"),
    template="frontend/queue/submissions.html",
    is_for=is_moderator,
    mine=mine,
    others=others,
    decided=decided,
    others_note=_("Sent back with a reason; the authors change it and submit it again."),
)
