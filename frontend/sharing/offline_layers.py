"""The map layers of the map in one file: rows as folium draws them, with their signs and pop-ups."""

import datetime
import json
from dataclasses import dataclass, field
from typing import Any

import folium
import shapely
from django.utils.formats import number_format
from django.utils.html import escape
from folium.plugins import MarkerCluster

from frontend.sharing.columns import Written
from frontend.sharing.copying import CopiedLayer
from frontend.sharing.drawing import language as look
from frontend.sharing.drawing.signs import outline, place_sign, sign
from frontend.sharing.drawing.svg import element
from frontend.sharing.legend import layer_picture
from frontend.sharing.map_view import MapView
from frontend.sharing.offline_inlined import function_of, without_braces
from frontend.sharing.popups import popup_html, theme_names
from frontend.sharing.seen_rows import communes_in_full
from territory.contributions.models import Theme

# Six decimals are some ten centimetres.
DECIMALS = 6
SIGN_PX, PLACE_PX = 44, 16
ZOOM = 14  # the size that signs have in the file
# The name is HTML in which everything is escaped.
NAMED = (
    "(feature, layer) => layer.bindTooltip(feature.properties.name,"
    " {permanent: true, direction: 'center', className: 'place', pane: 'places'})"
)
# So many signs of one kind still find room beside each other; where there are more, those on one spot are counted.
CROWD = 40
# Signs that lie closer together than this count as one spot, px.
SPOT_PX = 44


class Crowds(MarkerCluster):
    """Counts what lies on one spot; its script lies in the file."""

    default_js: list[tuple[str, str]] = []
    default_css: list[tuple[str, str]] = []


@dataclass
class DrawnLayer:
    """A layer of the file. ``crowds`` holds its points where there are many; ``title`` is plain text."""

    title: str
    shapes: folium.GeoJson
    crowds: Crowds | None


@dataclass
class Painter:
    """Draws rows for one view; ``stages`` and ``themes`` are those that it has met."""

    view: MapView
    ground: frozenset[str] = frozenset()
    symbols: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    stages: set[str] = field(default_factory=set)
    themes: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, view: MapView) -> "Painter":
        """A painter who has looked up what all rows need."""
        symbols = dict(Theme.objects.values_list("code", "symbol"))
        return cls(view, communes_in_full(view), symbols, theme_names())

    def layer(self, layer: CopiedLayer) -> DrawnLayer:
        """``layer`` with everything on it."""
        features: list[dict[str, Any]] = []
        looks: dict[str, dict[str, Any]] = {}
        for row, shape in _rows(layer):
            told = {
                "popup": without_braces(popup_html(layer.seen.collection, row, self.names)),
                "name": without_braces(escape(row.get("title") or row.get("name") or "")),
            }
            for identity, place, options in self._pieces(layer.name, row, shape):
                looks[identity] = options
                features.append({"type": "Feature", "id": identity, "geometry": place, "properties": told})
        points = sum(feature["geometry"]["type"] == "Point" for feature in features)
        name = _in_the_legend(layer)
        is_crowded = points > CROWD and layer.name in (*look.FORMS, "establishments", "public-places")
        drawn = folium.GeoJson(
            {"type": "FeatureCollection", "features": features},
            name=name,
            control=not is_crowded,
            style_function=lambda feature: looks[feature["id"]],
            marker=_marker(layer.name),
            popup=folium.GeoJsonPopup(fields=["popup"], labels=False, max_width=320),
            on_each_feature=folium.JsCode(NAMED if layer.name == "communes" else function_of("titled.js")),
            smooth_factor=0.5,
        )
        return DrawnLayer(layer.title, drawn, _crowds(layer, name) if is_crowded else None)

    def _pieces(self, collection: str, row: dict[str, Any], shape: str) -> list[tuple[str, dict[str, Any], Any]]:
        """Identity, geometry and look of each piece of a row: what is placed as a line or an area has a sign too."""
        identity, place = f"{collection}/{row['id']}", json.loads(shape)
        if collection == "public-places":
            return [(identity, place, _place_sign(row))]
        if collection not in look.FORMS:
            return [(identity, place, _shape(collection, row, self.view.day_seen(), self.ground))]
        pieces = []
        if place["type"] != "Point":
            pieces.append((f"{identity}/shape", place, _shape(collection, row, self.view.day_seen(), self.ground)))
            place = json.loads(shapely.to_geojson(shapely.point_on_surface(shapely.from_geojson(shape))))
        return [*pieces, (identity, place, self._sign(row, collection))]

    def _sign(self, row: dict[str, Any], collection: str) -> dict[str, Any]:
        """The sign of one placed thing, as options of a ``DivIcon``."""
        stage, theme = str(row["stage"] or ""), str(row["theme"])
        self.stages.add(stage)
        self.themes.add(theme)
        middle, radius = SIGN_PX / 2, look.symbol_radius_px(ZOOM)
        drawn = sign(
            collection, middle, middle, radius, stage, self.symbols.get(theme, ""),
            chosen=self.view.selected == (collection, row["id"]),
        )  # fmt: skip
        return {"html": element("svg", _box(SIGN_PX), drawn)}


def _in_the_legend(layer: CopiedLayer) -> str:
    count = number_format(layer.count, force_grouping=True)
    return f"{layer_picture(layer.name)} {escape(layer.title)} <b>{count}</b>"


def _rows(layer: CopiedLayer) -> list[tuple[dict[str, Any], str]]:
    """Each row by its columns, with its place as GeoJSON; communes with most people first: their names come first."""
    read = layer.plain_table(Written(layer.seen.geometry, "ST_AsGeoJSON", DECIMALS, 0))
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


def _place_sign(row: dict[str, Any]) -> dict[str, Any]:
    """The sign of a public place, as options of a ``DivIcon``."""
    middle = PLACE_PX / 2
    drawn = place_sign(str(row["kind"]), middle, middle, look.place_radius_px(ZOOM))
    return {"html": element("svg", _box(PLACE_PX), drawn)}


def _shape(collection: str, row: dict[str, Any], day: datetime.date, ground: frozenset[str]) -> dict[str, Any]:
    """How Leaflet draws a row: the map language as far as its options go."""
    hue = look.hue_of(collection)
    width, _casing, stop = look.tram_widths_px(ZOOM)
    dash = {
        "business-parks": "6 4" if row.get("status") == "planned" else None,
        "transit-sections": None if look.is_open(row, day) else "9 7",
    }
    land = look.GROUND if not ground or row.get("lau2_code") in ground else look.BEYOND
    # Hatchings that stand in the side's template.
    works = {"active": "works", "later": "works-later"}.get(look.timing_of(row, day), "")
    hatched = row.get("footprint_accuracy") == "approximate"
    park = "url(#park)" if hatched else look.PARK
    plain = {
        "communes": {"color": look.BORDER, "weight": 1, "fillColor": land, "fillOpacity": 1},
        "business-parks": {"color": look.PARK, "weight": 1, "fillColor": park, "fillOpacity": 1 if hatched else 0.14},
        "construction-zones": {
            "color": look.ZONE, "weight": 2, "fillColor": f"url(#{works})", "fillOpacity": 1 if works else 0,
        },
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


def _crowds(layer: CopiedLayer, name: str) -> Crowds:
    """Counts in the form and hue of what they stand for: filled for a subject, hollow for what is not."""
    hue = look.hue_of(layer.name)
    subject = layer.name in look.FORMS
    form = outline(look.FORMS.get(layer.name, "circle"), 0, 0, 20)
    fill, stroke, ink = (hue, look.PAPER, look.GLYPH) if subject else (look.PAPER, hue, look.INK)
    share, least = (1, 16) if subject else (look.QUIETER, 12)
    told = json.dumps(
        {"title": layer.title, "form": form, "fill": fill, "stroke": stroke, "ink": ink, "share": share, "least": least}
    )
    return Crowds(
        name=name,
        icon_create_function=f"(crowd) => ({function_of('crowd.js')})(crowd, {told})",
        animate=False,
        show_coverage_on_hover=False,
        max_cluster_radius=SPOT_PX,
    )


def _box(size: int) -> dict[str, str]:
    return {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {size} {size}"}
