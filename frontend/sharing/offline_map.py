"""A view as one HTML file that opens without a network: folium writes it, Leaflet is inside, nothing is fetched."""

import base64
import datetime
import json
import re
from functools import cache
from pathlib import Path
from typing import Any, cast

import folium
import shapely
from branca.element import Element, Figure
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.formats import number_format
from django.utils.html import escape
from django.utils.translation import get_language
from folium.template import Template

from frontend.sharing.columns import Written
from frontend.sharing.copying import CopiedLayer, Copy
from frontend.sharing.drawing import language as look
from frontend.sharing.drawing.signs import place_sign, sign
from frontend.sharing.drawing.svg import element
from frontend.sharing.legend import layer_picture
from frontend.sharing.map_view import Box, MapView
from frontend.sharing.popups import popup_html, theme_names
from frontend.sharing.seen_rows import communes_in_full
from territory.contributions.models import Theme

# What a browser draws as single elements without becoming slow; copies for a GIS may hold ten times as many.
MOST_ROWS = 5_000
# Six decimals are some ten centimetres.
DECIMALS = 6
SIGN_PX, PLACE_PX = 44, 16
ZOOM = 14  # the size that signs have in the file
# What lies below comes first.
ORDER = (
    "communes", "working-groups", "business-parks", "construction-zones", "transit-sections", "public-places",
    "transit-stops", "establishments", "pooled-services", "cooperation-projects", "local-initiatives",
)  # fmt: skip
# The name is HTML in which everything is escaped.
NAMED = (
    "(feature, layer) => layer.bindTooltip(feature.properties.name,"
    " {permanent: true, direction: 'center', className: 'place', pane: 'places'})"
)
# Above areas and lines, below signs; Leaflet has its shapes at 400 and its markers at 600.
NAMES_Z = 450
TEMPLATE_MARK = re.compile(r"\{(?=[{%#])")
ADDRESS_IN_CSS = re.compile(r"url\((images/[\w.-]+)\)")


class OfflineMap(folium.Map):
    """A folium map that asks no other host for its scripts and styles."""

    default_js: list[tuple[str, str]] = []
    default_css: list[tuple[str, str]] = []


class Apart(folium.MacroElement):
    """Signs and names that would lie over each other part, by the same steps as on the screen."""

    script = Path(__file__).with_name("apart.js").read_text().strip().rstrip(";")
    size = SIGN_PX
    _template = Template(
        "{% macro script(this, kwargs) %}{{ this.spread }}"
        "({{ this.script }})({{ this._parent.get_name() }}, spread, {{ this.size }});{% endmacro %}"
    )

    def __init__(self) -> None:
        super().__init__()
        module = _file("frontend/js/geo/spread.js").decode()
        self.spread = _literal(module.replace("export function", "function"))


def offline_map(copy: Copy, view: MapView, first_box: Box) -> str:
    """The file: map layers with signs, pop-ups and switches, and where all of it comes from."""
    west, south, east, north = view.box or first_box
    drawn = OfflineMap(tiles=None, location=((south + north) / 2, (west + east) / 2), control_scale=True, zoom_start=12)
    drawn.fit_bounds([[south, west], [north, east]])
    folium.map.CustomPane("places", z_index=NAMES_Z).add_to(drawn)
    ground = communes_in_full(view)
    symbols = dict(Theme.objects.values_list("code", "symbol"))
    for layer in sorted(copy.layers, key=lambda each: ORDER.index(each.name)):
        _layer(layer, view, symbols, ground).add_to(drawn)
    folium.LayerControl(collapsed=False).add_to(drawn)
    Apart().add_to(drawn)
    figure = cast("Figure", drawn.get_root())
    page = {"about": copy.about, "language": get_language()}
    figure.header.add_child(Element(_inlined()), name="leaflet")
    figure.header.add_child(
        Element(_literal(render_to_string("frontend/sharing/offline_head.html", page))), name="head"
    )
    figure.html.add_child(
        Element(_literal(render_to_string("frontend/sharing/offline_about.html", page))), name="about"
    )
    return str(figure.render())


def _layer(layer: CopiedLayer, view: MapView, symbols: dict[str, str], ground: frozenset[str]) -> folium.GeoJson:
    features: list[dict[str, Any]] = []
    looks: dict[str, dict[str, Any]] = {}
    names = theme_names()

    def add(identity: str, place: dict[str, Any], row: dict[str, Any], options: dict[str, Any]) -> None:
        looks[identity] = options
        name = escape(row.get("title") or row.get("name") or "")
        popup = popup_html(layer.seen.collection, row, names)
        told = {"popup": _without_braces(popup), "name": _without_braces(name)}
        features.append({"type": "Feature", "id": identity, "geometry": place, "properties": told})

    for row, shape in _rows(layer):
        identity, place = f"{layer.name}/{row['id']}", json.loads(shape)
        if layer.name == "public-places":
            add(identity, place, row, _place_sign(row))
            continue
        if layer.name not in look.FORMS:
            add(identity, place, row, _shape(layer.name, row, view.day_seen(), ground))
            continue
        if place["type"] != "Point":
            add(f"{identity}/shape", place, row, _shape(layer.name, row, view.day_seen(), ground))
            place = json.loads(shapely.to_geojson(shapely.point_on_surface(shapely.from_geojson(shape))))
        add(identity, place, row, _sign(row, layer.name, symbols))
    title = f"{layer_picture(layer.name)} {escape(layer.title)} ({number_format(layer.count, force_grouping=True)})"
    return folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        name=title,
        style_function=lambda feature: looks[feature["id"]],
        marker=_marker(layer.name),
        popup=folium.GeoJsonPopup(fields=["popup"], labels=False, max_width=320),
        on_each_feature=folium.JsCode(NAMED) if layer.name == "communes" else None,
        smooth_factor=0.5,
    )


def _rows(layer: CopiedLayer) -> list[tuple[dict[str, Any], str]]:
    """Each row by its columns, with its place as GeoJSON; communes with most people first: their names come first."""
    read = layer.table(Written(layer.seen.geometry, "ST_AsGeoJSON", DECIMALS, 0))
    rows = [(dict(zip(layer.columns, cells, strict=True)), shape) for cells, shape in read]
    if layer.name == "communes":
        rows.sort(key=lambda pair: int(pair[0].get("population") or 0), reverse=True)
    return rows


def _marker(collection: str) -> folium.Marker | folium.CircleMarker:
    if collection in look.FORMS:
        half = SIGN_PX // 2
        return folium.Marker(
            icon=folium.DivIcon(icon_size=(SIGN_PX, SIGN_PX), icon_anchor=(half, half), class_name="sign")
        )
    if collection == "public-places":
        half = PLACE_PX // 2
        return folium.Marker(
            icon=folium.DivIcon(icon_size=(PLACE_PX, PLACE_PX), icon_anchor=(half, half), class_name="place-sign")
        )
    return folium.CircleMarker()


def _sign(row: dict[str, Any], collection: str, symbols: dict[str, str]) -> dict[str, Any]:
    """The sign of one placed thing, as options of a ``DivIcon``."""
    middle, radius = SIGN_PX / 2, look.symbol_radius_px(ZOOM)
    drawn = sign(collection, middle, middle, radius, str(row["stage"] or ""), symbols.get(str(row["theme"]), ""))
    box = {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {SIGN_PX} {SIGN_PX}"}
    return {"html": element("svg", box, drawn)}


def _place_sign(row: dict[str, Any]) -> dict[str, Any]:
    """The sign of a public place, as options of a ``DivIcon``."""
    middle = PLACE_PX / 2
    box = {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {PLACE_PX} {PLACE_PX}"}
    drawn = place_sign(str(row["kind"]), middle, middle, look.place_radius_px(ZOOM))
    return {"html": element("svg", box, drawn)}


def _shape(collection: str, row: dict[str, Any], day: datetime.date, ground: frozenset[str]) -> dict[str, Any]:
    """How Leaflet draws a row: the map language as far as its options go."""
    hue = look.hue_of(collection)
    width, _casing, stop = look.tram_widths_px(ZOOM)
    dash = {
        "business-parks": "6 4" if row.get("status") == "planned" else None,
        "transit-sections": None if look.is_open(row, day) else "9 7",
        "construction-zones": "8 3",
    }
    land = look.GROUND if not ground or row.get("lau2_code") in ground else look.BEYOND
    strength = {"active": 0.35, "later": 0.15}.get(look.timing_of(row, day), 0.0)
    plain = {
        "communes": {"color": look.BORDER, "weight": 1, "fillColor": land, "fillOpacity": 1},
        "business-parks": {"color": look.PARK, "weight": 1, "fillColor": look.PARK, "fillOpacity": 0.2},
        "construction-zones": {"color": look.ZONE, "weight": 2, "fillColor": look.ZONE, "fillOpacity": strength},
        "transit-sections": {"color": look.TRAM, "weight": width, "fill": False},
        "transit-stops": {
            "color": look.TRAM, "weight": 2.5, "fill": True, "fillColor": "#FFFFFF", "fillOpacity": 1, "radius": stop,
        },
        "establishments": {
            "color": look.PAPER, "weight": 1, "fill": True, "fillColor": look.WORK, "fillOpacity": 0.88,
            "radius": look.disc_radius_px(row.get("jobs"), ZOOM),
        },
    }  # fmt: skip
    other = {"color": hue, "weight": 2, "fillColor": hue, "fillOpacity": 0.1}
    return plain.get(collection, other) | {"dashArray": dash.get(collection)}


@cache
def _inlined() -> str:
    """Leaflet's script and style, with its pictures as data."""
    style = ADDRESS_IN_CSS.sub(lambda found: f"url({_as_data(found[1])})", _file("leaflet/leaflet.css").decode())
    # The end of a script may not stand within one; the map of its source lies elsewhere.
    script = _file("leaflet/leaflet.js").decode().replace("</script", "<\\/script")
    script = re.sub(r"//# sourceMappingURL=.*", "", script)
    return _literal(f"<style>{style}</style><script>{script}</script>")


def _as_data(name: str) -> str:
    return f"data:image/png;base64,{base64.b64encode(_file(f'leaflet/{name}')).decode()}"


def _file(name: str) -> bytes:
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return Path(found).read_bytes()


def _literal(text: str) -> str:
    """``text`` such that folium, which takes every piece for a template of its own, writes it as it stands."""
    return TEMPLATE_MARK.sub("{{ '{' }}", text)


def _without_braces(html: str) -> str:
    """``html`` with braces as entities: folium reads what it has written as a template once more."""
    return html.replace("{", "&#123;").replace("}", "&#125;")
