"""Forms whose values an action judges: its refusals are shown beside the fields they are about."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from frontend.forms.accounts import NEEDED


class TypedForm(forms.Form):
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for field in self.fields.values():
            field.error_messages["required"] = NEEDED

    def add_problems(self, problems: dict[str, list[str]]) -> None:
        """Shows what an action refused; what no field of the form is about stands above it."""
        for name, sentences in problems.items():
            for sentence in sentences:
                self.add_error(name if name in self.fields else None, sentence)


def end_field() -> forms.DateField:
    """The last day of something that may also go on; None while it does."""
    return forms.DateField(
        label=_("Last day"),
        required=False,
        help_text=_("Empty: without an end."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("This is not a day of the calendar.")},
    )
