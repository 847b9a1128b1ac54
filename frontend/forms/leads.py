"""The few words that go with a step of a lead."""

from django import forms
from django.utils.translation import gettext_lazy as _

from frontend.forms.typed import TypedForm
from territory.leads.actions import Result

WRONG_NUMBER = {"invalid": _("This is not a number.")}


class StepForm(TypedForm):
    reason = forms.CharField(
        label=_("Why, or what was agreed"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    per_year = forms.FloatField(
        label=_("Passed on, in t or MWh a year"), required=False, min_value=0, error_messages=WRONG_NUMBER
    )
    eur = forms.FloatField(label=_("Gain in EUR a year"), required=False, error_messages=WRONG_NUMBER)

    def result(self) -> Result:
        """What was stated of the result."""
        return Result(self.cleaned_data.get("per_year"), self.cleaned_data.get("eur"))
