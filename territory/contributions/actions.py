"""Writing contributions: one function per verb. Each asks the rules, checks the values, writes and leaves its reason in the history."""

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

import pghistory
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territory.contributions import rules
from territory.contributions.models import Contribution, State
from territory.contributions.place import straying_in_words
from territory.contributions.values import LANGUAGES, checked_values
from territory.contributions.workflow import CONTRIBUTION_WORKFLOW
from territory.errors import Invalid, NotAllowed
from territory.organisations.models import Mandate, Organisation
from territory.people.models import User

C = TypeVar("C", bound=Contribution)
MANY_TO_MANY = ("partners", "subscribers")


def propose(
    kind: type[C], author: User, owner: Organisation, values: Mapping[str, Any]
) -> C:
    """A stored draft of ``kind``, owned by ``owner``. Raises NotAllowed, Invalid.

    ``values``: see ``checked_values``; ``title``, ``theme`` and ``location`` are needed.
    """
    if not rules.can_propose(author, kind, owner):
        raise NotAllowed(
            _("You may not add a %(kind)s for %(owner)s.")
            % {"kind": kind._meta.verbose_name, "owner": owner}
        )
    thing = kind(owner=owner, created_by=author)
    return _write(thing, author, values, verb="propose")


def revise(thing: C, author: User, values: Mapping[str, Any]) -> C:
    """``thing`` with ``values`` changed and a new version number. Raises NotAllowed, Invalid."""
    if not rules.can_edit(author, thing):
        raise NotAllowed(_not_now(thing))
    return _write(thing, author, values, verb="revise")


def move(thing: C, actor: User, target: str, reason: str = "") -> C:
    """``thing`` in the state ``target``. Raises WrongState, NotAllowed, Invalid (a reason is missing)."""
    with (
        transaction.atomic(),
        pghistory.context(user=actor.pk, verb=f"move to {target}", reason=reason),
    ):
        thing = (
            type(thing)
            ._default_manager.select_for_update(of=("self",))
            .get(pk=thing.pk)
        )
        step = CONTRIBUTION_WORKFLOW.step(thing.state, target)
        if not step.rule(actor, thing):
            raise NotAllowed(
                _("You may not move this from “%(source)s” to “%(target)s”.")
                % {"source": step.source, "target": target}
            )
        if step.needs_reason and not reason.strip():
            raise Invalid(
                {"reason": [_("Say why, so that the author knows what to do.")]}
            )
        thing.state = target
        thing.state_reason = reason.strip()
        thing.version += 1
        if target == State.PUBLISHED:
            thing.published_at = timezone.now()
        thing.save()
    return thing


def discard(thing: Contribution, actor: User) -> None:
    """Deletes ``thing``; its history stays. Raises NotAllowed."""
    if not rules.can_delete(actor, thing):
        raise NotAllowed(
            _("Only what was never public can be deleted. Archive it instead.")
        )
    with transaction.atomic(), pghistory.context(user=actor.pk, verb="discard"):
        thing.delete()


def _write(thing: C, author: User, values: Mapping[str, Any], verb: str) -> C:
    columns = checked_values(type(thing), values)
    missing = {
        name: [_("This is needed.")]
        for name in ("title", "theme", "location")
        if not (
            _has_title(thing, columns)
            if name == "title"
            else columns.get(name)
            or getattr(thing, f"{name}_id" if name == "theme" else name)
        )
    }
    if missing:
        raise Invalid(missing)
    for column, value in columns.items():
        setattr(thing, column, value)
    if thing.starts_on and thing.ends_on and thing.ends_on < thing.starts_on:
        raise Invalid({"ends_on": [_("The last day is before the first.")]})
    if "location" in columns:
        _refuse_straying(thing)
    with transaction.atomic(), pghistory.context(user=author.pk, verb=verb):
        if thing.pk:
            thing.version += 1
        thing.save()
        for name in MANY_TO_MANY:
            if name in values:
                getattr(thing, name).set(values[name])
    return thing


def _has_title(thing: Contribution, columns: Mapping[str, Any]) -> bool:
    return any(
        columns.get(f"title_{language}", getattr(thing, f"title_{language}"))
        for language in LANGUAGES
    )


def _refuse_straying(thing: Contribution) -> None:
    if not rules.can_place(type(thing), thing.owner, thing.location):
        today = datetime.date.today()
        mandates = Mandate.objects.filter(organisation=thing.owner).valid_on(today)
        raise Invalid(
            {"location": [straying_in_words(thing.location, mandates, today)]}
        )


def _not_now(thing: Contribution) -> str:
    if thing.state in rules.OPEN_FOR_WRITING:
        return _("Only people who write for %(owner)s may change this.") % {
            "owner": thing.owner
        }
    return _("In the state “%(state)s” only a moderator may change this.") % {
        "state": thing.get_state_display()
    }
