"""The form for what people place on the map. It reads what was typed; what may be stored is the actions' decision."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from frontend.forms.geojson import geojson_from
from frontend.forms.placed import PlacedForm
from layers.crs import in_lonlat
from territory.contributions.models import Contribution, Stage, Theme
from territory.contributions.values import TRANSLATED
from territory.errors import Invalid
from territory.organisations.models import Organisation

NEEDED = _("This is needed.")
STAGES = [(value, capfirst(name)) for value, name in Stage.choices]


def languages_reader_first() -> list[tuple[str, str]]:
    """Codes and names of the languages, the one the reader uses first."""
    return sorted(settings.LANGUAGES, key=lambda language: language[0] != get_language())


def day_field(label: Any) -> forms.DateField:
    """An optional day, typed or picked."""
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("This is not a day of the calendar.")},
    )


class ContributionForm(PlacedForm):
    """Fields that all three kinds share. ``owners``: the organisations the author may write for.

    ``is_new``: for something that is added, which begins in a stage.
    """

    # Names of the fields in their groups, as the page shows them.
    more_names: tuple[str, ...] = ("partners", "link")

    owner: forms.ModelChoiceField = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("For which organisation?"),
        empty_label=None,
        error_messages={"required": NEEDED},
    )
    theme: forms.ModelChoiceField = forms.ModelChoiceField(
        Theme.objects.all(),
        label=_("Theme"),
        empty_label=_("Choose a theme"),
        error_messages={"required": _("Choose the theme that fits best.")},
    )
    stage = forms.ChoiceField(label=_("How far is it?"), choices=STAGES, initial=Stage.INVENTORY)
    stage_on = day_field(_("In this stage since"))
    starts_on = day_field(_("From"))
    ends_on = day_field(_("Until"))
    partners: forms.ModelMultipleChoiceField = forms.ModelMultipleChoiceField(
        Organisation.objects.all(),
        label=_("Partners"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    link = forms.URLField(
        label=_("Link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": _("This is not a web address. It begins with https://")},
    )

    def __init__(
        self,
        *args: Any,
        kind: type[Contribution],
        owners: Iterable[Organisation],
        is_new: bool = False,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.fields["location"].help_text = _(
            "A point, a line or an area; longitude before latitude. The map fills this in."
        )
        if not is_new:
            # What exists comes into another stage with a day and evidence, on its page.
            del self.fields["stage"], self.fields["stage_on"]
        self.kind = kind
        self.repaired = ""
        self.owners = list(owners)
        self.languages = languages_reader_first()
        for code, name in self.languages:
            self._add_texts(code, name)
        if len(self.owners) == 1:
            del self.fields["owner"]
        else:
            choice: Any = self.fields["owner"]
            choice.queryset = Organisation.objects.filter(pk__in=[owner.pk for owner in self.owners])

    def _add_texts(self, code: str, name: str) -> None:
        reader_first = code == self.languages[0][0]
        self.fields[f"title_{code}"] = forms.CharField(
            label=_("Title") if reader_first else f"{_('Title')} ({name})",
            required=False,
            max_length=self.kind._meta.get_field("title").max_length,
            widget=forms.TextInput(attrs={"lang": code, "autocomplete": "off"}),
        )
        self.fields[f"summary_{code}"] = forms.CharField(
            label=_("In a few sentences") if reader_first else f"{_('In a few sentences')} ({name})",
            required=False,
            max_length=self.kind._meta.get_field("summary").max_length,
            widget=forms.Textarea(attrs={"lang": code, "rows": 4}),
        )

    @property
    def first_title(self) -> forms.BoundField:
        return self[f"title_{self.languages[0][0]}"]

    @property
    def first_summary(self) -> forms.BoundField:
        return self[f"summary_{self.languages[0][0]}"]

    @property
    def other_texts(self) -> list[forms.BoundField]:
        """Title and summary in the languages that are not the reader's."""
        return [self[f"{name}_{code}"] for code, _name in self.languages[1:] for name in TRANSLATED]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """What is asked only on demand, besides the other languages."""
        return [self[name] for name in self.more_names]

    @property
    def more_is_open(self) -> bool:
        """Whether the part on demand holds something that must be seen: an error."""
        return any(field.errors for field in (*self.more_fields, *self.other_texts))

    def clean(self) -> dict[str, Any]:
        """The typed values, with ``place``: a geometry in CRS84, or None."""
        cleaned = super().clean() or {}
        if not any(cleaned.get(f"title_{code}") for code, _name in self.languages):
            self.add_error(self.first_title.name, _("Give it a title; one language is enough."))
        take_repaired = bool(self.data.get("take_repaired") and self.data.get("repaired"))
        cleaned["place"] = self.place_written(self.data["repaired"]) if take_repaired else self.place_of(cleaned)
        return cleaned

    def owner_chosen(self) -> Organisation:
        """The organisation in whose name it is written."""
        return self.owners[0] if len(self.owners) == 1 else self.cleaned_data["owner"]

    def values(self) -> dict[str, Any]:
        """What the actions take: texts by language, the place in CRS84, the rest by name."""
        own = ["theme", "starts_on", "ends_on", *self.more_names]
        own += [name for name in ("stage", "stage_on") if name in self.fields]
        return {
            **{
                name: {code: self.cleaned_data[f"{name}_{code}"] for code, _name in self.languages}
                for name in TRANSLATED
            },
            **{name: self.cleaned_data[name] for name in own},
            "location": self.cleaned_data["place"],
        }

    def add_refusal(self, refusal: Invalid) -> None:
        """Puts the sentences of a refusal next to the fields they are about, and keeps a repaired place."""
        self.add_problems(refusal.problems)
        if refusal.repaired is not None:
            self.repaired = geojson_from(in_lonlat(refusal.repaired))

    @property
    def places_to_compare(self) -> dict[str, Any]:
        """The place as it was drawn and as it could be stored, as GeoJSON geometries, to be shown."""
        return {"mine": json.loads(geojson_from(self.cleaned_data["place"])), "theirs": json.loads(self.repaired)}

    def add_problems(self, problems: Mapping[str, list[str]]) -> None:
        """Puts sentences next to the fields they are about."""
        for name, sentences in problems.items():
            target = f"{name}_{self.languages[0][0]}" if name in TRANSLATED else name
            for sentence in sentences:
                self.add_error(target if target in self.fields else None, sentence)


def typed_form_of(thing: Contribution, more_names: Iterable[str]) -> dict[str, Any]:
    """``thing`` as the form would have been filled in to make it."""
    typed = {
        f"{name}_{code}": getattr(thing, f"{name}_{code}") or ""
        for name in TRANSLATED
        for code, _name in settings.LANGUAGES
    }
    for name in ("theme", "starts_on", "ends_on", "owner", *more_names):
        value = getattr(thing, name)
        typed[name] = list(value.all()) if hasattr(value, "all") else value
    return {**typed, "location": geojson_from(in_lonlat(thing.location))}
