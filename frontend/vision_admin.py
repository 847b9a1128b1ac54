"""The vision in the back office: goals and themes, written by the same actions and rules as on the pages."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from frontend.views.reader import person_of
from layers.admin import AnyLanguageAdmin, AnyLanguageForm
from territory.contributions.models import Theme
from territory.errors import Invalid, Refused
from territory.vision.actions import add_goal, change_goal, remove_goal, take_back_change
from territory.vision.changes import last_change_of
from territory.vision.models import Goal
from territory.vision.rules import can_plan
from territory.vision.symbols import SYMBOLS
from territory.vision.themes import add_theme, change_theme


class VisionForm(AnyLanguageForm):
    """Writes while it is validated, as for contributions: a refusal belongs to its field and leaves nothing behind."""

    author: Any = None
    written: ClassVar[Callable[..., Model]]

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # Django's own hook, which its stubs leave out
        if self.errors:
            return
        try:
            self.instance = type(self).written(self.author, self.instance, self.cleaned_data)
        except Invalid as refusal:
            for name, sentences in refusal.problems.items():
                for sentence in sentences:
                    self.add_error(name if name in self.fields else None, sentence)
        except Refused as refusal:
            self.add_error(None, str(refusal))


def _goal_written(author: Any, goal: Goal, values: dict[str, Any]) -> Goal:
    rest = {name: value for name, value in values.items() if name != "region"}
    return change_goal(author, goal, rest) if goal.pk else add_goal(author, goal.region, rest)


def _theme_written(author: Any, theme: Theme, values: dict[str, Any]) -> Theme:
    return change_theme(author, theme, values) if theme.pk else add_theme(author, values)


class VisionAdmin(AnyLanguageAdmin):
    def get_form(
        self, request: HttpRequest, obj: Model | None = None, change: bool = False, **more: Any
    ) -> type[forms.ModelForm]:
        """The form, knowing who writes."""
        form = super().get_form(request, obj, change=change, **more)
        return type(form.__name__, (form,), {"author": request.user})

    def save_model(self, request: HttpRequest, obj: Model, form: forms.ModelForm, change: bool) -> None:
        """Nothing: the form has written it through the action."""


class GoalForm(VisionForm):
    written = staticmethod(_goal_written)


@admin.register(Goal)
class GoalAdmin(VisionAdmin):
    form = GoalForm
    list_display = ["title", "theme", "region", "from_stage", "due_on", "position", "is_invented"]
    list_filter = ["region", "theme"]
    list_select_related = ["theme", "region"]
    search_fields = ["title_de", "title_fr", "title_en", "title_lb"]
    readonly_fields = ["is_invented", "position"]
    actions = ["take_back"]

    def get_readonly_fields(self, request: HttpRequest, obj: Goal | None = None) -> list[str]:
        """A goal stays with its region."""
        return [*super().get_readonly_fields(request, obj), *(["region"] if obj else [])]

    def delete_model(self, request: HttpRequest, obj: Goal) -> None:
        """Removes through the action."""
        remove_goal(person_of(request), obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Goal]) -> None:
        """Removes each through the action."""
        for goal in queryset:
            remove_goal(person_of(request), goal)

    def has_delete_permission(self, request: HttpRequest, obj: Goal | None = None) -> bool:
        """As the rules say; without an object, whether the list is there at all."""
        return super().has_delete_permission(request) if obj is None else can_plan(request.user, obj.region)

    @admin.action(description=_("Take back the last change of what is chosen"), permissions=["change"])
    def take_back(self, request: HttpRequest, queryset: QuerySet[Goal]) -> None:
        """Takes the last change of each back through the action, telling which could not be."""
        for goal in queryset.select_related("region"):
            last = last_change_of(goal)
            try:
                stored = take_back_change(person_of(request), goal, last.number if last else 0)
            except Refused as refusal:
                self.message_user(request, f"{goal}: {refusal}", messages.ERROR)
            else:
                self.message_user(request, _("“%(goal)s” is saved.") % {"goal": stored})


class ThemeForm(VisionForm):
    symbol = forms.ChoiceField(choices=list(SYMBOLS.items()))
    written = staticmethod(_theme_written)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        kept = self.instance.symbol
        if kept and kept not in SYMBOLS:
            self.fields["symbol"].choices = [(kept, kept), *SYMBOLS.items()]  # type: ignore[attr-defined]


@admin.register(Theme)
class ThemeAdmin(VisionAdmin):
    form = ThemeForm
    list_display = ["name", "code", "symbol", "position"]
    search_fields = ["name_de", "name_fr", "name_en", "name_lb", "code"]
    readonly_fields = ["code", "position"]

    def has_delete_permission(self, request: HttpRequest, obj: Theme | None = None) -> bool:
        """On their page, which says why one cannot be removed and offers the way back."""
        return False
