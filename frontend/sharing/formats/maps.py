"""Copies for maps: GeoJSON files in a ZIP file, KML, GeoPackage. Positions are longitude and latitude (WGS 84)."""

import datetime
import json
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import numpy as np
import pyogrio.raw
from django.utils.html import escape

from frontend.sharing.column_titles import title_of_column
from frontend.sharing.columns import Cell, Written
from frontend.sharing.copying import CopiedLayer, Copy
from frontend.sharing.drawing import language as look
from frontend.sharing.formats.text_tables import NOT_IN_XML, member

# By these ends of its name a column holds moments or days, also where none is known. GDAL calls UTC 100.
MOMENT, DAY, UTC = "_at", ("_on", "valid_from", "valid_until"), 100
# Seven decimals are about a centimetre.
DECIMALS = 7


def write_geojson(copy: Copy, file: IO[bytes]) -> None:
    """One FeatureCollection (RFC 7946) a map layer, with its sources as a member, and the read-me."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", "\n".join(copy.about.lines) + "\n")
        for layer, part in zip(copy.layers, copy.about.parts, strict=True):
            with archive.open(member(f"{layer.name}.geojson"), "w") as raw:
                for text in _feature_collection(layer, part.sources):
                    raw.write(text.encode())


def _feature_collection(layer: CopiedLayer, sources: tuple[str, ...]) -> Iterator[str]:
    said = json.dumps({"name": layer.name, "title": layer.title, "sources": sources}, ensure_ascii=False)
    yield f'{{"type":"FeatureCollection",{said[1:-1]},"features":['
    names = layer.columns
    for number, (cells, shape) in enumerate(
        layer.plain_table(Written(layer.seen.geometry, "ST_AsGeoJSON", DECIMALS, 0))
    ):
        properties = json.dumps(dict(zip(names[1:], cells[1:], strict=True)), ensure_ascii=False)
        comma = "," if number else ""
        yield f'{comma}\n{{"type":"Feature","id":{cells[0]},"geometry":{shape},"properties":{properties}}}'
    yield "\n]}\n"


def write_kml(copy: Copy, file: IO[bytes]) -> None:
    """One KML document (OGC 12-007r2) with a folder a map layer; the read-me is its description."""
    about = copy.about

    def write(text: str) -> None:
        file.write(text.encode())

    write('<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>')
    write(f"<name>{_xml(about.title)}</name><description>{_xml(chr(10).join(about.lines))}</description>\n")
    for layer in copy.layers:
        write(_kml_style(layer.name))
    for layer in copy.layers:
        names = layer.columns
        titles = {name: _xml(title_of_column(name)) for name in names}
        write(f"<Folder><name>{_xml(layer.title)}</name>\n")
        for cells, shape in layer.plain_table(Written(layer.seen.geometry, "ST_AsKML", DECIMALS)):
            values = dict(zip(names, cells, strict=True))
            data = "".join(
                f'<Data name="{name}"><displayName>{titles[name]}</displayName><value>{_xml(value)}</value></Data>'
                for name, value in values.items()
                if value not in ("", None)
            )
            name = values.get("title") or values.get("name") or ""
            write(
                f"<Placemark><name>{_xml(name)}</name><styleUrl>#{layer.name}</styleUrl><ExtendedData>{data}</ExtendedData>{shape}</Placemark>\n"
            )
        write("</Folder>\n")
    write("</Document></kml>\n")


def _kml_style(collection: str) -> str:
    """The hue of the map layer for its signs, lines and areas; KML says it from blue to red."""
    red, green, blue = (look.area_hue_of(collection)[at : at + 2] for at in (1, 3, 5))
    hue = f"{blue}{green}{red}".lower()
    return (
        f'<Style id="{collection}"><IconStyle><color>ff{hue}</color></IconStyle>'
        f"<LineStyle><color>ff{hue}</color><width>2</width></LineStyle>"
        f"<PolyStyle><color>33{hue}</color></PolyStyle></Style>\n"
    )


def _xml(value: Cell) -> str:
    return "" if value is None else escape(NOT_IN_XML.sub(" ", str(value)))


def write_gpkg(copy: Copy, file: IO[bytes]) -> None:
    """A GeoPackage (OGC 12-128r18): a table a map layer and a table with the read-me; the licences as metadata too."""
    readme = "\n".join(copy.about.lines)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "map.gpkg"
        lines = np.array(copy.about.lines, dtype=object)
        pyogrio.raw.write(
            path, None, [lines], ["line"], layer="readme", driver="GPKG", geometry_type=None, crs=None,
            dataset_metadata={"TITLE": copy.about.title, "README": readme},
        )  # fmt: skip
        for layer, part in zip(copy.layers, copy.about.parts, strict=True):
            _add_to_gpkg(path, layer, {"TITLE": layer.title, "SOURCES": "\n".join(part.sources)})
        with path.open("rb") as made:
            while piece := made.read(1 << 20):
                file.write(piece)


def _add_to_gpkg(path: Path, layer: CopiedLayer, metadata: dict[str, str]) -> None:
    names = layer.columns
    rows: list[list[Cell]] = []
    shapes: list[bytes] = []
    for cells, shape in layer.table(Written(layer.seen.geometry, "ST_AsBinary")):
        rows.append(cells)
        shapes.append(bytes.fromhex(shape))
    columns = [_column(name, [row[place] for row in rows]) for place, name in enumerate(names)]
    moments = {name: np.full(len(rows), UTC) for name in names if name.endswith(MOMENT)}
    pyogrio.raw.write(
        path,
        np.array(shapes, dtype=object),
        columns,
        ["object_id", *names[1:]],
        layer=layer.name,
        driver="GPKG",
        geometry_type="Unknown",
        crs="EPSG:4326",
        append=True,
        gdal_tz_offsets=moments,
        layer_metadata=metadata,
        # The id of the row on the map is a column of its own: numbers start anew in every file.
        layer_options={"FID": "fid"},
    )


def _column(name: str, values: list[Any]) -> np.ndarray[Any, Any]:
    """Numbers as numbers (not known: not a number), days and moments as such, everything else as text."""
    known = [value for value in values if value is not None]
    if name.endswith(MOMENT):
        moments = [value and value.astimezone(datetime.UTC).replace(tzinfo=None) for value in values]
        return np.array(moments, dtype="datetime64[ms]")
    if name.endswith(DAY):
        return np.array(values, dtype="datetime64[D]")
    if known and all(isinstance(value, bool) for value in known) and len(known) == len(values):
        return np.array(values, dtype=bool)
    if known and all(isinstance(value, int) for value in known):
        if len(known) == len(values):
            return np.array(values, dtype=np.int64)
        return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
    return np.array([None if value is None else str(value) for value in values], dtype=object)
