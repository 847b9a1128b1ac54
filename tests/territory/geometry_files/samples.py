"""Files with places in many formats, made for tests. The square is 0.01° wide and lies in the south of Luxembourg."""

import io
import json
import math
import tempfile
import zipfile
from pathlib import Path

import numpy as np
import pyogrio
import shapely

SQUARE = shapely.box(6.00, 49.50, 6.01, 49.51)
LINE = shapely.LineString([(6.00, 49.50), (6.02, 49.52)])


def geojson(*shapes: shapely.Geometry, **members: object) -> bytes:
    features = [
        {
            "type": "Feature",
            "properties": {"name": f"Shape {number}"},
            "geometry": json.loads(shapely.to_geojson(shape)),
        }
        for number, shape in enumerate(shapes or [SQUARE], start=1)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features, **members}).encode()


def written(driver: str, ending: str, crs: str, shape: shapely.Geometry = SQUARE) -> dict[str, bytes]:
    """The files that a geodata program writes, by their endings."""
    with tempfile.TemporaryDirectory() as folder:
        pyogrio.raw.write(
            Path(folder) / f"garden{ending}",
            geometry=np.array([shapely.to_wkb(shape)], dtype=object),
            field_data=[np.array(["Garden"], dtype=object)],
            fields=["name"],
            geometry_type=shape.geom_type,
            crs=crs,
            driver=driver,
        )
        return {path.suffix: path.read_bytes() for path in Path(folder).iterdir()}


def zipped(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def shapefile(*, crs: str = "EPSG:2169", without: str = "") -> bytes:
    """A square of 100 m × 100 m in the national grid, zipped."""
    square = shapely.box(65_000, 64_000, 65_100, 64_100)
    parts = written("ESRI Shapefile", ".shp", crs, square)
    return zipped({f"data/garden{ending}": part for ending, part in parts.items() if ending != without})


def kml(body: str = "") -> bytes:
    return f"""<?xml version="1.0"?>{body}<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark>
    <name>Garden</name><Point><coordinates>6.0,49.5,300</coordinates></Point></Placemark></Document></kml>""".encode()


def kml_with_an_external_entity() -> bytes:
    doctype = '<!DOCTYPE kml [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
    return kml(doctype).replace(b"Garden", b"&secret;")


def gpx() -> bytes:
    points = "".join(f'<trkpt lat="{49.5 + step / 100}" lon="6.0"><ele>300</ele></trkpt>' for step in range(3))
    return (
        '<?xml version="1.0"?><gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">'
        '<wpt lat="49.51" lon="6.01"><name>Gate</name></wpt>'
        f"<trk><name>Round</name><trkseg>{points}</trkseg></trk></gpx>"
    ).encode()


def zip_bomb() -> bytes:
    """Some 300 kB that unpack to 300 MB."""
    return zipped({"garden.kml": b" " * 300_000_000})


def ring(corners: int) -> shapely.Geometry:
    """A circle of 0.01° radius with so many corners."""
    turns = [2 * math.pi * step / (corners - 1) for step in range(corners - 1)]
    points = [(6.0 + 0.01 * math.cos(turn), 49.5 + 0.01 * math.sin(turn)) for turn in turns]
    return shapely.Polygon([*points, points[0]])
