"""The libraries that the map in one file needs, as text to be written into it."""

import base64
import re
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

TEMPLATE_MARK = re.compile(r"\{(?=[{%#])")
ADDRESS_IN_CSS = re.compile(r"url\((images/[\w.-]+)\)")
MAP_OF_SOURCE = re.compile(r"//# sourceMappingURL=.*")
CROWDS = "/* leaflet.markercluster, (c) David Leaver 2012, MIT: https://github.com/Leaflet/Leaflet.markercluster */"


@cache
def leaflet() -> str:
    """Leaflet's script and style with its pictures as data, and the plugin for many signs on one spot."""
    style = ADDRESS_IN_CSS.sub(
        lambda found: f"url({as_data(f'leaflet/{found[1]}', 'image/png')})", _file("leaflet/leaflet.css").decode()
    )
    scripts = [
        _script("leaflet/leaflet.js"), CROWDS, _script("frontend/vendor/leaflet.markercluster.js"),
    ]  # fmt: skip
    return literal(f"<style>{style}</style><script>{''.join(scripts)}</script>")


@cache
def typeface() -> str:
    """The typeface of the pages, as data."""
    return as_data("frontend/vendor/source-sans-3.woff2", "font/woff2")


@cache
def function_of(name: str) -> str:
    """The function that stands in the file beside this one."""
    return literal(Path(__file__).with_name(name).read_text().strip().rstrip(";"))


@cache
def spreading() -> str:
    """The screen's own function that moves signs apart."""
    return literal(_file("frontend/js/geo/spread.js").decode().replace("export function", "function"))


def as_data(name: str, media_type: str) -> str:
    """The static file called ``name`` as an address that holds it."""
    return f"data:{media_type};base64,{base64.b64encode(_file(name)).decode()}"


def literal(text: str) -> str:
    """``text`` such that folium, which takes every piece for a template of its own, writes it as it stands."""
    return TEMPLATE_MARK.sub("{{ '{' }}", text)


def without_braces(html: str) -> str:
    """``html`` with braces as entities: folium reads what it has written as a template once more."""
    return html.replace("{", "&#123;").replace("}", "&#125;")


def _script(name: str) -> str:
    # The end of a script may not stand within one; the map of its source lies elsewhere.
    return MAP_OF_SOURCE.sub("", _file(name).decode().replace("</script", "<\\/script"))


def _file(name: str) -> bytes:
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return Path(found).read_bytes()
