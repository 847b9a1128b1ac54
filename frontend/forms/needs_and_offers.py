"""The short forms for a shared service, a material or energy that an establishment needs or offers."""

from typing import Any

from django import forms
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext_lazy as _

from frontend.forms.typed import TypedForm
from frontend.needs_words import COUNTED, ENERGIES, PERIODS, UNITS, material_choices
from territory.matching.profile import BEST_GRADE, WORST_GRADE, Energy
from territory.needs_and_offers.models import Direction, NeedOrOffer, SharedService, Visibility
from territory.needs_and_offers.values import ENERGY_UNITS, FIELDS, MATERIAL_UNITS

NOT_STATED = ("", _("not stated"))
WRONG_NUMBER = {"invalid": _("This is not a number.")}


class StatedForm(TypedForm):
    """What all three kinds have. ``audience``: the sentence that says who reads each choice."""

    field_order = FIELDS

    direction = forms.ChoiceField(
        label=_("We"),
        choices=[(Direction.NEED, _("need this")), (Direction.OFFER, _("offer this"))],
        widget=forms.RadioSelect,
    )
    amount = forms.FloatField(label=_("How much"), min_value=0, error_messages=WRONG_NUMBER)
    note = forms.CharField(
        label=_("What else matters"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    visibility = forms.ChoiceField(
        label=_("Who sees this besides our own company"), widget=forms.RadioSelect, initial=Visibility.FACILITATOR
    )

    def __init__(self, *args: Any, audience: dict[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        visibility = self.fields["visibility"]
        assert isinstance(visibility, forms.ChoiceField)
        visibility.choices = [(choice, audience[choice]) for choice in Visibility.values]

    def values(self) -> dict[str, Any]:
        """What the action takes; what was left empty is not stated."""
        stated = {name: value for name, value in self.cleaned_data.items() if name in FIELDS}
        for name in ("months", "weekdays"):
            if name in stated:
                stated[name] = [int(number) for number in stated[name]] or None
        if "grade" in stated:
            stated["grade"] = int(stated["grade"]) if stated["grade"] else None
        return stated


class ServiceForm(StatedForm):
    service = forms.ChoiceField(
        label=_("Which service"),
        choices=[(each.value, each.label) for each in SharedService],
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["amount"].required = False
        self.fields["service"].widget.choices = [
            (each.value, f"{each.label} ({COUNTED[each]})") for each in SharedService
        ]
        self.fields["amount"].help_text = _("In the unit in brackets; an estimate will do.")


class FlowForm(StatedForm):
    unit = forms.ChoiceField(label=_("Unit"))
    period = forms.ChoiceField(label=_("In which time"), choices=list(PERIODS.items()), initial="week")
    months = forms.MultipleChoiceField(
        label=_("In which months"),
        choices=list(MONTHS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: not stated. Partners can only reckon with what is stated."),
    )
    weekdays = forms.MultipleChoiceField(
        label=_("On which days"),
        choices=[(number + 1, name) for number, name in WEEKDAYS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class MaterialForm(FlowForm):
    material = forms.ChoiceField(
        label=_("Which material"),
        help_text=_("By the European List of Waste, also for what is too good to be waste. * means hazardous."),
    )
    density_t_per_m3 = forms.FloatField(
        label=_("Density in t/m³"),
        required=False,
        help_text=_("Needed where the quantity is a volume."),
        error_messages=WRONG_NUMBER,
    )
    grade = forms.ChoiceField(
        label=_("How clean"),
        required=False,
        choices=[
            NOT_STATED,
            (BEST_GRADE, _("1: clean and sorted")),
            *((grade, str(grade)) for grade in range(BEST_GRADE + 1, WORST_GRADE)),
            (WORST_GRADE, _("5: mixed or soiled")),
        ],
        help_text=_("Of a need: the worst that will do."),
    )
    has_permit = forms.BooleanField(label=_("We have a permit for this if it is hazardous"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        _offer(self, "material", [("", _("choose")), *material_choices()])
        _offer(self, "unit", [(unit, UNITS.get(unit, unit)) for unit in MATERIAL_UNITS])


class EnergyForm(FlowForm):
    material = forms.ChoiceField(label=_("Which energy"), choices=[(str(each), ENERGIES[each]) for each in Energy])
    temperature_c = forms.FloatField(
        label=_("Temperature in °C"),
        required=False,
        help_text=_("Of heat and cold, where it is handed over."),
        error_messages=WRONG_NUMBER,
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        _offer(self, "unit", [(unit, unit) for unit in ENERGY_UNITS])
        if not self.is_bound and "unit" not in self.initial:
            self.initial["unit"] = "MWh"


def _offer(form: forms.Form, name: str, choices: list[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


FORMS: dict[str, type[StatedForm]] = {"service": ServiceForm, "material": MaterialForm, "energy": EnergyForm}


def kind_of(entry: NeedOrOffer) -> str:
    """Which of the three forms ``entry`` is written in."""
    if entry.service:
        return "service"
    return "energy" if entry.material in ENERGIES else "material"
