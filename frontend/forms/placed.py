"""Forms for something at a place: typed as two coordinates, or drawn on the map, which writes GeoJSON."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.gis.geos import GEOSGeometry, Point
from django.utils.translation import gettext_lazy as _

from frontend.forms.geojson import place_from_geojson
from layers.crs import CRS84_SRID


def _degrees_field(label: Any, largest: int) -> forms.FloatField:
    """An optional number of degrees from ``-largest`` to ``largest``, written as the reader's language does."""
    return forms.FloatField(
        label=label,
        required=False,
        localize=True,
        min_value=-largest,
        max_value=largest,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )


class PlacedForm(forms.Form):
    """``location`` says in its help what may be drawn: each form words it for its own things."""

    location = forms.CharField(
        label=_("Place as GeoJSON"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "autocomplete": "off"}),
    )
    lon = _degrees_field(_("Longitude in degrees"), 180)
    lat = _degrees_field(_("Latitude in degrees"), 90)

    def place_of(self, cleaned: Mapping[str, Any]) -> GEOSGeometry | None:
        """The place in CRS84; typed coordinates come before the map. None with an error beside the field."""
        lon, lat = cleaned.get("lon"), cleaned.get("lat")
        if lon is not None and lat is not None:
            return Point(lon, lat, srid=CRS84_SRID)
        wrong = self.errors.keys() & {"location", "lon", "lat"}
        if (lon is None) != (lat is None) and not wrong & {"lon", "lat"}:
            self.add_error("lat" if lat is None else "lon", _("Longitude and latitude belong together."))
            return None
        if not cleaned.get("location"):
            if not wrong:
                self.add_error("location", _("Mark the place on the map, or type its coordinates."))
            return None
        return self.place_written(cleaned["location"])

    def place_written(self, text: str) -> GEOSGeometry | None:
        """The place that the GeoJSON in ``text`` says, in CRS84. None with an error beside the field."""
        try:
            return place_from_geojson(text)
        except ValueError:
            self.add_error("location", _("This is not a GeoJSON geometry. Mark the place on the map again."))
            return None
