"""Writing contributions: one function per verb.

Each asks the rules, checks the values, writes, and leaves its reason in the history. All of it in
one transaction on a locked row, so that two people at once never overrule each other.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

import pghistory
from django.utils import timezone
from django.utils.translation import gettext as _

from territory.acting import acting_as
from territory.consents.asking import hold_consents
from territory.contributions import rules
from territory.contributions.borders import missing_consents_in_words
from territory.contributions.handing_in import hand_in
from territory.contributions.merge import merged, plain
from territory.contributions.models import Contribution, StageMove, State
from territory.contributions.place import straying_in_words
from territory.contributions.stages import begin_stage, stage_to_begin_with
from territory.contributions.stored import locked, refuse_other_version, save, stored_row
from territory.contributions.values import LANGUAGES, checked_values
from territory.contributions.versions import fields_at, lists_key, present_fields, present_lists
from territory.contributions.workflow import CONTRIBUTION_WORKFLOW
from territory.errors import Clash, Invalid, NotAllowed, Outdated, WrongState
from territory.happenings.models import What
from territory.happenings.record import record
from territory.organisations.models import Mandate, Organisation
from territory.people.models import User

C = TypeVar("C", bound=Contribution)


def propose(kind: type[C], author: User, owner: Organisation, values: Mapping[str, Any]) -> C:
    """A stored draft of ``kind``, owned by ``owner``. Raises NotAllowed, Invalid.

    ``values``: see ``checked_values``; ``title``, ``theme`` and ``location`` are needed. ``stage`` with
    ``stage_on`` and ``stage_evidence`` say how far it is, see ``stage_to_begin_with``.
    """
    if not rules.can_propose(author, kind, owner):
        raise NotAllowed(
            _("You may not add a %(kind)s for %(owner)s.") % {"kind": kind._meta.verbose_name, "owner": owner}
        )
    with acting_as(author, verb="propose"):
        begun, columns = _checked_beginning(kind, values)
        thing = _write(kind(owner=owner, created_by=author, stage=begun.target), author, columns)
        begin_stage(thing, author, begun)
        return thing


def revise(
    thing: C,
    author: User,
    values: Mapping[str, Any],
    based_on: int | None = None,
    *,
    merging: bool = True,
) -> C:
    """``thing`` as stored, with ``values`` changed and a new version number.

    ``based_on`` is the version the author started from: what others changed since stays, unless
    both changed the same field; without ``merging`` any other version is refused. With it, values
    that change nothing make no new version. What is public and now reaches onto land whose commune
    has not consented is submitted again and waits for it.
    Raises NotAllowed, Invalid, WrongState (it has been deleted), Clash, Outdated.
    """
    with acting_as(author, verb="revise"):
        thing = locked(thing)
        if not rules.can_edit(author, thing):
            raise NotAllowed(not_now(thing))
        if not merging:
            refuse_other_version(thing, based_on)
        columns = checked_values(type(thing), values)
        if based_on is not None:
            columns = _merged(thing, columns, based_on)
            if not columns:
                return thing
        thing.version += 1
        return _write(thing, author, columns)


def move(thing: C, actor: User, target: str, reason: str = "", based_on: int | None = None) -> C:
    """``thing`` as stored, in the state ``target``.

    ``based_on`` is the version the actor read: nobody decides on words they have not seen.
    Raises WrongState, NotAllowed, Invalid (a reason is missing), Outdated.
    """
    with acting_as(actor, verb=f"move to {target}", reason=reason):
        thing = locked(thing)
        refuse_other_version(thing, based_on)
        step = CONTRIBUTION_WORKFLOW.step(thing.state, target)
        if not step.rule(actor, thing):
            raise NotAllowed(
                _("You may not move this from “%(source)s” to “%(target)s”.")
                % {"source": State(step.source).label, "target": State(step.target).label}
            )
        if step.needs_reason and not reason.strip():
            raise Invalid({"reason": [_("Say why, so that the author knows what to do.")]})
        if target == State.PUBLISHED:
            hold_consents(thing)
        if sentence := step.lacks(thing):
            raise WrongState(sentence)
        thing.state = target
        thing.state_reason = reason.strip()
        thing.version += 1
        if target == State.PUBLISHED:
            thing.published_at = timezone.now()
        save(thing)
        record(target, thing, actor, reason)
        if target == State.SUBMITTED:
            hand_in(thing, actor)
    return thing


def discard(thing: C, actor: User, based_on: int | None = None) -> C:
    """``thing``, now in the trash, where nobody sees it until it is recovered or purged.

    ``based_on``: see ``move``. Raises NotAllowed, WrongState, Outdated.
    """
    with acting_as(actor, verb="discard"):
        thing = locked(thing)
        refuse_other_version(thing, based_on)
        if not rules.can_delete(actor, thing):
            raise NotAllowed(_("Only what was never public can be deleted. Archive it instead."))
        thing.trashed_at = timezone.now()
        thing.version += 1
        save(thing)
    return thing


def recover(thing: C, actor: User) -> C:
    """``thing`` out of the trash, as it was before. Raises NotAllowed, WrongState (purged)."""
    with acting_as(actor, verb="recover"):
        thing = stored_row(thing)
        if not rules.can_delete(actor, thing):
            raise NotAllowed(not_now(thing))
        if thing.trashed_at is not None:
            thing.trashed_at = None
            thing.version += 1
            save(thing)
    return thing


def _checked_beginning(kind: type[C], values: Mapping[str, Any]) -> tuple[StageMove, dict[str, Any]]:
    """The first stage of something new and its columns. Raises Invalid with the problems of both."""
    begun, problems, rest = stage_to_begin_with(values)
    try:
        columns = checked_values(kind, rest)
    except Invalid as refusal:
        raise Invalid({**refusal.problems, **problems}, refusal.repaired) from None
    if problems:
        raise Invalid(problems)
    return begun, columns


def _merged(thing: Contribution, columns: Mapping[str, Any], based_on: int) -> dict[str, Any]:
    """What of ``columns`` differs from version ``based_on`` and so is to be written now."""
    base = fields_at(thing, based_on, columns)
    if base is None:
        raise Outdated(
            _("There is no version %(based_on)d of this; it is now version %(version)d.")
            % {"based_on": based_on, "version": thing.version}
        )
    mine = {name: plain(value) for name, value in columns.items()}
    to_write, clashes = merged(base, mine, present_fields(thing, columns))
    if clashes:
        sentence = _("Somebody else changed the same fields since version %(based_on)d.")
        raise Clash(sentence % {"based_on": based_on}, clashes, thing)
    return {name: value if isinstance(value, frozenset) else columns[name] for name, value in to_write.items()}


def _write(thing: C, author: User, columns: dict[str, Any]) -> C:
    """Stores ``columns`` (see ``checked_values``; emptied of its lists) in ``thing``."""
    lists = {name: columns.pop(name) for name in list(columns) if thing._meta.get_field(name).many_to_many}
    _refuse_unseen_origin(author, columns)
    for column, value in columns.items():
        setattr(thing, column, value)
    _refuse_missing(thing)
    if thing.starts_on and thing.ends_on and thing.ends_on < thing.starts_on:
        raise Invalid({"ends_on": [_("The last day is before the first.")]})
    if "location" in columns:
        _refuse_straying(thing)
    sentence = ""
    if thing.state == State.PUBLISHED and "location" in columns:
        hold_consents(thing)
        sentence = missing_consents_in_words(thing)
    with pghistory.context(**{lists_key(thing): _lists_to_come(thing, lists)}):
        if sentence:
            _set_lists(thing, lists)  # while the database lets a moderator: before it goes back
            thing.state, thing.state_reason = State.SUBMITTED, sentence
        save(thing)
    if sentence:
        record(What.WAITS_AGAIN, thing, author, sentence)
        hand_in(thing, author)
    else:
        _set_lists(thing, lists)
    return thing


def _set_lists(thing: Contribution, lists: Mapping[str, Any]) -> None:
    for name, rows in lists.items():
        getattr(thing, name).set(rows)


def _lists_to_come(thing: Contribution, lists: Mapping[str, Any]) -> dict[str, list[int]]:
    """All lists of ``thing`` once ``lists`` are stored: the history has columns only."""
    stored = present_lists(thing) if thing.pk else {}
    return stored | {name: sorted(plain(rows)) for name, rows in lists.items()}


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


def not_now(thing: Contribution) -> str:
    """Why somebody who asked may not change ``thing`` as it is: who may, and what they can do first."""
    if thing.state in rules.OPEN_FOR_WRITING:
        return _("Only people who write for %(owner)s may change this.") % {"owner": thing.owner}
    if thing.state == State.PUBLISHED:
        return _("While it is public only a moderator may change this. %(owner)s can take it back for changes.") % {
            "owner": thing.owner
        }
    return _("In the state “%(state)s” only a moderator may change this.") % {"state": thing.get_state_display()}
