"""Reads the shapes of one file, in a process of its own: `python -m territory.geometry_files.extract`.

Geodata libraries read what strangers wrote; here a file made to break them or to eat all memory ends this process only.
The file comes on standard input; the answer is one JSON object: ``layers``, each with ``crs``, ``count`` and ``shapes``
(name, WKB in hexadecimal digits), or ``trouble`` with the word for it.
"""

import json
import math
import resource
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio

from territory.geometry_files.kinds import unpacked
from territory.geometry_files.trouble import Trouble

MEMORY_BYTES, CPU_S = 3 << 29, 30
READ_FROM = (".shp", ".kml", ".geojson", ".gpx", ".gpkg")
# Layers of a GPX that repeat the corners of another one.
REPEATED = {"route_points", "track_points"}
NAMES = ("name", "nom", "bezeichnung", "titel", "titre", "title", "label", "designation")


def extracted(content: bytes, most: int) -> dict[str, Any]:
    """CRS and shapes of ``content``, at most ``most`` of them, and how many there are. Raises Trouble."""
    with tempfile.TemporaryDirectory() as folder:
        files = unpacked(content)
        for name, inside in files.items():
            (Path(folder) / name).write_bytes(inside)
        path = next(Path(folder) / name for name in files if Path(name).suffix in READ_FROM)
        if path.suffix == ".shp" and "place.prj" not in files:
            raise Trouble("no_prj")
        try:
            return _read(path, most)
        except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, pyogrio.errors.FeatureError):
            raise Trouble("unreadable") from None


def _read(path: Path, most: int) -> dict[str, Any]:
    layers, total = [], 0
    for layer, kind in pyogrio.list_layers(path):
        if kind is None or layer in REPEATED:
            continue
        count = pyogrio.read_info(path, layer=layer, force_feature_count=True)["features"]
        meta, _fids, wkb, columns = pyogrio.raw.read(
            path, layer=layer, force_2d=True, max_features=max(1, most - total)
        )
        names = _names([str(each) for each in meta["fields"]], columns, len(wkb))
        shapes = [(name, bytes(one).hex()) for name, one in zip(names, wkb, strict=True) if one is not None]
        layers.append({"crs": meta["crs"], "shapes": shapes[: max(0, most - total)], "count": count})
        total += len(shapes)
    return {"layers": layers}


def _names(fields: list[str], columns: list[np.ndarray], count: int) -> list[str]:
    """What the file calls each shape; empty where it does not say."""
    lower = [field.lower() for field in fields]
    column = next((columns[lower.index(name)] for name in NAMES if name in lower), None)
    if column is None:
        column = next((each for each in columns if each.dtype == object), None)
    if column is None:
        return [""] * count
    return ["" if value is None or (isinstance(value, float) and math.isnan(value)) else str(value) for value in column]


def main() -> None:
    """Reads, answers."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = extracted(sys.stdin.buffer.read(), int(sys.argv[1]))
    except Trouble as trouble:
        answer = {"trouble": trouble.word, "facts": trouble.facts}
    except Exception:  # noqa: BLE001  whatever a library says of a broken file
        answer = {"trouble": "unreadable", "facts": {}}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
