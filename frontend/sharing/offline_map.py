"""A view as one HTML file that opens without a network: folium writes it, Leaflet is inside, nothing is fetched."""

import json
from collections.abc import Sequence
from typing import cast

import folium
from branca.element import Element, Figure
from django.template.loader import render_to_string
from django.utils.translation import get_language
from folium.template import Template

from frontend.sharing.copying import Copy
from frontend.sharing.drawing import language as look
from frontend.sharing.legend import stages_called, themes_called
from frontend.sharing.map_view import MOST_ZOOM, Box, MapView
from frontend.sharing.offline_inlined import function_of, leaflet, literal, spreading, typeface
from frontend.sharing.offline_layers import SIGN_PX, DrawnLayer, Painter

# What a browser draws as single elements without becoming slow; copies for a GIS may hold ten times as many.
MOST_ROWS = 5_000
# What lies below comes first.
ORDER = (
    "communes", "working-groups", "business-parks", "construction-zones", "transit-sections", "public-places",
    "transit-stops", "establishments", "pooled-services", "cooperation-projects", "local-initiatives",
)  # fmt: skip
# Above areas and lines, below signs; Leaflet has its shapes at 400 and its markers at 600.
NAMES_Z = 450
# folium forbids people to enlarge the page.
FIXED_SIZE = "initial-scale=1.0, maximum-scale=1.0, user-scalable=no"


class OfflineMap(folium.Map):
    """A folium map that asks no other host for its scripts and styles."""

    default_js: list[tuple[str, str]] = []
    default_css: list[tuple[str, str]] = []


class Improved(folium.MacroElement):
    """Signs and names make room for each other, by the same steps as on the screen; the side gets legend and list."""

    _template = Template(
        "{% macro script(this, kwargs) %}{{ this.spread }}"
        "({{ this.apart }})({{ this._parent.get_name() }}, spread, {{ this.size }});"
        "({{ this.side }})({{ this._parent.get_name() }}, ["
        "{% for title, layer in this.drawn %}"
        "{title: {{ title }}, shapes: {{ layer.shapes.get_name() }},"
        " crowds: {{ layer.crowds.get_name() if layer.crowds else 'null' }}},"
        "{% endfor %}]);{% endmacro %}"
    )

    def __init__(self, drawn: Sequence[DrawnLayer]) -> None:
        super().__init__()
        self.apart, self.side, self.spread = function_of("apart.js"), function_of("side.js"), spreading()
        self.size = SIGN_PX
        self.drawn = [(json.dumps(layer.title), layer) for layer in drawn]


def offline_map(copy: Copy, view: MapView, first_box: Box) -> str:
    """The file: map layers with signs, pop-ups and switches, a list of all, and where all of it comes from."""
    west, south, east, north = view.box or first_box
    # Many signs on one spot are counted up to a zoom that must be known.
    drawn = OfflineMap(
        tiles=None, location=((south + north) / 2, (west + east) / 2), zoom_start=12,
        control_scale=True, zoom_control="bottomright", maxZoom=MOST_ZOOM,
    )  # fmt: skip
    drawn.fit_bounds([[south, west], [north, east]])
    folium.map.CustomPane("places", z_index=NAMES_Z).add_to(drawn)
    painter = Painter.of(view)
    layers = [painter.layer(layer) for layer in sorted(copy.layers, key=lambda each: ORDER.index(each.name))]
    for layer in layers:
        if layer.crowds:
            layer.crowds.add_to(drawn)
        layer.shapes.add_to(layer.crowds or drawn)
    folium.LayerControl(collapsed=False).add_to(drawn)
    Improved(layers).add_to(drawn)
    page = {
        "about": copy.about,
        "typeface": typeface(),
        "stages": stages_called(painter.stages),
        "themes": themes_called(painter.themes),
        "park": look.PARK,
        "zone": look.ZONE,
    }
    figure = cast("Figure", drawn.get_root())
    figure.header.add_child(Element(leaflet()), name="leaflet")
    for part, name in ((figure.header, "head"), (figure.html, "side")):
        written = literal(render_to_string(f"frontend/sharing/offline_{name}.html", page))
        part.add_child(Element(written), name=name)
    text = str(figure.render()).replace("<html>", f'<html lang="{get_language()}">', 1)
    return text.replace(FIXED_SIZE, "initial-scale=1", 1)
