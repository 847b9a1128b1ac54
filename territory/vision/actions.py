"""Writing a region's goals: one function per verb."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from layers.communes.models import Region
from layers.languages import LANGUAGES
from territory.acting import acting_as
from territory.contributions.models import Theme
from territory.errors import Invalid, NotAllowed, WrongState
from territory.people.models import User
from territory.vision import rules
from territory.vision.changes import last_change_of
from territory.vision.models import Goal
from territory.vision.order import move_among
from territory.vision.texts import problems_of, set_texts

TEXTS = ("title", "summary", "target")
PLAIN = ("theme", "due_on", "kind", "from_stage")


def add_goal(user: User, region: Region, values: Mapping[str, Any], *, is_invented: bool = False) -> Goal:
    """The stored goal, the last of its theme. ``values``: texts by column ("title_de"), the others by name.

    Raises NotAllowed, Invalid.
    """
    with acting_as(user, verb="add goal"):
        _check_rule(user, region)
        last = Goal.objects.filter(region=region, theme=values.get("theme")).order_by("-position").first()
        goal = Goal(region=region, is_invented=is_invented, position=last.position + 1 if last else 1)
        return _written(goal, values)


def change_goal(user: User, goal: Goal, values: Mapping[str, Any]) -> Goal:
    """The goal as stored, with what ``values`` names changed. Raises NotAllowed, WrongState, Invalid."""
    with acting_as(user, verb="change goal"):
        stored = _locked(goal)
        _check_rule(user, stored.region)
        return _written(stored, values)


def take_back_change(user: User, goal: Goal, number: int) -> Goal:
    """The goal as it was before the change of that number, its last one: itself a change, which can be taken back too.

    Raises NotAllowed, WrongState (it is not the last one: what others wrote since is not overruled), Invalid.
    """
    with acting_as(user, verb="take back change of goal"):
        stored = _locked(goal)
        _check_rule(user, stored.region)
        last = last_change_of(stored)
        if last is None:
            raise WrongState(_("This goal is as it was added: there is nothing to take back."))
        if last.number != number:
            raise WrongState(_("This goal has been changed again since. Look at it before you take anything back."))
        return _written(stored, _values_of(last.before.row))


def move_goal(user: User, goal: Goal, by: int) -> None:
    """Moves the goal up (``by`` -1) or down (1) among the goals of its theme. Raises NotAllowed, WrongState."""
    with acting_as(user, verb="move goal"):
        stored = _locked(goal)
        _check_rule(user, stored.region)
        # Only the goals are locked, not the themes by whose order they come.
        among = Goal.objects.select_for_update(of=("self",))
        move_among(among.filter(region=stored.region, theme=stored.theme), stored, by)


def remove_goal(user: User, goal: Goal) -> None:
    """Removes the goal; its history stays, and ``recover_goal`` brings it back. Raises NotAllowed, WrongState."""
    with acting_as(user, verb="remove goal"):
        stored = _locked(goal)
        _check_rule(user, stored.region)
        stored.delete()


def recover_goal(user: User, number: int) -> Goal:
    """The removed goal of that number, as it was when it was removed. Raises NotAllowed, WrongState."""
    events: Any = apps.get_model("territory", "GoalEvent")
    with acting_as(user, verb="recover goal"):
        last = events.objects.filter(pgh_obj_id=number).order_by("-pgh_id").first()
        if last is None or last.pgh_label != "delete" or Goal.objects.filter(pk=number).exists():
            raise WrongState(_("This goal is there already, or there was none."))
        goal = Goal(**{field.attname: getattr(last, field.attname) for field in Goal._meta.concrete_fields})
        _check_rule(user, goal.region)
        goal.save(force_insert=True)
        return goal


def _check_rule(user: User, region: Region) -> None:
    if not rules.can_plan(user, region):
        raise NotAllowed(_("Only the moderators of the region write its goals."))


def _locked(goal: Goal) -> Goal:
    # Who may not change it finds no row to lock, and is refused by the rule.
    stored = Goal.objects.select_for_update(of=("self",)).filter(pk=goal.pk).first()
    stored = stored or Goal.objects.filter(pk=goal.pk).first()
    if stored is None:
        raise WrongState(_("This has been deleted in the meantime."))
    return stored


def _values_of(version: Any) -> dict[str, Any]:
    """What a version of a goal says, in the form that the actions take."""
    values = {name: getattr(version, name) for name in PLAIN if name != "theme"}
    texts = {f"{name}_{language}" for name in TEXTS for language in LANGUAGES}
    theme = Theme.objects.filter(pk=version.theme_id).first()
    if theme is None:
        raise Invalid({"theme": [_("What this version refers to no longer exists.")]})
    return {**values, **{text: getattr(version, text) for text in texts}, "theme": theme}


def _written(goal: Goal, values: Mapping[str, Any]) -> Goal:
    set_texts(goal, TEXTS, values)
    for name in PLAIN:
        if name in values:
            setattr(goal, name, values[name])
    problems = _problems(goal)
    if problems:
        raise Invalid(problems)
    goal.save()
    return goal


def _problems(goal: Goal) -> dict[str, list[str]]:
    problems = problems_of(goal, "title", _("Give the goal a title, in one language at least."), ["region"])
    if isinstance(goal.due_on, datetime.date) and not 2000 <= goal.due_on.year <= 2100:
        problems.setdefault("due_on", [_("This day is too far away: the year has four digits, such as 2030.")])
    return problems
