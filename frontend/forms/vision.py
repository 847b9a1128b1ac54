"""The form of a goal of the region's vision."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from frontend.forms.contributions import STAGES, day_field, languages_reader_first
from frontend.forms.typed import TypedForm
from territory.contributions.models import Stage, Theme
from territory.vision.actions import PLAIN, TEXTS
from territory.vision.models import Goal, GoalKind

LABELS = {"title": _("Title"), "summary": _("In a few sentences"), "target": _("Target")}


class GoalForm(TypedForm):
    """Texts in the reader's language come first; the other languages stand below."""

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
        self.languages = languages_reader_first()
        for code, name in self.languages:
            for text in TEXTS:
                self.fields[f"{text}_{code}"] = self._text(text, code, name)
        first = [f"{text}_{self.languages[0][0]}" for text in TEXTS]
        self.order_fields(["theme", *first, "due_on", "kind", "from_stage"])

    def _text(self, text: str, code: str, name: str) -> forms.CharField:
        own = code == self.languages[0][0]
        column: Any = Goal._meta.get_field(text)
        widget = forms.Textarea if text == "summary" else forms.TextInput
        return forms.CharField(
            label=LABELS[text] if own else f"{LABELS[text]} ({name})",
            required=False,
            max_length=column.max_length,
            help_text=column.help_text if own else "",
            widget=widget(attrs={"lang": code, "rows": 3} if text == "summary" else {"lang": code}),
        )

    @property
    def others(self) -> list[forms.BoundField]:
        """The texts in the languages that are not the reader's."""
        return [self[f"{text}_{code}"] for code, _name in self.languages[1:] for text in TEXTS]

    @property
    def own(self) -> list[forms.BoundField]:
        """The other fields."""
        others = {field.name for field in self.others}
        return [field for field in self if field.name not in others]

    @property
    def optional(self) -> set[str]:
        """The names of what may stay empty in the reader's language."""
        first = self.languages[0][0]
        return {f"summary_{first}", f"target_{first}", "due_on"}

    def add_problems(self, problems: dict[str, list[str]]) -> None:
        """A title that is missing in every language is asked for in the reader's."""
        titles = [f"title_{code}" for code, _name in self.languages]
        if not any(self.cleaned_data.get(title) for title in titles):
            problems = {titles[0] if name in titles else name: said for name, said in problems.items()}
        super().add_problems(problems)

    @property
    def others_are_wrong(self) -> bool:
        return any(field.errors for field in self.others)

    def values(self) -> dict[str, Any]:
        """What the actions take."""
        return dict(self.cleaned_data)

    @staticmethod
    def initial_of(goal: Goal) -> dict[str, Any]:
        """What the form shows of a stored goal."""
        texts = {
            f"{text}_{code}": getattr(goal, f"{text}_{code}") for text in TEXTS for code, _n in languages_reader_first()
        }
        return {**texts, **{name: getattr(goal, name) for name in PLAIN}, "theme": goal.theme.code}
