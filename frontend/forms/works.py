"""What the page about works is asked: how far ahead, for which way of travelling, compared with which week."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from frontend.templatetags.quantities import day
from frontend.views.articles.construction_zones import MODE_NAMES
from layers.construction_zones.models import MODES
from territory.reach.modes import Mode
from territory.works.phases import monday_of, weeks_from
from territory.works.report import Asked

WEEKS = (4, 8, 12, 26, 52)
MINUTES = (5, 10, 15)


class WorksForm(forms.Form):
    """Read from the address; what it does not know is answered with the usual."""

    weeks = forms.TypedChoiceField(label=_("How far ahead"), coerce=int, required=False, empty_value=None)
    by = forms.ChoiceField(label=_("Works that hinder"), required=False)
    minutes = forms.TypedChoiceField(label=_("In reach within"), coerce=int, required=False, empty_value=None)
    week = forms.ChoiceField(label=_("Compare with the week of"), required=False)

    def __init__(self, data: Any, today: datetime.date) -> None:
        super().__init__(data)
        self._set("weeks", [(count, ngettext("%d week", "%d weeks", count) % count) for count in WEEKS])
        self._set("by", [("", _("anybody")), *((mode, MODE_NAMES[mode]) for mode in MODES)])
        self._set("minutes", [(count, _("%d minutes") % count) for count in MINUTES])
        mondays = weeks_from(monday_of(today), WEEKS[-1])
        self._set("week", [("", _("the worst one")), *((each.isoformat(), day(each)) for each in mondays)])
        self.is_valid()

    def _set(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def asked(self) -> Asked:
        """The question, with the usual where the address says nothing that can be understood."""
        values = self.cleaned_data
        by, week = values.get("by", ""), values.get("week", "")
        return Asked(
            weeks=values.get("weeks") or Asked.weeks,
            modes=(by,) if by else MODES,
            mode=Mode.BICYCLE if by == Mode.BICYCLE else Mode.FOOT,
            minutes=values.get("minutes") or Asked.minutes,
            week=datetime.date.fromisoformat(week) if week else None,
        )

    def chosen(self, asked: Asked) -> None:
        """Shows in the form what is answered."""
        self.data = {
            "weeks": asked.weeks,
            "by": self.cleaned_data.get("by", ""),
            "minutes": int(asked.minutes),
            "week": asked.week.isoformat() if asked.week else "",
        }
        self.errors.clear()
