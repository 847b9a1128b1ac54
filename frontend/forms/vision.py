"""The forms of a goal and of a theme of the region's vision."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from frontend.forms.contributions import STAGES, day_field
from frontend.forms.four_languages import FourLanguagesForm
from territory.contributions.models import Stage, Theme
from territory.vision.actions import PLAIN
from territory.vision.models import Goal, GoalKind
from territory.vision.symbols import SYMBOLS


class GoalForm(FourLanguagesForm):
    MODEL = Goal
    TEXTS = {"title": _("Title"), "summary": _("In a few sentences"), "target": _("Target")}
    LONG = frozenset(["summary"])

    theme: Any = forms.ModelChoiceField(Theme.objects.all(), label=_("Theme"), to_field_name="code", empty_label=None)
    kind = forms.ChoiceField(
        label=_("What counts"),
        required=False,
        choices=[
            ("", _("Initiatives, projects and services")),
            *((code, capfirst(name)) for code, name in GoalKind.choices),
        ],
    )
    from_stage = forms.ChoiceField(
        label=_("Covered from the stage"),
        choices=STAGES,
        initial=Stage.PILOT,
        help_text=_("What has not come so far is on its way."),
    )
    due_on = day_field(_("Reached until"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.order_fields(["theme", *self.first, "due_on", "kind", "from_stage"])

    @property
    def optional(self) -> set[str]:
        """The names of what may stay empty in the reader's language."""
        return {*super().optional, "due_on"}

    @classmethod
    def initial_of(cls, goal: Goal) -> dict[str, Any]:
        """What the form shows of a stored goal."""
        return {**cls.texts_of(goal), **{name: getattr(goal, name) for name in PLAIN}, "theme": goal.theme.code}


class ThemeForm(FourLanguagesForm):
    MODEL = Theme
    TEXTS = {"name": _("Name"), "meaning": _("Meaning")}
    LONG = frozenset(["meaning"])

    symbol = forms.ChoiceField(
        label=_("Symbol"),
        widget=forms.RadioSelect,
        choices=list(SYMBOLS.items()),
        help_text=_("It stands on the map, in the list and on paper."),
        required=False,  # the action asks for it, together with the name
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        kept = self.initial.get("symbol")
        if kept and kept not in SYMBOLS:
            self.fields["symbol"].choices = [(kept, kept), *SYMBOLS.items()]  # type: ignore[attr-defined]
        self.order_fields([*self.first, "symbol"])

    @classmethod
    def initial_of(cls, theme: Theme) -> dict[str, Any]:
        """What the form shows of a stored theme."""
        return {**cls.texts_of(theme), "symbol": theme.symbol}
