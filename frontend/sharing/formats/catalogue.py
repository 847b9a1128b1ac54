"""The formats in which a view can be taken away as data."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from frontend.sharing.copying import Copy
from frontend.sharing.formats.maps import write_geojson, write_gpkg, write_kml
from frontend.sharing.formats.text_tables import write_csv, write_xlsx


@dataclass(frozen=True)
class Format:
    """``ending`` of the file; ``use`` says to a person what the format is good for."""

    name: str
    ending: str
    media_type: str
    title: str
    use: str | Promise
    write: Callable[[Copy, IO[bytes]], None]


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = (
    Format("xlsx", "xlsx", XLSX, "Excel (XLSX)", _("for a spreadsheet"), write_xlsx),
    Format("csv", "csv.zip", "application/zip", "CSV", _("tables for any program"), write_csv),
    Format("geojson", "geojson.zip", "application/zip", "GeoJSON", _("for maps on the web"), write_geojson),
    Format("gpkg", "gpkg", "application/geopackage+sqlite3", "GeoPackage", _("for QGIS and other GIS"), write_gpkg),
    Format(
        "kml", "kml", "application/vnd.google-earth.kml+xml", "KML", _("for Google Earth and navigation"), write_kml
    ),
)
BY_NAME = {each.name: each for each in FORMATS}
