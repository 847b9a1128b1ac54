"""What the OpenAPI document says about searches by minutes and about areas in reach."""

from typing import Any

from api.catalogue import BY_ID
from api.params import DEFAULT_LIMIT, MAX_LIMIT, MAX_RADIUS_M
from api.rest import operations, tables
from api.rest.nearby_question import LARGEST_HA, MOST_CORNERS
from api.schemas import feature_schema, page_schema
from api.shapes import DAY, FLAG, NUMBER, TEXT, features_of, object_of, one_of, or_null
from territory.matching.profile import Energy
from territory.needs_and_offers.models import Direction, SharedService
from territory.reach.modes import Mode

Part = dict[str, Any]
MODE = one_of(Mode)
HOW_KNOWN = {
    "is_estimate": FLAG,
    "estimate": or_null(object_of(reason=TEXT, detail=TEXT, detour_factor=NUMBER)),
    "network": or_null(object_of(title=TEXT, attribution=TEXT, licence=TEXT, released_on=DAY)),
}
AREA = object_of(minutes=NUMBER, mode=MODE, area_ha=NUMBER, is_estimate=FLAG)
ESTIMATE = "“is_estimate” and “estimate” say where no network reaches: distance as the crow flies times a factor."


def _from_where() -> list[Part]:
    return [
        operations.query("lon", "Longitude in degrees; with “lat”.", {"type": "number", "example": 6.1145}),
        operations.query("lat", "Latitude in degrees; with “lon”.", {"type": "number", "example": 49.582}),
        operations.query("park", "From this business park instead: its code or number.", {"type": "string"}),
        operations.query("establishment", "From this establishment instead.", {"type": "integer"}),
        operations.query(
            "area",
            f"From this drawn area instead: lon,lat,lon,lat,… of 3 to {MOST_CORNERS} corners, {LARGEST_HA} ha at most.",
            {"type": "string", "example": "6.112,49.578,6.118,49.578,6.118,49.583"},
        ),
    ]


def _whom() -> list[Part]:
    subjects = ", ".join([*SharedService.values, *Energy])
    jobs: Part = {"type": "integer", "minimum": 0}
    return [
        operations.query("nace", "A NACE section (C) or code (10, 10.7, 10.71).", {"type": "string"}),
        operations.query("jobs_from", "At least so many jobs; who does not state theirs is left out.", jobs),
        operations.query("jobs_to", "At most so many jobs; who does not state theirs is left out.", jobs),
        operations.query(
            "subject",
            f"Who needs or offers this, as far as the asker may know it: {subjects}, or a code of the List of Waste.",
            {"type": "string"},
        ),
        operations.query("direction", "A need or an offer.", {"type": "string", "enum": Direction.values}),
        operations.query("group", "Members of this working group: its short name or number.", {"type": "string"}),
        operations.query("in_park", "In this business park: its code or number.", {"type": "string"}),
    ]


def _mode() -> Part:
    schema = {"type": "string", "enum": [str(mode) for mode in Mode], "default": "foot"}
    return operations.query("mode", "How somebody gets there; with “minutes”.", schema)


def near() -> Part:
    """The operation of the search around a place."""
    feature = feature_schema(BY_ID["establishments"], flat=False)
    feature["properties"]["properties"]["properties"] |= {"travel_min": NUMBER, "is_estimate": FLAG}
    page = page_schema(feature)
    for name, unit in (("jobs_total", "with a radius and “totals”"), ("jobs", "with “minutes”")):
        page["properties"][name] = {
            "type": "integer",
            "description": f"Jobs of all that matched, also of those beyond the limit; {unit}.",
        }
    page["properties"] |= {"minutes": NUMBER, "mode": MODE, **HOW_KNOWN}
    return operations.operation(
        "establishments_near",
        "Establishments near a place",
        "From a point, a park, an establishment or an area. With “radius_m”: nearest first, each with “distance_m”, as "
        "the crow flies; 0 metres of a park or an area are its inside. With “minutes”: quickest first, each with "
        f"“travel_min”. {ESTIMATE}",
        "establishments",
        parameters=[
            *_from_where(),
            operations.query(
                "radius_m", "Radius in metres.", {"type": "number", "maximum": MAX_RADIUS_M, "example": 1000}
            ),
            operations.query("minutes", "Instead of a radius.", {"type": "number", "minimum": 1, "maximum": 30}),
            _mode(),
            *_whom(),
            operations.query(
                "format", "As a file to work with.", {"type": "string", "enum": ["geojson", "csv", "xlsx"]}
            ),
            operations.limited(DEFAULT_LIMIT, MAX_LIMIT),
            operations.query(
                "totals",
                "With “radius_m”: tells numberMatched and jobs_total, at the price of a second look; files do anyway.",
                {"type": "boolean"},
            ),
            operations.language(),
        ],
        answers={200: (operations.GEOJSON, page)},
        files=(tables.CSV, tables.XLSX),
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
        answers={200: (operations.GEOJSON, features_of(AREA, with_id=False, mode=MODE, **HOW_KNOWN))},
        refusals=(400,),
    )
