"""Writing the themes of the regional vision: one function per verb. All regions share them."""

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from layers.languages import LANGUAGES
from territory.acting import acting_as
from territory.contributions.models import Theme
from territory.errors import Invalid, NotAllowed, WrongState
from territory.people.models import User
from territory.vision import rules
from territory.vision.order import move_among
from territory.vision.symbols import SYMBOLS
from territory.vision.texts import problems_of, set_texts

TEXTS = ("name", "meaning")
# The code stands in addresses, files and interfaces: in the first of these languages in which there is a name.
CODED_IN = ("en", "fr", "de", "lb")


def add_theme(user: User, values: Mapping[str, Any]) -> Theme:
    """The stored theme, the last of all. ``values``: texts by column ("name_de"), and "symbol".

    Its code comes from its name and stays what it is, whatever it is called later. Raises NotAllowed, Invalid.
    """
    with acting_as(user, verb="add theme"):
        _check_rule(user)
        stored = _all_locked()
        theme = Theme(position=max((each.position for each in stored), default=0) + 1)
        set_texts(theme, TEXTS, values)
        theme.code = _free_code(theme, {each.code for each in stored})
        return _written(theme, values)


def change_theme(user: User, theme: Theme, values: Mapping[str, Any]) -> Theme:
    """The theme as stored, with what ``values`` names changed. Raises NotAllowed, WrongState, Invalid."""
    with acting_as(user, verb="change theme"):
        return _written(_stored(user, theme), values)


def move_theme(user: User, theme: Theme, by: int) -> None:
    """Moves the theme up (``by`` -1) or down (1) among all. Raises NotAllowed, WrongState."""
    with acting_as(user, verb="move theme"):
        stored = _stored(user, theme)
        move_among(_all_locked(), stored, by)


def remove_theme(user: User, theme: Theme) -> None:
    """Removes a theme that nothing is about; ``recover_theme`` brings it back. Raises NotAllowed, WrongState."""
    with acting_as(user, verb="remove theme"):
        stored = _stored(user, theme)
        if len(_all_locked()) == 1:
            raise WrongState(_("This is the only theme. Add another one before you remove it."))
        try:
            # Only the database sees all that is about it: drafts of others too, and who follows it.
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("set constraints all immediate")
                cursor.execute("delete from territory_theme where id = %s", [stored.pk])
        except IntegrityError as refusal:
            raise WrongState(
                _(
                    "“%(theme)s” is in use: by something on the map, a draft, a goal or somebody who follows it. Give "
                    "those another theme first, or change its name and its symbol instead."
                )
                % {"theme": stored}
            ) from refusal


def recover_theme(user: User, number: int) -> Theme:
    """The removed theme of that number, as it was when it was removed. Raises NotAllowed, WrongState."""
    events: Any = apps.get_model("territory", "ThemeEvent")
    with acting_as(user, verb="recover theme"):
        _check_rule(user)
        last = events.objects.filter(pgh_obj_id=number).order_by("-pgh_id").first()
        stored = _all_locked()
        if last is None or last.pgh_label != "delete" or any(each.pk == number for each in stored):
            raise WrongState(_("This theme is there already, or there was none."))
        theme = Theme(**{field.attname: getattr(last, field.attname) for field in Theme._meta.concrete_fields})
        theme.code = _free_code(theme, {each.code for each in stored}, theme.code)
        theme.save(force_insert=True)
        return theme


def _check_rule(user: User) -> None:
    if not rules.can_write_themes(user):
        raise NotAllowed(_("Only those who moderate a region write its themes."))


def _stored(user: User, theme: Theme) -> Theme:
    _check_rule(user)
    stored = Theme.objects.select_for_update(no_key=True).filter(pk=theme.pk).first()
    if stored is None:
        raise WrongState(_("This has been deleted in the meantime."))
    return stored


def _all_locked() -> list[Theme]:
    """All themes in their order: whoever adds, moves or removes one waits for whoever does so now, nobody else does."""
    return list(Theme.objects.select_for_update(no_key=True).order_by("position", "pk"))


def _free_code(theme: Theme, taken: set[str], wanted: str = "") -> str:
    names = (getattr(theme, f"name_{language}") for language in CODED_IN)
    wanted = wanted or next(filter(None, (slugify(name or "")[:40].strip("-") for name in names)), "theme")
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(code for code in numbered if code not in taken)


def _written(theme: Theme, values: Mapping[str, Any]) -> Theme:
    set_texts(theme, TEXTS, values)
    before = theme.symbol
    theme.symbol = values.get("symbol", before)
    problems = problems_of(
        theme, "name", _("Give the theme a name, in one language at least."), ["code", "symbol", "position"]
    )
    if not theme.symbol or theme.symbol not in {*SYMBOLS, before}:
        problems["symbol"] = [_("Choose one of the symbols.")]
    for language in LANGUAGES:
        column = f"name_{language}"
        name = getattr(theme, column)
        if name and Theme.objects.exclude(pk=theme.pk).filter(**{f"{column}__iexact": name}).exists():
            problems.setdefault(column, [_("There is a theme called “%(name)s” already.") % {"name": name}])
    if problems:
        raise Invalid(problems)
    theme.save()
    return theme
