"""One example value per public field, for the documentation; the tests hold them against the schemas."""

from typing import Any

from api.collection import Collection, Kind

# One geometry of each type, near the centre of Esch-sur-Alzette; longitude before latitude.
GEOMETRIES: dict[str, Any] = {
    "Point": {"type": "Point", "coordinates": [5.9806, 49.4958]},
    "LineString": {"type": "LineString", "coordinates": [[6.1109, 49.5766], [6.1323, 49.5812]]},
    "Polygon": {
        "type": "Polygon",
        "coordinates": [
            [[5.94, 49.5], [5.95, 49.5], [5.95, 49.505], [5.94, 49.505], [5.94, 49.5]],
        ],
    },
}
TEXTS = {"de": "Radweg zum Bahnhof", "fr": "Piste cyclable vers la gare"}
VALUES: dict[str, Any] = {
    "lau2_code": "0204",
    "name": {"de": "Esch an der Alzette", "fr": "Esch-sur-Alzette", "lb": "Esch-Uelzecht"},
    "canton": "Esch-sur-Alzette",
    "population": 38275,
    "regions": ["prosud"],
    "source": "Limites administratives",
    "publisher": "Administration du cadastre et de la topographie",
    "licence": "CC0-1.0",
    "code": "belval",
    "manager": "Fonds Belval",
    "source_url": "https://example.org/works",
    "route": "T1",
    "gtfs_stop_id": "000200405060",
    "gtfs_name": "Belval, Université",
    "routes": ["T1"],
    "company": "Menuiserie du Sud",
    "address": "1, rue du Commerce, Esch-sur-Alzette",
    "nace_section": "C",
    "nace_code": "16.23",
    "jobs": 24,
    "slug": "ims-belval",
    "coordinator": "ims",
    "coordinator_name": "IMS Luxembourg",
    "business_parks": ["belval"],
    "link": "https://example.org/project",
    "title": TEXTS,
    "summary": {"fr": "Deux kilomètres, éclairés."},
    "theme": "mobility",
    "state_reason": "",
    "stages": [{"from": None, "to": "solution", "on": "2026-03-02", "evidence": "Étude remise au collège."}],
    "owner": "ville-esch",
    "owner_name": "Ville d'Esch-sur-Alzette",
    "partners": ["prosud"],
    "communes": ["0204"],
    "consents": [{"commune": "0204", "organisation": "commune-esch-sur-alzette", "share": 0.25, "answer": "waiting"}],
    "working_group": "ims-belval",
    "grown_from": 7,
    "capacity": 120,
    "capacity_unit": "meals a day",
    "catchment_m": 800,
    "version": 3,
    "page": "https://example.org/en/communes/4/",
    "phases": [
        {
            "number": 1,
            "title": {"fr": "Phase 1"},
            "starts_on": "2026-05-01",
            "ends_on": "2026-09-30",
            "certainty": "fixed",
            "effects": {"car": "closed", "bus": "diverted", "tram": "none", "bicycle": "none", "foot": "none"},
        }
    ],
}
OF_KIND: dict[Kind, Any] = {
    Kind.BOOLEAN: False,
    Kind.DATE: "2026-05-01",
    Kind.MOMENT: "2026-05-01T08:00:00+00:00",
}
# What a program sends to place something; ``title`` and ``theme`` are needed.
WRITTEN: dict[str, Any] = {
    "type": "Feature",
    "geometry": GEOMETRIES["Point"],
    "properties": {"title": TEXTS, "theme": "mobility", "stage": "solution", "starts_on": "2026-05-01"},
}
CHANGED: dict[str, Any] = {"properties": {"summary": {"fr": "Trois kilomètres."}, "state": "submitted"}}


def feature_example(collection: Collection) -> dict[str, Any]:
    """A feature as the collection would answer it by REST."""
    properties = {}
    for field in collection.fields:
        value = field.choices[0] if field.choices else VALUES.get(field.name, OF_KIND.get(field.kind))
        if isinstance(value, dict) and field.kind is Kind.TEXT:
            value = value["fr"]
        properties[field.name] = value
    types = collection.geometry_types
    geometry = GEOMETRIES[types[0] if types[0] in GEOMETRIES else "Polygon"]
    return {"type": "Feature", "id": 4, "geometry": geometry, "properties": properties}
