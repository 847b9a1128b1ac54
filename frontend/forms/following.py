"""The form for following an area of one's own."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from frontend.forms.geojson import place_from_geojson

NEEDED = _("This is needed.")


class AreaForm(forms.Form):
    name = forms.CharField(
        label=_("What do you call this area?"),
        max_length=100,
        help_text=_("Only you see the name: “around the school”."),
        error_messages={"required": NEEDED},
    )
    location = forms.CharField(
        label=_("Area as GeoJSON"),
        help_text=_("Longitude before latitude. The map fills this in."),
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "autocomplete": "off"}),
        error_messages={"required": _("Draw the area on the map, or paste it as GeoJSON.")},
    )

    def clean_location(self) -> Any:
        """The area as a geometry in CRS84."""
        try:
            return place_from_geojson(self.cleaned_data["location"])
        except ValueError as error:
            raise forms.ValidationError(_("This is not a place in GeoJSON.")) from error
