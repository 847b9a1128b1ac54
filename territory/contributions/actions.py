"""Writing contributions: one function per verb.

Each asks the rules, checks the values, writes, and leaves its reason in the history. All of it in
one transaction on a locked row, so that two people at once never overrule each other.
"""

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from territory.acting import acting_as
from territory.contributions import rules
from territory.contributions.models import Contribution, State
from territory.contributions.place import straying_in_words
from territory.contributions.values import LANGUAGES, checked_values
from territory.contributions.workflow import CONTRIBUTION_WORKFLOW
from territory.errors import Invalid, NotAllowed, WrongState
from territory.organisations.models import Mandate, Organisation
from territory.people.models import User

C = TypeVar("C", bound=Contribution)


def propose(kind: type[C], author: User, owner: Organisation, values: Mapping[str, Any]) -> C:
    """A stored draft of ``kind``, owned by ``owner``. Raises NotAllowed, Invalid.

    ``values``: see ``checked_values``; ``title``, ``theme`` and ``location`` are needed.
    """
    if not rules.can_propose(author, kind, owner):
        raise NotAllowed(
            _("You may not add a %(kind)s for %(owner)s.") % {"kind": kind._meta.verbose_name, "owner": owner}
        )
    with acting_as(author, verb="propose"):
        return _write(kind(owner=owner, created_by=author), author, values)


def revise(thing: C, author: User, values: Mapping[str, Any]) -> C:
    """``thing`` as stored, with ``values`` changed and a new version number.

    Raises NotAllowed, Invalid, WrongState (it has been deleted).
    """
    with acting_as(author, verb="revise"):
        thing = _locked(thing)
        if not rules.can_edit(author, thing):
            raise NotAllowed(_not_now(thing))
        thing.version += 1
        return _write(thing, author, values)


def move(thing: C, actor: User, target: str, reason: str = "") -> C:
    """``thing`` as stored, in the state ``target``.

    Raises WrongState, NotAllowed, Invalid (a reason is missing).
    """
    with acting_as(actor, verb=f"move to {target}", reason=reason):
        thing = _locked(thing)
        step = CONTRIBUTION_WORKFLOW.step(thing.state, target)
        if not step.rule(actor, thing):
            raise NotAllowed(
                _("You may not move this from “%(source)s” to “%(target)s”.")
                % {"source": State(step.source).label, "target": State(step.target).label}
            )
        if step.needs_reason and not reason.strip():
            raise Invalid({"reason": [_("Say why, so that the author knows what to do.")]})
        thing.state = target
        thing.state_reason = reason.strip()
        thing.version += 1
        if target == State.PUBLISHED:
            thing.published_at = timezone.now()
        _save(thing)
    return thing


def discard(thing: Contribution, actor: User) -> None:
    """Deletes ``thing``; its history stays. Raises NotAllowed, WrongState."""
    with acting_as(actor, verb="discard"):
        thing = _locked(thing)
        if not rules.can_delete(actor, thing):
            raise NotAllowed(_("Only what was never public can be deleted. Archive it instead."))
        thing.delete()


def _locked(thing: C) -> C:
    """The stored row as it is now, closed to other writers until the transaction ends.

    The database gives nobody a lock on what they may not write: then it is read without one, and
    the rule refuses with its reason.
    """
    rows = cast("QuerySet[C]", type(thing)._default_manager.filter(pk=thing.pk))
    try:
        return rows.select_for_update(of=("self",)).first() or rows.get()
    except type(thing).DoesNotExist:
        raise WrongState(_("This has been deleted in the meantime.")) from None


def _write(thing: C, author: User, values: Mapping[str, Any]) -> C:
    columns = checked_values(type(thing), values)
    lists = {name: columns.pop(name) for name in list(columns) if thing._meta.get_field(name).many_to_many}
    _refuse_unseen_origin(author, columns)
    for column, value in columns.items():
        setattr(thing, column, value)
    _refuse_missing(thing)
    if thing.starts_on and thing.ends_on and thing.ends_on < thing.starts_on:
        raise Invalid({"ends_on": [_("The last day is before the first.")]})
    if "location" in columns:
        _refuse_straying(thing)
    _save(thing)
    for name, rows in lists.items():
        getattr(thing, name).set(rows)
    return thing


def _save(thing: Contribution) -> None:
    # The column without a language takes the text of the language in use: let that be one.
    with translation.override(settings.MODELTRANSLATION_DEFAULT_LANGUAGE):
        thing.save()


def _refuse_missing(thing: Contribution) -> None:
    missing = {
        "title": not any(getattr(thing, f"title_{language}") for language in LANGUAGES),
        "theme": thing.theme_id is None,
        "location": thing.location is None,
    }
    if any(missing.values()):
        raise Invalid({name: [_("This is needed.")] for name, is_missing in missing.items() if is_missing})


def _refuse_unseen_origin(author: User, columns: Mapping[str, Any]) -> None:
    """Refuses to grow from a draft of others: the link would give its title away."""
    origin = columns.get("grown_from")
    if origin is not None and not rules.can_see(author, origin):
        raise Invalid(
            {
                "grown_from": [
                    _("There is no %(kind)s “%(name)s”.") % {"kind": origin._meta.verbose_name, "name": origin.pk}
                ]
            }
        )


def _refuse_straying(thing: Contribution) -> None:
    if not rules.can_place(type(thing), thing.owner, thing.location):
        today = timezone.localdate()
        mandates = Mandate.objects.filter(organisation=thing.owner).valid_on(today)
        raise Invalid({"location": [straying_in_words(thing.location, mandates, today)]})


def _not_now(thing: Contribution) -> str:
    if thing.state in rules.OPEN_FOR_WRITING:
        return _("Only people who write for %(owner)s may change this.") % {"owner": thing.owner}
    return _("In the state “%(state)s” only a moderator may change this.") % {"state": thing.get_state_display()}
