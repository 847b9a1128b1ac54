"""What the OpenAPI document says about searches by minutes and about areas in reach."""

from typing import Any

from api.params import DEFAULT_LIMIT, MAX_LIMIT, MAX_RADIUS_M
from api.rest import operations
from api.schemas import page_schema
from territory.reach.modes import Mode

Part = dict[str, Any]
ESTIMATE = "“is_estimate” and “estimate” say where no network reaches: distance as the crow flies times a factor."


def _from_where() -> list[Part]:
    return [
        operations.query("lon", "Longitude in degrees; with “lat”.", {"type": "number", "example": 6.1145}),
        operations.query("lat", "Latitude in degrees; with “lon”.", {"type": "number", "example": 49.582}),
        operations.query("establishment", "From this establishment instead.", {"type": "integer"}),
    ]


def _mode() -> Part:
    schema = {"type": "string", "enum": [str(mode) for mode in Mode], "default": "foot"}
    return operations.query("mode", "How somebody gets there; with “minutes”.", schema)


def near_point() -> Part:
    """The operation of the search around a point."""
    page = page_schema({"$ref": "#/components/schemas/Establishments"})
    page["properties"]["jobs_total"] = {
        "type": "integer",
        "description": "Jobs of all that matched, also of those beyond the limit; with “totals”.",
    }
    return operations.operation(
        "establishments_near",
        "Establishments near a point",
        "Nearest first; each with “distance_m”, metres as the crow flies.",
        "establishments",
        parameters=[
            operations.query("lon", "Longitude in degrees.", {"type": "number", "example": 6.1145}, required=True),
            operations.query("lat", "Latitude in degrees.", {"type": "number", "example": 49.582}, required=True),
            operations.query(
                "radius_m",
                "Radius in metres.",
                {"type": "number", "maximum": MAX_RADIUS_M, "example": 1000},
                required=True,
            ),
            operations.query("nace", "A NACE section (C) or code (10, 10.7, 10.71).", {"type": "string"}),
            operations.limited(DEFAULT_LIMIT, MAX_LIMIT),
            operations.query(
                "totals", "Whether to tell numberMatched and jobs_total; costs a second look.", {"type": "boolean"}
            ),
            operations.language(),
        ],
        answers={200: (operations.GEOJSON, page)},
        refusals=(400,),
    )


def near() -> Part:
    """The operation of the search around a place."""
    before = near_point()
    page = before["responses"]["200"]["content"][operations.GEOJSON]["schema"]
    return operations.operation(
        "establishments_near",
        "Establishments near a place",
        "From a point, a park or an establishment. With “radius_m”: nearest first, each with “distance_m”, as the crow "
        f"flies. With “minutes”: quickest first, each with “travel_min”, totals in the answer. {ESTIMATE}",
        "establishments",
        parameters=[
            *_from_where(),
            operations.query("park", "From this business park: its code or number.", {"type": "string"}),
            operations.query(
                "radius_m", "Radius in metres.", {"type": "number", "maximum": MAX_RADIUS_M, "example": 1000}
            ),
            operations.query("minutes", "Instead of a radius.", {"type": "number", "minimum": 1, "maximum": 30}),
            _mode(),
            operations.query("nace", "A NACE section (C) or code (10, 10.7, 10.71).", {"type": "string"}),
            operations.query(
                "format", "As a file to work with.", {"type": "string", "enum": ["geojson", "csv", "xlsx"]}
            ),
            operations.limited(DEFAULT_LIMIT, MAX_LIMIT),
            operations.language(),
        ],
        answers={200: (operations.GEOJSON, page)},
        refusals=(400,),
    )


def reach() -> Part:
    """The operation of the areas in reach."""
    return operations.operation(
        "reach",
        "Areas within minutes of a place",
        f"One feature for each number of minutes, the largest first, along the ways of the network. {ESTIMATE}",
        "establishments",
        parameters=[
            *_from_where(),
            operations.query("minutes", "Up to six numbers from 1 to 30.", {"type": "string", "default": "5,10,15"}),
            _mode(),
            operations.language(),
        ],
        answers={200: (operations.GEOJSON, {"type": "object"})},
        refusals=(400,),
    )
