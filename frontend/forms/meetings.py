"""The forms of a working group's room: a meeting, a decision."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from frontend.forms.typed import TypedForm

NOT_A_MOMENT = _("This is not a day and hour, such as 31.12.2026 14:00.")


def _moment(label: Any, *, required: bool) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        required=required,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d.%m.%Y %H:%M", "%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M"],
        error_messages={"invalid": NOT_A_MOMENT},
    )


class MeetingForm(TypedForm):
    """``based_on``: the version the form was filled with; empty for a new meeting."""

    title = forms.CharField(label=_("Title"), max_length=200)
    starts_at = _moment(_("Begins"), required=True)
    ends_at = _moment(_("Ends"), required=False)
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    agenda = forms.CharField(
        label=_("Agenda"), max_length=10_000, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    minutes = forms.CharField(
        label=_("Minutes of the meeting"),
        max_length=50_000,
        required=False,
        help_text=_("What was said. Only those who take part read it."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "based_on"}


class DecisionForm(TypedForm):
    """``members``: names that are offered for who takes care of it; others may be typed."""

    text = forms.CharField(label=_("Decision"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    owner = forms.CharField(
        label=_("Who takes care of it"),
        max_length=200,
        help_text=_("A member or a function, not the name of a person."),
    )
    due_on = forms.DateField(
        label=_("Due on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("This is not a day of the calendar.")},
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["owner"].widget.attrs["list"] = "group-members"
