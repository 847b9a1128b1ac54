"""The OpenAPI operations of needs and offers."""

from typing import Any

from api.params import DEFAULT_LIMIT, MAX_LIMIT
from api.rest.operations import if_match, language, limited, operation, query
from api.shapes import FLAG, MOMENT, NUMBER, TEXT, WHOLE, list_of, object_of, or_null
from territory.matching.profile import Energy
from territory.matching.quantity import UNITS, Period
from territory.needs_and_offers.models import Direction, SharedService, Visibility

Part = dict[str, Any]
WRITTEN: Part = {
    "type": "object",
    "properties": {
        "establishment": {"type": "integer", "description": "When it is stated; it stays the same."},
        "direction": {"type": "string", "enum": Direction.values, "description": "“in” is a need, “out” an offer."},
        "service": {"type": "string", "enum": ["", *SharedService.values]},
        "material": {
            "type": "string",
            "description": "A code of the List of Waste (needs-and-offers/codes) or one of "
            + ", ".join(str(energy) for energy in Energy),
        },
        "amount": {
            "type": "number",
            "nullable": True,
            "description": "Of a service: people, meals, spaces …; of a flow: in “unit”.",
        },
        "unit": {"type": "string", "enum": ["", *UNITS]},
        "period": {"type": "string", "enum": ["", *(str(period) for period in Period)]},
        "density_t_per_m3": {"type": "number", "nullable": True},
        "months": {"type": "array", "nullable": True, "items": {"type": "integer", "minimum": 1, "maximum": 12}},
        "weekdays": {"type": "array", "nullable": True, "items": {"type": "integer", "minimum": 1, "maximum": 7}},
        "grade": {"type": "integer", "nullable": True, "minimum": 1, "maximum": 5},
        "temperature_c": {"type": "number", "nullable": True},
        "has_permit": {"type": "boolean", "nullable": True},
        "note": {"type": "string", "maxLength": 1000},
        "visibility": {"type": "string", "enum": Visibility.values, "default": Visibility.FACILITATOR},
    },
}
EXAMPLE: Part = {
    "establishment": 12,
    "direction": "out",
    "material": "150101",
    "amount": 2,
    "unit": "t",
    "period": "week",
    "grade": 1,
    "visibility": "group",
}
ENTRY: Part = {
    "type": "object",
    "properties": {
        **WRITTEN["properties"],
        "id": {"type": "integer"},
        "establishment": object_of(id=WHOLE, name=TEXT, href=TEXT),
        "is_invented": FLAG,
        "created_at": MOMENT,
        "updated_at": MOMENT,
        "per_year": {
            "type": "number",
            "nullable": True,
            "description": "Tonnes or MWh a year, reckoned from the rest.",
        },
        "withdrawn": {"type": "boolean"},
        "version": {"type": "integer"},
    },
}
JSON = "application/json"
LIST: Part = {"type": "object", "properties": {"items": {"type": "array", "items": ENTRY}, "next": {"type": "string"}}}
TOTALS = object_of(
    items=list_of(object_of(direction=TEXT, subject=TEXT, establishments=WHOLE, per_year_at_least=or_null(NUMBER)))
)
CODES = object_of(items=list_of(object_of(code=TEXT, written=TEXT, name=TEXT, is_hazardous=FLAG)))
VISIBLE = "Only what the asker may see: everyone, members of the group, its facilitator or the own company."


def need_operation(action: str) -> Part:
    """The operation of one action of the view set."""
    return {
        "list": _list,
        "retrieve": _retrieve,
        "create": _create,
        "partial_update": _partial_update,
        "destroy": _destroy,
        "totals": _totals,
        "codes": _codes,
    }[action]()


def _list() -> Part:
    texts = ("group", "direction", "service", "material", "visibility")
    return operation(
        "needs_and_offers_list",
        "Needs and offers",
        VISIBLE,
        "needs-and-offers",
        parameters=[
            query("establishment", "Only of this establishment.", {"type": "integer"}),
            *(query(name, f"Only with this {name}.", {"type": "string"}) for name in texts),
            query("order", "By what; “-” turns it round.", {"type": "string", "default": "id"}),
            query("after", "How many to leave out; from the address in “next”.", {"type": "integer"}),
            limited(DEFAULT_LIMIT, MAX_LIMIT),
            language(),
        ],
        answers={200: (JSON, LIST)},
        refusals=(400,),
    )


def _retrieve() -> Part:
    return operation(
        "needs_and_offers_retrieve",
        "Needs and offers: one entry",
        VISIBLE,
        "needs-and-offers",
        parameters=[language()],
        answers={200: (JSON, ENTRY)},
        refusals=(400, 404),
    )


def _create() -> Part:
    return operation(
        "needs_and_offers_create",
        "Needs and offers: state one",
        "For people of the company. “visibility” says who sees it besides; without it the facilitator only.",
        "needs-and-offers",
        parameters=[language()],
        body=(WRITTEN, EXAMPLE),
        answers={201: (JSON, ENTRY)},
        refusals=(400, 401, 403, 413, 415, 422),
        signed_in=True,
    )


def _partial_update() -> Part:
    return operation(
        "needs_and_offers_partial_update",
        "Needs and offers: change one",
        "Changes what is given. “withdrawn”: false states again what was withdrawn.",
        "needs-and-offers",
        parameters=[language(), if_match()],
        body=(WRITTEN, {"visibility": "all"}),
        answers={200: (JSON, ENTRY)},
        refusals=(400, 401, 403, 404, 412, 413, 415, 422),
        signed_in=True,
    )


def _destroy() -> Part:
    return operation(
        "needs_and_offers_destroy",
        "Needs and offers: withdraw one",
        "From then on only its own company reads it.",
        "needs-and-offers",
        parameters=[if_match()],
        answers={204: None},
        refusals=(400, 401, 403, 404, 412),
        signed_in=True,
    )


def _totals() -> Part:
    return operation(
        "needs_and_offers_totals",
        "Needs and offers of a working group or a park together",
        "Only subjects that at least five companies state; establishments in fives, quantities in coarse steps.",
        "needs-and-offers",
        parameters=[
            query("group", "Short name of a working group.", {"type": "string", "example": "cloche-dor"}),
            query("park", "Code of a business park; one of the two.", {"type": "string"}),
            language(),
        ],
        answers={200: (JSON, TOTALS)},
        refusals=(400, 404),
    )


def _codes() -> Part:
    return operation(
        "needs_and_offers_codes",
        "Codes of the List of Waste",
        "Those in which materials are stated here, with their names.",
        "needs-and-offers",
        parameters=[language()],
        answers={200: (JSON, CODES)},
        refusals=(400,),
    )
