"""Forms of the suitability pages: uploading a raster, deriving one. Their values are judged by the actions."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from frontend.forms.typed import TypedForm
from layers.communes.models import Commune, Region
from layers.languages import LANGUAGES
from layers.rasters.models import RasterMeaning
from territory.suitability.actions import LONGEST_TITLE, LONGEST_UNIT
from territory.suitability.derive import DERIVATIONS, RESOLUTIONS_M

NAMES = dict(settings.LANGUAGES)


class UploadForm(TypedForm):
    file = forms.FileField(
        label=_("File"),
        help_text=_("A GeoTIFF with one band, that names its reference system and its value for “unknown” (nodata)."),
        widget=forms.ClearableFileInput(attrs={"accept": ".tif,.tiff,image/tiff"}),
    )
    kind = forms.ChoiceField(label=_("What the numbers are"), choices=RasterMeaning.choices)
    unit = forms.CharField(label=_("Unit"), required=False, max_length=LONGEST_UNIT)
    publisher = forms.CharField(label=_("Published by"), max_length=200)
    licence = forms.CharField(label=_("Licence"), max_length=100)
    attribution = forms.CharField(label=_("How the publisher wants to be named"), required=False, max_length=300)
    released_on = forms.DateField(
        label=_("Date of the data"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    all_known = forms.BooleanField(
        label=_("Every cell has a true value: the file has no value for “unknown”"), required=False
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for language in LANGUAGES:
            self.fields[f"title_{language}"] = forms.CharField(
                label=gettext("Title (%(language)s)") % {"language": NAMES[language]},
                required=False,
                max_length=LONGEST_TITLE,
            )
        self.order_fields(["file", *(f"title_{language}" for language in LANGUAGES)])

    def titles(self) -> dict[str, str]:
        """Titles by language."""
        return {language: self.cleaned_data[f"title_{language}"] for language in LANGUAGES}

    def add_problems(self, problems: dict[str, list[str]]) -> None:
        """As for every form; the title stands in four fields here."""
        super().add_problems(
            {f"title_{LANGUAGES[0]}" if name == "title" else name: said for name, said in problems.items()}
        )


class DeriveForm(TypedForm):
    derivation = forms.ChoiceField(label=_("What is calculated"))
    area = forms.ChoiceField(label=_("Area"))
    resolution_m = forms.TypedChoiceField(
        label=_("Size of a cell"), coerce=int, choices=[(metres, f"{metres} m") for metres in RESOLUTIONS_M], initial=50
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        today = timezone.localdate()
        derivation: Any = self.fields["derivation"]
        derivation.choices = [(key, gettext(each.title)) for key, each in DERIVATIONS.items()]
        area: Any = self.fields["area"]
        area.choices = [
            *((region.code, region.name) for region in Region.objects.valid_on(today).order_by("code")),
            *((commune.lau2_code, commune.name) for commune in Commune.objects.valid_on(today).order_by("name")),
        ]

    def add_problems(self, problems: dict[str, list[str]]) -> None:
        """As for every form; the action points at members of a body."""
        super().add_problems({name.removeprefix("/"): sentences for name, sentences in problems.items()})
